package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Value;
import java.util.function.BiPredicate;

/// A rule of one attribute that may choose its planned value. Terraform allows the configured
/// value, or the prior one; for an attribute that is computed and not configured, any value.
@FunctionalInterface
public interface PlanModifier {

  /// The value to plan. Must depend on the change only, because Terraform plans twice and compares.
  Value plan(AttributeChange change);

  /// Keeps the prior value while it means the same as the configured one, so that another spelling
  /// is no change. The test gets the prior and the planned value, both known and not null.
  static PlanModifier keepPriorIf(BiPredicate<Value, Value> same) {
    return change ->
        change.prior().isNull()
                || change.planned().isNull()
                || !change.planned().isWhollyKnown()
                || !same.test(change.prior(), change.planned())
            ? change.planned()
            : change.prior();
  }
}
