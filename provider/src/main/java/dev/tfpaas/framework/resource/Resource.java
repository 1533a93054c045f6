package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.schema.Schema;
import java.util.Optional;

/// A managed resource type. One object serves many calls at once; it holds no state of its own.
///
/// Every method may throw [DiagnosticException]; any other exception is shown as a bug in the
/// provider. States that are returned may leave attributes out: those are null.
///
/// @param <C> the provider's client
public interface Resource<C> {

  /// The type name with the provider's prefix: `paas_app_clone`.
  String typeName();

  /// The schema of configuration, plan and state. Asked once.
  Schema schema();

  /// Checks the configuration beyond what the attributes' validators do, adding every problem
  /// found. Called before every plan, and by `terraform validate` without a configured provider: no
  /// network, no credentials.
  ///
  /// @param config object of [#schema]; any part may be unknown, which is always valid
  default void validate(Value config, Diagnostics diagnostics) {}

  /// Refines the plan of a create or an update, after the rules of the attributes. May choose
  /// planned values, demand replacement, add diagnostics (an error refuses the plan). Must depend
  /// on the context only: Terraform plans again when it applies, and compares.
  default void plan(PlanContext<C> context) {}

  /// Looks at the plan to destroy an object; an error diagnostic refuses it. Also called when the
  /// object is to be replaced.
  default void planDestroy(DestroyPlanContext<C> context) {}

  /// Creates the object and returns its state: everything that was planned with a known value as
  /// planned, everything unknown now known.
  Value create(ApplyContext<C> context);

  /// Looks at the object and returns its state now, or empty when it is certain that it no longer
  /// exists. Called before every plan and after an import. What cannot be read keeps its prior
  /// value; an object that cannot be reached is not gone.
  Optional<Value> read(ReadContext<C> context);

  /// Changes the object as planned and returns its state, as [#create] does.
  Value update(ApplyContext<C> context);

  /// Removes the object. An object that is gone already is a success.
  void delete(DeleteContext<C> context);

  /// Makes the state of an existing object from the text the user gave, with at least what [#read],
  /// which follows, needs. Attributes with a default that are left out get it.
  Value importState(ImportContext<C> context);

  /// Makes a state of the present schema version from one of an earlier version. State of the
  /// present version never comes here.
  default Value upgrade(UpgradeRequest request) {
    throw new DiagnosticException(
        Diagnostic.error(
            "Cannot upgrade the state of " + typeName(),
            "The state has schema version "
                + request.version()
                + ", and this version of the provider has no upgrade from it. Use the version of"
                + " the provider that wrote the state."));
  }

  /// Hears that the state has this object. Terraform says so in every command that has to do with
  /// it, before it asks for anything else, also where it was told not to refresh. Must not fail.
  ///
  /// @param state of the present schema version
  default void stands(Value state, C client) {}

  /// Takes over the state of an object of another resource type, named by a `moved` block; empty
  /// when this source is not supported.
  default Optional<Moved> move(MoveRequest request) {
    return Optional.empty();
  }
}
