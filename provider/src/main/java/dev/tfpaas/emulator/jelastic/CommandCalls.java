package dev.tfpaas.emulator.jelastic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `execcmdbyid` and `execcmdbygroup`: commands in containers, as [Shell] understands them.
final class CommandCalls {
  private final Hoster hoster;

  CommandCalls(Hoster hoster) {
    this.hoster = hoster;
  }

  Answer byId(CheckedCall call) {
    Environment environment = call.environment();
    return run(call, List.of(environment.node(call.params().number("nodeId"))));
  }

  Answer byGroup(CheckedCall call) {
    return run(call, call.environment().nodesOf(call.params().need("nodeGroup")));
  }

  private Answer run(CheckedCall call, List<Environment.Node> nodes) {
    if (hoster.dialect.is("command-user", "denied")) {
      throw Refused.byGateway(8, "permission denied");
    }
    JsonNode list = call.params().json("commandList");
    if (!list.isArray()) {
      throw Refused.parameter("commandList");
    }
    List<ObjectNode> responses = new ArrayList<>();
    int worst = 0;
    for (Environment.Node node : nodes) {
      if (!node.running) {
        throw Refused.byLogic(4110, "node [%d] is not running".formatted(node.id));
      }
      Shell shell = new Shell(hoster, node);
      for (JsonNode one : list) {
        String line = one.path("command").asString("") + " " + one.path("params").asString("");
        Shell.Output output = shell.run(line.strip());
        worst = Math.max(worst, output.status());
        responses.add(response(node, output));
      }
    }
    hoster.track(TrackedAction.COMMAND, Map.of("env", call.environment().name));
    ObjectNode body =
        worst == 0
            ? Envelope.ok()
            : Envelope.refused(Refused.byLogic(4109, "command exited with status " + worst));
    ArrayNode array = body.putArray("responses");
    responses.forEach(array::add);
    return Answer.of(body);
  }

  private static ObjectNode response(Environment.Node node, Shell.Output output) {
    return Envelope.JSON
        .objectNode()
        .put("result", output.status() == 0 ? 0 : 4109)
        .put("nodeid", node.id)
        .put("exitStatus", output.status())
        .put("out", output.out())
        .put("errOut", output.errors());
  }
}
