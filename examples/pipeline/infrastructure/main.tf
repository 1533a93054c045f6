# The same pair as in ../../failover, kept in a repository: whoever changes a word opens a pull request.

terraform {
  required_providers {
    paas = {
      source = "tfpaas/paas"
    }
  }

  # State and lock in PostgreSQL; PG_CONN_STR says where. Any backend that locks will do.
  backend "pg" {}
}

# PAAS_PLATFORM and the platform's own variables choose and open it: no secret stands here. Without them it is the embedded
# platform, which starts with what estate.yaml says: for a try on your own machine.
provider "paas" {}

resource "paas_app_clone" "standby" {
  source_app_id       = "shop"
  name                = "shop-standby"
  region              = "eu-central"
  deletion_protection = var.deletion_protection
}

resource "paas_db_replication" "orders" {
  source_app_id  = "shop"
  replica_app_id = paas_app_clone.standby.app_id
  engine         = "postgresql"

  # Data flows away from whoever serves: a switch ends by making the side that it left the replica.
  direction = "follow"

  backup = {
    frequency = "1h"
    keep      = 3
  }
}

resource "paas_failover_group" "shop" {
  name             = "shop"
  primary_app_id   = "shop"
  secondary_app_id = paas_app_clone.standby.app_id

  # Change this word, plan, read the runbook, apply.
  active = "primary"

  # A switch hands these over first: no write that was acknowledged is lost.
  replication_ids = [paas_db_replication.orders.id]

  guards = {
    max_lag       = "30s"
    drain_timeout = "1m"
  }

  deletion_protection = var.deletion_protection
}

variable "deletion_protection" {
  description = "Set to false and apply before you destroy."
  type        = bool
  default     = true
}

# What a switch changes (who is active, how long it took) is in `terraform state show paas_failover_group.shop`.
# As an output it would make a plan report changes after every switch that was made elsewhere.
output "address" {
  description = "Point your CNAME here; a switch does not change it."
  value       = paas_failover_group.shop.address
}
