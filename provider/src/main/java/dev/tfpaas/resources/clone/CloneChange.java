package dev.tfpaas.resources.clone;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.resources.life.Procedure;
import dev.tfpaas.runbook.Runbook;

/// A change of a copy, from what was asked for to what is asked for now.
///
/// @param prior the last state
/// @param config what the configuration says
/// @param planned the state that is wanted
/// @param facts the facts kept beside the last state
record CloneChange(Value prior, Value config, Value planned, PrivateState facts) {

  /// Returns what is done. A copy whose creation was stopped is completed first, by the very call
  /// that was made: that the state holds what the platform chose meanwhile does not change it.
  Procedure procedure(AppClones clones, App current) {
    if (!CloneState.isUnfinished(facts)) {
      return Procedure.of(update(clones, current));
    }
    CloneSpec creation = CloneState.creation(prior, facts);
    CloneSpec asked = CloneConfig.spec(config, config);
    boolean same =
        creation.equals(
            config.get("maintenance").isNull()
                ? asked.withMaintenance(creation.maintenance())
                : asked);
    return same
        ? Procedure.of(clones.create(creation))
        : Procedure.of(clones.create(creation), update(clones, current));
  }

  private Runbook update(AppClones clones, App current) {
    CloneSpec was = CloneState.asked(prior, config, facts);
    CloneSpec wanted = CloneConfig.spec(planned, config);
    return clones.update(
        current,
        was,
        config.get("maintenance").isNull()
            ? wanted.withMaintenance(current.maintenance())
            : wanted);
  }
}
