# The story of examples/failover with real processes: an app that writes a row for each request, PostgreSQL servers that
# stream to each other, and an address that is real HTTP. `paas host up` starts what estate.yaml says; then apply this.

terraform {
  required_providers {
    paas = {
      source = "tfpaas/paas"
    }
  }
}

provider "paas" {
  host = {
    path   = var.path
    estate = "estate.yaml"
  }
}

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
}

resource "paas_failover_group" "shop" {
  name             = "shop"
  primary_app_id   = "shop"
  secondary_app_id = paas_app_clone.standby.app_id

  # Change this word while `paas host load shop` runs, and see that no row is lost.
  active = "primary"

  replication_ids     = [paas_db_replication.orders.id]
  deletion_protection = var.deletion_protection
}

variable "path" {
  description = "Where `paas host up` keeps the platform."
  type        = string
  default     = ".paas-host"
}

variable "deletion_protection" {
  description = "Set to false and apply before you destroy."
  type        = bool
  default     = true
}

output "address" {
  value = paas_failover_group.shop.address
}
