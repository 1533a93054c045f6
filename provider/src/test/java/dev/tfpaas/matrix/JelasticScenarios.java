package dev.tfpaas.matrix;

import static dev.tfpaas.matrix.Cast.APP_CLONE;
import static dev.tfpaas.matrix.Cast.GROUP;
import static dev.tfpaas.matrix.Cast.LOSS;
import static dev.tfpaas.matrix.Cast.MIGRATION;
import static dev.tfpaas.matrix.Cast.REPLICATION;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.jelastic.JelasticEmulator;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.matrix.Scenario.Scene;
import dev.tfpaas.platform.jelastic.OfflineJelastic;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.runbook.MovedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Every runbook of Jelastic, against its emulator. Two have no call: a migration cannot be
/// cancelled, and what has ended is only forgotten; and a domain cannot be taken out of a group
/// while it is bound, because a swap would move it.
final class JelasticScenarios {
  static final String TOKEN = "7e1a571c00matrix0token00never00shown0001";
  private static final String BROKEN = "{\"status\": \"broken\"}";

  private JelasticScenarios() {}

  static List<Scenario> all() {
    return in(Dialect.usual("jelastic"));
  }

  /// Returns all of them on a platform that speaks a dialect.
  static List<Scenario> in(Dialect dialect) {
    return parts().stream()
        .map(part ->
            new Scenario(
                "jelastic: " + part.name(),
                (_, start) -> part.prepare().apply(Stage.open(start, dialect))))
        .toList();
  }

  /// A scenario whose platform is still to be opened.
  private record Part(String name, Function<Stage, Scene> prepare) {}

  private static List<Part> parts() {
    List<Part> all = new ArrayList<>();
    all.addAll(clones());
    all.addAll(replications());
    all.addAll(groups());
    all.addAll(switches());
    all.addAll(moves());
    return all;
  }

  /// A theatre with the one who looks behind it.
  private record Stage(EmulatedTheatre theatre, JelasticWitness witness) {
    static Stage open(Instant start, Dialect dialect) {
      MovedClock clock = new MovedClock(start);
      JelasticWitness witness =
          JelasticWitness.of(
              new JelasticEmulator(clock, Duration.ofSeconds(4), TOKEN, dialect), TOKEN);
      EmulatedTheatre theatre =
          new EmulatedTheatre(
              witness,
              clock,
              (address, time) -> OfflineJelastic.open(address, TOKEN, time),
              witness);
      return new Stage(theatre, witness);
    }

    LifecycleDriver<PaasClient> made(String type, String config) {
      return theatre.made(type, config);
    }

    void dashboard(String environment, String change) {
      theatre.dashboard("POST", "/environments/" + environment, change);
    }

    Scene create(String type, String config) {
      return theatre.creating(type, config);
    }

    Scene change(String type, LifecycleDriver<PaasClient> driver, String config) {
      return Scene.apply(theatre, type, driver, config);
    }

    Scene destroy(String type, LifecycleDriver<PaasClient> driver) {
      return Scene.destroy(theatre, type, driver);
    }
  }

  private static Part scenario(String name, Function<Stage, Scene> prepare) {
    return new Part(name, prepare);
  }

  private static String clone(String source, String more) {
    return "{'source_app_id': '%s', 'name': '%s-dr', 'deletion_protection': false%s}"
        .formatted(source, source, more);
  }

  private static List<Part> clones() {
    String away = ", 'region': 'us1', 'variables': {'LOG_LEVEL': 'x'}";
    return List.of(
        scenario("create clone", stage -> stage.create(APP_CLONE, clone("shop", ""))),
        scenario(
            "create clone that serves",
            stage ->
                stage.create(
                    APP_CLONE, clone("shop", ", 'region': 'eu1_ssd', 'maintenance': false"))),
        scenario(
            "create clone in another data centre",
            stage -> stage.create(APP_CLONE, clone("blog", away))),
        scenario(
            "change clone",
            stage ->
                stage.change(
                    APP_CLONE,
                    stage.made(
                        APP_CLONE, clone("shop", ", 'variables': {'LOG_LEVEL': 'x', 'B': 'c'}")),
                    clone(
                        "shop",
                        ", 'region': 'us1', 'variables': {'A': 'b'}, 'maintenance': false"))),
        scenario(
            "destroy clone",
            stage -> stage.destroy(APP_CLONE, stage.made(APP_CLONE, clone("shop", away)))));
  }

  private static String replicate(String source, String replica, String more) {
    return ("{'source_app_id': '%s', 'replica_app_id': '%s', 'engine': 'mysql',"
            + " 'overwrite_replica': true%s}")
        .formatted(source, replica, more);
  }

  private static Stage copied(Stage stage) {
    stage.made(APP_CLONE, clone("blog", ", 'maintenance': false"));
    return stage;
  }

  private static LifecycleDriver<PaasClient> replicated(Stage stage) {
    return copied(stage).made(REPLICATION, replicate("blog", "blog-dr", ""));
  }

  /// What somebody does in a hurry: the copy serves and takes writes. A person looks what the
  /// script is called and how it wants to be told who logs in; here either name will do.
  private static void promoted(Stage stage) {
    String promote =
        "bash /tmp/%s.sh --mysql-user \"$REPLICA_USER\" --mysql-password \"$REPLICA_PSWD\""
            + " --scenario promote_new_primary";
    stage
        .witness()
        .command(
            "blog-dr",
            "[ -f /.jelenv ] && . /.jelenv; %s || %s"
                .formatted(promote.formatted("db-recovery"), promote.formatted("db_recovery")));
    stage.dashboard("blog", "{\"domains\": []}");
    stage.dashboard("blog-dr", "{\"domains\": [\"blog.example.com\"], \"writes\": 5}");
  }

  private static List<Part> replications() {
    return List.of(
        scenario(
            "create replication",
            stage -> copied(stage).create(REPLICATION, replicate("blog", "blog-dr", ""))),
        scenario(
            "reverse replication",
            stage -> {
              LifecycleDriver<PaasClient> replication = replicated(stage);
              promoted(stage);
              return stage.change(REPLICATION, replication, replicate("blog-dr", "blog", ""));
            }),
        scenario("destroy replication", stage -> stage.destroy(REPLICATION, replicated(stage))));
  }

  private static String pair(String active, String more) {
    return ("{'primary_app_id': 'shop', 'secondary_app_id': 'shop-dr',"
            + " 'domains': ['www.example.com'], 'deletion_protection': false, 'active': '%s'%s}")
        .formatted(active, more);
  }

  private static String alsoNamed(String domains) {
    return pair("primary", "").replace("['www.example.com']", domains);
  }

  private static Stage second(Stage stage, String region) {
    stage.made(APP_CLONE, clone("shop", region));
    return stage;
  }

  private static LifecycleDriver<PaasClient> formed(Stage stage, String region) {
    return second(stage, region).made(GROUP, pair("primary", ""));
  }

  private static LifecycleDriver<PaasClient> formed(Stage stage) {
    return formed(stage, "");
  }

  private static List<Part> groups() {
    return List.of(
        scenario("create group", stage -> second(stage, "").create(GROUP, pair("primary", ""))),
        scenario(
            "create group with a new domain",
            stage ->
                second(stage, "")
                    .create(GROUP, alsoNamed("['www.example.com', 'shop.example.com']"))),
        scenario(
            "change group",
            stage ->
                stage.change(
                    GROUP,
                    formed(stage),
                    alsoNamed("['shop.example.com', 'www.example.com', 'a.example.com']"))),
        scenario("destroy group", stage -> stage.destroy(GROUP, formed(stage))));
  }

  private static List<Part> switches() {
    String away = ", 'region': 'us1'";
    return List.of(
        scenario(
            "switch planned", stage -> stage.change(GROUP, formed(stage), pair("secondary", ""))),
        scenario(
            "switch planned to another data centre",
            stage -> stage.change(GROUP, formed(stage, away), pair("secondary", ""))),
        scenario(
            "switch back",
            stage -> {
              LifecycleDriver<PaasClient> group = formed(stage);
              group.apply(pair("secondary", "")).orFail();
              return stage.change(GROUP, group, pair("primary", ""));
            }),
        scenario(
            "switch planned, old side left running",
            stage ->
                stage.change(GROUP, formed(stage), pair("secondary", ", 'maintenance': false"))),
        scenario(
            "switch emergency",
            stage -> {
              LifecycleDriver<PaasClient> group = formed(stage);
              stage.dashboard("shop", BROKEN);
              return stage.change(GROUP, group, pair("secondary", LOSS));
            }),
        scenario(
            "switch emergency, old side alive",
            stage -> stage.change(GROUP, formed(stage), pair("secondary", LOSS))));
  }

  private static String move(String app, String region, String more) {
    return "{'app_id': '%s', 'to_region': '%s'%s}".formatted(app, region, more);
  }

  private static List<Part> moves() {
    return List.of(
        scenario(
            "move live",
            stage -> stage.create(MIGRATION, move("shop", "eu1_ssd", ", 'mode': 'live'"))),
        scenario(
            "move live with a database",
            stage ->
                stage.create(
                    MIGRATION,
                    move("blog", "eu1_ssd", ", 'mode': 'live', 'allow_live_databases': true"))),
        scenario(
            "move offline",
            stage -> stage.create(MIGRATION, move("blog", "us1", ", 'mode': 'offline'"))),
        scenario("move as it can", stage -> stage.create(MIGRATION, move("shop", "us1", ""))));
  }
}
