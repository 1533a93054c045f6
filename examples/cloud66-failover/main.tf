# Cloud 66's failover procedure for a Rails application, as one configuration. The eleven steps of its manual, and who
# makes them:
#
#    1  failover group                  paas_failover_group
#    2  CNAME to its address            your DNS, TTL 300: see the output `address`
#    3  managed backup of the source    paas_db_replication, `backup`
#    4  clone the application           dashboard: Settings > Actions > Clone, and deploy it; then paas_app_clone adopts it
#    5  the same databases              dashboard: Data Sources > Add, if the clone has none
#    6  replicate them                  dashboard: Data Sources > Configure Replication; paas_db_replication verifies it
#    7  attach the clone                paas_failover_group, `secondary_app_id`
#    8  source into maintenance         `active = "secondary"`
#    9  replication off                 `active = "secondary"`
#   10  switch the group                `active = "secondary"`
#   11  public DNS to the new address   not needed: keep the CNAME
#
# What only the dashboard can do is refused with the clicks to make, and found done at the next apply.

terraform {
  required_providers {
    paas = {
      source = "tfpaas/paas"
    }
  }
}

provider "paas" {
  # The token comes from CLOUD66_ACCESS_TOKEN, the address from CLOUD66_URL if it is another one.
  cloud66 = {}
}

variable "source_app_id" {
  description = "The uid of the application that serves now."
  type        = string
}

variable "active" {
  description = "Who serves. Change this word, plan, read the runbook, apply."
  type        = string
  default     = "primary"
}

variable "deletion_protection" {
  description = "Set to false and apply before you destroy."
  type        = bool
  default     = true
}

# Step 4: until the clone exists, the plan fails and names the clicks.
resource "paas_app_clone" "standby" {
  source_app_id       = var.source_app_id
  name                = "shop-standby"
  region              = "us-east"
  adopt               = true
  maintenance         = true # The dashboard's copy is open: close it, so that only one app serves.
  deletion_protection = var.deletion_protection
}

# Steps 3, 5 and 6.
resource "paas_db_replication" "orders" {
  source_app_id     = var.source_app_id
  replica_app_id    = paas_app_clone.standby.app_id
  engine            = "postgresql"
  overwrite_replica = true

  backup = {
    frequency = "1h"
    keep      = 24
  }
}

resource "paas_db_replication" "carts" {
  source_app_id     = var.source_app_id
  replica_app_id    = paas_app_clone.standby.app_id
  engine            = "redis"
  overwrite_replica = true
}

# Steps 1, 7 and, by changing `active`, 8 to 10.
resource "paas_failover_group" "shop" {
  primary_app_id   = var.source_app_id
  secondary_app_id = paas_app_clone.standby.app_id
  active           = var.active

  replication_ids = [
    paas_db_replication.orders.id,
    paas_db_replication.carts.id,
  ]

  deletion_protection = var.deletion_protection
}

# Step 2.
output "address" {
  description = "Point your CNAME here, with a TTL of 300 seconds."
  value       = paas_failover_group.shop.address
}

output "serving" {
  value = paas_failover_group.shop.active_app_id
}

output "runbook" {
  description = "The last thing that was done, call by call."
  value       = paas_failover_group.shop.runbook
}
