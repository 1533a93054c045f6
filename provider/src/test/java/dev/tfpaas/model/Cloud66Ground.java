package dev.tfpaas.model;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.RequestLog;
import dev.tfpaas.emulator.cloud66.Cloud66Emulator;
import dev.tfpaas.emulator.cloud66.Cloud66Options;
import dev.tfpaas.model.Wish.Part;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.cloud66.Cloud66Platform;
import dev.tfpaas.platform.cloud66.Cloud66Settings;
import dev.tfpaas.platform.http.Network;
import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.world.World;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Cloud 66's emulator. Copies of apps and their replication are made in the dashboard, so that a
/// person has made the first ones, and may make others.
final class Cloud66Ground extends EmulatedGround {
  private static final String TOKEN = "history-token";
  private static final Map<String, String> LOGIN = Map.of("authorization", "Bearer " + TOKEN);
  private static final List<String> APPS = List.of("shop", "shop-dr", "shop-b");

  final World world;
  private final String source;

  /// Makes one.
  ///
  /// @param directory an empty directory for its world
  static Cloud66Ground in(Path directory) {
    MovedClock clock = new MovedClock(Stand.START);
    World world = World.open(directory, Scenario.estate(), clock);
    return new Cloud66Ground(
        world,
        new Cloud66Emulator(
            world,
            Scenario.estate(),
            clock,
            Cloud66Options.usual(TOKEN).in(Dialect.usual("cloud66"))),
        clock);
  }

  private Cloud66Ground(World world, Cloud66Emulator emulator, MovedClock clock) {
    super(emulator, clock);
    this.world = world;
    this.source = uid("shop").orElseThrow();
    cloneAs("shop-dr");
    pass(History.PAUSE);
    follow("shop", "shop-dr");
    pass(History.PAUSE);
  }

  @Override
  Platform open(URI address) {
    return Cloud66Platform.of(
        new Cloud66Settings(address, new Secret(TOKEN)),
        new PlatformTools(clock, clock, _ -> {}, "test", Map.of()),
        Network.DIRECT);
  }

  @Override
  public Wording wording() {
    return new Wording(
        Set.of(Part.values()),
        source,
        name -> uid(name).orElse("0".repeat(32)),
        ", 'region': 'eu-central', 'adopt': true",
        "postgresql",
        ", 'overwrite_replica': true",
        false,
        "",
        _ -> groupUid().orElse("fg-0"));
  }

  private Map<String, String> stacks() {
    Map<String, String> names = new TreeMap<>();
    for (JsonNode stack : dashboard("GET", "/stacks", "").path("response")) {
      names.put(stack.path("uid").asString(""), stack.path("name").asString(""));
    }
    return names;
  }

  private Optional<String> uid(String name) {
    return stacks().entrySet().stream()
        .filter(it -> it.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private String need(String name) {
    return uid(name).orElseThrow(() -> new NotDone("there is no " + name));
  }

  private Optional<String> groupUid() {
    return dashboard("GET", "/groups", "")
        .path("response")
        .valueStream()
        .map(it -> it.path("uid").asString(""))
        .findFirst();
  }

  private String needGroup() {
    return groupUid().orElseThrow(() -> new NotDone("there is no group"));
  }

  private void cloneAs(String name) {
    if (uid(name).isPresent()) {
      throw new NotDone(name + " is there");
    }
    dashboard(
        "POST",
        "/stacks/" + source + "/clone",
        "{'name': '%s', 'region': 'eu-central'}".formatted(name));
  }

  private void follow(String from, String to) {
    dashboard(
        "POST",
        "/stacks/" + need(to) + "/replication",
        "{'engine': 'postgresql', 'source': '%s'}".formatted(need(from)));
  }

  private void change(String method, String path, String body) {
    call(method, "/api/3" + path, Map.of(), LOGIN, body);
  }

  private void maintenance(String app, int on) {
    change(
        "PUT",
        "/stacks/" + need(app) + "/settings/maintenance-mode",
        "{'value': '%d'}".formatted(on));
  }

  @Override
  List<Act> acts() {
    List<Act> acts = new ArrayList<>();
    for (int place : List.of(1, 2)) {
      acts.add(
          new Act(
              "switch to place " + place,
              () ->
                  change(
                      "PUT",
                      "/failover_groups/" + needGroup(),
                      "{'current_stack': %d}".formatted(place))));
    }
    for (String app : APPS) {
      acts.add(new Act("open " + app, () -> maintenance(app, 0)));
      acts.add(new Act("close " + app, () -> maintenance(app, 1)));
      acts.add(new Act("delete " + app, () -> dashboard("DELETE", "/stacks/" + need(app), "")));
      acts.add(
          new Act(
              "rename " + app,
              () ->
                  dashboard(
                      "POST",
                      "/stacks/" + need(app) + "/name",
                      "{'name': '%s-old'}".formatted(app))));
      acts.add(
          new Act(
              "rename " + app + " back",
              () ->
                  dashboard(
                      "POST",
                      "/stacks/" + need(app + "-old") + "/name",
                      "{'name': '%s'}".formatted(app))));
    }
    for (String copy : List.of("shop-dr", "shop-b")) {
      acts.add(new Act("copy shop as " + copy, () -> cloneAs(copy)));
      acts.add(new Act(copy + " follows shop", () -> follow("shop", copy)));
      acts.add(new Act("shop follows " + copy, () -> follow(copy, "shop")));
      acts.add(
          new Act(
              copy + " follows nobody",
              () -> dashboard("DELETE", "/stacks/" + need(copy) + "/replication/postgresql", "")));
    }
    acts.add(
        new Act(
            "dissolve the group",
            () -> {
              String group = needGroup();
              change(
                  "PUT",
                  "/failover_groups/" + group,
                  "{'primary_stack_uid': '', 'secondary_stack_uid': ''}");
              change("DELETE", "/failover_groups/" + group, "");
            }));
    for (String region : List.of("eu-west", "eu-central")) {
      acts.add(
          new Act(
              "region " + region + " fails",
              () -> dashboard("POST", "/regions/" + region, "{'up': 'false'}")));
      acts.add(
          new Act(
              "region " + region + " is back",
              () -> dashboard("POST", "/regions/" + region, "{'up': 'true'}")));
    }
    return acts;
  }

  @Override
  boolean changes(RequestLog.Entry call) {
    return !call.method().equals("GET") && call.status() / 100 == 2;
  }

  @Override
  public Scenery look() {
    Map<String, String> stacks = stacks();
    Set<String> groups = new TreeSet<>();
    dashboard("GET", "/groups", "")
        .path("response")
        .forEach(it -> groups.add(it.path("uid").asString("")));
    Scenery seen =
        world.read(view ->
            LocalGround.scenery(
                view.violations().stream().map(it -> it.rule() + ": " + it.detail()).toList(),
                view));
    Map<String, String> apps = new HashMap<>();
    stacks.keySet().forEach(uid -> apps.put(uid, uid));
    return new Scenery(
        seen.violations(),
        seen.served(),
        seen.led(),
        apps,
        stacks,
        replications(stacks.keySet()),
        groups,
        seen.whole());
  }

  /// A replication is called by its two apps; here it is one between any two that are there.
  private static Set<String> replications(Set<String> uids) {
    Set<String> all = new HashSet<>();
    for (String one : uids) {
      for (String other : uids) {
        if (one.compareTo(other) < 0) {
          all.add("%s:%s:postgresql".formatted(one, other));
        }
      }
    }
    return all;
  }
}
