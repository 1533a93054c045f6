package dev.tfpaas.resources.clone;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.resources.life.AppReference;
import dev.tfpaas.resources.life.Change;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Remembered;
import dev.tfpaas.resources.life.RunbookAttribute;
import dev.tfpaas.runbook.Runbook;
import java.util.List;
import java.util.Optional;

/// One planning of a `paas_app_clone`. Owned by the thread of its call.
final class ClonePlan {
  private static final List<String> OBSERVED = List.of("url", "status", "regions", "differences");

  private final PlanContext<PaasClient> context;
  private final Platform platform;
  private final AppClones clones;
  private final Remembered<App> remembered;

  ClonePlan(PlanContext<PaasClient> context, Platform platform, Remembered<App> remembered) {
    this.context = context;
    this.platform = platform;
    this.clones = CloneConfig.clones(platform);
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
    Optional<App> goes = remembered.seen();
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
    boolean replaces =
        context.walk() == PlanContext.Walk.PLAN
            && context
                .client()
                .hasRead(CloneSchema.TYPE_NAME, context.planned().get("name").asString());
    Optional<App> stays = replaces ? Optional.empty() : adoption.found();
    planId(stays, spec);
    RunbookAttribute.plan(context, CloneConfig.making(clones, stays, spec));
  }

  /// Who is taken over is known, and what refers to it then is, too. One that is made is known only
  /// when it is applied, or what refers to it would take it for one that is there; by then it is
  /// planned wherever the name tells, since it may have been planned as taken over.
  private void planId(Optional<App> stays, CloneSpec spec) {
    boolean applies = context.walk() == PlanContext.Walk.APPLY;
    stays
        .map(App::id)
        .or(() -> Optional.of(clones.idOf(spec)).filter(id -> applies && !id.isEmpty()))
        .filter(_ -> !context.diagnostics().hasErrors())
        .map(Value::string)
        .ifPresent(id -> {
          context.plan("id", id);
          context.plan("app_id", id);
        });
  }

  private void update() {
    CloneChange.PLACES.forEach(this::followOutside);
    new LeftDatabases(context, platform, remembered).keep();
    new CloneMaintenance(platform).changing(context, remembered);
    if (!remembered.unfinished() && context.walk() == PlanContext.Walk.PLAN) {
      remembered.seen().ifPresent(app -> new Outage(platform).warn(context, app));
    }
    boolean unfinished = remembered.unfinished();
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
        remembered.seen().or(() -> platform.apps().find(context.prior().get("app_id").asString()));
    if (current.isPresent()) {
      changeInPlace(current.get());
    }
  }

  private void changeInPlace(App current) {
    Change<App, CloneSpec> change =
        Change.of(
            context,
            remembered,
            current,
            new CloneMaintenance(platform)
                .wanted(context.planned(), context.config(), Optional.of(current)));
    Runbook runbook = CloneChange.runbook(change);
    if (runbook.isEmpty()) {
      OBSERVED.forEach(context::planPrior);
      if (context.changed("databases")) {
        // A name that nobody has asks for no call either.
        context.diagnostics().addAll(CloneChange.refusals(change));
      }
    } else {
      if (!context.changed("region")) {
        context.planPrior("url");
        context.planPrior("regions");
      }
      context.diagnostics().addAll(CloneChange.refusals(change));
    }
    RunbookAttribute.plan(context, runbook);
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
        configured.isKnown() && remembered.applied(name).filter(configured::equals).isPresent();
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
