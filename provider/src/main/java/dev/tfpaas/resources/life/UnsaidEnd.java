package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.DeleteContext;
import dev.tfpaas.framework.resource.PlanContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The end of an object that makes room for one under another name, of which Terraform says
/// nothing: a tainted one whose name, region or member was changed as well.
///
/// Terraform plans it as a creation that has nothing in common with what stands there. All that
/// tells is that it had the older object read or decoded and does not ask what becomes of it.
///
/// @param typeName the resource
record UnsaidEnd(String typeName) {
  /// How long the plan of an object may follow its reading where many are planned at once.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final String GOES_UNFINISHED = "goes_unfinished";

  /// Two objects that have none of these in common do not take each other's place.
  private static final List<String> PLACES = List.of("source_app_id", "primary_app_id", "app_id");

  /// Returns what a creation takes the place of; empty when all that was read is planned.
  Optional<ReadObjects.Standing> of(PlanContext<PaasClient> context) {
    if (!context.isCreate() || context.walk() != PlanContext.Walk.PLAN || near(context).isEmpty()) {
      return Optional.empty();
    }
    context.client().runner().waitFor(() -> near(context).isEmpty(), PATIENCE);
    return near(context).stream().findFirst();
  }

  private List<ReadObjects.Standing> near(PlanContext<PaasClient> context) {
    return context.client().readObjects().unplanned(typeName).stream()
        .filter(object -> PLACES.stream().anyMatch(place -> agree(place, object, context)))
        .toList();
  }

  private static boolean agree(
      String place, ReadObjects.Standing object, PlanContext<PaasClient> context) {
    Optional<Value> there = PrivateFacts.part(object.state(), place);
    return there.isPresent() && there.equals(PrivateFacts.part(context.planned(), place));
  }

  /// Notes with a planned creation which objects may go for it whose own creation ended early: with
  /// the end of a tainted object Terraform hands over what is kept of the creation.
  ///
  /// @param standing the object that the creation is already; empty when there is none
  void noteUnfinished(
      PlanContext<PaasClient> context,
      Optional<ReadObjects.Standing> standing,
      Life<?, ?> resource) {
    if (!context.isCreate() || context.walk() != PlanContext.Walk.PLAN) {
      return;
    }
    List<String> unfinished =
        Stream.concat(
                standing.stream(), context.client().readObjects().unplanned(typeName).stream())
            .filter(object -> resource.isUnfinished(object.privateState()))
            .map(object -> object.state().get("id").asString())
            .toList();
    if (!unfinished.isEmpty()) {
      context.privateState(
          PrivateFacts.with(
              context.privateState(), GOES_UNFINISHED, Optional.of(Values.texts(unfinished))));
    }
  }

  /// Takes up what was noted with the creation that an object makes room for.
  static void recallUnfinished(DeleteContext<PaasClient> context) {
    PrivateFacts.read(context.privateState())
        .flatMap(facts -> PrivateFacts.part(facts, GOES_UNFINISHED))
        .filter(ids -> Values.texts(ids).contains(context.prior().get("id").asString()))
        .ifPresent(_ -> context.privateState(Remembered.unfinished(context.privateState())));
  }

  /// Tells of an end that may be none: what forbids it, and how to go on then; else what becomes of
  /// the object.
  ///
  /// @param said what was said of its end as if it were one
  static void tell(PlanContext<PaasClient> context, String id, Diagnostics said) {
    said.list().stream().filter(Diagnostic::isError).forEach(context.diagnostics()::add);
    if (said.hasErrors()) {
      context
          .diagnostics()
          .warning(
              "%s is in the state already".formatted(id),
              "This plan creates another object and does not say what becomes of it: it is tainted,"
                  + " so that it is destroyed first, or a `removed` block forgets it. `terraform"
                  + " untaint` keeps it. If it is forgotten, apply that first, before the other"
                  + " object is written.");
    } else if (!said.isEmpty()) {
      context
          .diagnostics()
          .warning(
              "%s may be destroyed for another object".formatted(id),
              "Terraform does not say what becomes of it. It is destroyed, with all that is in it,"
                  + " if it is tainted; only forgotten if a `removed` block says so. `terraform"
                  + " untaint` keeps it.");
    }
  }
}
