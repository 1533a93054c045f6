package dev.tfpaas.resources.life;

import dev.tfpaas.framework.diag.Diagnostics;

/// The ordinary plan that `terraform destroy` makes of what is configured before it plans to
/// destroy that, and of which it applies nothing. A refusal of it would end the destruction of
/// everything.
///
/// @see <a
///   href="https://github.com/hashicorp/terraform/blob/v1.11.4/internal/terraform/context_plan.go">How
///   Terraform plans to destroy</a>
final class PlanBeforeDestroying {
  private PlanBeforeDestroying() {}

  /// Makes warnings of what it refuses.
  static void soften(Diagnostics said) {
    said.turnIntoWarnings(Refusal::unmarked);
  }
}
