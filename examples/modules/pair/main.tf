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
  active              = var.active
  switch_mode         = var.switch_mode
  accept_data_loss    = var.accept_data_loss
  deletion_protection = var.deletion_protection

  replication_ids = [
    for key, replication in local.replications : paas_db_replication.data[key].id
    if replication.pair == each.key
  ]

  guards = {
    max_lag = var.max_lag
  }
}
