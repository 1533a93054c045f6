# Environments on Virtuozzo Application Platform (Jelastic), at any hoster: one moves live inside its data centre, one
# moves offline to another, and the first gets a standby that takes its custom domains over by one call.

terraform {
  required_providers {
    paas = {
      source = "tfpaas/paas"
    }
  }
}

provider "paas" {
  # The token comes from JELASTIC_TOKEN, the hoster's address from JELASTIC_URL.
  jelastic = {}
}

variable "active" {
  description = "Who serves. Change this word, plan, read the runbook, apply."
  type        = string
  default     = "primary"
}

variable "blog_mode" {
  description = "How the blog moves: between data centres only `offline` is possible."
  type        = string
  default     = "offline"
}

variable "deletion_protection" {
  description = "Set to false and apply before you destroy."
  type        = bool
  default     = true
}

# Live: both host groups belong to one data centre. No container restarts, no address changes.
resource "paas_region_migration" "shop" {
  app_id    = "shop"
  to_region = "eu1_ssd"
  mode      = "live"
}

# Offline: the environment is stopped meanwhile; its own domain and its addresses change, so that CNAMEs must follow.
# It cannot be cancelled, and destroying the resource moves nothing back.
resource "paas_region_migration" "blog" {
  app_id    = "blog"
  to_region = "us1"
  mode      = var.blog_mode
}

# A copy with the data of one moment, in the region of its source, stopped until it is needed.
resource "paas_app_clone" "standby" {
  source_app_id       = "shop"
  name                = "shop-standby"
  deletion_protection = var.deletion_protection

  variables = {
    LOG_LEVEL = "debug"
  }

  depends_on = [paas_region_migration.shop]
}

# A switch starts the target, swaps the custom domains of the two environments, and stops the side that is left.
# Data is not part of it.
resource "paas_failover_group" "shop" {
  primary_app_id      = "shop"
  secondary_app_id    = paas_app_clone.standby.app_id
  domains             = ["www.example.com"]
  active              = var.active
  deletion_protection = var.deletion_protection
}

# To be changed at your DNS host.
output "dns_changes" {
  value = paas_region_migration.blog.dns_changes
}

output "address" {
  description = "Point the CNAMEs of the domains here."
  value       = paas_failover_group.shop.address
}

output "runbook" {
  description = "The last thing that was done, call by call."
  value       = paas_failover_group.shop.runbook
}
