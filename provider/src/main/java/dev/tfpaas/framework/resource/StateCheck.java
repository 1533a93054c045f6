package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.Completion;
import dev.tfpaas.framework.schema.Conformance;
import dev.tfpaas.framework.schema.Mismatch;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.WriteOnly;
import java.util.List;

/// Makes a state that Terraform can store out of what a resource returned, and says what was wrong
/// with that.
///
/// @param what the action, for messages: "create paas_app_clone"
record StateCheck(Schema schema, String what) {

  /// The state, completed; anything unknown is a bug and becomes null.
  Value complete(Value returned, Diagnostics diagnostics) {
    return known(conforming(returned, diagnostics), diagnostics);
  }

  /// The state of a failed call: completed, and null where something is still unknown.
  Value lastKnown(Value returned, Diagnostics diagnostics) {
    return Conformance.unknownsToNull(conforming(returned, diagnostics));
  }

  /// The state after an apply without errors, which must be what was planned.
  Value planned(Value planned, Value returned, Diagnostics diagnostics) {
    Value state = conforming(returned, diagnostics);
    if (!diagnostics.hasErrors()) {
      report(
          ApplyCheck.mismatches(schema, planned, Conformance.unknownsToNull(state)), diagnostics);
    }
    return known(state, diagnostics);
  }

  /// The state of an imported object: attributes that were left out have their default.
  Value imported(Value returned, Diagnostics diagnostics) {
    Value state = complete(returned, diagnostics);
    for (Attribute attribute : schema.block().attributes()) {
      if (attribute.defaultValue().isPresent() && state.get(attribute.name()).isNull()) {
        state = state.with(attribute.name(), attribute.defaultValue().get());
      }
    }
    return state;
  }

  private Value conforming(Value returned, Diagnostics diagnostics) {
    if (!returned.isKnown()) {
      report(List.of(new Mismatch(Path.root(), "no object was returned")), diagnostics);
      return Conformance.salvage(schema, returned);
    }
    Value completed =
        WriteOnly.withhold(schema.block(), Completion.complete(schema.block(), returned));
    List<Mismatch> mismatches = Conformance.mismatches(schema, completed);
    report(mismatches, diagnostics);
    return mismatches.isEmpty() ? completed : Conformance.salvage(schema, completed);
  }

  private Value known(Value state, Diagnostics diagnostics) {
    List<Mismatch> unknowns =
        Conformance.unknowns(state).stream()
            .map(path -> new Mismatch(path, "the value is still unknown"))
            .toList();
    report(unknowns, diagnostics);
    return unknowns.isEmpty() ? state : Conformance.unknownsToNull(state);
  }

  private void report(List<Mismatch> mismatches, Diagnostics diagnostics) {
    mismatches.forEach(m -> diagnostics.add(Bug.diagnostic(what, m)));
  }
}
