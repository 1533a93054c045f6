package dev.tfpaas.emulator.jelastic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What things look like on the wire: every field that a real answer was seen with, because clients
/// look for them.
final class Shapes {
  private Shapes() {}

  private static ObjectNode object() {
    return Envelope.JSON.objectNode();
  }

  /// Makes the environment object that stands at the top of an answer.
  static ObjectNode environment(Environment environment) {
    ObjectNode body = Envelope.ok().put("right", "OWNER");
    body.set("envGroups", texts(environment.groups));
    body.putArray("nodesData");
    body.putArray("nodesInternalDomains");
    body.set("env", env(environment));
    ArrayNode groups = body.putArray("nodeGroups");
    Set<String> seen = new TreeSet<>();
    for (Environment.Node node : environment.nodes) {
      if (seen.add(node.group)) {
        groups.add(nodeGroup(node));
      }
    }
    ArrayNode nodes = body.putArray("nodes");
    environment.nodes.forEach(node -> nodes.add(node(environment, node)));
    return body;
  }

  static ObjectNode env(Environment environment) {
    ObjectNode env = object().put("appid", environment.appid);
    env.putArray("contexts");
    env.put("createdOn", environment.createdOn)
        .put("creatorUid", Hoster.UID)
        .put("uid", Hoster.UID)
        .put("ownerUid", Hoster.UID)
        .put("domain", environment.domain())
        .put("envName", environment.name)
        .put("shortdomain", environment.name);
    environment.displayName.ifPresent(name -> env.put("displayName", name));
    env.set("extdomains", texts(environment.domains.keySet()));
    env.put("hardwareNodeGroup", environment.place.name);
    env.putObject("hostGroup")
        .put("displayName", environment.place.displayName)
        .put("uniqueName", environment.place.name);
    ObjectNode properties = env.putObject("properties");
    environment.properties.forEach(properties::put);
    return env.put("isFirewallEnabled", true)
        .put("isTransferring", false)
        .put("ishaenabled", false)
        .put("sslstate", environment.ssl)
        .put("status", environment.status.number());
  }

  private static ObjectNode nodeGroup(Environment.Node node) {
    ObjectNode group =
        object()
            .put("name", node.group)
            .put("isSLBAccessEnabled", true)
            .put("isSequentialDeploy", false)
            .put("redeployContainerDelay", 30)
            .put("redeployContextDelay", 30)
            .put("restartContainerDelay", 0)
            .put("restartNodeDelay", 0)
            .put("scalingMode", node.isDatabase() ? "STATEFUL" : "STATELESS")
            .put("templateType", "NATIVE")
            .put("vType", "CT");
    group.putArray("features").add("FIREWALL");
    group.putArray("deployments");
    return group;
  }

  private static ObjectNode node(Environment environment, Environment.Node node) {
    boolean docker = node.type.equals("docker");
    String name = docker ? "alpine" : node.type;
    boolean master = environment.nodesOf(node.group).getFirst().id == node.id;
    String host = "node%d-%s".formatted(node.id, environment.domain());
    ObjectNode body =
        object()
            .put("id", node.id)
            .put("ctid", node.id + 5000)
            .put("name", name)
            .put("displayName", docker ? "web" : node.type)
            .put("nodeGroup", node.group)
            .put("nodeType", node.type)
            .put("nodemission", node.type)
            .put("ismaster", master)
            .put("status", environment.status == Status.RUNNING ? 1 : environment.status.number())
            .put("address", node.entry())
            .put("intIP", node.address)
            .put("url", "http://" + host)
            .put("adminUrl", "http://%s%d-%s".formatted(node.type, node.id, environment.domain()));
    body.set("extIPs", texts(node.publicAddresses));
    limits(body);
    for (String list : List.of("addons", "endpoints", "packages", "messages")) {
      body.putArray(list);
    }
    body.putArray("features").add("FIREWALL");
    ObjectNode item =
        body.putObject("customitem").put("dockerName", name).put("dockerTag", "latest");
    item.putArray("dockerVolumes");
    item.putArray("dockerVolumesFrom");
    ObjectNode manifest = item.putObject("dockerManifest");
    manifest.putArray("cmd").add("/bin/sh");
    manifest.putArray("env").add("PATH=/bin");
    return body;
  }

  private static void limits(ObjectNode node) {
    node.put("fixedCloudlets", 0)
        .put("flexibleCloudlets", 4)
        .put("maxchanks", 4)
        .put("diskLimit", 100_000)
        .put("diskIoLimit", 10_000_000)
        .put("diskIopsLimit", 1000)
        .put("bandwidthLimit", 100_000)
        .put("port", 22)
        .put("user", "root")
        .put("osType", "LINUX")
        .put("hostOSType", "LINUX")
        .put("guestOSType", "LINUX")
        .put("type", "NATIVE")
        .put("version", "latest")
        .put("vType", "CT")
        .put("contextValidatorRegex", "")
        .put("isWebAccess", true);
    for (String flag :
        List.of(
            "hasPackages",
            "canBeExported",
            "isClusterSupport",
            "isCustomSslSupport",
            "isExternalIpRequired",
            "isHighAvailability",
            "isResetPassword",
            "isVcsSupport",
            "singleContext")) {
      node.put(flag, false);
    }
  }

  /// Makes the two levels of regions.
  static List<ObjectNode> regions(Hoster hoster) {
    List<ObjectNode> regions = new ArrayList<>();
    List<HostGroup.DataCentre> centres =
        hoster.hostGroups.stream().map(group -> group.centre).distinct().toList();
    for (HostGroup.DataCentre centre : centres) {
      ObjectNode region =
          object()
              .put("id", centre.id)
              .put("uniqueName", centre.name)
              .put("displayName", centre.displayName)
              .put("description", "")
              .put("status", centre.maintenance ? "MAINTENANCE" : "ACTIVE")
              .put("subnet", centre.network + ".0.0/16")
              .put("ipRange", "")
              .put("domain", centre.domain)
              .put("isDefault", centre.id == 1)
              .put("isMigrationAllowed", centre.migrationAllowed);
      ArrayNode groups = region.putArray("hardNodeGroups");
      for (HostGroup group : hoster.hostGroups) {
        if (group.centre == centre) {
          ObjectNode one =
              groups
                  .addObject()
                  .put("id", group.id)
                  .put("uniqueName", group.name)
                  .put("displayName", group.displayName)
                  .put("description", "")
                  .put("status", group.maintenance ? "MAINTENANCE" : "ACTIVE")
                  .put("isDefault", group.id == 1)
                  .put("isEnabled", group.enabled);
          one.putArray("osTypes").add("LINUX");
        }
      }
      regions.add(region);
    }
    return regions;
  }

  static ObjectNode action(TrackedAction action) {
    ObjectNode body =
        object().put("id", action.id).put("action", action.number).put("uid", Hoster.UID);
    Optional<Duration> took = action.ended.map(end -> Duration.between(action.began, end));
    if (took.isPresent()) {
      body.put("result", action.result);
      if (action.result != 0) {
        body.put("error", action.error);
      }
    }
    ObjectNode text = body.putObject("text");
    action.text.forEach(text::put);
    body.put("actionkey", action.key).put("starttime", action.began.toEpochMilli());
    took.ifPresent(duration -> body.put("duration", duration.toMillis()));
    return body;
  }

  static ObjectNode domain(Environment.ExtDomain domain) {
    return object()
        .put("id", domain.id())
        .put("domain", domain.name())
        .put("sslEnabled", domain.ssl());
  }

  static JsonNode texts(Iterable<String> texts) {
    ArrayNode array = Envelope.JSON.arrayNode();
    texts.forEach(array::add);
    return array;
  }
}
