package dev.tfpaas.resources.group;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.Visitor.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `health` says of the two sides before a switch begins: asked when it is planned, asked
/// again before its first call, and shown by `paas_failover_readiness`.
final class HealthChecks {
  private final GroupView view;
  private final Side to;
  private final HealthCheck check;
  private final List<SwitchCheck> checks = new ArrayList<>();

  private HealthChecks(GroupView view, Side to, HealthCheck check) {
    this.view = view;
    this.to = to;
    this.check = check;
  }

  /// Asks both sides; in an emergency only the target. None where nothing is to be asked.
  static List<SwitchCheck> of(
      Platform platform, GroupView view, Side to, SwitchSpec.Mode mode, Optional<Health> health) {
    if (health.isEmpty() || view.group().member(to).isEmpty()) {
      return List.of();
    }
    HealthChecks checks =
        new HealthChecks(view, to, HealthCheck.of(platform, view.group(), health.get()));
    if (mode == SwitchSpec.Mode.PLANNED) {
      checks.serving();
    }
    checks.target();
    return List.copyOf(checks.checks);
  }

  private void serving() {
    String name = "health of the side that serves";
    Visit visit = check.entranceVisit();
    if (isBegun()) {
      checks.add(
          SwitchCheck.ok(
              name, "The platform says that it is closed, and %s was not asked.".formatted(visit)));
      return;
    }
    HealthCheck.Verdict verdict = check.ask(visit);
    // One lost answer is no outage.
    for (int again = 1; again < Health.IN_A_ROW && !verdict.good() && !verdict.isModel(); again++) {
      verdict = check.ask(visit);
    }
    checks.add(
        verdict.good()
            ? SwitchCheck.ok(name, "%s: %s.".formatted(visit, verdict.text()))
            : SwitchCheck.failed(
                name,
                "health",
                "%s (%s) serves, and does not answer %s as `health` asks: %s."
                    .formatted(
                        view.group().requireMember(to.other()).appId(),
                        to.other().word(),
                        visit,
                        verdict.text()),
                "Either the check is wrong: correct `health`, or leave it out. Or an emergency is"
                    + " at hand: set `switch_mode = \"emergency\"` and `accept_data_loss ="
                    + " true`."));
  }

  /// Whether the side that serves is closed: by this switch, which was interrupted, or by somebody.
  private boolean isBegun() {
    boolean open = view.group().requireMember(to.other()).serves();
    boolean unfinished =
        view.group()
            .lastSwitch()
            .filter(last -> last.to() == to && last.finishedAt().isEmpty())
            .isPresent();
    return !open || unfinished || view.replications().stream().anyMatch(this::isHandedOver);
  }

  private boolean isHandedOver(Replication replication) {
    return replication.sourceAppId().equals(view.group().requireMember(to.other()).appId())
        && (!replication.sourceWritable()
            || switch (replication.status()) {
              case DETACHED, PROMOTED -> true;
              case SEEDING, REPLICATING, BROKEN -> false;
            });
  }

  /// The target is closed, or does not even run: what it answers is only shown, unless nothing that
  /// a switch does would mend it.
  private void target() {
    String name = "health of the target";
    FailoverGroup.Member target = view.group().requireMember(to);
    Optional<Visit> visit = target.reachable() ? check.sideVisit(to) : Optional.empty();
    if (visit.isEmpty()) {
      checks.add(
          SwitchCheck.failed(
              name,
              "health",
              "%s cannot be asked at its own address: the platform does not say which that is."
                  .formatted(target.appId()),
              "Traffic would not move to it: leave `health` out, or wait until it has an"
                  + " address."));
      return;
    }
    HealthCheck.Verdict verdict = check.ask(visit.get());
    String seen =
        "%s, asked at %s for %s: %s."
            .formatted(
                target.appId() + (target.maintenance() ? " (in maintenance)" : ""),
                visit.get().place(),
                visit.get(),
                verdict.text());
    if (verdict.isTls()) {
      checks.add(
          SwitchCheck.failed(
              name,
              "health",
              seen,
              "Traffic would not move to it: give %s a certificate for that name, or correct"
                      .formatted(target.appId())
                  + " `health`."));
    } else if (verdict.good() || !target.serves()) {
      checks.add(SwitchCheck.ok(name, seen));
    } else {
      checks.add(
          SwitchCheck.warning(
              name,
              seen,
              "It is open, and traffic moves only once it answers as `health` asks %d times in a row."
                  .formatted(Health.IN_A_ROW)));
    }
  }
}
