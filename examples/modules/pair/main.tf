locals {
  replications = merge([
    for name, pair in var.pairs : {
      for engine in pair.engines : "${name}/${engine}" => {
        pair   = name
        source = pair.source_app_id
        engine = engine
      }
    }
  ]...)

  # The places of each pair that are in the active region: one, or the precondition below says why not.
  there = {
    for name, pair in var.pairs : name => compact([
      pair.source_region == var.active_region ? "primary" : null,
      pair.region == var.active_region ? "secondary" : null,
    ])
  }

  active = {
    for name, pair in var.pairs : name => coalesce(
      pair.active,
      length(local.there[name]) == 1 ? local.there[name][0] : var.active,
    )
  }
}

resource "paas_app_clone" "standby" {
  for_each = var.pairs

  source_app_id       = each.value.source_app_id
  name                = coalesce(each.value.standby_name, "${each.value.source_app_id}-standby")
  region              = each.value.region
  deletion_protection = var.deletion_protection
}

resource "paas_db_replication" "data" {
  for_each = local.replications

  source_app_id  = each.value.source
  replica_app_id = paas_app_clone.standby[each.value.pair].app_id
  engine         = each.value.engine
}

resource "paas_failover_group" "pair" {
  for_each = var.pairs

  name                = each.key
  primary_app_id      = each.value.source_app_id
  secondary_app_id    = paas_app_clone.standby[each.key].app_id
  active              = local.active[each.key]
  switch_mode         = var.switch_mode
  accept_data_loss    = var.accept_data_loss
  on_refusal          = var.on_refusal
  deletion_protection = var.deletion_protection

  replication_ids = [
    for key, replication in local.replications : paas_db_replication.data[key].id
    if replication.pair == each.key
  ]

  guards = {
    max_lag = var.max_lag
  }

  lifecycle {
    precondition {
      condition     = var.active_region == null || each.value.active != null || length(local.there[each.key]) == 1
      error_message = "The pair ${each.key} has ${length(local.there[each.key]) == 0 ? "no side" : "both sides"} in ${coalesce(var.active_region, "-")}: its app is in ${coalesce(each.value.source_region, "a region that source_region does not say")}, its copy in ${each.value.region}. Correct active_region or source_region, or set active for this pair."
    }
  }
}
