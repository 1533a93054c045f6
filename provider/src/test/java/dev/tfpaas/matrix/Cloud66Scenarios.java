package dev.tfpaas.matrix;

import static dev.tfpaas.matrix.Cast.APP_CLONE;
import static dev.tfpaas.matrix.Cast.GROUP;
import static dev.tfpaas.matrix.Cast.LOSS;
import static dev.tfpaas.matrix.Cast.MIGRATION;
import static dev.tfpaas.matrix.Cast.REPLICATION;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.cloud66.Cloud66Emulator;
import dev.tfpaas.emulator.cloud66.Cloud66Options;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.matrix.Scenario.Scene;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.cloud66.Cloud66Platform;
import dev.tfpaas.platform.cloud66.Cloud66Settings;
import dev.tfpaas.platform.http.Network;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The runbooks of Cloud 66, against its emulator. Two are missing, because they are acts in the
/// dashboard: to delete an app, and to reverse a replication.
final class Cloud66Scenarios {
  static final String TOKEN = "matrix-token";

  private Cloud66Scenarios() {}

  static List<Scenario> all() {
    return in(Dialect.usual("cloud66"));
  }

  /// Returns all of them on a platform that speaks a dialect.
  static List<Scenario> in(Dialect dialect) {
    return parts().stream()
        .map(part ->
            new Scenario(
                "cloud66: " + part.name(),
                (directory, start) ->
                    part.prepare().apply(open(directory.resolve("world"), start, dialect))))
        .toList();
  }

  /// A scenario whose platform is still to be opened.
  private record Part(String name, Function<EmulatedTheatre, Scene> prepare) {}

  private static List<Part> parts() {
    List<Part> all = new ArrayList<>();
    all.add(
        scenario(
            "compose clone",
            theatre ->
                theatre.creating(
                    APP_CLONE,
                    clone(
                        uid(theatre, "blog"),
                        "blog-dr",
                        ", 'maintenance': false, 'variables': {'LOG_LEVEL': 'x'}"))));
    all.add(
        scenario(
            "adopt clone",
            theatre -> {
              copyByHand(theatre);
              return theatre.creating(APP_CLONE, adopted(theatre));
            }));
    all.add(
        scenario(
            "change clone",
            theatre -> {
              copyByHand(theatre);
              LifecycleDriver<PaasClient> clone = theatre.made(APP_CLONE, adopted(theatre));
              return Scene.apply(
                  theatre,
                  APP_CLONE,
                  clone,
                  adopted(theatre).replace("}", ", 'variables': {'LOG_LEVEL': 'x'}}"));
            }));
    all.add(
        scenario(
            "create replication",
            theatre -> {
              copied(theatre);
              follow(theatre, "postgresql");
              return theatre.creating(
                  REPLICATION,
                  replicate(theatre, "postgresql")
                      .replace("}", ", 'backup': {'frequency': '1h', 'keep': 24}}"));
            }));
    all.add(
        scenario(
            "change replication",
            theatre -> {
              copied(theatre);
              return Scene.apply(
                  theatre,
                  REPLICATION,
                  replicated(theatre, "postgresql"),
                  replicate(theatre, "postgresql")
                      .replace("}", ", 'backup': {'frequency': '1h', 'keep': 12}}"));
            }));
    all.add(
        scenario(
            "destroy replication",
            theatre -> {
              copied(theatre);
              return Scene.destroy(theatre, REPLICATION, replicated(theatre, "postgresql"));
            }));
    all.addAll(groups());
    all.addAll(moves());
    return all;
  }

  private static List<Part> groups() {
    return List.of(
        scenario(
            "create group",
            theatre -> {
              ready(theatre);
              return theatre.creating(GROUP, pair(theatre, "primary", ""));
            }),
        scenario(
            "switch planned",
            theatre ->
                Scene.apply(theatre, GROUP, formed(theatre), pair(theatre, "secondary", ""))),
        scenario(
            "switch emergency",
            theatre ->
                Scene.apply(theatre, GROUP, formed(theatre), pair(theatre, "secondary", LOSS))),
        scenario("destroy group", theatre -> Scene.destroy(theatre, GROUP, formed(theatre))));
  }

  private static List<Part> moves() {
    List<Part> all = new ArrayList<>();
    all.add(
        scenario(
            "move at once",
            theatre -> {
              formed(theatre);
              return theatre.creating(MIGRATION, move(theatre, ""));
            }));
    // To prepare only looks, where the pair follows already.
    all.addAll(
        Cast.phases(raise ->
            raise.to().equals("prepared")
                ? List.of(abort(raise))
                : List.of(move(raise), abort(raise))));
    return all;
  }

  private static Part move(Cast.Raise raise) {
    return scenario(
        "move to " + raise.to(),
        theatre ->
            Scene.apply(
                theatre,
                MIGRATION,
                moved(theatre, raise.from()),
                move(theatre, phase(raise.to()))));
  }

  private static Part abort(Cast.Raise raise) {
    return scenario(
        "abort from " + raise.from(),
        theatre -> Scene.destroy(theatre, MIGRATION, moved(theatre, raise.from())));
  }

  private static String phase(String phase) {
    return ", 'phase': '%s'".formatted(phase);
  }

  private static LifecycleDriver<PaasClient> moved(EmulatedTheatre theatre, String phase) {
    formed(theatre);
    return theatre.made(MIGRATION, move(theatre, phase(phase)));
  }

  private static Part scenario(String name, Function<EmulatedTheatre, Scene> prepare) {
    return new Part(name, prepare);
  }

  private static EmulatedTheatre open(Path directory, Instant start, Dialect dialect) {
    MovedClock clock = new MovedClock(start);
    World world = World.open(directory, Estate.builtIn(), clock);
    return new EmulatedTheatre(
        new Cloud66Emulator(
            world, Estate.builtIn(), clock, Cloud66Options.usual(TOKEN).in(dialect)),
        clock,
        (address, time) ->
            Cloud66Platform.of(
                new Cloud66Settings(address, new Secret(TOKEN)),
                new PlatformTools(time, time, _ -> {}, "test", Map.of()),
                Network.DIRECT),
        new EmulatedTheatre.Witness() {
          @Override
          public List<String> standing(EmulatedTheatre theatre) {
            return Standing.of(world);
          }

          @Override
          public List<String> violations() {
            return LocalTheatre.violations(world);
          }
        });
  }

  private static String uid(EmulatedTheatre theatre, String name) {
    for (JsonNode stack : theatre.dashboard("GET", "/stacks", "").path("response")) {
      if (stack.path("name").asString("").equals(name)) {
        return stack.path("uid").asString("");
      }
    }
    throw new AssertionError("there is no stack " + name);
  }

  private static String clone(String source, String name, String more) {
    return "{'source_app_id': '%s', 'name': '%s', 'region': 'us-east', 'deletion_protection': false%s}"
        .formatted(source, name, more);
  }

  private static String adopted(EmulatedTheatre theatre) {
    return clone(uid(theatre, "shop"), "shop-dr", ", 'adopt': true");
  }

  private static void copyByHand(EmulatedTheatre theatre) {
    theatre.dashboard(
        "POST",
        "/stacks/%s/clone".formatted(uid(theatre, "shop")),
        "{\"name\": \"shop-dr\", \"region\": \"us-east\"}");
    theatre.rest(Duration.ofMinutes(1));
  }

  private static void copied(EmulatedTheatre theatre) {
    copyByHand(theatre);
    theatre.driver(APP_CLONE).apply(adopted(theatre)).orFail();
  }

  private static void follow(EmulatedTheatre theatre, String engine) {
    theatre.dashboard(
        "POST",
        "/stacks/%s/replication".formatted(uid(theatre, "shop-dr")),
        "{\"engine\": \"%s\", \"source\": \"%s\"}".formatted(engine, uid(theatre, "shop")));
    theatre.rest(Duration.ofMinutes(1));
  }

  private static LifecycleDriver<PaasClient> replicated(EmulatedTheatre theatre, String engine) {
    follow(theatre, engine);
    return theatre.made(REPLICATION, replicate(theatre, engine));
  }

  private static String replicate(EmulatedTheatre theatre, String engine) {
    return ("{'source_app_id': '%s', 'replica_app_id': '%s', 'engine': '%s',"
            + " 'overwrite_replica': true}")
        .formatted(uid(theatre, "shop"), uid(theatre, "shop-dr"), engine);
  }

  private static void ready(EmulatedTheatre theatre) {
    copied(theatre);
    replicated(theatre, "postgresql");
    replicated(theatre, "redis");
  }

  private static LifecycleDriver<PaasClient> formed(EmulatedTheatre theatre) {
    ready(theatre);
    LifecycleDriver<PaasClient> group = theatre.made(GROUP, pair(theatre, "primary", ""));
    theatre.rest(Duration.ofMinutes(5));
    group.refresh();
    return group;
  }

  private static String pair(EmulatedTheatre theatre, String active, String more) {
    String shop = uid(theatre, "shop");
    String copy = uid(theatre, "shop-dr");
    String ids =
        Stream.of("postgresql", "redis")
            .map(engine ->
                "'%s:%s'"
                    .formatted(
                        Stream.of(shop, copy).sorted().collect(Collectors.joining(":")), engine))
            .collect(Collectors.joining(", "));
    return ("{'primary_app_id': '%s', 'secondary_app_id': '%s', 'replication_ids': [%s],"
            + " 'deletion_protection': false, 'active': '%s'%s}")
        .formatted(shop, copy, ids, active, more);
  }

  private static String move(EmulatedTheatre theatre, String more) {
    String group =
        theatre.dashboard("GET", "/groups", "").path("response").path(0).path("uid").asString("");
    return ("{'app_id': '%s', 'to_region': 'us-east', 'target_app_id': '%s',"
            + " 'failover_group_id': '%s'%s}")
        .formatted(uid(theatre, "shop"), uid(theatre, "shop-dr"), group, more);
  }
}
