package dev.tfpaas.model;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.RequestLog;
import dev.tfpaas.emulator.jelastic.JelasticEmulator;
import dev.tfpaas.model.Wish.Part;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.jelastic.OfflineJelastic;
import dev.tfpaas.runbook.MovedClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Jelastic's emulator. Clients follow a domain to the environment that it is bound to.
final class JelasticGround extends EmulatedGround {
  private static final String TOKEN = "7e1a571c00history0token0never0shown0001";
  private static final String DOMAIN = "www.example.com";
  private static final List<String> APPS = List.of("shop", "shop-dr", "shop-b");
  private static final int RUNNING = 1;

  /// The source of a copy serves while it is made.
  private static final Set<Integer> SERVING = Set.of(RUNNING, 7);

  private static final Wording WORDING =
      new Wording(
          Set.of(Part.COPY, Part.GROUP),
          "shop",
          name -> name,
          ", 'region': 'eu1_ssd'",
          "",
          "",
          false,
          ", 'domains': ['www.example.com']",
          copy -> "shop+" + copy);

  /// The names that each environment has borne, by its own identifier.
  private final Map<String, Set<String>> bore = new HashMap<>();

  JelasticGround() {
    this(new MovedClock(Stand.START));
  }

  private JelasticGround(MovedClock clock) {
    super(
        new JelasticEmulator(clock, Duration.ofSeconds(4), TOKEN, Dialect.usual("jelastic")),
        clock);
  }

  @Override
  Platform open(URI address) {
    return OfflineJelastic.open(address, TOKEN, clock);
  }

  @Override
  public Wording wording() {
    return WORDING;
  }

  private void at(String app, String change) {
    dashboard("POST", "/environments/" + app, change);
  }

  private void delete(String app) {
    call(
        "POST",
        "/1.0/environment/control/rest/deleteenv",
        Map.of("session", TOKEN, "envName", app, "password", "x"),
        Map.of(),
        "");
  }

  @Override
  List<Act> acts() {
    List<Act> acts = new ArrayList<>();
    for (String app : APPS) {
      acts.add(
          new Act(
              "switch to " + app,
              () -> at(app, "{'status': 'running', 'domains': ['%s']}".formatted(DOMAIN))));
      acts.add(new Act("start " + app, () -> at(app, "{'status': 'running'}")));
      acts.add(new Act("stop " + app, () -> at(app, "{'status': 'down'}")));
      acts.add(new Act(app + " breaks", () -> at(app, "{'status': 'broken'}")));
      acts.add(new Act("delete " + app, () -> delete(app)));
      acts.add(new Act("rename " + app, () -> at(app, "{'name': '%s-old'}".formatted(app))));
      acts.add(
          new Act(
              "rename " + app + " back", () -> at(app + "-old", "{'name': '%s'}".formatted(app))));
    }
    return acts;
  }

  /// Refusals have status 200 too; no plan asks for a change, not even in vain.
  @Override
  boolean changes(RequestLog.Entry call) {
    return !call.what().isEmpty();
  }

  @Override
  public Scenery look() {
    Map<String, String> apps = new HashMap<>();
    Map<String, String> served = new TreeMap<>();
    // A domain that is bound to nothing leads nobody anywhere, and is there all the same.
    Map<String, String> led = new TreeMap<>(Map.of(DOMAIN, ""));
    for (JsonNode one : dashboard("GET", "/environments", "")) {
      JsonNode env = one.path("env");
      String name = env.path("envName").asString("");
      apps.put(env.path("appid").asString(""), name);
      bore.computeIfAbsent(env.path("appid").asString(""), _ -> new TreeSet<>()).add(name);
      boolean serves = SERVING.contains(env.path("status").asInt(0));
      String itself = Scenery.ITSELF + env.path("appid").asString("");
      led.put(itself, name);
      if (serves) {
        served.put(itself, name);
      }
      for (JsonNode domain : env.path("extdomains")) {
        led.put(domain.asString(""), name);
        if (serves) {
          served.put(domain.asString(""), name);
        }
      }
    }
    return new Scenery(List.of(), served, led, apps, apps, Set.of(), groups(apps.keySet()), true);
  }

  /// A group is called by what its members were called when it was formed, and is there as long as
  /// one of them is.
  private Set<String> groups(Set<String> living) {
    Set<String> names = new TreeSet<>();
    living.forEach(it -> names.addAll(bore.getOrDefault(it, Set.of())));
    Set<String> ever = new TreeSet<>();
    bore.values().forEach(ever::addAll);
    Set<String> groups = new TreeSet<>();
    for (String one : names) {
      groups.add(one);
      for (String other : ever) {
        groups.add(one + "+" + other);
        groups.add(other + "+" + one);
      }
    }
    return groups;
  }
}
