package dev.tfpaas.model;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.RequestLog;
import dev.tfpaas.emulator.scalingo.ScalingoEmulator;
import dev.tfpaas.emulator.scalingo.ScalingoOptions;
import dev.tfpaas.model.Wish.Part;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.scalingo.OfflineScalingo;
import dev.tfpaas.runbook.MovedClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Scalingo's emulator. Its groups are marks of their apps, and lead nobody by themselves: clients
/// follow the app that is marked as the active one.
final class ScalingoGround extends EmulatedGround {
  private static final String TOKEN = "tk-us-history";
  private static final String HOME = "osc-fr1";
  private static final String AWAY = "osc-secnum-fr1";

  /// The apps by name, with the region of each.
  private static final Map<String, String> APPS =
      new TreeMap<>(Map.of("shop-front", HOME, "shop-dr", AWAY, "shop-b", AWAY));

  private static final Wording WORDING =
      new Wording(
          Set.of(Part.COPY, Part.GROUP),
          "shop-front",
          name -> AWAY + "/" + name,
          ", 'region': 'osc-secnum-fr1', 'databases': [],"
              + " 'source_url': 'https://code.example.org/shop.tar.gz'",
          "",
          "",
          false,
          ", 'domains': ['www.example.org']",
          copy -> "shop-front+" + copy);

  ScalingoGround() {
    this(new MovedClock(Stand.START));
  }

  private ScalingoGround(MovedClock clock) {
    super(
        new ScalingoEmulator(
            clock,
            ScalingoOptions.usual(Duration.ofSeconds(4), TOKEN).in(Dialect.usual("scalingo"))),
        clock);
  }

  @Override
  Platform open(URI address) {
    return OfflineScalingo.open(address, TOKEN, clock);
  }

  @Override
  public Wording wording() {
    return WORDING;
  }

  private Map<String, String> login() {
    String basic =
        Base64.getEncoder().encodeToString((":" + TOKEN).getBytes(StandardCharsets.UTF_8));
    JsonNode token =
        call(
            "POST", "/v1/tokens/exchange", Map.of(), Map.of("authorization", "Basic " + basic), "");
    return Map.of("authorization", "Bearer " + token.path("token").asString(""));
  }

  private JsonNode change(
      String method, String region, String path, Map<String, String> query, String body) {
    return call(method, "/%s/v1/apps/%s".formatted(region, path), query, login(), body);
  }

  private JsonNode read(String region, String path) {
    return change("GET", region, path, Map.of(), "");
  }

  private void rename(String region, String from, String to) {
    change(
        "POST",
        region,
        from + "/rename",
        Map.of(),
        "{'current_name': '%s', 'new_name': '%s'}".formatted(from, to));
  }

  private void scale(String region, String app, int amount) {
    change(
        "POST",
        region,
        app + "/scale",
        Map.of(),
        "{'containers': [{'name': 'web', 'amount': %d, 'size': 'M'}]}".formatted(amount));
  }

  private void unmark(String region, String app) {
    for (JsonNode one : read(region, app + "/variables").path("variables")) {
      String name = one.path("name").asString("");
      if (name.startsWith("PAAS_FAILOVER") || name.equals("PAAS_GROUP_INCARNATION")) {
        String id = one.path("id").asString("");
        change("DELETE", region, app + "/variables/" + id, Map.of(), "");
      }
    }
  }

  @Override
  List<Act> acts() {
    List<Act> acts = new ArrayList<>();
    APPS.forEach((app, region) -> {
      acts.add(
          new Act(
              "delete " + app,
              () -> change("DELETE", region, app, Map.of("current_name", app), "")));
      acts.add(new Act("rename " + app, () -> rename(region, app, app + "-old")));
      acts.add(new Act("rename " + app + " back", () -> rename(region, app + "-old", app)));
      acts.add(new Act("start " + app, () -> scale(region, app, 1)));
      acts.add(new Act("stop " + app, () -> scale(region, app, 0)));
      acts.add(new Act("take the marks of " + app, () -> unmark(region, app)));
      acts.add(new Act(app + " crashes", () -> status(region, app, "running", "crashed")));
      acts.add(new Act(app + " recovers", () -> status(region, app, "crashed", "running")));
      if (region.equals(AWAY)) {
        acts.add(new Act("make " + app, () -> make(region, app)));
      }
    });
    for (String region : List.of(HOME, AWAY)) {
      for (boolean down : List.of(true, false)) {
        acts.add(
            new Act(
                "region " + region + (down ? " fails" : " is back"),
                () ->
                    dashboard(
                        "POST",
                        "/regions",
                        "{'region': '%s', 'down': %s}".formatted(region, down))));
      }
    }
    return acts;
  }

  private void status(String region, String app, String from, String to) {
    for (JsonNode one : dashboard("GET", "/state", "").path(region)) {
      boolean meant = one.path("name").asString("").equals(app);
      if (meant && one.path("status").asString("").equals(from)) {
        dashboard(
            "POST",
            "/status",
            "{'region': '%s', 'app': '%s', 'status': '%s'}".formatted(region, app, to));
        return;
      }
    }
    throw new NotDone("it is not " + from);
  }

  private void make(String region, String app) {
    for (JsonNode one : dashboard("GET", "/state", "").path(region)) {
      if (one.path("name").asString("").equals(app)) {
        throw new NotDone("it is there");
      }
    }
    dashboard("POST", "/apps", "{'region': '%s', 'name': '%s'}".formatted(region, app));
  }

  @Override
  boolean changes(RequestLog.Entry call) {
    return !call.method().equals("GET")
        && call.status() / 100 == 2
        && !call.path().endsWith("/exchange")
        && !call.path().endsWith("/token")
        && !call.what().contains("dry run: true");
  }

  @Override
  public Scenery look() {
    Map<String, String> apps = new HashMap<>();
    Map<String, String> served = new TreeMap<>();
    Map<String, String> led = new TreeMap<>();
    Map<String, String> since = new HashMap<>();
    Set<String> groups = new TreeSet<>();
    boolean whole = true;
    JsonNode state = dashboard("GET", "/state", "");
    for (String region : List.of(HOME, AWAY)) {
      for (JsonNode app : state.path(region)) {
        String name = app.path("name").asString("");
        String called = region.equals(HOME) ? name : region + "/" + name;
        apps.put(app.path("id").asString(""), called);
        try {
          boolean runs = runs(region, app);
          String itself = Scenery.ITSELF + app.path("id").asString("");
          led.put(itself, called);
          if (runs) {
            served.put(itself, called);
          }
          Map<String, String> marks = marks(region, name);
          String group = marks.getOrDefault("PAAS_FAILOVER_GROUP", "");
          String[] role = marks.getOrDefault("PAAS_FAILOVER_ROLE", "").split(" ", -1);
          if (!group.isEmpty()) {
            groups.add(group);
          }
          boolean leads =
              role[0].equals("active") && role[1].compareTo(since.getOrDefault(group, "")) > 0;
          if (!group.isEmpty() && leads) {
            since.put(group, role[1]);
            led.put(group, called);
            served.remove(group);
            if (runs) {
              served.put(group, called);
            }
          }
        } catch (NotDone _) {
          whole = false;
        }
      }
    }
    return new Scenery(List.of(), served, led, apps, apps, Set.of(), groups, whole);
  }

  private boolean runs(String region, JsonNode app) {
    String path = app.path("name").asString("") + "/containers";
    boolean web = false;
    for (JsonNode one : read(region, path).path("containers")) {
      web |= one.path("name").asString("").equals("web") && one.path("amount").asInt(0) > 0;
    }
    return web && app.path("status").asString("").equals("running");
  }

  private Map<String, String> marks(String region, String app) {
    Map<String, String> marks = new HashMap<>();
    for (JsonNode one : read(region, app + "/variables").path("variables")) {
      marks.put(one.path("name").asString(""), one.path("value").asString(""));
    }
    return marks;
  }
}
