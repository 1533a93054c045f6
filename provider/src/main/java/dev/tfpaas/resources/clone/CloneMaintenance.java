package dev.tfpaas.resources.clone;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.platform.Serving;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Refusal;
import dev.tfpaas.resources.life.Remembered;
import java.util.Optional;

/// What becomes of the `maintenance` of a copy: whoever serves comes first.
///
/// @param platform where it runs
record CloneMaintenance(Platform platform) {
  private static final String NAME = "maintenance";
  private static final Path PATH = Path.root().attribute(NAME);

  /// Returns the spec of a copy; where nothing is said of maintenance, one that exists stays as it
  /// is.
  ///
  /// @param object a plan
  /// @param current the copy that is changed; empty for a creation
  CloneSpec wanted(Value object, Value config, Optional<App> current) {
    CloneSpec spec = CloneConfig.spec(object, config);
    if (current.isPresent() && config.get(NAME).isNull()) {
      return spec.withMaintenance(current.get().maintenance());
    }
    return object.get(NAME).isKnown() ? spec : creating(CloneConfig.clones(platform), spec, config);
  }

  /// Returns the spec of a copy that is to be made or taken over. Where the configuration says
  /// nothing a copy is closed, but what is taken over stays as it is if the user takes it by name,
  /// if a group knows it, or if it serves in place of its source.
  CloneSpec creating(AppClones clones, CloneSpec spec, Value config) {
    if (!config.get(NAME).isNull()) {
      return spec;
    }
    Optional<App> found = platform.apps().taking(clones.idOf(spec));
    boolean open = found.filter(app -> !app.maintenance() && staysAsItIs(app, spec)).isPresent();
    return spec.withMaintenance(!open);
  }

  private boolean staysAsItIs(App app, CloneSpec spec) {
    return spec.adopt()
        || app.failoverGroupId().isPresent()
        // A copy that is still being made is open, too, and its source is busy meanwhile.
        || (Serving.of(app).serves() && !Serving.look(platform, spec.sourceAppId()).serves());
  }

  /// Says what is done to the maintenance of a copy that exists. What a switch or a person did
  /// stays while the configuration is what it was.
  ///
  /// @param remembered of the app
  void changing(PlanContext<PaasClient> context, Remembered<App> remembered) {
    Value wanted = context.config().get(NAME);
    if (wanted.isNull() || !wanted.isKnown() || !context.changed(NAME)) {
      return;
    }
    boolean asked =
        remembered.leftOut(NAME)
            || remembered.applied(NAME).filter(applied -> !applied.equals(wanted)).isPresent();
    Optional<App> app = asked ? now(context, remembered) : remembered.seen();
    if (app.isEmpty()) {
      return;
    }
    if (app.get().failoverGroupId().isPresent() && !asked) {
      context.planPrior(NAME);
    } else if (wanted.asBool() && app.get().activeInGroup()) {
      context.diagnostics().add(refusal(app.get()));
    } else if (wanted.asBool() && Serving.of(app.get()).serves()) {
      closing(context, app.get(), asked);
    }
  }

  /// What others did to it since it was made is not remembered of a copy that is as asked.
  private Optional<App> now(PlanContext<PaasClient> context, Remembered<App> remembered) {
    String id = context.prior().get("app_id").asString();
    return Observation.of(() -> platform.apps().find(id))
            instanceof Observation.Found<App>(App live)
        ? Optional.of(live)
        : remembered.seen();
  }

  private static Diagnostic refusal(App app) {
    return Refusal.of(
        SafetyRule.SERVES,
        PATH,
        "App %s serves the failover group %s"
            .formatted(app.id(), app.failoverGroupId().orElseThrow()),
        "Maintenance would stop it from serving. Switch the group to its other side first, by its"
            + " `active`.");
  }

  private void closing(PlanContext<PaasClient> context, App app, boolean asked) {
    boolean alone =
        !Serving.look(platform, context.prior().get("source_app_id").asString()).serves();
    if (alone && !asked) {
      context.planPrior(NAME);
      context
          .diagnostics()
          .warning(
              PATH,
              "App %s stays open: it serves, and its source does not".formatted(app.id()),
              "`maintenance = true` was applied before, and a switch or a person opened the app"
                  + " since. Closing it would leave nobody who serves. To agree, leave"
                  + " `maintenance` out; to close it all the same, close it on the platform.");
      return;
    }
    context.diagnostics().add(closes(app, alone));
  }

  /// Warns that an app is closed that serves.
  ///
  /// @param alone whether its source does not serve
  static Diagnostic closes(App app, boolean alone) {
    return Diagnostic.warning(
        PATH,
        "App %s serves, and this closes it".formatted(app.id()),
        "It is out of maintenance and healthy now, and `%s` answers with a maintenance page afterwards%s. To keep it open, write `maintenance = false`."
            .formatted(app.url(), alone ? "; its source does not serve either" : ""));
  }
}
