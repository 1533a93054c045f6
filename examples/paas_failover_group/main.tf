terraform {
  required_providers {
    paas = {
      source = "tfpaas/paas"
    }
  }
}

# "site" and "site-copy" (see estate.yaml) keep no data, so a group is all they need.
resource "paas_failover_group" "site" {
  name             = "site"
  primary_app_id   = "site"
  secondary_app_id = "site-copy"

  # The one word: "secondary" moves the traffic. Leave it out to follow switches that are made elsewhere.
  active = "primary"

  guards = {
    drain_timeout = "2m"
    min_interval  = "0s"
  }

  # What a client would ask. The target must answer it before traffic moves, and it measures the downtime.
  health = {
    path = "/up"
  }

  deletion_protection = var.deletion_protection
}

variable "deletion_protection" {
  description = "Set to false and apply before you destroy."
  type        = bool
  default     = true
}

# Would a switch work now? Checked at every plan, so that you hear of a broken standby before you need it.
data "paas_failover_readiness" "site" {
  failover_group_id = paas_failover_group.site.id
  health            = { path = "/up" }
}

check "standby_can_take_over" {
  assert {
    condition     = data.paas_failover_readiness.site.ready_planned
    error_message = join("\n", [for c in data.paas_failover_readiness.site.checks : c.detail if c.verdict == "failed"])
  }
}

output "address" {
  description = "Point your CNAME here."
  value       = paas_failover_group.site.address
}
