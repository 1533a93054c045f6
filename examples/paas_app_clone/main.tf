terraform {
  required_providers {
    paas = {
      source = "tfpaas/paas"
    }
  }
}

# A second copy of the app "shop": same code, same variables, in maintenance until traffic is moved to it.
resource "paas_app_clone" "standby" {
  source_app_id = "shop"
  name          = "shop-standby"
  region        = "eu-central"

  # Everything else is copied. Overrides are sensitive; copied values never enter the state.
  variables = {
    LOG_LEVEL = "info"
  }

  deletion_protection = var.deletion_protection
}

variable "deletion_protection" {
  description = "Set to false and apply before you destroy."
  type        = bool
  default     = true
}

# The copy is only as good as it is equal: anything that drifted apart is listed here.
output "differences" {
  value = paas_app_clone.standby.differences
}
