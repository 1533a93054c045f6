output "addresses" {
  description = "Where each pair is reached: point your CNAMEs there; a switch does not change them."
  value       = { for name, group in paas_failover_group.pair : name => group.address }
}

output "standby_app_ids" {
  description = "The copy of each pair."
  value       = { for name, clone in paas_app_clone.standby : name => clone.app_id }
}

output "replication_ids" {
  description = "What a switch hands over, by pair and engine."
  value       = { for key, replication in paas_db_replication.data : key => replication.id }
}

output "serving" {
  description = "The app that serves, by pair."
  value       = { for name, group in paas_failover_group.pair : name => group.active_app_id }
}

output "stayed" {
  description = "The pairs that do not serve from where they should: their switch was refused, or they were switched elsewhere. The next apply tries again."
  value       = sort([for name, group in paas_failover_group.pair : name if group.active != local.active[name]])
}
