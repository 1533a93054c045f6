package dev.tfpaas.model;

import static dev.tfpaas.model.Scenario.destruction;
import static dev.tfpaas.model.Scenario.emergency;
import static dev.tfpaas.model.Scenario.following;
import static dev.tfpaas.model.Scenario.group;
import static dev.tfpaas.model.Scenario.migration;
import static dev.tfpaas.model.Scenario.replication;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.model.Explorer.Bounds;
import dev.tfpaas.model.Explorer.Result;
import dev.tfpaas.model.Operator.Apply;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Nothing that must hold is broken, whatever meets: the beginning of the search, in which
/// situations with fewer disturbances come first.
///
/// `mvn test -Dtest=ModelCheckTest -Dmodel.states=1000000 -Dmodel.disturbances=3` goes further.
class ModelCheckTest {
  private static final Apply THERE = group("secondary", "");
  private static final Apply BACK = group("primary", "");
  private static final Apply RELEASED = group("primary", ", 'deletion_protection': false");
  private static final Apply REVERSE = replication("shop-dr", "shop");
  private static final Apply FOLLOW = following("");
  private static final Apply CONSENTED = following(", 'overwrite_replica': true");
  private static final Apply MOVED = migration("finalized");
  private static final List<Disturbance> AROUND_THE_PAIR =
      Stream.concat(
              Disturbance.regions("eu-west", "eu-central").stream(),
              Disturbance.dashboard().stream())
          .toList();
  private static final List<Disturbance> AROUND_THE_GROUP =
      Stream.concat(AROUND_THE_PAIR.stream(), Disturbance.endings().stream()).toList();
  private static final List<Disturbance> AROUND_THE_MOVE =
      Disturbance.regions("eu-west", "us-east");

  /// Who does what.
  enum Story {
    PLANNED(700, List.of(), List.of(List.of(THERE))),
    EMERGENCY(700, List.of(), List.of(List.of(emergency("secondary")))),
    TWO_PLANNED(700, List.of(), List.of(List.of(THERE), List.of(THERE))),
    PLANNED_AND_EMERGENCY(700, List.of(), List.of(List.of(THERE), List.of(emergency("secondary")))),
    THERE_AND_BACK(700, List.of(), List.of(List.of(THERE, REVERSE, BACK))),
    BACK_AND_REVERSED(
        700,
        List.of(THERE, REVERSE),
        List.of(List.of(BACK), List.of(replication("shop", "shop-dr")))),
    FOLLOWED_THERE_AND_BACK(700, List.of(FOLLOW), List.of(List.of(THERE, BACK))),
    FOLLOWED_BY_ITS_OWN_PLAN(700, List.of(FOLLOW), List.of(List.of(THERE, FOLLOW, BACK))),
    FOLLOWED_AND_BY_ANOTHER(700, List.of(FOLLOW), List.of(List.of(THERE), List.of(FOLLOW))),
    FOLLOWED_IN_EMERGENCY(
        700,
        List.of(FOLLOW),
        List.of(List.of(emergency("secondary"), CONSENTED, BACK), List.of(FOLLOW))),
    QUIET_END(500, List.of(RELEASED), List.of(List.of(destruction(RELEASED)))),
    QUIET_TAKING_OVER(500, List.of(), List.of(List.of(BACK))),
    QUIET_TWO_STATES(
        500,
        List.of(RELEASED),
        List.of(List.of(RELEASED), List.of(RELEASED, destruction(RELEASED)))),
    MIGRATION(700, List.of(), List.of(List.of(MOVED))),
    TWO_MIGRATIONS(700, List.of(), List.of(List.of(MOVED), List.of(MOVED))),
    MIGRATION_AND_ABORT(
        700, List.of(migration("prepared")), List.of(List.of(MOVED), List.of(destruction(MOVED))));

    private final int states;

    @SuppressWarnings("ImmutableEnumChecker") // Copied, and records all the way down.
    private final List<Apply> before;

    @SuppressWarnings("ImmutableEnumChecker") // Copied, and records all the way down.
    private final List<List<Apply>> scripts;

    Story(int states, List<Apply> before, List<List<Apply>> scripts) {
      this.states = states;
      this.before = List.copyOf(before);
      this.scripts = List.copyOf(scripts);
    }

    Result explore() {
      Bounds bounds =
          new Bounds(
              Integer.getInteger("model.disturbances", 2),
              Integer.getInteger("model.states", states));
      return new Explorer(scenario(), bounds).explore();
    }

    private Scenario scenario() {
      if (name().startsWith("QUIET")) {
        int knowing = this == QUIET_TAKING_OVER ? 0 : 1;
        return Scenario.quiet(knowing, before, scripts, AROUND_THE_GROUP);
      }
      return name().contains("MIGRATION")
          ? Scenario.alone(before, scripts, AROUND_THE_MOVE)
          : Scenario.pair(before, scripts, AROUND_THE_PAIR);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOrderKeepsTheInvariants(Story story, TestReporter reporter) {
    Result result = story.explore();

    reporter.publishEntry(story.name(), result.summary());
    assertThat(result.fault()).as("a counterexample as a runbook").isEmpty();
  }
}
