package dev.tfpaas.resources.migration;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.platform.Migration;
import dev.tfpaas.platform.MigrationSpec.Phase;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.resources.life.AppReference;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Remembered;
import dev.tfpaas.resources.life.RunbookAttribute;
import dev.tfpaas.runbook.Runbook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// One planning of a `paas_region_migration`. Owned by the thread of its call.
final class MigrationPlan {
  /// How long before the old address stops leading to the new one every plan warns.
  private static final Duration NOTICE = Duration.ofDays(7);

  private static final Path APP = Path.root().attribute("app_id");
  private static final Path PHASE = Path.root().attribute("phase");
  private static final List<String> OBSERVED =
      List.of(
          "status",
          "reached_phase",
          "new_app_id",
          "url",
          "expected_downtime",
          "dns_changes",
          "redirect_until",
          "checks");

  private final PlanContext<PaasClient> context;
  private final Platform platform;
  private final RegionMigrations migrations;
  private final Remembered<Migration> remembered;

  MigrationPlan(
      PlanContext<PaasClient> context, Platform platform, Remembered<Migration> remembered) {
    this.context = context;
    this.platform = platform;
    this.migrations = MigrationConfig.migrations(platform);
    this.remembered = remembered;
  }

  void plan() {
    if (context.isCreate()) {
      create();
    } else {
      update();
    }
  }

  private void create() {
    boolean appExists =
        AppReference.check(
            platform, "app_id", context.config().get("app_id"), context.diagnostics());
    if (!appExists || !MigrationConfig.isKnown(context.planned())) {
      return;
    }
    MigrationConfig config = MigrationConfig.from(context.planned());
    Optional<Migration> aborted = remembered.seen().filter(before -> !before.ended());
    Predicate<Migration> isAborted =
        found -> aborted.filter(before -> before.id().equals(found.id())).isPresent();
    Optional<Migration> existing =
        migrations.existing(config.spec()).filter(Predicate.not(isAborted));
    if (existing.isPresent()) {
      adopt(existing.get(), config.phase());
    } else {
      refuse(config, problem -> aborted.isEmpty() || !isAboutTheApp(problem, aborted.get()));
    }
    RunbookAttribute.plan(
        context, migrations.advance(Optional.empty(), config.spec(), config.phase()));
  }

  /// Adds the errors of a migration that is to be started. A replacement plans the new migration
  /// while the old one still runs, which keeps the app busy until it is aborted.
  private void refuse(MigrationConfig config, Predicate<Diagnostic> counts) {
    Capabilities.errors(migrations.check(config.spec(), config.allowLiveDatabases())).stream()
        .filter(counts)
        .forEach(context.diagnostics()::add);
  }

  private boolean isAboutTheApp(Diagnostic problem, Migration aborted) {
    return problem.path().equals(APP)
        && context.config().get("app_id").asString().equals(aborted.appId());
  }

  private boolean isAboutAChange(Diagnostic problem) {
    return !problem.path().isRoot() && context.changed(problem.path().toString());
  }

  private void adopt(Migration existing, Phase wanted) {
    if (isBeyond(existing, wanted)) {
      refuseLower(existing, wanted);
      return;
    }
    context
        .diagnostics()
        .warning(
            "Migration %s exists already and is taken".formatted(existing.id()),
            "%s is being moved, or was moved, to %s already (%s). Steps of the runbook that are done are skipped; nothing is started twice."
                .formatted(existing.appId(), existing.toRegion(), existing.status()));
  }

  private void update() {
    // The identifier that the app got by this very migration does not make it another app.
    if (!context.prior().get("new_app_id").isNull()
        && context.config().get("app_id").equals(context.prior().get("new_app_id"))) {
      context.planPrior("app_id");
    }
    Optional<Migration> known =
        remembered.seen().or(() -> migrations.find(context.prior().get("id").asString()));
    known.ifPresent(this::warnOfRedirect);
    boolean replaced =
        List.of("app_id", "to_region", "new_name").stream().anyMatch(context::changed);
    if (known.isEmpty() || !MigrationConfig.isKnown(context.planned())) {
      return;
    }
    if (replaced) {
      // Before the old migration is said to be aborted for it, a new one has to be possible.
      refuse(MigrationConfig.from(context.planned()), this::isAboutAChange);
      return;
    }
    Migration current = known.get();
    Phase wanted = MigrationConfig.phase(context.planned());
    if (current.isDead()) {
      leaveDead(current);
    } else if (current.phase().filter(reached -> reached.compareTo(wanted) >= 0).isPresent()) {
      stay(current, wanted);
    } else {
      advance(current, wanted);
    }
  }

  /// Plans the steps ahead. Something has to differ from the state for Terraform to make them, also
  /// when the configuration is the same and an earlier apply ended early.
  private void advance(Migration current, Phase wanted) {
    MigrationConfig config = MigrationConfig.from(context.planned());
    Runbook ahead = migrations.advance(Optional.of(current), config.spec(), wanted);
    if (ahead.isEmpty()) {
      leaveToTheUser(current, wanted);
      return;
    }
    context.planUnknown("status");
    context.planUnknown("reached_phase");
    refuse(config, this::isAboutAChange);
    RunbookAttribute.plan(context, ahead);
  }

  /// A phase without a step, as with `data = "manual"` where the platform has nothing to do for it:
  /// to go on planning it would be a change in every plan.
  private void leaveToTheUser(Migration current, Phase wanted) {
    context
        .diagnostics()
        .warning(
            PHASE,
            "The data is yours to move",
            "With `data = \"manual\"` the platform %s has no step for `%s`: migration %s stays `%s`. Move the data yourself, then write `phase = \"finalized\"`."
                .formatted(platform.name(), wanted.word(), current.id(), current.status()));
    planNoStep();
  }

  /// Plans no step. Ways are only for steps ahead, so that other ways are no change.
  private void stay(Migration current, Phase wanted) {
    if (isBeyond(current, wanted)) {
      if (context.changed("phase")) {
        refuseLower(current, wanted);
        return;
      }
      context
          .diagnostics()
          .warning(
              PHASE,
              "The migration went further outside of Terraform",
              "Migration %s has reached `%s`, the configuration says `%s`. Nothing is changed. To agree, write `phase = \"%s\"`."
                  .formatted(current.id(), reached(current), wanted.word(), reached(current)));
    }
    planNoStep();
  }

  private void planNoStep() {
    MigrationConfig.WAYS.stream().filter(this::isKept).forEach(context::planPrior);
    if (context.changed()) {
      OBSERVED.forEach(context::planPrior);
      RunbookAttribute.plan(context, Runbook.none());
    }
  }

  /// Terraform lets what is configured stay as it was before, but neither appear nor go.
  private boolean isKept(String way) {
    boolean configured = !context.config().get(way).isNull();
    return context.prior().get(way).isNull()
        ? !configured
        : configured || !context.planned().get(way).isNull();
  }

  private void leaveDead(Migration current) {
    String text =
        "Migration %s of %s to %s ended (%s) before it was finalized, and cannot go on. To start a new one, replace this resource (`terraform apply -replace=…`); to forget it, remove it from the configuration."
            .formatted(current.id(), current.appId(), current.toRegion(), current.status());
    if (context.changed("phase")) {
      context.diagnostics().error(PHASE, "The migration has ended", text);
      return;
    }
    context.diagnostics().warning("The migration has ended", text);
    planNoStep();
  }

  private static boolean isBeyond(Migration migration, Phase wanted) {
    return migration.phase().filter(reached -> reached.compareTo(wanted) > 0).isPresent();
  }

  private static String reached(Migration migration) {
    return migration.phase().map(Phase::word).orElse("");
  }

  private void refuseLower(Migration current, Phase wanted) {
    String way =
        current.isFinalized()
            ? "It is finalized: to bring the app back, migrate it to %s."
                .formatted(current.fromRegion())
            // Terraform plans before it destroys, so this very error would stop the destroy.
            : "To go back, write `phase = \"%s\"` again and destroy the resource: destroy aborts the migration and puts everything back."
                .formatted(reached(current));
    context
        .diagnostics()
        .error(
            PHASE,
            "Phases only go forward",
            "Migration %s has reached `%s`, so it cannot be brought to `%s`. %s"
                .formatted(current.id(), reached(current), wanted.word(), way));
  }

  private void warnOfRedirect(Migration current) {
    List<Migration.DnsChange> open =
        current.dnsChanges().stream().filter(change -> !change.done()).toList();
    Optional<Instant> until = current.redirectUntil();
    Instant now = context.client().clock().instant();
    if (open.isEmpty() || until.filter(end -> end.isBefore(now.plus(NOTICE))).isEmpty()) {
      return;
    }
    StringBuilder records = new StringBuilder();
    for (Migration.DnsChange change : open) {
      records.append("\n%s %s %s".formatted(change.name(), change.type(), change.value()));
    }
    context
        .diagnostics()
        .warning(
            Path.root().attribute("dns_changes"),
            until.get().isBefore(now)
                ? "The old address of %s leads nowhere".formatted(current.appId())
                : "The old address of %s stops leading to the new one soon"
                    .formatted(current.appId()),
            "The redirect ends at %s, and these DNS records are not changed yet:%s"
                .formatted(until.get(), records));
  }
}
