# An app on Scalingo moves to the other region with the platform's own tool, phase by phase.
# Scalingo withdrew that tool in April 2025: where it no longer answers, the plan says so at once.

terraform {
  required_providers {
    paas = {
      source = "tfpaas/paas"
    }
  }
}

provider "paas" {
  scalingo = {
    # The token comes from SCALINGO_API_TOKEN. SCALINGO_AUTH_URL points elsewhere, e.g. at
    # `paas emulate scalingo`; the regions then say where the rest is.
    region = "osc-fr1"
  }
}

resource "paas_region_migration" "shop" {
  app_id    = "shop-front"
  to_region = "osc-secnum-fr1"

  # checked: only the platform's checks. prepared: an empty copy exists and the app is frozen, but
  # serves. data_migrated: the app stands still. finalized: the new one serves.
  # Destroying the resource before "finalized" aborts and puts everything back.
  phase = var.phase
}

variable "phase" {
  description = "The phase to reach; raise it step by step."
  type        = string
  default     = "checked"
}

output "checks" {
  value = paas_region_migration.shop.checks
}

# To be changed at your DNS host before the redirect ends.
output "dns_changes" {
  value = paas_region_migration.shop.dns_changes
}

output "redirect_until" {
  value = paas_region_migration.shop.redirect_until
}
