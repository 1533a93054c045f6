package dev.tfpaas.emulator.jelastic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `environment/control` and `environment/group`: what is there, and what is done at once.
final class EnvironmentCalls {
  static final Set<Status> DELETABLE =
      Set.of(Status.RUNNING, Status.DOWN, Status.SLEEP, Status.UNKNOWN, Status.BROKEN);

  /// The colour of a group that nobody gave one. (invented)
  private static final String GREY = "#cccccc";

  private final Hoster hoster;

  EnvironmentCalls(Hoster hoster) {
    this.hoster = hoster;
  }

  Answer regions(CheckedCall call) {
    return Answer.of(Envelope.array("Region", Shapes.regions(hoster)));
  }

  Answer list(CheckedCall call) {
    ObjectNode body = Envelope.ok();
    ArrayNode infos = body.putArray("infos");
    hoster.environments.values().stream()
        .filter(one -> one.listed)
        .forEach(one -> infos.add(Shapes.environment(one)));
    return Answer.of(body);
  }

  Answer show(CheckedCall call) {
    return Answer.of(Shapes.environment(call.environment()));
  }

  Answer rename(CheckedCall call) {
    call.environment().displayName = call.params().text("displayName");
    return Answer.ok();
  }

  Answer delete(CheckedCall call) {
    Environment environment = call.environment();
    requireConfirmed(call, environment);
    hoster.environments.remove(environment.name);
    hoster.packages.values().removeIf(one -> one.environment().equals(environment.name));
    hoster.track(TrackedAction.DELETE, Map.of("env", environment.name));
    return Answer.ok();
  }

  /// What wrong confirmations are refused with no source tells. (invented)
  private void requireConfirmed(CheckedCall call, Environment environment) {
    if (hoster.dialect.is("delete-password", "none")) {
      return;
    }
    boolean isName = call.params().need("password").equals(environment.name);
    if (isName != hoster.dialect.is("delete-password", "name")) {
      throw Refused.byGateway(701, "authentication failed");
    }
  }

  Answer attachGroup(CheckedCall call) {
    List<String> wanted = names(call);
    List<String> groups = call.environment().groups;
    if (call.method().equals("setenvgroup")) {
      groups.clear();
    }
    for (String group : wanted) {
      hoster.environmentGroups.putIfAbsent(group, GREY);
      if (!groups.contains(group)) {
        groups.add(group);
      }
    }
    return Answer.ok();
  }

  Answer detachGroup(CheckedCall call) {
    call.environment().groups.removeAll(names(call));
    return Answer.ok();
  }

  /// One group, or several: the official client sends both parameters.
  private static List<String> names(CheckedCall call) {
    Params params = call.params();
    return params.text("envGroups").isPresent()
        ? params.list("envGroups")
        : List.of(params.need("envGroup"));
  }

  /// A client may send something as `envName` that is no environment; it is ignored.
  Answer groups(CheckedCall call) {
    Optional<Environment> of = call.params().text("envName").flatMap(hoster::find);
    List<ObjectNode> groups = new ArrayList<>();
    hoster.environmentGroups.forEach((name, color) -> {
      if (of.isEmpty() || of.get().groups.contains(name)) {
        groups.add(
            Envelope.JSON
                .objectNode()
                .put("id", groups.size() + 1)
                .put("uid", Hoster.UID)
                .put("name", name)
                .put("color", color)
                .put("visibility", 0)
                .put("isIsolated", false));
      }
    });
    return Answer.of(Envelope.array("EnvironmentGroup", groups));
  }

  Answer createGroup(CheckedCall call) {
    String color =
        call.params()
            .text("data")
            .map(_ -> call.params().json("data").path("color").asString(GREY))
            .orElse(GREY);
    hoster.environmentGroups.put(call.params().need("envGroup"), color);
    return Answer.ok();
  }
}
