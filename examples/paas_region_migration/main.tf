terraform {
  required_providers {
    paas = {
      source = "tfpaas/paas"
    }
  }
}

# "blog" moves to another region, with everything it has.
resource "paas_region_migration" "blog" {
  app_id    = "blog"
  to_region = "us-east"
}

output "dns_changes" {
  description = "Records to change before the old address stops leading to the new one."
  value       = paas_region_migration.blog.dns_changes
}
