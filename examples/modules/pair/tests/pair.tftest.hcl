# On the embedded platform: terraform test

provider "paas" {
  local = {
    path   = "tests/.paas"
    estate = "tests/estate.yaml"
  }
}

variables {
  deletion_protection = false

  pairs = {
    shop = {
      source_app_id = "shop"
      source_region = "eu-west"
      region        = "eu-central"
      engines       = ["postgresql", "redis"]
    }
    blog = {
      source_app_id = "blog"
      source_region = "eu-west"
      region        = "eu-central"
      standby_name  = "blog-dr"
    }
  }
}

run "forms_the_pairs" {
  assert {
    condition     = output.standby_app_ids == { shop = "shop-standby", blog = "blog-dr" }
    error_message = "each pair has its copy, under its name"
  }

  assert {
    condition     = keys(output.replication_ids) == ["blog/postgresql", "shop/postgresql", "shop/redis"]
    error_message = "each engine of each pair follows"
  }

  assert {
    condition     = alltrue([for group in paas_failover_group.pair : group.active == "primary"])
    error_message = "forming switches nothing"
  }
}

run "one_word_switches_all" {
  command = plan

  variables {
    active = "secondary"
  }

  assert {
    condition     = alltrue([for group in paas_failover_group.pair : anytrue([for step in group.runbook : strcontains(step, "move traffic")])])
    error_message = "every runbook moves traffic"
  }

  assert {
    condition     = length([for step in paas_failover_group.pair["shop"].runbook : step if strcontains(step, "promote database")]) == 2
    error_message = "both databases of the shop are handed over"
  }
}

run "nothing_else_to_do" {
  assert {
    condition     = output.addresses["shop"] != ""
    error_message = "the address is known"
  }
}

run "region_that_serves_changes_nothing" {
  command = plan

  variables {
    active_region = "eu-west"
  }

  assert {
    condition     = alltrue([for group in paas_failover_group.pair : group.active == "primary"])
    error_message = "every pair serves from there already"
  }
}

run "own_word_wins" {
  command = plan

  variables {
    active_region = "eu-central"

    pairs = {
      shop = { source_app_id = "shop", source_region = "eu-west", region = "eu-central", engines = ["postgresql", "redis"] }
      blog = { source_app_id = "blog", source_region = "eu-west", region = "eu-central", standby_name = "blog-dr", active = "primary" }
    }
  }

  assert {
    condition     = paas_failover_group.pair["shop"].active == "secondary" && paas_failover_group.pair["blog"].active == "primary"
    error_message = "only the shop follows the region"
  }
}

run "refused_switch_lets_the_others_go_on" {
  command = plan

  variables {
    active_region = "eu-central"

    pairs = {
      shop = { source_app_id = "shop", source_region = "eu-west", region = "eu-central", engines = ["postgresql"] }
      blog = { source_app_id = "blog", source_region = "eu-west", region = "eu-central", standby_name = "blog-dr" }
    }
  }

  assert {
    condition     = output.stayed == tolist(["shop"])
    error_message = "nothing hands the redis of the shop over, so that it stays and the blog goes"
  }
}

run "region_without_a_side" {
  command = plan

  variables {
    active_region = "eu-north"
  }

  expect_failures = [paas_failover_group.pair]
}

run "one_word_moves_all_to_a_region" {
  command = plan

  variables {
    active_region = "eu-central"
  }

  assert {
    condition     = output.serving == { shop = "shop-standby", blog = "blog-dr" } && length(output.stayed) == 0
    error_message = "both serve from there"
  }
}

run "an_app_is_in_one_pair" {
  command = plan

  variables {
    pairs = {
      one = { source_app_id = "shop", region = "eu-central" }
      two = { source_app_id = "shop", region = "eu-west" }
    }
  }

  expect_failures = [var.pairs]
}

run "active_is_one_of_two_words" {
  command = plan

  variables {
    active = "eu-central"
  }

  expect_failures = [var.active]
}
