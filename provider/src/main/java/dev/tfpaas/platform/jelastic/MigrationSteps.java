package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.MigrationSpec.Mode;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Sleeper;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The step that moves an environment to another host group.
///
/// The platform's own check comes first, then one call that cannot be taken back. A move that is
/// found under way is followed, whoever began it.
final class MigrationSteps {
  static final String MIGRATE = JelasticApi.CONTROL + "migrate";
  private static final String CHECK = JelasticApi.CONTROL + "checkmigrationpossibility";

  private final JelasticApi api;
  private final Account account;
  private final Sleeper sleeper;

  MigrationSteps(JelasticApi api, Account account, Sleeper sleeper) {
    this.api = api;
    this.account = account;
    this.sleeper = sleeper;
  }

  /// Moves an environment.
  Step migrate(String name, String region, Mode mode) {
    LongCall call = new LongCall(account, sleeper);
    Look look = new Look(account, name);
    String online =
        switch (mode) {
          case AUTO -> "where it can be, and there is no database";
          case LIVE -> "true";
          case OFFLINE -> "false";
        };
    return Step.of(
            mode == Mode.LIVE ? "migrate live" : "migrate",
            name,
            JelasticApi.call(
                MIGRATE,
                "{envName: %s, hardwareNodeGroup: %s, isOnline: %s}"
                    .formatted(name, region, online)),
            Duration.ofMinutes(10),
            () -> moved(call, look.need(), region),
            account.onWhatThereIs(() -> migrateNow(call, look.act(), region, mode)),
            Budgets.LONG)
        .after("nothing else is done to " + name, () -> mayMove(look.gate()));
  }

  private Reading moved(LongCall call, Environment now, String region) {
    String name = now.name();
    if (isThere(now, region)) {
      return Reading.holds("in " + region);
    }
    if (now.state() == State.MIGRATING) {
      return Reading.underWay("migrating from " + now.hostGroup());
    }
    if (now.state() == State.BROKEN) {
      throw ReadFailures.of(
          MIGRATE,
          "%s is broken since the migration; nothing can be taken back by a call: ask the hoster"
              .formatted(name));
    }
    call.refusal()
        .ifPresent(failure -> {
          throw failure;
        });
    if (call.doubt().isPresent() && now.state().atRest()) {
      throw ReadFailures.of(
          MIGRATE,
          "%s is still in %s: %s"
              .formatted(
                  name, now.hostGroup(), reason(name).orElse("the platform says no reason")));
    }
    return Reading.pending("%s in %s".formatted(now.doing(), now.hostGroup()));
  }

  private static boolean isThere(Environment environment, String region) {
    return environment.hostGroup().equals(region) && environment.state().atRest();
  }

  /// Returns why the last migration failed, as far as the platform tracked it.
  private Optional<String> reason(String name) {
    return account.past(TrackedAction.MIGRATE).stream()
        .filter(action -> action.concerns(name))
        .findFirst()
        .flatMap(TrackedAction::error);
  }

  private static Reading mayMove(Environment now) {
    State state = now.state();
    return new Reading(state.atRest() || state == State.MIGRATING, "it is " + now.doing());
  }

  private void migrateNow(LongCall call, Environment now, String region, Mode mode) {
    String name = now.name();
    if (isThere(now, region) || now.state() == State.MIGRATING) {
      return;
    }
    Map<String, String> target = Map.of("envName", name, "hardwareNodeGroup", region);
    boolean online = isOnline(now, region, mode);
    api.require(CHECK, target);
    Map<String, String> whole =
        Map.of(
            "envName", name,
            "hardwareNodeGroup", region,
            "isOnline", Boolean.toString(online));
    call.make(
        () -> api.changeLong(MIGRATE, whole, Budgets.LONG.limit()),
        () -> {
          Environment seen = account.need(name);
          return seen.state() == State.MIGRATING || isThere(seen, region);
        });
  }

  /// A move between data centres is always offline; the vendor advises against moving databases
  /// live.
  private boolean isOnline(Environment now, String region, Mode mode) {
    if (mode == Mode.OFFLINE) {
      return false;
    }
    boolean possible = isLive(now, region);
    if (mode == Mode.LIVE && !possible) {
      throw ReadFailures.of(
          MIGRATE,
          "%s and %s are in different data centres: use mode \"offline\""
              .formatted(now.hostGroup(), region));
    }
    return mode == Mode.LIVE || (possible && now.engines().isEmpty());
  }

  /// Says that a move which is under way cannot be taken back.
  Step uncancellable(String name) {
    return Step.of(
        "wait for the migration",
        name,
        JelasticApi.call(MIGRATE, "cannot be cancelled"),
        Duration.ofMinutes(10),
        () -> {
          Environment now = account.need(name);
          return new Reading(now.state() != State.MIGRATING, "it is " + now.doing());
        },
        () -> {
          throw ReadFailures.of(
              MIGRATE,
              "Jelastic has no call that cancels a migration, and %s is migrating; destroy again when it has ended, which then only forgets"
                  .formatted(name));
        },
        Budgets.QUICK);
  }

  /// Tells whether an environment can move without a stop.
  boolean isLive(Environment now, String region) {
    Map<String, HostGroup> groups =
        account.hostGroups().stream()
            .collect(Collectors.toMap(HostGroup::name, Function.identity(), (one, _) -> one));
    Optional<HostGroup> from = Optional.ofNullable(groups.get(now.hostGroup()));
    Optional<HostGroup> to = Optional.ofNullable(groups.get(region));
    return from.isPresent() && to.isPresent() && to.get().isLiveFrom(from.get());
  }
}
