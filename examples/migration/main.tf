# An app moves to another region, phase by phase. Before the last phase it can go back.

terraform {
  required_providers {
    paas = {
      source = "tfpaas/paas"
    }
  }
}

provider "paas" {
  local = {
    path   = ".paas"
    estate = "estate.yaml"
  }
}

resource "paas_region_migration" "shop" {
  app_id    = "shop"
  to_region = "eu-central"
  mode      = "offline"

  # Raise it step by step: checked, prepared, data_migrated, finalized.
  # Destroying the resource before "finalized" aborts and puts everything back.
  phase = var.phase
}

variable "phase" {
  description = "The phase to reach."
  type        = string
  default     = "checked"
}

output "status" {
  value = paas_region_migration.shop.status
}

output "checks" {
  value = paas_region_migration.shop.checks
}

output "expected_downtime" {
  value = paas_region_migration.shop.expected_downtime
}

output "dns_changes" {
  value = paas_region_migration.shop.dns_changes
}
