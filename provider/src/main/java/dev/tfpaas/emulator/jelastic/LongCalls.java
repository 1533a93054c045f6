package dev.tfpaas.emulator.jelastic;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The calls that keep the connection open until all is done: creating, copying, moving, starting,
/// stopping. Meanwhile other connections see the status and a tracked action.
final class LongCalls {
  private static final int MOVE = 3;
  private static final int COPY = 2;

  private final Hoster hoster;

  LongCalls(Hoster hoster) {
    this.hoster = hoster;
  }

  Answer create(CheckedCall call) {
    JsonNode env = call.params().json("env");
    String name = env.path("shortdomain").asString("");
    TrackedAction action =
        hoster.begin(
            TrackedAction.CREATE, Map.of("env", name), call.params().text("actionkey").orElse(""));
    Environment made;
    try {
      made = create(name, env, call.params().json("nodes"));
    } catch (Refused refused) {
      // The platform implements this method as a script, so that its refusals are nested.
      action.fail(hoster.now(), refused);
      return Answer.of(Envelope.nested(Envelope.refused(refused)));
    }
    return hoster.later(
        call.method(),
        COPY,
        action,
        () -> {
          made.status = Status.RUNNING;
          ObjectNode inner = Shapes.environment(made);
          return Envelope.nested(inner.put("appid", made.appid).put("name", made.name));
        },
        () -> hoster.environments.remove(made.name));
  }

  private Environment create(String name, JsonNode env, JsonNode nodes) {
    if (!name.matches("[a-z0-9]([a-z0-9-]{0,31}[a-z0-9])?")) {
      throw Refused.parameter("shortdomain");
    }
    String region = env.path("region").asString("");
    HostGroup place = region.isEmpty() ? hoster.hostGroups.getFirst() : hoster.hostGroup(region);
    Environment made = hoster.add(name, place);
    made.status = Status.CREATING;
    made.displayName =
        Optional.of(env.path("displayName").asString("")).filter(text -> !text.isEmpty());
    made.ssl = env.path("sslstate").asBoolean(false);
    for (JsonNode node : nodes) {
      String type = node.path("nodeType").asString("docker");
      String group = node.path("nodeGroup").asString("cp");
      for (int i = 0; i < Math.max(1, node.path("count").asInt(1)); i++) {
        Environment.Node added = hoster.addNode(made, group, type);
        if (node.path("extip").asBoolean(false)) {
          added.publicAddresses.add(place.centre.newPublicAddress());
        }
        node.path("env")
            .properties()
            .forEach(it -> added.variables.put(it.getKey(), it.getValue().asString("")));
      }
    }
    return made;
  }

  Answer copy(CheckedCall call) {
    Environment source = call.environment();
    String name =
        call.params()
            .text("dstEnvName")
            .or(() -> call.params().text("domain"))
            .orElseThrow(() -> Refused.parameter("dstEnvName"));
    refuseVeto(source);
    if (hoster.environments.containsKey(name) && hoster.dialect.is("name-taken", "917")) {
      throw Refused.byLogic(917, "application [%s] already exists".formatted(name));
    }
    Environment copy = hoster.add(name, source.place);
    Status before = source.status;
    copy.status = Status.CLONING;
    copy.listed = hoster.dialect.is("clone-listed", "at-once");
    if (hoster.dialect.is("clone-source-status", "cloning")) {
      source.status = Status.CLONING;
    }
    for (Environment.Node node : source.nodes) {
      Environment.Node twin = hoster.addNode(copy, node.group, node.type);
      twin.variables.putAll(node.variables);
      node.publicAddresses.forEach(
          _ -> twin.publicAddresses.add(copy.place.centre.newPublicAddress()));
    }
    copy.groups.addAll(source.groups);
    if (hoster.dialect.is("copied-properties", "copied")) {
      copy.properties.putAll(source.properties);
    }
    copy.ssl = source.ssl;
    TrackedAction action =
        // The names that the vendor's own text of this task has.
        hoster.begin(
            TrackedAction.CLONE, Map.of("srcenv", source.name, "targetenv", copy.name), "");
    return hoster.later(
        call.method(),
        COPY,
        action,
        () -> {
          source.status = before;
          copy.status = hoster.dialect.is("clone-status", "running") ? Status.RUNNING : before;
          copyData(source, copy);
          copy.listed = true;
          return copied(copy);
        },
        () -> {
          source.status = before;
          hoster.environments.remove(copy.name);
        });
  }

  private ObjectNode copied(Environment copy) {
    ObjectNode whole = Shapes.environment(copy);
    return switch (hoster.dialect.position("clone-answer")) {
      case "nested" -> Envelope.nested(whole);
      case "bare" -> Envelope.ok();
      default -> whole;
    };
  }

  /// Data is copied at one moment; nothing follows anything afterwards.
  private static void copyData(Environment source, Environment copy) {
    for (int i = 0; i < copy.nodes.size(); i++) {
      Environment.Node from = source.nodes.get(i);
      Environment.Node to = copy.nodes.get(i);
      to.position = from.position;
      to.readOnly = from.readOnly;
    }
  }

  Answer checkMigration(CheckedCall call) {
    target(call);
    return Answer.ok();
  }

  Answer migrate(CheckedCall call) {
    HostGroup target = target(call);
    Environment environment = call.environment();
    boolean elsewhere = target.centre != environment.place.centre;
    if (call.params().flag("isOnline") && elsewhere && !hoster.silentlyOffline) {
      throw Refused.impossibleMigration();
    }
    Status before = environment.status;
    environment.status = Status.MIGRATING;
    TrackedAction action =
        hoster.begin(
            TrackedAction.MIGRATE, Map.of("env", environment.name, "hngroupname", target.name), "");
    return hoster.later(
        call.method(),
        MOVE,
        action,
        () -> {
          environment.place = target;
          if (elsewhere) {
            environment.readdress();
          }
          environment.status = before;
          return Envelope.ok();
        },
        () -> environment.status = before);
  }

  /// Finds the target of a migration that is possible. Which refusals share 5003 is invented.
  private HostGroup target(CheckedCall call) {
    Environment environment = call.environment();
    if (!hoster.migrationAllowed) {
      throw Refused.byLogic(2373, "environment migration is not allowed");
    }
    HostGroup target =
        hoster
            .findHostGroup(call.params().need("hardwareNodeGroup"))
            .orElseThrow(Refused::impossibleMigration);
    HostGroup.DataCentre from = environment.place.centre;
    boolean open =
        target.enabled
            && !target.maintenance
            && !target.centre.maintenance
            && target.centre.migrationAllowed
            && from.migrationAllowed
            && target != environment.place;
    if (!open) {
      throw Refused.impossibleMigration();
    }
    refuseVeto(environment);
    return target;
  }

  private static void refuseVeto(Environment environment) {
    environment.veto.ifPresent(message -> {
      throw Refused.byLogic(4, message);
    });
  }

  Answer start(CheckedCall call) {
    return power(call, TrackedAction.START, Status.LAUNCHING, Status.RUNNING);
  }

  Answer stop(CheckedCall call) {
    return power(call, TrackedAction.STOP, Status.STOPPING, Status.DOWN);
  }

  Answer sleep(CheckedCall call) {
    return power(call, TrackedAction.STOP, Status.GOING_TO_SLEEP, Status.SLEEP);
  }

  private Answer power(CheckedCall call, int number, Status meanwhile, Status goal) {
    Environment environment = call.environment();
    Status before = environment.status;
    if (before == goal && hoster.dialect.is("power-again", "refused")) {
      throw Refused.status(before, goal == Status.RUNNING ? Status.DOWN : Status.RUNNING);
    }
    if (before == goal) {
      return Answer.ok();
    }
    environment.status = meanwhile;
    TrackedAction action = hoster.begin(number, Map.of("env", environment.name), "");
    return hoster.later(
        call.method(),
        1,
        action,
        () -> {
          environment.status = goal;
          return Envelope.ok();
        },
        () -> environment.status = before);
  }
}
