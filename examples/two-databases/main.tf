# An app with two PostgreSQL databases: each is its own replication, and one word hands both over at once.

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

resource "paas_app_clone" "standby" {
  source_app_id       = "shop"
  name                = "shop-standby"
  region              = "eu-central"
  databases           = [for name in var.databases : "postgresql/${name}"]
  deletion_protection = var.deletion_protection
}

# Where an app has several databases of an engine, `database` says which one is meant. It is a fourth part of the `id`.
resource "paas_db_replication" "postgresql" {
  for_each = var.databases

  source_app_id  = "shop"
  replica_app_id = paas_app_clone.standby.app_id
  engine         = "postgresql"
  database       = each.key
  direction      = "follow"
}

resource "paas_failover_group" "shop" {
  name             = "shop"
  primary_app_id   = "shop"
  secondary_app_id = paas_app_clone.standby.app_id
  active           = var.active

  # One that is left out here would be left behind: a switch refuses that, by name.
  replication_ids = [for it in paas_db_replication.postgresql : it.id]

  deletion_protection = var.deletion_protection
}

variable "databases" {
  description = "The app's PostgreSQL databases."
  type        = set(string)
  default     = ["orders", "users"]
}

variable "active" {
  description = "Which side serves: `primary` or `secondary`."
  type        = string
  default     = "primary"
}

variable "deletion_protection" {
  description = "Set to false and apply before you destroy."
  type        = bool
  default     = true
}

output "replications" {
  description = "The identifiers: the two apps, the engine, the database."
  value       = [for it in paas_db_replication.postgresql : it.id]
}
