package dev.tfpaas.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.MigrationFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the monitors call a violation, and what is nobody's doing.
class MonitorsTest {
  private static final Duration LONG = Duration.ofMinutes(20);

  private final MemoryWorld world =
      new MemoryWorld(Estate.builtIn(), Instant.parse("2026-01-01T00:00:00Z"));

  @BeforeEach
  void blogIsAloneInItsGroup() {
    Groups.Members members = new Groups.Members("blog", "blog", Optional.empty(), List.of());
    world.call(
        Caller.API, "form", draft -> Groups.form(draft, "blog", members, GroupFact.Place.PRIMARY));
    world.pass(Duration.ofSeconds(1));
  }

  private List<String> rules() {
    return world.moment().violations().stream().map(it -> it.replaceAll(":.*", "")).toList();
  }

  private void close() {
    world.call(Caller.API, "close", draft -> AppOperations.maintenance(draft, "blog", true));
  }

  @Test
  void switchThatWasLeftUnfinishedIsAViolation() {
    close();
    world.pass(LONG);

    assertThat(rules()).containsExactly(Monitors.NOBODY_SERVES);
  }

  @Test
  void sideWhoseRegionDiedMeanwhileIsNobodysDoing() {
    close();
    world.call(Caller.DASHBOARD, "fail", draft -> Regions.fail(draft, "eu-central"));
    world.pass(LONG);

    assertThat(rules()).isEmpty();
  }

  private void copy(String name) {
    world.call(
        Caller.API,
        "copy",
        draft ->
            AppOperations.copy(
                draft,
                new AppOperations.Copy(
                    "shop",
                    name,
                    Optional.empty(),
                    Optional.of("eu-central"),
                    Optional.empty(),
                    Map.of(),
                    Optional.empty(),
                    true)));
    world.pass(Duration.ofSeconds(5));
  }

  private void form(GroupFact.Place active) {
    copy("shop-standby");
    Groups.Members members =
        new Groups.Members("shop", "shop", Optional.of("shop-standby"), List.of());
    world.call(Caller.API, "form", draft -> Groups.form(draft, "shop", members, active));
    world.pass(Duration.ofSeconds(1));
  }

  @Test
  void groupFormedOntoTheSideThatIsClosedIsAViolation() {
    form(GroupFact.Place.SECONDARY);

    assertThat(rules()).contains(Monitors.UNPROVEN_TARGET);
  }

  @Test
  void groupFormedOntoTheSideThatServesIsNone() {
    form(GroupFact.Place.PRIMARY);

    assertThat(rules()).isEmpty();
  }

  @Test
  void groupOfWhichNobodyServesAnywayMayBeFormed() {
    world.call(Caller.DASHBOARD, "close", draft -> AppOperations.maintenance(draft, "shop", true));
    world.pass(Duration.ofSeconds(1));
    form(GroupFact.Place.SECONDARY);

    assertThat(rules()).isEmpty();
  }

  @Test
  void groupDissolvedBetweenTheSidesOfASwitchIsAViolation() {
    form(GroupFact.Place.PRIMARY);
    world.call(Caller.API, "close", draft -> AppOperations.maintenance(draft, "shop", true));
    world.pass(Duration.ofSeconds(1));
    world.call(Caller.API, "dissolve", draft -> Groups.dissolve(draft, "shop"));

    assertThat(rules()).containsExactly(Monitors.NOBODY_SERVES);
  }

  @Test
  void groupDissolvedWhileOneServesIsNone() {
    form(GroupFact.Place.PRIMARY);
    world.call(Caller.API, "dissolve", draft -> Groups.dissolve(draft, "shop"));

    assertThat(rules()).isEmpty();
  }

  @Test
  void programThatClosesWhatServesViolates() {
    world.call(Caller.API, "close", draft -> AppOperations.maintenance(draft, "shop", true));
    world.pass(Duration.ofSeconds(1));

    assertThat(rules()).containsExactly(Monitors.SERVING_CLOSED);
  }

  @Test
  void programThatDeletesWhatServesViolates() {
    world.call(Caller.API, "delete", draft -> AppOperations.destroy(draft, "shop"));

    assertThat(rules()).containsExactly(Monitors.SERVING_CLOSED);
  }

  @Test
  void personMayCloseWhatServes() {
    world.call(Caller.DASHBOARD, "close", draft -> AppOperations.maintenance(draft, "shop", true));
    world.pass(Duration.ofSeconds(1));

    assertThat(rules()).isEmpty();
  }

  @Test
  void offlineMigrationMayStopWhatServes() {
    Migrating.Wanted wanted =
        new Migrating.Wanted("m", "shop", "us-east", Optional.empty(), Optional.of(false));
    world.call(Caller.API, "begin", draft -> Migrating.create(draft, wanted));
    world.pass(Duration.ofSeconds(5));
    for (MigrationFact.Status status :
        List.of(MigrationFact.Status.PREPARED, MigrationFact.Status.DATA_MIGRATED)) {
      world.call(Caller.API, "go on", draft -> Migrating.phase(draft, "m", status));
      world.pass(Duration.ofSeconds(5));
    }

    assertThat(world.<Boolean>read(view -> view.serves("shop"))).isFalse();
    assertThat(rules()).isEmpty();
  }
}
