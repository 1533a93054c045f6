package dev.tfpaas.matrix;

import static dev.tfpaas.matrix.Cast.APP_CLONE;
import static dev.tfpaas.matrix.Cast.GROUP;
import static dev.tfpaas.matrix.Cast.LOSS;
import static dev.tfpaas.matrix.Cast.MIGRATION;
import static dev.tfpaas.matrix.Cast.REPLICATION;
import static dev.tfpaas.matrix.LocalTheatre.CLONE;
import static dev.tfpaas.matrix.LocalTheatre.pair;
import static dev.tfpaas.matrix.LocalTheatre.replicate;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.matrix.Scenario.Scene;
import dev.tfpaas.resources.life.PaasClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Every runbook of the local platform.
final class LocalScenarios {

  private static final String FOLLOW =
      ", 'direction': 'follow', 'backup': {'frequency': '1h', 'keep': 3}";

  private LocalScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    all.addAll(clones());
    all.addAll(replications());
    all.addAll(groups());
    all.addAll(migrations());
    return all;
  }

  private static Scenario scenario(String name, Function<LocalTheatre, Scene> prepare) {
    return new Scenario(
        "local: " + name, directory -> prepare.apply(new LocalTheatre(directory.resolve("paas"))));
  }

  private static List<Scenario> clones() {
    return List.of(
        scenario("create clone", theatre -> theatre.creating(APP_CLONE, CLONE)),
        scenario(
            "change clone",
            theatre -> {
              LifecycleDriver<PaasClient> clone = theatre.made(APP_CLONE, CLONE);
              return Scene.apply(
                  theatre,
                  APP_CLONE,
                  clone,
                  CLONE
                      .replace("eu-central", "us-east")
                      .replace(
                          "}", ", 'size': 'L', 'maintenance': false, 'variables': {'A': 'b'}}"));
            }),
        scenario(
            "destroy clone",
            theatre -> Scene.destroy(theatre, APP_CLONE, theatre.made(APP_CLONE, CLONE))));
  }

  private static List<Scenario> replications() {
    String backedUp =
        replicate("shop", "shop-dr", "postgresql", ", 'backup': {'frequency': '1h', 'keep': 3}");
    return List.of(
        scenario(
            "create replication",
            theatre ->
                Scene.apply(theatre, REPLICATION, theatre.copied().driver(REPLICATION), backedUp)),
        scenario(
            "reverse replication",
            theatre -> {
              LifecycleDriver<PaasClient> replication = theatre.copied().driver(REPLICATION);
              replication.apply(backedUp).orFail();
              theatre.rest(Duration.ofSeconds(5));
              LifecycleDriver<PaasClient> group = theatre.made(GROUP, one("primary"));
              theatre.rest(Duration.ofSeconds(5));
              group.apply(one("secondary")).orFail();
              theatre.rest(Duration.ofSeconds(5));
              return Scene.apply(
                  theatre,
                  REPLICATION,
                  replication,
                  replicate(
                      "shop-dr",
                      "shop",
                      "postgresql",
                      ", 'backup': {'frequency': '1h', 'keep': 3}"));
            }),
        scenario(
            "protect again",
            theatre -> {
              List<LocalTheatre.OneReplication> both = theatre.copied().replicating(FOLLOW);
              both.forEach(LocalTheatre.OneReplication::apply);
              theatre.made(GROUP, pair("primary", ""));
              theatre.rest(Duration.ofSeconds(5));
              theatre.switchAtOnce();
              theatre.rest(Duration.ofSeconds(5));
              LocalTheatre.OneReplication one = both.getFirst();
              return Scene.apply(theatre, REPLICATION, one.driver(), one.config());
            }),
        scenario(
            "destroy replication",
            theatre -> {
              LifecycleDriver<PaasClient> replication = theatre.copied().driver(REPLICATION);
              replication.apply(backedUp).orFail();
              return Scene.destroy(theatre, REPLICATION, replication);
            }));
  }

  /// A group that hands over one database and leaves the other behind.
  private static String one(String active) {
    return pair(active, ", 'accept_data_loss': true").replace(", 'shop:shop-dr:redis'", "");
  }

  private static List<Scenario> groups() {
    return List.of(
        scenario(
            "create group",
            theatre -> {
              theatre.replicated();
              return theatre.creating(GROUP, pair("primary", ""));
            }),
        scenario(
            "change group",
            theatre ->
                Scene.apply(
                    theatre,
                    GROUP,
                    theatre.formed(),
                    pair("primary", ", 'domains': ['www.example.org']"))),
        scenario(
            "switch planned",
            theatre -> Scene.apply(theatre, GROUP, theatre.formed(), pair("secondary", ""))),
        scenario(
            "switch emergency",
            theatre -> {
              LifecycleDriver<PaasClient> group = theatre.formed();
              theatre.fail("eu-west");
              return Scene.apply(theatre, GROUP, group, pair("secondary", LOSS))
                  .then(() -> theatre.heal("eu-west"));
            }),
        scenario(
            "switch emergency, old side alive",
            theatre -> Scene.apply(theatre, GROUP, theatre.formed(), pair("secondary", LOSS))),
        scenario("switch planned of two of one engine, data follows", LocalScenarios::following),
        scenario("destroy group", theatre -> Scene.destroy(theatre, GROUP, theatre.formed())));
  }

  /// What a run that was cut short did not come to, the plan of the replications proposes.
  private static Scene following(LocalTheatre theatre) {
    LifecycleDriver<PaasClient> group = theatre.several().formed(FOLLOW);
    return Scene.apply(theatre, GROUP, group, LocalTheatre.ofSeveral(pair("secondary", "")))
        .then(() -> {
          theatre.rest(Duration.ofSeconds(5));
          for (LocalTheatre.OneReplication one : theatre.replicating(FOLLOW)) {
            one.driver().importState(one.id()).orFail();
            one.apply();
          }
        });
  }

  private static List<Scenario> migrations() {
    List<Scenario> all = new ArrayList<>();
    all.add(
        scenario(
            "move live",
            theatre ->
                theatre.creating(
                    MIGRATION,
                    "{'app_id': 'shop', 'to_region': 'eu-central', 'mode': 'live',"
                        + " 'allow_live_databases': true}")));
    all.add(scenario("move at once", theatre -> theatre.creating(MIGRATION, move("finalized"))));
    all.addAll(Cast.<LocalTheatre, Scenario>phases(LocalScenarios::scenario, LocalScenarios::move));
    return all;
  }

  private static String move(String phase) {
    return "{'app_id': 'shop', 'to_region': 'us-east', 'mode': 'offline', 'phase': '%s'}"
        .formatted(phase);
  }
}
