terraform {
  required_providers {
    paas = {
      source = "tfpaas/paas"
    }
  }
}

resource "paas_app_clone" "standby" {
  source_app_id       = "shop"
  name                = "shop-standby"
  region              = "eu-central"
  deletion_protection = var.deletion_protection
}

# The PostgreSQL of "shop" is kept as a live replica in the copy.
# Swapping the two ids later reverses the direction in place: it is how a pair is protected again after a switch, unless
# `direction = "follow"` says that each switch ends by it, where the platform can.
resource "paas_db_replication" "orders" {
  source_app_id  = "shop"
  replica_app_id = paas_app_clone.standby.app_id
  engine         = "postgresql"

  # A managed backup must exist and be good before any data flows.
  backup = {
    frequency = "6h"
    keep      = 7
  }

  # How long one apply waits for the first copy of the data. Later is no error: the platform goes on, and so does the next apply.
  timeouts {
    create = "2h"
  }
}

variable "deletion_protection" {
  description = "Set to false and apply before you destroy."
  type        = bool
  default     = true
}
