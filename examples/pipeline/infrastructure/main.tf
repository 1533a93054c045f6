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

# PAAS_PLATFORM and the platform's own variables choose and open it: no secret stands here.
provider "paas" {}

resource "paas_app_clone" "standby" {
  source_app_id = "shop"
  name          = "shop-standby"
  region        = "eu-central"
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
  active           = "primary"
  replication_ids  = [paas_db_replication.orders.id]
}
