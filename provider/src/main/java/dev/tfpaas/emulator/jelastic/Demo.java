package dev.tfpaas.emulator.jelastic;

import java.util.Optional;

/// What exists at first: two data centres with three host groups, a shop, and a blog with a
/// database.
final class Demo {
  private Demo() {}

  static void fill(Hoster hoster) {
    HostGroup.DataCentre europe =
        new HostGroup.DataCentre(1, "default_region", "EU", "eu1.paas.example", "10.100");
    HostGroup.DataCentre america =
        new HostGroup.DataCentre(2, "us_region", "US", "us1.paas.example", "10.110");
    HostGroup first = new HostGroup(1, "default_hn_group", "EU-1", europe);
    hoster.hostGroups.add(first);
    hoster.hostGroups.add(new HostGroup(2, "eu1_ssd", "EU-1 SSD", europe));
    hoster.hostGroups.add(new HostGroup(3, "us1", "US-1", america));
    hoster.environmentGroups.put("prod", "#123456");

    Environment shop = hoster.add("shop", first);
    shop.displayName = Optional.of("Shop");
    shop.groups.add("prod");
    Environment.Node web = hoster.addNode(shop, "cp", "docker");
    web.variables.put("LOG_LEVEL", "info");
    web.variables.put("CURRENCY", "EUR");
    hoster.bind(shop, "www.example.com");

    Environment blog = hoster.add("blog", first);
    blog.displayName = Optional.of("Blog");
    hoster.addNode(blog, "cp", "docker").variables.put("LOG_LEVEL", "info");
    Environment.Node database = hoster.addNode(blog, "sqldb", "mysql");
    database.position = 100;
    database.variables.put("REPLICA_USER", "repl-1001");
    database.variables.put("REPLICA_PSWD", "emulated");
    hoster.bind(blog, "blog.example.com");
  }
}
