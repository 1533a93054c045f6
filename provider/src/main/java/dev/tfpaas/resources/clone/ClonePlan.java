package dev.tfpaas.resources.clone;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.resources.life.AppReference;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Procedure;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// One planning of a `paas_app_clone`. Owned by the thread of its call.
final class ClonePlan {
  private static final List<String> OBSERVED = List.of("url", "status", "regions", "differences");

  private final PlanContext<PaasClient> context;
  private final Platform platform;
  private final AppClones clones;

  ClonePlan(PlanContext<PaasClient> context, Platform platform) {
    this.context = context;
    this.platform = platform;
    this.clones = AppCloneResource.clones(platform);
  }

  void plan() {
    Capabilities.refuseUnsupported(
        platform, clones.unsupportedAttributes(), context.config(), context.diagnostics());
    if (context.diagnostics().hasErrors()) {
      return;
    }
    if (context.isCreate()) {
      create();
    } else {
      update();
    }
  }

  private void create() {
    boolean sourceExists =
        AppReference.check(
            platform,
            "source_app_id",
            context.config().get("source_app_id"),
            context.diagnostics());
    if (!sourceExists || !CloneConfig.isKnown(context.config())) {
      return;
    }
    // A replacement is planned anew as a creation, with the facts of the copy that goes.
    Optional<App> goes = CloneState.lastRead(context.privateState());
    CloneSpec asked = CloneConfig.spec(context.planned(), context.config());
    CloneSpec spec =
        goes.filter(before -> before.id().equals(clones.idOf(asked))).isPresent()
            ? asked
            : new CloneMaintenance(platform).creating(clones, asked, context.config());
    Adoption adoption =
        goes.map(before -> Adoption.replacing(before, platform, clones, spec))
            .orElseGet(() -> Adoption.of(platform, clones, spec));
    adoption.report(context.diagnostics());
    if (context.config().get("maintenance").isNull()) {
      context.plan("maintenance", Value.bool(spec.maintenance()));
    }
    context.plan(Procedure.ATTRIBUTE, Procedure.of(clones.create(spec)).toValue());
  }

  private void update() {
    CloneState.PLACES.forEach(this::followOutside);
    new CloneMaintenance(platform).changing(context, CloneState.lastRead(context.privateState()));
    boolean unfinished = CloneState.isUnfinished(context.privateState());
    if (unfinished) {
      context.planUnknown("status");
      if (context.config().get("maintenance").isNull()) {
        context.planUnknown("maintenance");
      }
    }
    if (!context.changed() || isReplaced() || !CloneConfig.isKnown(context.config())) {
      return;
    }
    Optional<App> current =
        CloneState.lastRead(context.privateState())
            .or(() -> platform.apps().find(context.prior().get("app_id").asString()));
    if (current.isPresent()) {
      changeInPlace(current.get(), unfinished);
    }
  }

  private void changeInPlace(App current, boolean unfinished) {
    CloneSpec spec = CloneConfig.spec(context.planned(), context.config());
    CloneChange change =
        new CloneChange(
            context.prior(), context.config(), context.planned(), context.privateState());
    Procedure procedure = change.procedure(clones, current);
    if (procedure.isEmpty()) {
      OBSERVED.forEach(context::planPrior);
    } else if (!context.changed("region")) {
      context.planPrior("url");
      context.planPrior("regions");
    }
    if (!procedure.isEmpty() && !unfinished) {
      Predicate<Diagnostic> aboutAChange =
          problem -> !problem.path().isRoot() && context.changed(problem.path().toString());
      Capabilities.errors(clones.check(spec)).stream()
          .filter(aboutAChange)
          .forEach(context.diagnostics()::add);
    }
    context.plan(Procedure.ATTRIBUTE, procedure.toValue());
  }

  /// Demands replacement where another app is meant, or the platform cannot move this one.
  private boolean isReplaced() {
    boolean moved = context.changed("region");
    if (moved && !clones.movesInPlace()) {
      context.requireReplace(Path.root().attribute("region"));
    }
    boolean replaced =
        (moved && !clones.movesInPlace())
            || List.of("source_app_id", "name", "environment", "cloud").stream()
                .anyMatch(context::changed);
    if (moved && !replaced && context.config().get("cloud").isNull()) {
      context.planUnknown("cloud");
    }
    return replaced;
  }

  /// Keeps what was moved or renamed elsewhere while the configuration still says what it said when
  /// it was last applied: replacing or moving a copy that somebody moved is never what is meant.
  private void followOutside(String name) {
    Value configured = context.config().get(name);
    Value live = context.prior().get(name);
    boolean sameConfiguration =
        configured.isKnown()
            && CloneState.applied(context.privateState(), name)
                .filter(configured::equals)
                .isPresent();
    if (!sameConfiguration || configured.equals(live)) {
      return;
    }
    context.planPrior(name);
    context
        .diagnostics()
        .warning(
            Path.root().attribute(name),
            "The copy's %s was changed outside of Terraform".formatted(name),
            "It was %s and is %s now. Nothing is changed. To agree, write `%s = %s`; to have it back, change it back where it was changed."
                .formatted(configured, live, name, live));
  }
}
