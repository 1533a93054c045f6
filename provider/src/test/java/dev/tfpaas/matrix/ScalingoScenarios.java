package dev.tfpaas.matrix;

import static dev.tfpaas.matrix.Cast.APP_CLONE;
import static dev.tfpaas.matrix.Cast.GROUP;
import static dev.tfpaas.matrix.Cast.LOSS;
import static dev.tfpaas.matrix.Cast.MIGRATION;

import dev.tfpaas.emulator.scalingo.ScalingoEmulator;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.matrix.Scenario.Scene;
import dev.tfpaas.platform.scalingo.OfflineScalingo;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.runbook.MovedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Every runbook of Scalingo, against its emulator.
final class ScalingoScenarios {
  static final String TOKEN = "tk-us-matrix";
  private static final String CLONE =
      "{'source_app_id': 'shop-front', 'name': 'shop-standby', 'region': 'osc-secnum-fr1',"
          + " 'databases': ['postgresql'], 'deletion_protection': false,"
          + " 'source_url': 'https://code.example.org/shop.tar.gz'}";

  private ScalingoScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    all.add(scenario("create clone", theatre -> theatre.creating(APP_CLONE, CLONE)));
    all.add(
        scenario(
            "change clone",
            theatre -> {
              LifecycleDriver<PaasClient> clone = theatre.made(APP_CLONE, CLONE);
              return Scene.apply(
                  theatre,
                  APP_CLONE,
                  clone,
                  CLONE.replace("}", ", 'maintenance': false, 'variables': {'A': 'b'}}"));
            }));
    all.add(
        scenario(
            "destroy clone",
            theatre -> Scene.destroy(theatre, APP_CLONE, theatre.made(APP_CLONE, CLONE))));
    all.add(
        scenario(
            "create group",
            theatre -> {
              second(theatre);
              return theatre.creating(GROUP, pair("primary", ""));
            }));
    all.add(
        scenario(
            "change group",
            theatre ->
                Scene.apply(
                    theatre,
                    GROUP,
                    formed(theatre),
                    pair("primary", "").replace("['www.example.org']", "[]"))));
    all.add(
        scenario(
            "switch planned",
            theatre -> Scene.apply(theatre, GROUP, formed(theatre), pair("secondary", ""))));
    all.add(
        scenario(
            "switch emergency",
            theatre -> Scene.apply(theatre, GROUP, formed(theatre), pair("secondary", LOSS))));
    all.add(scenario("destroy group", theatre -> Scene.destroy(theatre, GROUP, formed(theatre))));
    all.add(scenario("move at once", theatre -> theatre.creating(MIGRATION, move("finalized"))));
    all.addAll(Cast.<EmulatedTheatre>phases(ScalingoScenarios::scenario, ScalingoScenarios::move));
    return all;
  }

  private static Scenario scenario(String name, Function<EmulatedTheatre, Scene> prepare) {
    return new Scenario("scalingo: " + name, (_, start) -> prepare.apply(open(start)));
  }

  private static EmulatedTheatre open(Instant start) {
    MovedClock clock = new MovedClock(start);
    return new EmulatedTheatre(
        new ScalingoEmulator(clock, Duration.ofSeconds(4), TOKEN),
        clock,
        (address, time) -> OfflineScalingo.open(address, TOKEN, time),
        new EmulatedTheatre.Witness() {
          @Override
          public List<String> standing(EmulatedTheatre theatre) {
            return List.of(theatre.dashboard("GET", "/state", "").toPrettyString().split("\n"));
          }

          @Override
          public List<String> violations() {
            return List.of();
          }
        });
  }

  private static void second(EmulatedTheatre theatre) {
    theatre.dashboard("POST", "/apps", "{\"region\":\"osc-secnum-fr1\",\"name\":\"shop-second\"}");
  }

  private static LifecycleDriver<PaasClient> formed(EmulatedTheatre theatre) {
    second(theatre);
    LifecycleDriver<PaasClient> group = theatre.made(GROUP, pair("primary", ""));
    theatre.rest(Duration.ofMinutes(1));
    return group;
  }

  private static String pair(String active, String more) {
    return ("{'primary_app_id': 'shop-front', 'secondary_app_id': 'osc-secnum-fr1/shop-second',"
            + " 'domains': ['www.example.org'], 'deletion_protection': false, 'active': '%s'%s}")
        .formatted(active, more);
  }

  private static String move(String phase) {
    return "{'app_id': 'shop-front', 'to_region': 'osc-secnum-fr1', 'phase': '%s'}"
        .formatted(phase);
  }
}
