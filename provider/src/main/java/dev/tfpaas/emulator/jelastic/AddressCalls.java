package dev.tfpaas.emulator.jelastic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `environment/binder`: public addresses, which stay inside their region.
final class AddressCalls {
  private final Hoster hoster;

  AddressCalls(Hoster hoster) {
    this.hoster = hoster;
  }

  /// Two nodes that exchange addresses.
  private record Pair(Environment.Node source, Environment.Node target) {}

  /// Exchanges all addresses of two nodes, or one of each where they are named. Older clients spell
  /// the two nodes in another way.
  Answer swap(CheckedCall call) {
    Params params = call.params();
    boolean old = params.text("srcnodeid").isPresent();
    Pair pair =
        pair(params, old ? "srcnodeid" : "sourceNodeId", old ? "dstnodeid" : "targetNodeId");
    Optional<String> sourceIp = params.text("sourceIp");
    Optional<String> targetIp = params.text("targetIp");
    boolean all = sourceIp.isEmpty() && targetIp.isEmpty();
    List<String> there =
        all ? List.copyOf(pair.source().publicAddresses) : sourceIp.stream().toList();
    List<String> back =
        all ? List.copyOf(pair.target().publicAddresses) : targetIp.stream().toList();
    move(there, pair);
    move(back, new Pair(pair.target(), pair.source()));
    hoster.track(TrackedAction.SWAP_ADDRESSES, Map.of("env", call.environment().name));
    return Answer.of(nodes(pair));
  }

  Answer move(CheckedCall call) {
    Pair pair = pair(call.params(), "sourceNodeId", "targetNodeId");
    move(call.params().list("ips"), pair);
    return Answer.of(nodes(pair));
  }

  private static void move(List<String> addresses, Pair pair) {
    if (!pair.source().publicAddresses.containsAll(addresses)) {
      throw Refused.byLogic(
          1101, "address does not belong to node [%d]".formatted(pair.source().id));
    }
    pair.source().publicAddresses.removeAll(addresses);
    pair.target().publicAddresses.addAll(addresses);
  }

  private Pair pair(Params params, String source, String target) {
    Pair pair = new Pair(node(params.number(source)), node(params.number(target)));
    if (owner(pair.source()).place.centre != owner(pair.target()).place.centre) {
      throw Refused.byLogic(2213, "nodes are in different regions");
    }
    if (owner(pair.target()).status != Status.RUNNING) {
      throw Refused.status(owner(pair.target()).status, Status.RUNNING);
    }
    return pair;
  }

  private static ObjectNode nodes(Pair pair) {
    ObjectNode body = Envelope.ok();
    ArrayNode nodes = body.putArray("nodes");
    nodes.add(shape(pair.source())).add(shape(pair.target()));
    return body;
  }

  private static ObjectNode shape(Environment.Node node) {
    ObjectNode body = Envelope.JSON.objectNode().put("id", node.id).put("address", node.entry());
    if (!node.publicAddresses.isEmpty()) {
      body.set("extips", Shapes.texts(node.publicAddresses));
    }
    return body;
  }

  private Environment.Node node(int id) {
    return hoster.environments.values().stream()
        .flatMap(environment -> environment.nodes.stream())
        .filter(node -> node.id == id)
        .findFirst()
        .orElseThrow(() -> Refused.byLogic(1101, "node [%d] does not exist".formatted(id)));
  }

  private Environment owner(Environment.Node node) {
    return hoster.environments.values().stream()
        .filter(environment -> environment.nodes.contains(node))
        .findFirst()
        .orElseThrow();
  }

  /// Brings one node, or every node of a group, to a number of addresses.
  Answer count(CheckedCall call) {
    int count = call.params().number("count");
    if (count < 0) {
      throw Refused.parameter("count");
    }
    Environment environment = call.environment();
    List<Environment.Node> nodes =
        call.params().text("nodeId").isPresent()
            ? List.of(environment.node(call.params().number("nodeId")))
            : environment.nodesOf(call.params().need("nodeGroup"));
    for (Environment.Node node : nodes) {
      List<String> addresses = new ArrayList<>(node.publicAddresses);
      while (addresses.size() < count) {
        addresses.add(environment.place.centre.newPublicAddress());
      }
      node.publicAddresses.clear();
      node.publicAddresses.addAll(addresses.subList(0, count));
    }
    hoster.track(TrackedAction.COUNT_ADDRESSES, Map.of("env", environment.name));
    return Answer.ok();
  }

  Answer attach(CheckedCall call) {
    Environment environment = call.environment();
    Environment.Node node = environment.node(call.params().number("nodeid"));
    node.publicAddresses.add(environment.place.centre.newPublicAddress());
    return Answer.ok();
  }

  Answer detach(CheckedCall call) {
    Environment.Node node = call.environment().node(call.params().number("nodeid"));
    node.publicAddresses.remove(call.params().need("ip"));
    return Answer.ok();
  }
}
