terraform {
  required_version = ">= 1.8"

  required_providers {
    paas = {
      source  = "tfpaas/paas"
      version = ">= 0.1"
    }
  }
}
