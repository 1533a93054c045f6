package dev.tfpaas.resources.clone;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Serving;
import dev.tfpaas.resources.life.PaasClient;

/// Says that nobody serves: neither a copy nor the app that it was copied from. Where a group has
/// them, the group says so.
///
/// @param platform where they run
record Outage(Platform platform) {

  /// Warns in the plan of a copy.
  ///
  /// @param app the copy as it was read last
  void warn(PlanContext<PaasClient> context, App app) {
    if (Serving.of(app).serves() || !(seen(app.id()) instanceof Observation.Found<App>(App copy))) {
      return;
    }
    String sourceId = context.prior().get("source_app_id").asString();
    if (copy.failoverGroupId().isPresent()
        || Serving.of(copy).serves()
        || !(seen(sourceId) instanceof Observation.Found<App>(App source))
        || source.failoverGroupId().isPresent()
        || Serving.of(source).serves()) {
      return;
    }
    context
        .diagnostics()
        .warning(
            Path.root().attribute("status"),
            "Nobody serves: neither %s nor its copy %s".formatted(sourceId, copy.id()),
            "%s %s No group leads from one to the other. Open or mend the one with the newer data on the platform%s."
                .formatted(
                    Serving.of(source).sentence(),
                    Serving.of(copy).sentence(),
                    copy.maintenance()
                        ? "; to serve from the copy, write `maintenance = false` here and apply"
                        : ""));
  }

  private Observation<App> seen(String id) {
    return Observation.of(() -> platform.apps().find(id));
  }
}
