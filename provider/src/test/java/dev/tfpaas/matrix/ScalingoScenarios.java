package dev.tfpaas.matrix;

import static dev.tfpaas.matrix.Cast.APP_CLONE;
import static dev.tfpaas.matrix.Cast.GROUP;
import static dev.tfpaas.matrix.Cast.LOSS;
import static dev.tfpaas.matrix.Cast.MIGRATION;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.scalingo.ScalingoEmulator;
import dev.tfpaas.emulator.scalingo.ScalingoOptions;
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
    return in(Dialect.usual("scalingo"));
  }

  /// Returns them with a vendor who speaks a dialect.
  static List<Scenario> in(Dialect dialect) {
    return parts().stream()
        .map(part ->
            new Scenario(
                "scalingo: " + part.name(),
                (_, start) -> part.prepare().apply(open(start, dialect))))
        .toList();
  }

  /// A scenario whose platform is still to be opened.
  private record Part(String name, Function<EmulatedTheatre, Scene> prepare) {}

  private static List<Part> parts() {
    List<Part> all = new ArrayList<>();
    all.add(new Part("create clone", theatre -> theatre.creating(APP_CLONE, CLONE)));
    all.add(
        new Part(
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
        new Part(
            "destroy clone",
            theatre -> Scene.destroy(theatre, APP_CLONE, theatre.made(APP_CLONE, CLONE))));
    all.add(
        new Part(
            "create group",
            theatre -> {
              second(theatre);
              return theatre.creating(GROUP, pair("primary", ""));
            }));
    all.add(
        new Part(
            "change group",
            theatre ->
                Scene.apply(
                    theatre,
                    GROUP,
                    formed(theatre),
                    pair("primary", "").replace("['www.example.org']", "[]"))));
    all.add(
        new Part(
            "switch planned",
            theatre -> Scene.apply(theatre, GROUP, formed(theatre), pair("secondary", ""))));
    all.add(
        new Part(
            "switch emergency",
            theatre -> Scene.apply(theatre, GROUP, formed(theatre), pair("secondary", LOSS))));
    all.add(new Part("destroy group", theatre -> Scene.destroy(theatre, GROUP, formed(theatre))));
    all.add(new Part("move at once", theatre -> theatre.creating(MIGRATION, move("finalized"))));
    all.addAll(Cast.<EmulatedTheatre, Part>phases(Part::new, ScalingoScenarios::move));
    return all;
  }

  private static EmulatedTheatre open(Instant start, Dialect dialect) {
    MovedClock clock = new MovedClock(start);
    return new EmulatedTheatre(
        new ScalingoEmulator(
            clock, ScalingoOptions.usual(Duration.ofSeconds(4), TOKEN).in(dialect)),
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
