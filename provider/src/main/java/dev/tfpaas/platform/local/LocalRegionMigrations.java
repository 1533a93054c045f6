package dev.tfpaas.platform.local;

import dev.tfpaas.platform.Migration;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.Migrating;
import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.MigrationFact;
import dev.tfpaas.world.fact.MigrationFact.Status;
import dev.tfpaas.world.fact.RegionFact;
import dev.tfpaas.world.fact.Timings.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Moves the local platform's apps between regions. A migration's identifier is the app and the
/// region it goes to, e.g. `shop:us-east`.
final class LocalRegionMigrations implements RegionMigrations {
  private static final Problem LIVE_DATABASES =
      new Problem(
              "allow_live_databases",
              "Cannot migrate live with active databases",
              "Databases that are written while they move can be damaged. Use mode = \"offline\","
                  + " or set allow_live_databases = true.")
          .by(SafetyRule.DATA);

  private final LocalWorld world;

  LocalRegionMigrations(LocalWorld world) {
    this.world = world;
  }

  @Override
  public Set<String> unsupportedAttributes() {
    return Set.of("target_app_id", "failover_group_id");
  }

  @Override
  public Optional<Migration> find(String id) {
    return world.read(
        "GET /migrations/" + id, view -> view.migration(id).map(it -> migration(view, it)));
  }

  @Override
  public Optional<Migration> existing(MigrationSpec spec) {
    return world.read(
        "GET /migrations",
        view ->
            view.migration(idOf(spec))
                .filter(it -> counts(view, it))
                .map(it -> migration(view, it)));
  }

  /// A migration that ended counts only while the app is where it was brought to.
  private static boolean counts(View view, MigrationFact it) {
    return switch (it.status()) {
      case CREATED, CHECKED, PREPARED, DATA_MIGRATED -> true;
      case FINALIZED ->
          view.app(it.appNow()).map(app -> app.region().equals(it.to())).orElse(false);
      case ABORTED -> false;
    };
  }

  private static String idOf(MigrationSpec spec) {
    return spec.appId() + ":" + spec.toRegion();
  }

  private Migration migration(View view, MigrationFact it) {
    boolean finalized = it.status() == Status.FINALIZED;
    Optional<AppFact> app = view.app(it.appNow());
    String target = it.newName().orElse(it.app()) + "." + it.to() + ".paas.local";
    return new Migration(
        it.id(),
        it.app(),
        it.from(),
        it.to(),
        it.newName(),
        it.busy() ? "running" : it.status().name().toLowerCase(Locale.ROOT),
        phase(it.status()),
        it.busy(),
        Migrating.ended(it),
        finalized ? Optional.of(it.appNow()) : Optional.empty(),
        app.map(found -> "https://" + found.host()).orElse(""),
        it.live()
            ? Duration.ZERO
            : world.usual(Timing.MIGRATION_DATA).plus(world.usual(Timing.MIGRATION_FINALIZE)),
        it.status() == Status.ABORTED
            ? List.of()
            : app.map(found -> dnsChanges(view, found, target)).orElse(List.of()),
        it.redirectUntil(),
        checks(view, it));
  }

  private static Optional<MigrationSpec.Phase> phase(Status status) {
    return switch (status) {
      case CREATED, ABORTED -> Optional.empty();
      case CHECKED -> Optional.of(MigrationSpec.Phase.CHECKED);
      case PREPARED -> Optional.of(MigrationSpec.Phase.PREPARED);
      case DATA_MIGRATED -> Optional.of(MigrationSpec.Phase.DATA_MIGRATED);
      case FINALIZED -> Optional.of(MigrationSpec.Phase.FINALIZED);
    };
  }

  private static List<Migration.DnsChange> dnsChanges(View view, AppFact app, String target) {
    return app.domains().stream()
        .map(name ->
            new Migration.DnsChange(
                name,
                "CNAME",
                target,
                view.domain(name).map(it -> it.target().equals(target)).orElse(false)))
        .toList();
  }

  private static List<Migration.Check> checks(View view, MigrationFact it) {
    if (it.status() == Status.CREATED) {
      return List.of();
    }
    boolean up = view.region(it.to()).map(RegionFact::up).orElse(false);
    int databases = view.databases(it.appNow()).size();
    return List.of(
        new Migration.Check(
            "region",
            up ? "ok" : "failed",
            "region %s %s".formatted(it.to(), up ? "answers" : "does not answer")),
        new Migration.Check(
            "mode",
            "ok",
            it.live() ? "both regions can migrate live" : "the app stops while its data is moved"),
        new Migration.Check(
            "databases",
            it.live() && databases > 0 ? "warning" : "ok",
            databases == 1
                ? "1 database moves with the app"
                : "%d databases move with the app".formatted(databases)));
  }

  @Override
  public List<Problem> check(MigrationSpec spec, boolean allowLiveDatabases) {
    return world.read(
        "GET /migrations",
        view -> {
          List<Problem> problems = new ArrayList<>();
          if (view.app(spec.appId()).isEmpty()) {
            String summary = "There is no app \"" + spec.appId() + "\"";
            problems.add(new Problem("app_id", summary, LocalCloneChecks.known(view)));
          }
          if (view.region(spec.toRegion()).isEmpty()) {
            problems.add(
                new Problem(
                    "to_region",
                    "There is no region \"" + spec.toRegion() + "\"",
                    "Known regions are "
                        + String.join(", ", view.regions().stream().map(RegionFact::name).toList())
                        + "."));
          }
          if (problems.isEmpty()) {
            feasible(view, spec, allowLiveDatabases).ifPresent(problems::add);
          }
          return List.copyOf(problems);
        });
  }

  private static Optional<Problem> feasible(
      View view, MigrationSpec spec, boolean allowLiveDatabases) {
    String from = view.app(spec.appId()).orElseThrow().region();
    boolean canLive = Migrating.canLive(view, from, spec.toRegion());
    if (spec.mode() == MigrationSpec.Mode.LIVE && !canLive) {
      return Optional.of(
          new Problem(
              "mode",
              "Cannot migrate live from " + from + " to " + spec.toRegion(),
              "Both regions must be able to. Use mode = \"offline\", and expect a stop."));
    }
    Optional<String> busy = Migrating.elsewhere(view, wanted(spec));
    if (busy.isPresent()) {
      return Optional.of(
          new Problem(
                  "app_id",
                  "App %s is being migrated to %s".formatted(spec.appId(), busy.get()),
                  "Finish or abort that migration first.")
              .by(SafetyRule.BUSY));
    }
    Optional<String> objection = Migrating.objection(view, wanted(spec));
    if (objection.isPresent()) {
      return Optional.of(
          new Problem(
              spec.newName().isPresent() ? "new_name" : "to_region",
              "Cannot migrate " + spec.appId() + " to " + spec.toRegion(),
              objection.get() + "."));
    }
    boolean live = canLive && spec.mode() != MigrationSpec.Mode.OFFLINE;
    return live && !allowLiveDatabases && !view.databases(spec.appId()).isEmpty()
        ? Optional.of(LIVE_DATABASES)
        : Optional.empty();
  }

  private static Migrating.Wanted wanted(MigrationSpec spec) {
    Optional<Boolean> live =
        switch (spec.mode()) {
          case AUTO -> Optional.empty();
          case LIVE -> Optional.of(true);
          case OFFLINE -> Optional.of(false);
        };
    return new Migrating.Wanted(idOf(spec), spec.appId(), spec.toRegion(), spec.newName(), live);
  }

  @Override
  public Runbook advance(Optional<Migration> current, MigrationSpec spec, MigrationSpec.Phase to) {
    String id = current.map(Migration::id).orElse(idOf(spec));
    List<Step> made = new ArrayList<>();
    for (MigrationSpec.Phase phase : MigrationSpec.Phase.values()) {
      boolean done =
          current
              .flatMap(Migration::phase)
              .map(reached -> reached.compareTo(phase) >= 0)
              .orElse(false);
      if (!done && phase.compareTo(to) <= 0) {
        made.add(step(id, spec, phase));
      }
    }
    return Runbook.of("migrate %s to %s".formatted(spec.appId(), spec.toRegion()), made);
  }

  private Step step(String id, MigrationSpec spec, MigrationSpec.Phase phase) {
    return switch (phase) {
      case CHECKED -> begin(id, spec);
      case PREPARED -> phase(id, "prepare target", Status.PREPARED, Timing.MIGRATION_PREPARE);
      case DATA_MIGRATED ->
          spec.manualData()
              ? skipData(id)
              : phase(id, "move data", Status.DATA_MIGRATED, Timing.MIGRATION_DATA);
      case FINALIZED ->
          phase(id, "finalize migration", Status.FINALIZED, Timing.MIGRATION_FINALIZE);
    };
  }

  private Step begin(String id, MigrationSpec spec) {
    List<String> body = new ArrayList<>();
    body.add("app: " + spec.appId());
    body.add("to: " + spec.toRegion());
    spec.newName().ifPresent(name -> body.add("new_name: " + name));
    body.add("mode: " + spec.mode().word());
    Call call = Call.of("PUT", "/migrations/" + id, "{" + String.join(", ", body) + "}");
    return step(
        new Phase("check migration", id, call, Status.CHECKED, Timing.MIGRATION_CHECK),
        draft -> Migrating.create(draft, wanted(spec)));
  }

  private Step phase(String id, String title, Status status, Timing timing) {
    String word =
        switch (status) {
          case CREATED, CHECKED -> "check";
          case PREPARED -> "prepare";
          case DATA_MIGRATED -> "data";
          case FINALIZED -> "finalize";
          case ABORTED -> "abort";
        };
    Call call = Call.of("POST", "/migrations/" + id + "/" + word);
    return step(
        new Phase(title, id, call, status, timing), draft -> Migrating.phase(draft, id, status));
  }

  private Step skipData(String id) {
    Call call = Call.of("POST", "/migrations/" + id + "/data", "{manual: true}");
    return step(
        new Phase("skip data", id, call, Status.DATA_MIGRATED, Timing.CONFIGURE),
        draft -> Migrating.skipData(draft, id));
  }

  /// What a step shows and where it leads.
  private record Phase(String title, String id, Call call, Status status, Timing timing) {}

  private Step step(Phase phase, Consumer<Draft> act) {
    return Step.of(
        phase.title(),
        phase.id(),
        phase.call(),
        world.usual(phase.timing()),
        world.effect(
            "GET /migrations/" + phase.id(),
            phase.call(),
            view ->
                new Reading(
                    view.migration(phase.id())
                        .filter(it -> counts(view, it))
                        // A phase that was reached stays reached while the next one is busy.
                        .map(it -> it.status().compareTo(phase.status()) >= 0)
                        .orElse(false),
                    LocalWorld.progress(view, phase.id()))),
        world.action(phase.call(), act),
        LocalSteps.BUDGET);
  }

  @Override
  public Runbook abort(Migration current) {
    String id = current.id();
    if (current.ended()) {
      return Runbook.of("forget migration " + id, List.of());
    }
    Call call = Call.of("POST", "/migrations/" + id + "/abort");
    Step abort =
        Step.of(
            "abort migration",
            id,
            call,
            world.usual(Timing.CONFIGURE),
            world.effect(
                "GET /migrations/" + id,
                call,
                view ->
                    new Reading(
                        view.migration(id).map(Migrating::ended).orElse(true), "it is under way")),
            world.action(call, draft -> Migrating.abort(draft, id)),
            LocalSteps.BUDGET);
    return Runbook.of("abort migration " + id, List.of(abort));
  }
}
