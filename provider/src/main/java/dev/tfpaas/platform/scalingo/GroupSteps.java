package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.runbook.Action;
import dev.tfpaas.runbook.Budget;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The steps that only failover groups have: the marks of their members.
///
/// @param api makes the calls
/// @param reader reads apps
/// @param steps what is shared with other runbooks
/// @param clock gives the time of marks
record GroupSteps(ScalingoApi api, AppReader reader, AppSteps steps, Clock clock) {
  /// For what is tried and may fail: the side that is left may be dead.
  static final Budget SHORT =
      new Budget(
          Duration.ofMinutes(2),
          Duration.ofMinutes(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10));

  private static final String KEPT = "as on the other app";

  /// Makes an app a member.
  ///
  /// @param partner the other app; empty when there is none
  /// @param active whether it is the active one; of the other one, a member that has no containers
  ///   is started with those of the active app
  Step join(AppPlace place, Optional<AppPlace> partner, boolean active, String group) {
    return join(place, partner, active, group, "a new one");
  }

  /// Makes an app a member of a group that is there, and stays whose it is.
  ///
  /// @param partner as in [#join]
  Step rejoin(AppPlace place, Optional<AppPlace> partner, boolean active, String group) {
    return join(place, partner, active, group, KEPT);
  }

  /// Lets a member know an app that was made in the place of its partner: by that it is told from
  /// the one that was deleted.
  Step knowing(AppPlace place, AppPlace partner) {
    return mark(
        "note partner",
        place,
        "{%s: the identifier of %s}".formatted(Mark.PARTNER, partner.id(api.home())),
        variables -> variables.value(Mark.PARTNER).equals(reader.find(partner).map(WireApp::id)),
        () ->
            steps.setVariables(
                place, Map.of(Mark.PARTNER, new Secret(reader.require(partner).id()))));
  }

  private Step join(
      AppPlace place, Optional<AppPlace> partner, boolean active, String group, String whose) {
    String word = active ? "active" : "standby";
    return mark(
        "mark " + word,
        place,
        "{%s: %s, %s: %s, %s: its containers, %s: %s}"
            .formatted(
                Mark.GROUP, group, Mark.ROLE, word, Mark.FORMATION, Mark.GROUP_INCARNATION, whose),
        variables ->
            variables.value(Mark.GROUP).equals(Optional.of(group))
                && variables.role().map(role -> role.active() == active).orElse(false),
        () -> {
          ScalingoIncarnations incarnations = steps.incarnations();
          Optional<String> kept =
              whose.equals(KEPT)
                  ? incarnations.of(Incarnations.Kind.FAILOVER_GROUP, group)
                  : Optional.empty();
          String incarnation =
              kept.orElseGet(() -> incarnations.next(Incarnations.Kind.FAILOVER_GROUP, group));
          Map<String, Secret> marks = new HashMap<>();
          marks.put(Mark.GROUP, new Secret(group));
          marks.put(Mark.ROLE, role(active, "created"));
          marks.put(
              Mark.FORMATION,
              new Secret(formation(place, active ? Optional.empty() : partner).toString()));
          partner
              .flatMap(reader::find)
              .map(WireApp::id)
              .filter(id -> !id.isEmpty())
              .ifPresent(id -> marks.put(Mark.PARTNER, new Secret(id)));
          marks.put(Mark.GROUP_INCARNATION, new Secret(incarnation));
          steps.setVariables(place, marks);
          if (kept.isEmpty()) {
            incarnations.wrote(Incarnations.Kind.FAILOVER_GROUP, group, incarnation);
          }
        });
  }

  private Formation formation(AppPlace place, Optional<AppPlace> like) {
    Formation own = reader.formation(place);
    Optional<Formation> remembered =
        reader.variables(place).value(Mark.FORMATION).flatMap(Formation::parse);
    if (own.runs()) {
      return own;
    }
    return remembered.orElseGet(
        () -> like.map(reader::formation).filter(Formation::runs).orElse(Formation.ONE_WEB));
  }

  /// Marks an app as the one that is left, and remembers how it ran.
  Step markStandby(AppPlace place, String mode) {
    return mark(
        "mark standby",
        place,
        "{%s: standby, %s: its containers}".formatted(Mark.ROLE, Mark.FORMATION),
        variables -> variables.role().map(role -> !role.active()).orElse(false),
        () -> {
          Map<String, Secret> marks = new HashMap<>();
          marks.put(Mark.ROLE, role(false, mode));
          Formation running = reader.formation(place);
          if (running.runs()) {
            marks.put(Mark.FORMATION, new Secret(running.toString()));
          }
          steps.setVariables(place, marks);
        });
  }

  /// Marks an app as the active one.
  ///
  /// @param after an older mark of the app does not count: it is from before the switch away
  Step markActive(AppPlace place, String mode, Optional<Instant> after) {
    return mark(
        "mark active",
        place,
        "{%s: active}".formatted(Mark.ROLE),
        variables ->
            variables
                .role()
                .filter(Mark.Role::active)
                .filter(role -> after.map(role.since()::isAfter).orElse(true))
                .isPresent(),
        () -> steps.setVariables(place, Map.of(Mark.ROLE, role(true, mode))));
  }

  /// Gives the mark back to the app that was to be left.
  void remark(AppPlace place) {
    steps.setVariables(place, Map.of(Mark.ROLE, role(true, "planned")));
  }

  private Secret role(boolean active, String how) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new Secret(new Mark.Role(active, now, how).toString());
  }

  private Step mark(
      String title,
      AppPlace place,
      String body,
      Predicate<AppReader.Variables> holds,
      Action marking) {
    return Step.of(
        title,
        place.id(api.home()),
        Call.of("PUT", place.path("/variables"), body),
        Duration.ofSeconds(2),
        () -> new Reading(holds.test(reader.variables(place)), "it is not marked"),
        marking,
        AppSteps.QUICK);
  }
}
