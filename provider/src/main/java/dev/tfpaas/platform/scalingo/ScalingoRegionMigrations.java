package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.Migration;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.MigrationSpec.Phase;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.platform.http.HostNames;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Moves apps to another region with the platform's own tool, where it still offers it.
final class ScalingoRegionMigrations implements RegionMigrations {
  /// The old routers lead to the new region this long after the end.
  private static final Duration REDIRECT = Duration.ofDays(30);

  /// The app stands still while its databases are backed up and restored. Scalingo publishes no
  /// durations; this is a figure to plan with, not a promise.
  private static final Duration DOWNTIME = Duration.ofMinutes(15);

  private final ScalingoApi api;
  private final AppReader apps;
  private final MigrationReader reader;
  private final Clock clock;
  private final HostNames names;

  ScalingoRegionMigrations(ScalingoApi api, AppReader apps, Clock clock, HostNames names) {
    this.api = api;
    this.apps = apps;
    this.reader = new MigrationReader(api, apps);
    this.clock = clock;
    this.names = names;
  }

  @Override
  public Set<String> unsupportedAttributes() {
    return Set.of("target_app_id", "failover_group_id", "allow_live_databases");
  }

  @Override
  public Optional<Migration> find(String id) {
    Optional<MigrationId> parsed = MigrationId.parse(id);
    return parsed.flatMap(reader::find).map(wire -> migration(parsed.orElseThrow(), wire));
  }

  @Override
  public Optional<Migration> existing(MigrationSpec spec) {
    AppPlace app = api.place(spec.appId());
    try {
      return reader
          .matching(app, spec)
          .map(wire -> migration(new MigrationId(app, wire.id()), wire));
    } catch (PlatformException failure) {
      // Neither an app that is not there nor a tool that is not there has a migration; `check` says
      // which it is.
      boolean none =
          failure.kind() == PlatformException.Kind.NOT_FOUND
              || MigrationReader.isWithdrawal(failure);
      if (none) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private Migration migration(MigrationId id, WireMigration wire) {
    boolean done = wire.status().equals("done");
    boolean lost = wire.ended() && !done;
    Optional<WireApp> target =
        wire.newAppId().isPresent() && !lost ? apps.find(wire.target()) : Optional.empty();
    Optional<WireApp> serving = done ? target : apps.find(id.app());
    Optional<String> newName =
        Optional.of(wire.destinationApp())
            .filter(name -> !name.isEmpty() && !name.equals(wire.sourceApp()));
    return new Migration(
        id.toString(),
        id.app().id(api.home()),
        wire.source(),
        wire.destination(),
        newName,
        wire.status(),
        phase(wire),
        wire.running(),
        wire.ended(),
        target.map(app -> app.place().id(api.home())),
        serving.map(WireApp::url).orElse(""),
        wire.ended() ? Duration.ZERO : DOWNTIME,
        target.map(this::dnsChanges).orElse(List.of()),
        done ? redirectUntil(wire) : Optional.empty(),
        checks(wire));
  }

  private static Optional<Instant> redirectUntil(WireMigration wire) {
    return wire.finishedAt().map(end -> end.plus(REDIRECT));
  }

  /// While a phase runs or has failed, the status does not tell what was reached; the checks do.
  private static Optional<Phase> phase(WireMigration wire) {
    return switch (wire.status()) {
      case "preflight-success" -> Optional.of(Phase.CHECKED);
      case "prepared" -> Optional.of(Phase.PREPARED);
      case "data-migrated" -> Optional.of(Phase.DATA_MIGRATED);
      case "done" -> Optional.of(Phase.FINALIZED);
      case "running", "error" ->
          wire.steps().stream()
              .filter(step -> step.name().equals(WireMigration.UMBRELLA))
              .filter(step -> step.status().equals("done"))
              .map(_ -> Phase.CHECKED)
              .findFirst();
      default -> Optional.empty();
    };
  }

  private static List<Migration.Check> checks(WireMigration wire) {
    List<Migration.Check> checks = new ArrayList<>();
    for (WireMigration.WireStep step : wire.checks()) {
      switch (step.status()) {
        case "done" -> checks.add(new Migration.Check(step.name(), "ok", ""));
        case "error" -> checks.add(new Migration.Check(step.name(), "failed", step.logs()));
        default -> {}
      }
    }
    return checks;
  }

  private List<Migration.DnsChange> dnsChanges(WireApp target) {
    String host = target.host();
    return apps.domains(target.place()).stream()
        .map(domain ->
            new Migration.DnsChange(
                domain.name(), "CNAME", host, names.leadsTo(domain.name(), host)))
        .toList();
  }

  @Override
  public List<Problem> check(MigrationSpec spec, boolean allowLiveDatabases) {
    AppPlace app = api.place(spec.appId());
    List<Problem> problems = new ArrayList<>();
    if (spec.mode() == MigrationSpec.Mode.LIVE) {
      problems.add(
          new Problem(
              "mode",
              "Scalingo cannot migrate live",
              "The app stands still while its databases are backed up and restored. Use mode ="
                  + " \"offline\" or \"auto\"."));
    }
    ScalingoAppClones.unknownRegion(api, "to_region", spec.toRegion()).ifPresent(problems::add);
    spec.newName()
        .flatMap(name -> ScalingoAppClones.badName("new_name", name))
        .ifPresent(problems::add);
    boolean sameName = spec.newName().map(app.name()::equals).orElse(true);
    if (app.region().equals(spec.toRegion()) && sameName) {
      problems.add(
          new Problem(
              "to_region",
              "The app is in %s already".formatted(spec.toRegion()),
              "Give another region, or a `new_name` to get a copy under another name."));
    }
    if (problems.isEmpty()) {
      onThePlatform(app).ifPresent(problems::add);
    }
    return List.copyOf(problems);
  }

  private Optional<Problem> onThePlatform(AppPlace app) {
    if (apps.find(app).isEmpty()) {
      return Optional.of(
          new Problem(
              "app_id",
              "There is no app \"%s\" in %s".formatted(app.name(), app.region()),
              "Check the spelling; outside of %s an app is written `region/name`."
                  .formatted(api.home())));
    }
    return reader.isWithdrawn(app)
        ? Optional.of(
            new Problem(
                "",
                "Scalingo no longer offers to migrate apps to another region",
                MigrationReader.WITHDRAWN))
        : Optional.empty();
  }

  @Override
  public Runbook advance(Optional<Migration> current, MigrationSpec spec, Phase to) {
    Optional<MigrationId> id = current.map(Migration::id).flatMap(MigrationId::parse);
    MigrationSteps steps = new MigrationSteps(api, reader, clock, spec, id);
    Optional<Phase> reached = current.flatMap(Migration::phase);
    List<Step> made = new ArrayList<>();
    if (id.isEmpty()) {
      made.add(steps.create());
    }
    for (Phase phase : Phase.values()) {
      boolean done = reached.filter(it -> it.compareTo(phase) >= 0).isPresent();
      if (!done && phase.compareTo(to) <= 0) {
        step(steps, phase, spec.manualData()).ifPresent(made::add);
      }
    }
    return Runbook.of("migrate %s to %s".formatted(spec.appId(), spec.toRegion()), made);
  }

  private static Optional<Step> step(MigrationSteps steps, Phase phase, boolean manualData) {
    return switch (phase) {
      case CHECKED -> Optional.of(steps.preflight());
      case PREPARED -> Optional.of(steps.prepare());
      case DATA_MIGRATED -> manualData ? Optional.empty() : Optional.of(steps.data());
      case FINALIZED -> Optional.of(steps.complete());
    };
  }

  @Override
  public Runbook abort(Migration current) {
    String title = "abort migration " + current.id();
    Optional<MigrationId> id = MigrationId.parse(current.id());
    if (current.ended() || id.isEmpty()) {
      return Runbook.of(title, List.of());
    }
    MigrationSpec spec =
        new MigrationSpec(
            current.appId(),
            current.toRegion(),
            current.newName(),
            MigrationSpec.Mode.AUTO,
            false,
            Optional.empty(),
            Optional.empty());
    return Runbook.of(title, List.of(new MigrationSteps(api, reader, clock, spec, id).abort()));
  }
}
