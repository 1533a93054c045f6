package dev.tfpaas.resources.group;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.LeftBehind;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.resources.life.PlatformFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that must hold before a group is switched to a place: asked when the switch is planned,
/// asked again before its first call, and shown by `paas_failover_readiness`.
///
/// A pure function of what was read and of the time.
final class SwitchChecks {
  private final GroupView view;
  private final Side to;
  private final SwitchTerms terms;
  private final List<SwitchCheck> checks = new ArrayList<>();

  private SwitchChecks(GroupView view, Side to, SwitchTerms terms) {
    this.view = view;
    this.to = to;
    this.terms = terms;
  }

  /// Checks a switch.
  ///
  /// @param to the place that traffic would move to
  static List<SwitchCheck> of(GroupView view, Side to, SwitchTerms terms) {
    SwitchChecks checks = new SwitchChecks(view, to, terms);
    checks.check();
    return List.copyOf(checks.checks);
  }

  private boolean planned() {
    return terms.mode() == SwitchSpec.Mode.PLANNED;
  }

  private void check() {
    Optional<FailoverGroup.Member> target = view.group().member(to);
    if (target.isEmpty()) {
      checks.add(
          SwitchCheck.failed(
              "target exists",
              to == Side.SECONDARY ? "secondary_app_id" : "primary_app_id",
              "There is no app in the place %s.".formatted(to.word()),
              "Set `%s_app_id`.".formatted(to.word())));
      return;
    }
    checks.add(SwitchCheck.ok("target exists", "It is %s.".formatted(target.get().appId())));
    target(target.get());
    if (planned()) {
      view.group().member(to.other()).ifPresent(this::oldSide);
    }
    idle();
    data(target.get());
    if (planned()) {
      interval();
    }
    address();
  }

  private void target(FailoverGroup.Member target) {
    if (!target.reachable()) {
      checks.add(
          SwitchCheck.failed(
              "target healthy",
              "active",
              "%s (%s) cannot be reached.".formatted(target.appId(), to.word()),
              "Traffic only moves to an app that proved healthy: wait until its region is back."));
    } else if (!target.healthy()) {
      checks.add(
          SwitchCheck.failed(
              "target healthy",
              "active",
              "%s (%s) is not healthy.".formatted(target.appId(), to.word()),
              "Traffic only moves to an app that proved healthy: repair or redeploy it."));
    } else {
      checks.add(
          SwitchCheck.ok(
              "target healthy",
              target.maintenance()
                  ? "%s would serve; it is in maintenance, which the switch ends."
                      .formatted(target.appId())
                  : "%s would serve.".formatted(target.appId())));
    }
  }

  private void oldSide(FailoverGroup.Member old) {
    checks.add(
        old.reachable()
            ? SwitchCheck.ok("old side answers", "%s can be read.".formatted(old.appId()))
            : SwitchCheck.failed(
                "old side answers",
                "active",
                "%s (%s), which is to be left, cannot be reached: a planned switch needs both sides."
                    .formatted(old.appId(), to.other().word()),
                "Wait until its region is back, or accept that writes are lost: `switch_mode ="
                    + " \"emergency\"` and `accept_data_loss = true`."));
  }

  private void idle() {
    boolean underway =
        view.group()
            .lastSwitch()
            .filter(last -> last.to() == to && last.finishedAt().isEmpty())
            .isPresent();
    checks.add(
        view.group().busy() && !underway
            ? SwitchCheck.failed(
                    "group not busy",
                    "active",
                    "The platform is changing the group now.",
                    "Try again when that has ended.")
                .by(SafetyRule.BUSY)
            : SwitchCheck.ok(
                "group not busy",
                underway ? "This switch is under way." : "Nothing else is being done to it."));
  }

  private void data(FailoverGroup.Member target) {
    view.missing()
        .forEach((id, reason) ->
            checks.add(
                SwitchCheck.failed(
                    "replication " + id,
                    "replication_ids",
                    "It cannot be read: %s.".formatted(PlatformFailure.withoutStop(reason)),
                    "Correct `replication_ids`, or wait until it can be read.")));
    leftBehind();
    String active = view.group().member(to.other()).map(FailoverGroup.Member::appId).orElse("");
    ReplicationCheck check = new ReplicationCheck(active, target.appId(), terms, view.left());
    for (Replication replication : view.replications()) {
      checks.add(check.of(replication));
      if (planned()) {
        lag(replication);
        backup(replication);
      }
    }
  }

  private void leftBehind() {
    if (view.left().isEmpty() && view.replications().isEmpty() && view.missing().isEmpty()) {
      checks.add(
          SwitchCheck.ok("data handed over", "The side that is left has no data of its own."));
    }
    view.left().stream()
        .filter(database ->
            view.replications().stream().noneMatch(it -> it.called().equals(database.called())))
        .forEach(database -> checks.add(leftBehind(database)));
  }

  private SwitchCheck leftBehind(LeftBehind database) {
    String called = database.called();
    String name = "data of " + called;
    if (!database.hasCounterpart()) {
      return SwitchCheck.warning(
          name,
          "%s of %s stays on the side that is left: %s has none."
              .formatted(called, database.here().app(), database.there().app()),
          "If the data is needed, add the database to the copy and replicate it first.");
    }
    String detail =
        "No replication in `replication_ids` hands %s over: it stays on the side that is left. %s"
            .formatted(called, database.positions());
    String fix =
        database.canBeHandedOver()
            ? "Name the paas_db_replication from %s to %s in `replication_ids`: create it if there is none%s, replace it (`terraform apply -replace=…`) if it does not follow. Or set `accept_data_loss = true` if what the other side lacks may be left behind, as a cache may."
                .formatted(
                    database.here().app(),
                    database.there().app(),
                    database.name().map(" (`database = \"%s\"`)"::formatted).orElse(""))
            : "The platform hands no data over: bring it to %s yourself, or keep it in one place that both use; then set `accept_data_loss = true`, which accepts what %s lacks."
                .formatted(database.there().app(), database.there().app());
    if (database.staysClosed()) {
      return SwitchCheck.failed(
              name,
              "replication_ids",
              detail
                  + " %s accepts no writes to it, and the switch would not change that."
                      .formatted(database.there().app()),
              "Name its paas_db_replication in `replication_ids`; or end that, make the database"
                  + " writable, and set `accept_data_loss = true` for what it lacks.")
          .by(SafetyRule.DATA);
    }
    return terms.loss() == SwitchTerms.Loss.ACCEPTED
        ? SwitchCheck.warning(name, detail, "`accept_data_loss` accepts that.")
        : SwitchCheck.failed(name, "replication_ids", detail, fix).by(SafetyRule.DATA);
  }

  private void lag(Replication replication) {
    if (replication.status() != Replication.Status.REPLICATING) {
      return;
    }
    Optional<Duration> most = terms.guards().maxLag();
    String name = "lag of " + replication.id();
    Optional<Duration> lag = replication.lag();
    if (most.isPresent() && (lag.isEmpty() || lag.get().compareTo(most.get()) > 0)) {
      checks.add(
          SwitchCheck.failed(
                  name,
                  "guards.max_lag",
                  "%s is behind by %s, `guards.max_lag` allows %s."
                      .formatted(
                          replication.replicaAppId(),
                          lag.map(Durations::format).orElse("an unknown time"),
                          Durations.format(most.get())),
                  "Wait until it has caught up, or raise `guards.max_lag`.")
              .by(SafetyRule.GUARD));
    } else {
      checks.add(
          SwitchCheck.ok(
              name,
              "%s is behind by %s."
                  .formatted(
                      replication.replicaAppId(),
                      lag.map(Durations::format).orElse("an unknown time"))));
    }
  }

  private void backup(Replication replication) {
    if (terms.guards().requireBackupWithin().isEmpty()) {
      return;
    }
    Duration most = terms.guards().requireBackupWithin().get();
    String name = "backup of " + replication.sourceAppId() + " " + replication.called();
    Optional<Instant> made = replication.sourceBackupAt();
    boolean fresh = made.filter(at -> !at.plus(most).isBefore(terms.now())).isPresent();
    checks.add(
        fresh
            ? SwitchCheck.ok(name, "The newest good one was made at %s.".formatted(made.get()))
            : SwitchCheck.failed(
                    name,
                    "guards.require_backup_within",
                    "%s, `guards.require_backup_within` asks for one within %s."
                        .formatted(
                            made.map(at -> "The newest good backup was made at " + at)
                                .orElse("There is no good backup"),
                            Durations.format(most)),
                    "Make a backup, or change the guard.")
                .by(SafetyRule.GUARD));
  }

  private void interval() {
    Optional<Instant> last = view.group().lastSwitch().flatMap(FailoverGroup.Switch::finishedAt);
    if (terms.guards().minInterval().isEmpty() || last.isEmpty()) {
      return;
    }
    Instant allowed = last.get().plus(terms.guards().minInterval().get());
    checks.add(
        terms.now().isBefore(allowed)
            ? SwitchCheck.failed(
                    "time since the last switch",
                    "guards.min_interval",
                    "The last switch ended at %s; `guards.min_interval` allows the next from %s on."
                        .formatted(last.get(), allowed),
                    "Wait, or lower the guard.")
                .by(SafetyRule.GUARD)
            : SwitchCheck.ok(
                "time since the last switch",
                "The last switch ended at %s.".formatted(last.get())));
  }

  private void address() {
    checks.add(
        view.group().dnsPopulated()
            ? SwitchCheck.ok(
                "address resolves",
                "%s answers with the active side.".formatted(view.group().address()))
            : SwitchCheck.warning(
                "address resolves",
                "%s does not answer with the active side yet.".formatted(view.group().address()),
                "Names that do not point there with a CNAME will not follow the switch."));
  }
}
