package dev.tfpaas.matrix;

import dev.tfpaas.matrix.Scenario.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The resources that play in every theatre, and words that their configurations share.
final class Cast {
  static final String APP_CLONE = "paas_app_clone";
  static final String REPLICATION = "paas_db_replication";
  static final String GROUP = "paas_failover_group";
  static final String MIGRATION = "paas_region_migration";

  /// What makes a switch an emergency.
  static final String LOSS = ", 'switch_mode': 'emergency', 'accept_data_loss': true";

  private static final List<String> PHASES =
      List.of("checked", "prepared", "data_migrated", "finalized");

  private Cast() {}

  /// One step of a migration whose phases are raised one by one.
  ///
  /// @param from the phase that it is in
  /// @param to the next one
  record Raise(String from, String to) {
    private static List<Raise> all() {
      List<Raise> all = new ArrayList<>();
      for (int i = 1; i < PHASES.size(); i++) {
        all.add(new Raise(PHASES.get(i - 1), PHASES.get(i)));
      }
      return all;
    }
  }

  /// Returns the scenarios of every such step, in order.
  static <S> List<S> phases(Function<Raise, List<S>> scenarios) {
    return Raise.all().stream().map(scenarios).flatMap(List::stream).toList();
  }

  /// Returns, of every such step, the scenario that makes it and the one that goes back before it.
  ///
  /// @param scenario makes a scenario of its name and of what sets its scene
  /// @param move the configuration of the migration that reaches a phase
  static <T extends Theatre, S> List<S> phases(
      BiFunction<String, Function<T, Scene>, S> scenario, UnaryOperator<String> move) {
    return phases(raise ->
        List.of(
            scenario.apply(
                "move to " + raise.to(),
                theatre ->
                    Scene.apply(
                        theatre,
                        MIGRATION,
                        theatre.made(MIGRATION, move.apply(raise.from())),
                        move.apply(raise.to()))),
            scenario.apply(
                "abort from " + raise.from(),
                theatre ->
                    Scene.destroy(
                        theatre, MIGRATION, theatre.made(MIGRATION, move.apply(raise.from()))))));
  }
}
