package dev.tfpaas.resources.clone;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.DestroyPlanContext;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.PlatformFailure;
import dev.tfpaas.resources.life.Refusal;
import dev.tfpaas.resources.life.Remembered;
import dev.tfpaas.runbook.Runbook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides whether a copy may be destroyed.
///
/// @param platform where it runs
record CloneDestruction(Platform platform) {

  /// Looks at a plan to destroy: refuses it, or says what it destroys.
  void plan(DestroyPlanContext<PaasClient> context, Remembered<App> remembered) {
    String id = context.prior().get("app_id").asString();
    Observation<App> seen =
        Observation.of(() -> platform.apps().find(id, remembered.seen().flatMap(App::ownId)));
    Optional<App> app =
        switch (seen) {
          case Observation.Found<App>(App live) -> Optional.of(live);
          case Observation.Gone<App> _ -> Optional.empty();
          case Observation.Unreadable<App>(PlatformException failure) -> {
            context
                .diagnostics()
                .warning(
                    "Cannot read app " + id,
                    PlatformFailure.detail(failure)
                        + " Whether it may be destroyed is asked again before anything is done.");
            yield remembered.seen();
          }
        };
    if (app.isEmpty()) {
      return;
    }
    List<Diagnostic> refusals = new ArrayList<>(refusals(app.get()));
    new MemberCheck(platform).planned(context, app.get()).ifPresent(refusals::add);
    context.diagnostics().addAll(refusals);
    if (refusals.stream().noneMatch(Diagnostic::isError)) {
      warn(context, app.get());
    }
  }

  private void warn(DestroyPlanContext<PaasClient> context, App app) {
    Runbook runbook = CloneConfig.clones(platform).delete(app);
    context
        .diagnostics()
        .warning(
            "App %s is destroyed with its databases".formatted(app.id()),
            "The source %s is not touched. %sSteps:\n%s"
                .formatted(
                    context.prior().get("source_app_id").asString(),
                    CloneConfig.clones(platform).deletionDoubt().map(it -> it + " ").orElse(""),
                    String.join("\n", runbook.lines())));
  }

  /// Adds nothing, or the reason why a protected copy is not destroyed.
  static Optional<Diagnostic> protection(Value prior) {
    if (!prior.get("deletion_protection").optionalBool().orElse(true)) {
      return Optional.empty();
    }
    return Optional.of(
        Refusal.of(
            SafetyRule.PROTECTED,
            Path.root().attribute("deletion_protection"),
            "App %s is protected".formatted(prior.get("app_id").asString()),
            "This plan would destroy it. If that is meant, set `deletion_protection = false`, apply"
                + " that first, and then plan again."));
  }

  /// Returns why this app must not be destroyed now; none when it may.
  List<Diagnostic> refusals(App app) {
    if (app.isUnread()) {
      return List.of(
          Refusal.of(
              SafetyRule.NOT_READY,
              Path.root().attribute("app_id"),
              "App %s cannot be read".formatted(app.id()),
              "Its region %s does not answer, so whether it serves or holds the only copy of data is not known. Plan again when the region answers; `terraform state rm` forgets the app and leaves it as it is."
                  .formatted(app.region())));
    }
    List<Diagnostic> refusals = new ArrayList<>();
    if (app.activeInGroup()) {
      refusals.add(
          Refusal.of(
              SafetyRule.SERVES,
              Path.root().attribute("app_id"),
              "App %s serves the failover group %s"
                  .formatted(app.id(), app.failoverGroupId().orElse("")),
              "Destroying the active member of a failover group would leave its clients without an"
                  + " app. Switch the group to its other side (change `active`) and apply that"
                  + " first, or destroy the group first."));
    }
    for (Database database : app.databases()) {
      boolean holdsData = database.role() != Database.Role.EMPTY;
      if (holdsData && (database.writable() || isSourceGone(app))) {
        otherCopy(app, database).ifPresent(none -> refusals.add(onlyCopy(app, database, none)));
      }
    }
    return refusals;
  }

  /// What only follows may be the last copy, too: once there is nothing left that it follows. A
  /// source is told by the name that it has now, so one that only had it before is another app.
  private boolean isSourceGone(App app) {
    return Observation.of(() -> app.clonedFrom().flatMap(platform.apps()::taking))
        instanceof Observation.Gone<App>;
  }

  private Diagnostic onlyCopy(App app, Database database, String none) {
    return Refusal.of(
        SafetyRule.DATA,
        Path.root().attribute("app_id"),
        "App %s holds the %s %s"
            .formatted(app.id(), database.writable() ? "only writable" : "last", database.called()),
        "%s, so destroying this app might destroy the newest data. %s"
            .formatted(none, wayOut(app, database)));
  }

  /// What does not exist any more takes nothing back.
  private String wayOut(App app, Database database) {
    String source = app.clonedFrom().orElse("the source");
    if (isFollowed(app, database)) {
      return "%s follows it already: switch the failover group back to %s first, planned, by its `active`, apply that, and then plan this again."
          .formatted(source, source);
    }
    if (isSourceGone(app)) {
      return "`terraform state rm` forgets this app and leaves it as it is. If its data is not"
          + " needed, delete the app on the platform; the next plan finds it gone.";
    }
    return platform.replications() instanceof Capability.Offered<Replications>
        ? "Replicate it back first: a `paas_db_replication` from %s to %s, then a planned switch."
            .formatted(app.id(), source)
        : "If it is needed, bring it back first with the engine's own tools, to a database of %s that can be written to: %s replicates none."
            .formatted(source, platform.name());
  }

  /// Whether a group has made the source the replica of the side that it was left for.
  private boolean isFollowed(App app, Database database) {
    return app.failoverGroupId().isPresent()
        && Observation.of(() -> app.clonedFrom().flatMap(platform.apps()::taking))
            instanceof Observation.Found<App>(App source)
        && source
            .database(database.called())
            .filter(its -> its.role() == Database.Role.REPLICA)
            .isPresent();
  }

  /// Returns why no other copy is known that could be written to; empty when the source has one.
  private Optional<String> otherCopy(App app, Database database) {
    String source = app.clonedFrom().orElse("of this copy");
    Observation<App> seen = Observation.of(() -> app.clonedFrom().flatMap(platform.apps()::taking));
    String called = database.called();
    return switch (seen) {
      case Observation.Found<App>(App found) when !found.reachable() ->
          Optional.of(
              "The source %s cannot be read now, so whether it has a %s that can be written to is not known; plan again when its region %s answers"
                  .formatted(source, called, found.region()));
      case Observation.Found<App>(App found) ->
          found.database(called).filter(Database::writable).isPresent()
              ? Optional.empty()
              : Optional.of(
                  "The source %s has no %s that can be written to now".formatted(source, called));
      case Observation.Gone<App> _ ->
          Optional.of("The source %s does not exist any more".formatted(source));
      case Observation.Unreadable<App>(PlatformException failure) ->
          Optional.of(
              "The source %s cannot be read now (%s), so whether it has a %s that can be written to is not known"
                  .formatted(source, failure.getMessage(), called));
    };
  }
}
