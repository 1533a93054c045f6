package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.scalingo.ScalingoApi.Change;
import dev.tfpaas.runbook.Budget;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The steps of one migration.
///
/// Guarded by its own lock where it remembers. The platform itself guards the order of phases, so a
/// phase is started again after an unclear answer once a reading shows that it was not. A migration
/// has no such guard and is never created twice: the list is read before and after.
final class MigrationSteps {
  /// How long the status from before a call may still be shown after it.
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final Set<Kind> UNCLEAR = Set.of(Kind.UNAVAILABLE, Kind.REJECTED, Kind.CONFLICT);

  private final ScalingoApi api;
  private final MigrationReader reader;
  private final Clock clock;
  private final AppPlace app;
  private final MigrationSpec spec;
  private final Optional<MigrationId> known;
  private Optional<MigrationId> found;

  /// Makes the steps.
  ///
  /// @param known the migration; empty when it is not created yet
  MigrationSteps(
      ScalingoApi api,
      MigrationReader reader,
      Clock clock,
      MigrationSpec spec,
      Optional<MigrationId> known) {
    this.api = api;
    this.reader = reader;
    this.clock = clock;
    this.spec = spec;
    this.known = known;
    this.found = known;
    this.app = known.map(MigrationId::app).orElseGet(() -> api.place(spec.appId()));
  }

  /// Finds the migration once; from then on it is the same, whatever becomes of it.
  private synchronized Optional<MigrationId> id() {
    if (found.isEmpty()) {
      found = reader.matching(app, spec).map(one -> new MigrationId(app, one.id()));
    }
    return found;
  }

  private String path(String more) {
    return app.path(
        "/region_migrations/"
            + known.map(MigrationId::migration).orElse("{id of the migration}")
            + more);
  }

  /// Creates the migration.
  Step create() {
    String name = spec.newName().orElse("");
    return Step.of(
        "create migration",
        app.id(api.home()),
        Call.of(
            "POST",
            app.path("/region_migrations"),
            "{destination: %s, dst_app_name: %s}"
                .formatted(spec.toRegion(), name.isEmpty() ? "the same" : name)),
        Duration.ofSeconds(2),
        () -> new Reading(id().isPresent(), "there is no migration to " + spec.toRegion()),
        this::createNow,
        AppSteps.QUICK);
  }

  private void createNow() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("migration")
        .put("destination", spec.toRegion())
        .put("dst_app_name", spec.newName().orElse(""));
    api.change(app.region(), Change.once("POST", app.path("/region_migrations"), body));
  }

  /// Runs the checks.
  Step preflight() {
    return phase("check migration", "preflight", "preflight-success", Duration.ofMinutes(1));
  }

  /// Makes the empty copy; the source's configuration is frozen.
  Step prepare() {
    return phase("prepare target", "prepare", "prepared", Duration.ofMinutes(5));
  }

  /// Stops the source and copies its databases.
  Step data() {
    return phase("move data", "data", "data-migrated", Duration.ofMinutes(30));
  }

  /// Starts the copy and sends the old address there.
  Step complete() {
    return phase("finalize migration", "finalize", "done", Duration.ofMinutes(5));
  }

  private Step phase(String title, String word, String goal, Duration expected) {
    Asked asked = new Asked();
    return Step.of(
            title,
            app.id(api.home()),
            Call.of("POST", path("/run"), "{step: %s}".formatted(word)),
            expected,
            () -> progress(goal, asked),
            () -> run(word, goal, asked),
            budget(word))
        .after("no phase is running", () -> idle(goal));
  }

  private static Budget budget(String word) {
    Duration limit =
        switch (word) {
          case "preflight" -> Duration.ofMinutes(10);
          case "data" -> Duration.ofHours(6);
          case "abort" -> Duration.ofMinutes(60);
          default -> Duration.ofMinutes(30);
        };
    return new Budget(limit, limit, Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  private Reading progress(String goal, Asked asked) {
    Optional<MigrationId> id = id();
    if (id.isEmpty()) {
      return Reading.pending("there is no migration");
    }
    WireMigration now = reader.require(id.get());
    if (now.reached(goal)) {
      return Reading.holds(now.status());
    }
    if (!asked.isStale(now.status())) {
      refuseDead(now);
    }
    return Reading.pending(now.progress());
  }

  private void refuseDead(WireMigration now) {
    switch (now.status()) {
      case "error" ->
          throw refusal(
              "a phase failed: %s. Destroying the resource aborts the migration and puts everything back"
                  .formatted(now.failures()));
      case "preflight-error" ->
          throw refusal(
              "the checks failed, and the platform gave the migration up: %s. Nothing was changed; when that is put right, apply again"
                  .formatted(now.failures()));
      case "aborted" -> throw refusal("the migration was aborted; everything is as it was");
      default -> {}
    }
  }

  private PlatformException refusal(String text) {
    return PlatformException.rejected(
        ScalingoPlatform.NAME, "GET " + app.path("/region_migrations"), text);
  }

  private Reading idle(String goal) {
    Optional<WireMigration> now = id().map(reader::require);
    if (now.isEmpty()) {
      return Reading.holds("there is no migration");
    }
    refuseDead(now.get());
    return new Reading(!now.get().running() || now.get().reached(goal), now.get().progress());
  }

  /// Starts a phase. Whatever the answer is, a reading decides whether it was started.
  private void run(String word, String goal, Asked asked) {
    MigrationId id =
        id().orElseThrow(() -> refusal("there is no migration of the app to " + spec.toRegion()));
    WireMigration before = reader.require(id);
    if (before.reached(goal)) {
      return;
    }
    asked.at(before.status(), clock.instant());
    runNow(id, word, before.status(), () -> reader.require(id).status());
  }

  private void runNow(MigrationId id, String word, String before, Supplier<String> status) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("step", word);
    try {
      api.change(id.app().region(), Change.once("POST", id.path("/run"), body));
    } catch (PlatformException failure) {
      if (!UNCLEAR.contains(failure.kind())) {
        throw failure;
      }
      if (!status.get().equals(before)) {
        return;
      }
      throw new PlatformException(
          failure.kind(),
          failure.platform(),
          failure.call(),
          String.valueOf(failure.getMessage()),
          failure.kind() == Kind.UNAVAILABLE);
    }
  }

  /// Aborts: the platform undoes what it did.
  Step abort() {
    Asked asked = new Asked();
    MigrationId id = known.orElseThrow();
    return Step.of(
        "abort migration",
        app.id(api.home()),
        Call.of("POST", path("/run"), "{step: abort}"),
        Duration.ofMinutes(5),
        () -> aborted(id, asked),
        () -> {
          String before = reader.require(id).status();
          asked.at(before, clock.instant());
          runNow(id, "abort", before, () -> reader.require(id).status());
        },
        budget("abort"));
  }

  private Reading aborted(MigrationId id, Asked asked) {
    Optional<WireMigration> now = reader.find(id);
    if (now.isEmpty() || now.get().ended()) {
      return Reading.holds(now.map(WireMigration::status).orElse("gone"));
    }
    if (asked.wasAsked() && !asked.isStale(now.get().status())) {
      String status = now.get().status();
      if (status.equals("error")) {
        throw refusal("the platform could not abort it: " + now.get().failures());
      }
    }
    if (!now.get().aborting()) {
      return Reading.pending(now.get().progress());
    }
    // Perhaps a run that died asked for it; asking again would be refused.
    if (!asked.wasAsked()) {
      asked.at(now.get().status(), clock.instant());
    }
    return Reading.underWay(now.get().progress());
  }

  /// What was seen before a call; right after it the platform may show that again.
  private final class Asked {
    private Optional<Instant> when = Optional.empty();
    private String before = "";
    private boolean moved;

    synchronized void at(String status, Instant now) {
      before = status;
      when = Optional.of(now);
      moved = false;
    }

    synchronized boolean wasAsked() {
      return when.isPresent();
    }

    synchronized boolean isStale(String status) {
      moved |= when.isPresent() && !status.equals(before);
      return !moved && when.map(at -> clock.instant().isBefore(at.plus(GRACE))).orElse(false);
    }
  }
}
