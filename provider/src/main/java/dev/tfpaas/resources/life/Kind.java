package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.DestroyPlanContext;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.framework.resource.ResourceContext;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.Limited;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is particular about one kind of object; the rest of its life is in [Life], once.
///
/// Stateless: one object serves many calls at once. Its methods may throw
/// [dev.tfpaas.platform.PlatformException] where they look at the platform.
///
/// @param <T> the object as the platform shows it
/// @param <C> what is asked for, once it is known
public interface Kind<T, C> extends Wording<T, C> {

  /// The type name of its resource, e.g. `paas_app_clone`.
  String typeName();

  /// The schema of its resource.
  Schema schema();

  /// Checks a configuration beyond what the schema does, as
  /// [dev.tfpaas.framework.resource.Resource#validate] says.
  default void validate(Value config, Diagnostics diagnostics) {}

  /// What a platform must have for it.
  Capability<? extends Limited> capability(Platform platform);

  /// Says under what an object is found again by whoever creates it: two objects of which it is the
  /// same are one on the platform.
  ///
  /// @param object a plan or a state of it
  String identity(Value object);

  /// What it is where a platform marks what is made; empty where it is never marked.
  Optional<Incarnations.Kind> marked();

  /// How the object is remembered.
  Note<T> note();

  /// Reads what is remembered of the object of a call.
  default Remembered<T> remembered(ResourceContext<PaasClient> context) {
    return Remembered.read(context.privateState(), note());
  }

  /// Remembers an object until the next call.
  default void remember(ResourceContext<PaasClient> context, Remembered<T> remembered) {
    Optional<T> kept = remembered.seen().map(live -> kept(live, remembered));
    context.privateState(remembered.keeping(kept).write(note()));
  }

  /// Returns what is kept of an object that was seen: all that a plan decides by. What others do to
  /// it after it was made is left out where a plan asks for that anew, since a note that changes
  /// while no attribute does is drift in the eyes of `plan -refresh-only`.
  ///
  /// @param remembered beside it
  default T kept(T live, Remembered<T> remembered) {
    return live;
  }

  /// Says what changed of an object since it was planned, one sentence each, the weightiest first.
  default List<String> changes(T before, T now) {
    return List.of();
  }

  /// Plans a creation or a change. Attributes that the platform cannot honour are refused already.
  ///
  /// @param remembered of the object; of the one that goes when a replacement is planned anew
  void plan(PlanContext<PaasClient> context, Remembered<T> remembered);

  /// Plans the end: warns of it, or refuses it.
  void planDestroy(DestroyPlanContext<PaasClient> context, Remembered<T> remembered);

  /// Reads what is asked for; all inputs are known.
  ///
  /// @param object a plan
  /// @param config what the user wrote
  /// @param current the object that is changed; empty for a creation
  C wanted(Platform platform, Value object, Value config, Optional<T> current);

  /// Returns what of the configuration is remembered as applied, by attribute.
  default Map<String, Value> applied(Value config) {
    return Map.of();
  }

  /// Returns what of a creation that ended early is remembered instead, by attribute.
  default Map<String, Value> begun(C wanted) {
    return Map.of();
  }

  /// Looks for what a creation would make or take over; empty when there is none.
  ///
  /// @param planned the plan
  Optional<T> existing(Platform platform, C wanted, Value planned);

  /// Tells whether what is there after a creation that did not complete is what that made, and not
  /// what somebody else made under the same name meanwhile.
  ///
  /// @param live what is there, where nothing was before
  default boolean isMadeHere(Platform platform, T live, C wanted) {
    return true;
  }

  /// Looks for an object; empty when it definitely does not exist.
  ///
  /// @param object a state or plan of it
  Optional<T> find(Platform platform, String id, Value object);

  /// Reads an object that is remembered.
  ///
  /// @param remembered what the last look saw of it
  default Optional<T> find(Platform platform, String id, Value object, Remembered<T> remembered) {
    return find(platform, id, object);
  }

  /// Returns what is said of an object that is not quite the one that was seen last.
  default List<Diagnostic> news(T before, T live) {
    return List.of();
  }

  /// Returns what the platform called the object that was seen last, where another one bears its
  /// name by now; empty where it is the same one, or nothing tells.
  default Optional<String> lost(T before, T live) {
    return Optional.empty();
  }

  /// Returns what forbids a creation; none when nothing does.
  ///
  /// @param existing what there is already
  List<Diagnostic> refusals(Platform platform, Optional<T> existing, C wanted);

  /// Returns what forbids a change that needs calls; none when nothing does.
  List<Diagnostic> refusals(Change<T, C> change);

  /// Returns what forbids the end of an object; none when nothing does.
  ///
  /// @param state its last state
  /// @param remembered what is remembered of it
  default List<Diagnostic> refusals(
      Platform platform, T live, Value state, Remembered<T> remembered) {
    return List.of();
  }

  /// Returns the steps that make it, or take over what there is.
  Runbook create(Platform platform, Optional<T> existing, C wanted);

  /// Returns the steps of a change, those that complete a creation included.
  Runbook update(Change<T, C> change);

  /// Looks on while the steps of a change are made, from before its last refusals are asked.
  default Watching<T> watch(Change<T, C> change) {
    return Watching.nobody();
  }

  /// Returns the steps that end it.
  ///
  /// @param state its last state
  Runbook delete(Platform platform, T live, Value state);

  /// Tells whether the end of an object is only forgotten, without a look at the platform.
  ///
  /// @param state its last state
  default boolean isForgotten(Value state) {
    return false;
  }

  /// Returns the attributes that show the object, `id` among them, by name.
  Map<String, Value> shown(T live);

  /// Returns the state after a look: what the platform shows, and the rest as it was.
  ///
  /// @param before the last state; after an import only what [#imported] gave
  Value observed(Value before, T live);

  /// Looks for what is shown beside the object itself.
  ///
  /// @param object a plan or a state of it
  default Beside beside(Platform platform, T live, Value object) {
    return Beside.NOTHING;
  }

  /// Tells whether nothing of its creation can be left to do, whatever is remembered.
  default boolean isWhole(T live) {
    return false;
  }

  /// Tells what becomes of an object whose creation ended early.
  HalfMade halfMade(T live, Outcome.Unfinished early);

  /// Makes the first state of an existing object from the text that the user gave, at least its
  /// `id`; empty when there is no such object.
  ///
  /// @param id not blank
  Optional<Value> imported(Platform platform, String id);

  /// What becomes of an object whose creation ended early.
  enum HalfMade {
    /// It is kept, and the next apply completes it.
    COMPLETED_BY_THE_NEXT_APPLY,
    /// It is tainted: the next apply destroys it and makes it anew. Only where nothing in it is
    /// worth keeping, and never what was there before.
    TAINTED
  }
}
