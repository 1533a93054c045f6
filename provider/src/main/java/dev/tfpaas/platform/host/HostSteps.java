package dev.tfpaas.platform.host;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.host.HostReading.Look;
import dev.tfpaas.platform.host.engine.DatabaseServer;
import dev.tfpaas.platform.host.engine.ServerFacts;
import dev.tfpaas.platform.host.ground.Cloud;
import dev.tfpaas.platform.host.ground.Records.AppRecord;
import dev.tfpaas.platform.host.ground.Records.GroupRecord;
import dev.tfpaas.platform.host.ground.Records.PairRecord;
import dev.tfpaas.platform.host.ground.Records.SwitchRecord;
import dev.tfpaas.runbook.Budget;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The steps that several capabilities share.
///
/// @param reading asks
record HostSteps(HostReading reading) {
  /// Calls end with their effect here; what is waited for is a replica that catches up, or an app
  /// that starts.
  static final Budget BUDGET =
      new Budget(
          Duration.ofMinutes(30),
          Duration.ofSeconds(30),
          Duration.ofMillis(10),
          Duration.ofMillis(100));

  /// For a side that may be dead: it is told once, and not waited for.
  static final Budget SHORT =
      new Budget(
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofMillis(20),
          Duration.ofMillis(100));

  static final Duration QUICK = Duration.ofSeconds(1);

  private Machines machines() {
    return reading.machines();
  }

  /// Makes a step of one call.
  Step step(String title, String object, Call call, Probe probe, Runnable change) {
    return Step.of(title, object, call, QUICK, probe, reading.calls().action(call, change), BUDGET);
  }

  /// Puts an app into maintenance.
  Step close(String app) {
    Call back = maintenance(app, false);
    return maintain(app, true)
        .undoneBy(
            "maintenance off",
            back,
            reading.calls().action(back, () -> turnMaintenance(app, false, back)));
  }

  /// Takes an app out of maintenance.
  Step open(String app) {
    Call back = maintenance(app, true);
    return maintain(app, false)
        .undoneBy(
            "maintenance on",
            back,
            reading.calls().action(back, () -> turnMaintenance(app, true, back)));
  }

  private static Call maintenance(String app, boolean on) {
    return Call.of("PUT", "/apps/" + app + "/maintenance", "{on: " + on + "}");
  }

  private Step maintain(String app, boolean on) {
    Call call = maintenance(app, on);
    return step(
        on ? "maintenance on" : "maintenance off",
        app,
        call,
        () -> {
          Look look = reading.look("GET /apps/" + app);
          Optional<AppRecord> found = look.cloud().app(app);
          if (found.isEmpty() || !look.reaches(found.get())) {
            return Reading.pending("app " + app + " does not answer");
          }
          boolean isOn = reading.isClosed(look, found.get());
          return new Reading(isOn == on, "maintenance is " + (isOn ? "on" : "off"));
        },
        () -> turnMaintenance(app, on, call));
  }

  private void turnMaintenance(String app, boolean on, Call call) {
    reading.reachable(app, call.toString());
    Instant now = reading.calls().clock().instant();
    machines()
        .change(cloud ->
            cloud
                .apps()
                .computeIfPresent(
                    app,
                    (_, it) ->
                        it.closed(
                            on ? it.closedAt().or(() -> Optional.of(now)) : Optional.empty())));
  }

  /// Keeps a source from accepting writes: its server comes up as a standby of nobody.
  Step fence(Replication replication, String app) {
    String engine = replication.engine();
    Call call = readOnly(app, engine, true);
    Call back = readOnly(app, engine, false);
    return step(
            "database read-only",
            app + " " + engine,
            call,
            () -> fenced(app, engine),
            () -> {
              AppRecord found = reading.reachable(app, call.toString());
              mark(replication.id(), Optional.of(app), Optional.empty());
              DatabaseServer server = server(found, engine);
              if (server.startsAsStandby() && server.runs()) {
                server.detach();
              } else {
                server.fence();
              }
            })
        .undoneBy(
            "database read-write",
            back,
            reading
                .calls()
                .action(
                    back,
                    () -> {
                      AppRecord found = reading.reachable(app, back.toString());
                      mark(replication.id(), Optional.empty(), Optional.of(app));
                      server(found, engine).start();
                      server(found, engine).promote();
                    }));
  }

  private static Call readOnly(String app, String engine, boolean on) {
    return Call.of(
        "PUT", "/apps/" + app + "/databases/" + engine + "/read-only", "{on: " + on + "}");
  }

  /// Notes which of the two databases must accept no write, whoever starts it next, and which one
  /// may again.
  private void mark(String replication, Optional<String> closed, Optional<String> opened) {
    machines()
        .change(cloud ->
            cloud
                .pairs()
                .computeIfPresent(
                    replication,
                    (_, it) -> {
                      opened.ifPresent(app -> cloud.reopen(app, it.engine()));
                      return it.closing(closed);
                    }));
  }

  DatabaseServer server(AppRecord app, String engine) {
    return machines()
        .server(
            app,
            app.database(engine)
                .orElseThrow(() ->
                    PlatformException.notFound(
                        HostPlatform.NAME,
                        "GET /apps/" + app.name(),
                        "app %s has no %s".formatted(app.name(), engine))));
  }

  private Reading fenced(String app, String engine) {
    return reading
        .facts(reading.look("GET /apps/" + app), app, engine)
        .map(it ->
            new Reading(
                it.isStandby() && !it.follows(),
                it.isStandby() ? "it is a standby" : "it accepts writes"))
        .orElse(Reading.pending("the database of " + app + " does not answer"));
  }

  /// Lets a replica follow nobody any more.
  Step turnOff(Replication replication) {
    String app = replication.replicaAppId();
    Call call = Call.of("PUT", "/replications/" + replication.id() + "/streaming", "{on: false}");
    return step(
        "replication off",
        replication.id(),
        call,
        () -> {
          Look look = reading.look("GET " + call.path());
          HostProofs.asPlanned(look.cloud(), replication);
          return reading
              .facts(look, app, replication.engine())
              .map(it -> new Reading(!it.isStandby() || !it.follows(), "it follows"))
              .orElse(Reading.pending("the database of " + app + " does not answer"));
        },
        () -> {
          AppRecord found = reading.reachable(app, call.toString());
          HostProofs.asPlanned(machines().ground().read(), replication);
          server(found, replication.engine()).detach();
        });
  }

  /// Makes a replica writable.
  Step promote(Replication replication, String app, SwitchSpec.Mode mode) {
    String engine = replication.engine();
    boolean forced = mode == SwitchSpec.Mode.EMERGENCY;
    Call call =
        Call.of(
            "POST",
            "/apps/" + app + "/databases/" + engine + "/promote",
            forced ? "{force: true}" : "");
    return step(
        "promote database",
        app + " " + engine,
        call,
        () -> isWritable(app, engine),
        () -> {
          AppRecord found = reading.reachable(app, call.toString());
          Cloud now = machines().ground().read();
          PairRecord pair = HostProofs.asPlanned(now, replication);
          if (!forced && pair.closed().filter(pair.source()::equals).isEmpty()) {
            throw PlatformException.rejected(
                HostPlatform.NAME,
                call.toString(),
                "the database of %s was not closed to writes".formatted(pair.source()));
          }
          // Whenever the other one comes back, it must not take writes.
          mark(replication.id(), Optional.of(pair.source()), Optional.of(app));
          server(found, engine).promote();
        });
  }

  private boolean startsAsStandby(String app, String engine) {
    return server(machines().ground().read().requireApp(app), engine).startsAsStandby();
  }

  private Reading isWritable(String app, String engine) {
    return reading
        .facts(reading.look("GET /apps/" + app), app, engine)
        // One that was told only, and whose settings do not say so yet, would come up closed.
        .map(it -> new Reading(!it.isStandby() && !startsAsStandby(app, engine), "it is a standby"))
        .orElse(Reading.pending("the database of " + app + " does not answer"));
  }

  /// Leads the address of a group to its other member.
  Step move(FailoverGroup pair, SwitchSpec spec) {
    Side to = spec.to();
    String target = pair.requireMember(to).appId();
    Call call =
        Call.of(
            "PUT",
            "/failover-groups/" + pair.id() + "/active",
            "{active: " + to.word() + ", mode: " + spec.mode().word() + "}");
    return step(
        "move traffic",
        pair.requireMember(to.other()).appId() + " to " + target,
        call,
        () -> {
          Look look = reading.look("GET /failover-groups/" + pair.id());
          String leads =
              look.requireNetwork(call.toString()).leads().getOrDefault(pair.id(), "nowhere");
          return new Reading(leads.equals(target), "the address leads to " + leads);
        },
        () -> lead(pair, spec));
  }

  /// Leads an address to a side, and notes when and how.
  private void lead(FailoverGroup pair, SwitchSpec spec) {
    String group = pair.id();
    Optional<Long> refusing =
        Optional.ofNullable(machines().requireNetwork().refusing().get(group));
    boolean whole = spec.mode() == SwitchSpec.Mode.PLANNED && leavesNothing(pair, spec);
    Instant now = reading.calls().clock().instant();
    machines()
        .change(cloud ->
            cloud
                .groups()
                .computeIfPresent(
                    group, (_, it) -> switched(cloud, it, new Turn(spec, now, refusing, whole))));
  }

  /// A database that does not tell what it holds may hold something.
  private boolean leavesNothing(FailoverGroup pair, SwitchSpec spec) {
    String old = pair.requireMember(spec.to().other()).appId();
    Set<String> handed =
        spec.handedOver(pair).stream().map(Replication::engine).collect(Collectors.toSet());
    Look look = reading.look("GET /apps/" + old);
    return look.cloud().app(old).stream()
        .flatMap(it -> it.databases().stream())
        .filter(it -> !handed.contains(it.engine()))
        .allMatch(
            it -> reading.facts(look, old, it.engine()).filter(ServerFacts::isEmpty).isPresent());
  }

  private record Turn(SwitchSpec spec, Instant now, Optional<Long> refusing, boolean whole) {}

  private static GroupRecord switched(Cloud cloud, GroupRecord it, Turn turn) {
    boolean second = turn.spec().to() == Side.SECONDARY;
    if (it.secondaryActive() == second) {
      return it;
    }
    Optional<Instant> since =
        cloud
            .app(it.active())
            .flatMap(AppRecord::closedAt)
            .or(() -> turn.refusing().map(Instant::ofEpochMilli));
    return new GroupRecord(
        it.id(),
        it.name(),
        it.primary(),
        it.secondary(),
        second,
        it.port(),
        Optional.of(
            new SwitchRecord(
                second,
                turn.spec().mode().word(),
                since.orElse(turn.now()),
                turn.now(),
                since.map(from -> Duration.between(from, turn.now())),
                turn.whole())));
  }
}
