package dev.tfpaas.resources.migration;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.DestroyPlanContext;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.Migration;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.resources.life.Beside;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.Change;
import dev.tfpaas.resources.life.Differences;
import dev.tfpaas.resources.life.Kind;
import dev.tfpaas.resources.life.Note;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Remembered;
import dev.tfpaas.resources.life.Values;
import dev.tfpaas.resources.life.Wording;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `paas_region_migration`: an app moves to another region, phase by phase.
public final class MigrationKind implements Kind<Migration, MigrationConfig> {
  @Override
  public String typeName() {
    return MigrationSchema.TYPE_NAME;
  }

  @Override
  public Schema schema() {
    return MigrationSchema.SCHEMA;
  }

  @Override
  public Capability<RegionMigrations> capability(Platform platform) {
    return platform.regionMigrations();
  }

  @Override
  public String identity(Value object) {
    return Values.known(object, "app_id");
  }

  @Override
  public Optional<Incarnations.Kind> marked() {
    return Optional.empty();
  }

  @Override
  public Note<Migration> note() {
    return MigrationNote.NOTE;
  }

  @Override
  public List<String> changes(Migration before, Migration now) {
    return new Differences().of("migration " + now.id(), before.status(), now.status()).sentences();
  }

  @Override
  public void plan(PlanContext<PaasClient> context, Remembered<Migration> remembered) {
    context
        .client()
        .platform()
        .ifPresent(platform -> new MigrationPlan(context, platform, remembered).plan());
  }

  @Override
  public void planDestroy(
      DestroyPlanContext<PaasClient> context, Remembered<Migration> remembered) {
    context
        .client()
        .platform()
        .ifPresent(platform ->
            current(platform, context.prior(), remembered)
                .ifPresent(current -> warnOfDestroy(context, platform, current)));
  }

  private Optional<Migration> current(
      Platform platform, Value prior, Remembered<Migration> remembered) {
    String id = prior.get("id").asString();
    return switch (Observation.of(() -> find(platform, id, prior))) {
      case Observation.Found<Migration>(Migration live) -> Optional.of(live);
      case Observation.Gone<Migration> _ -> Optional.empty();
      case Observation.Unreadable<Migration> _ -> remembered.seen();
    };
  }

  private static void warnOfDestroy(
      DestroyPlanContext<PaasClient> context, Platform platform, Migration current) {
    if (current.ended()) {
      context
          .diagnostics()
          .warning(
              "The migration is only forgotten",
              "Migration %s is over (%s). Destroying it makes no call: %s stays in %s."
                  .formatted(
                      current.id(), current.status(), current.appId(), whereItRuns(current)));
      return;
    }
    Runbook runbook = abort(platform, current);
    context
        .diagnostics()
        .warning(
            "The migration is aborted",
            "Migration %s of %s to %s is not finalized. Destroying it aborts it and puts back what it did; the app stays in %s. Steps:\n%s"
                .formatted(
                    current.id(),
                    current.appId(),
                    current.toRegion(),
                    current.fromRegion(),
                    String.join("\n", runbook.lines())));
  }

  private static String whereItRuns(Migration migration) {
    return migration.isFinalized() ? migration.toRegion() : migration.fromRegion();
  }

  @Override
  public MigrationConfig wanted(
      Platform platform, Value object, Value config, Optional<Migration> current) {
    return MigrationConfig.from(object);
  }

  @Override
  public Optional<Migration> existing(Platform platform, MigrationConfig wanted, Value planned) {
    return MigrationConfig.migrations(platform).existing(wanted.spec());
  }

  @Override
  public Optional<Migration> find(Platform platform, String id, Value object) {
    return MigrationConfig.migrations(platform).find(id);
  }

  @Override
  public List<Diagnostic> refusals(
      Platform platform, Optional<Migration> existing, MigrationConfig wanted) {
    return existing.isPresent() ? List.of() : problems(platform, wanted);
  }

  /// What is wrong with the start of a migration says nothing of one that runs, unless it is what
  /// is changed.
  @Override
  public List<Diagnostic> refusals(Change<Migration, MigrationConfig> change) {
    return problems(change.platform(), change.wanted()).stream()
        .filter(it -> !it.path().isRoot() && change.changes(it.path().toString()))
        .toList();
  }

  private static List<Diagnostic> problems(Platform platform, MigrationConfig wanted) {
    return Capabilities.errors(
        MigrationConfig.migrations(platform).check(wanted.spec(), wanted.allowLiveDatabases()));
  }

  @Override
  public Runbook create(Platform platform, Optional<Migration> existing, MigrationConfig wanted) {
    return MigrationConfig.migrations(platform)
        .advance(Optional.empty(), wanted.spec(), wanted.phase());
  }

  /// Returns the steps ahead; none when the phase is reached.
  @Override
  public Runbook update(Change<Migration, MigrationConfig> change) {
    Migration current = change.current();
    MigrationConfig wanted = change.wanted();
    return current.phase().filter(phase -> phase.compareTo(wanted.phase()) >= 0).isPresent()
        ? Runbook.none()
        : MigrationConfig.migrations(change.platform())
            .advance(Optional.of(current), wanted.spec(), wanted.phase());
  }

  /// One that is over is only forgotten.
  @Override
  public Runbook delete(Platform platform, Migration live, Value state) {
    return live.ended() ? Runbook.none() : abort(platform, live);
  }

  private static Runbook abort(Platform platform, Migration live) {
    return MigrationConfig.migrations(platform).abort(live);
  }

  @Override
  public Map<String, Value> shown(Migration live) {
    Map<String, Value> shown = new HashMap<>();
    shown.put("id", Value.string(live.id()));
    shown.put("status", Value.string(live.status()));
    shown.put("reached_phase", MigrationNote.phase(live));
    shown.put("from_region", Value.string(live.fromRegion()));
    shown.put("new_app_id", Values.text(live.newAppId()));
    shown.put("url", Value.string(live.url()));
    shown.put("expected_downtime", Values.duration(Optional.of(live.expectedDowntime())));
    shown.put("dns_changes", MigrationNote.dnsChanges(live));
    shown.put("redirect_until", Values.instant(live.redirectUntil()));
    shown.put("checks", MigrationNote.checks(live));
    return shown;
  }

  @Override
  public Value observed(Value before, Migration live) {
    Map<String, Value> state = new HashMap<>(before.asMap());
    if (before.get("app_id").isNull()) {
      state.put("app_id", Value.string(live.appId()));
      state.put("new_name", Values.text(live.newName()));
      state.put("phase", Value.string(live.phase().orElse(MigrationSpec.Phase.CHECKED).word()));
    }
    state.put("to_region", Value.string(live.toRegion()));
    state.putAll(shown(live));
    return Value.object(state);
  }

  /// The app of a migration that is over may be deleted later; that it was moved stays true.
  @Override
  public Beside beside(Platform platform, Migration live, Value object) {
    return live.newAppId()
        .filter(_ -> live.isFinalized())
        .filter(
            app -> Observation.of(() -> platform.apps().find(app)) instanceof Observation.Gone<App>)
        .map(app -> new Beside(Map.of(), List.of(deleted(app))))
        .orElse(Beside.NOTHING);
  }

  private static Diagnostic deleted(String app) {
    return Diagnostic.warning(
        "App %s was deleted after it was moved".formatted(app),
        "The platform has no such app any more. Nothing is changed: take this resource out of the"
            + " configuration, which makes no call.");
  }

  /// A migration that goes on is not replaced: that would be to abort it and start anew.
  @Override
  public HalfMade halfMade(Migration live, Outcome.Unfinished early) {
    return live.isDead() ? HalfMade.TAINTED : HalfMade.COMPLETED_BY_THE_NEXT_APPLY;
  }

  @Override
  public Optional<Value> imported(Platform platform, String id) {
    RegionMigrations migrations = MigrationConfig.migrations(platform);
    return migrations
        .find(id)
        .or(() -> byPlaces(migrations, id))
        .map(live -> Value.object(Map.of("id", Value.string(live.id()))));
  }

  private static Optional<Migration> byPlaces(RegionMigrations migrations, String places) {
    int colon = places.lastIndexOf(':');
    if (colon < 1 || colon == places.length() - 1) {
      return Optional.empty();
    }
    return migrations.existing(
        new MigrationSpec(
            places.substring(0, colon),
            places.substring(colon + 1),
            Optional.empty(),
            MigrationSpec.Mode.AUTO,
            false,
            Optional.empty(),
            Optional.empty()));
  }

  @Override
  public String noun() {
    return "migration";
  }

  @Override
  public String standing(Migration live) {
    return "Now: %s answers at %s; migration %s is %s, %s."
        .formatted(
            live.appId(),
            live.url(),
            live.id(),
            live.status(),
            live.phase()
                .map(phase -> "it has reached `%s`".formatted(phase.word()))
                .orElse("it has reached no phase"));
  }

  @Override
  public String cannotCreate(MigrationConfig wanted) {
    return "Cannot move %s to %s".formatted(wanted.spec().appId(), wanted.spec().toRegion());
  }

  @Override
  public String nothingMade(MigrationConfig wanted) {
    return "The app is where it was and serves as before.";
  }

  @Override
  public String notComplete(Migration live, MigrationConfig wanted) {
    return "The migration has not reached `%s` yet".formatted(wanted.phase().word());
  }

  @Override
  public String notAsPlanned(Change<Migration, MigrationConfig> change) {
    return "The migration has not reached `%s`".formatted(change.wanted().phase().word());
  }

  @Override
  public String next(Migration live, MigrationConfig wanted, Outcome.Unfinished early) {
    return Wording.goOn(early, "`terraform apply`")
        + " Or run `terraform destroy` to abort it and put everything back.";
  }

  @Override
  public String cannotDelete(String id) {
    return "Migration %s is not aborted".formatted(id);
  }

  @Override
  public String howToImport(Platform platform) {
    return "Give its identifier as the platform shows it, or `app_id:to_region`, e.g."
        + " `shop:eu-north`.";
  }
}
