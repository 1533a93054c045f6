package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.http.AnswerForm;
import dev.tfpaas.runbook.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Runs commands in the containers of databases: the vendor's own script for clusters of MySQL,
/// where it is there, and one statement of SQL.
///
/// The script ends with status 0 also when it fails; the last line of JSON tells.
final class Recovery {
  /// Where the vendor's packages put their script.
  static final String SCRIPT = "/tmp/db-recovery.sh";

  private static final String EXECUTE = JelasticApi.CONTROL + "execcmdbyid";
  private static final String DIAGNOSE = "bash " + SCRIPT + " --diagnostic";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JelasticApi api;

  Recovery(JelasticApi api) {
    this.api = api;
  }

  /// What the script says of a database.
  ///
  /// @param primary whether it accepts writes
  /// @param secondary whether it follows, or was told to
  /// @param ok whether it runs, and follows if it is told to
  record Diagnosis(boolean primary, boolean secondary, boolean ok) {

    String word() {
      String role = primary ? "primary" : secondary ? "secondary" : "in a cluster of its own kind";
      return ok ? role : role + ", not well";
    }
  }

  /// Asks a database what it is; empty when its environment does not run, or the script is not
  /// there.
  Optional<Diagnosis> diagnose(Environment environment, String engine) {
    Optional<Environment.Node> node = environment.master(engine);
    if (node.isEmpty() || environment.state() != State.RUNNING) {
      return Optional.empty();
    }
    try {
      JsonNode answer =
          api.read(EXECUTE, form(environment, node.get(), DIAGNOSE), Recovery::executed);
      return lastLine(answer).map(Recovery::diagnosis);
    } catch (PlatformException refusal) {
      // Not there: the shell says so. Stopped meanwhile: the platform does.
      if (refusal.kind() == Kind.REJECTED || refusal.kind() == Kind.CONFLICT) {
        return Optional.empty();
      }
      throw refusal;
    }
  }

  /// Demands what a command wrote: nothing written is something else than nothing told.
  private static Optional<JsonNode> executed(JsonNode body) {
    return AnswerForm.objects(body.path("responses"))
        .filter(all -> !all.isEmpty() && all.getFirst().path("out").isString())
        .map(_ -> body);
  }

  private static Diagnosis diagnosis(JsonNode line) {
    String type = line.path("node_type").asString("");
    boolean up = line.path("service_status").asString("").equals("up");
    boolean ok = line.path("status").asString("").equals("ok");
    return new Diagnosis(
        type.equals("primary"),
        type.equals("secondary"),
        line.path("result").asInt(99) == 0 && up && ok);
  }

  private static Optional<JsonNode> lastLine(JsonNode answer) {
    String out = answer.path("responses").path(0).path("out").asString("");
    for (String line : List.of(out.split("\n", -1)).reversed()) {
      if (line.strip().startsWith("{")) {
        try {
          return Optional.of(JSON.readTree(line));
        } catch (JacksonException _) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /// Fills a database from another and makes it follow.
  JsonNode follow(Environment replica, Environment source, String engine) {
    String donor = source.master(engine).map(Environment.Node::address).orElse("");
    return run(
        replica,
        engine,
        "bash %s --scenario restore_secondary_from_primary --donor-ip %s".formatted(SCRIPT, donor));
  }

  /// Stops a database from following; it keeps its data, and refuses writes as before.
  JsonNode detach(Environment replica, String engine) {
    return run(replica, engine, "mysql -e \"STOP REPLICA; RESET REPLICA ALL\"");
  }

  private JsonNode run(Environment environment, String engine, String command) {
    Environment.Node node =
        environment
            .master(engine)
            .orElseThrow(() ->
                ReadFailures.of(EXECUTE, "%s has no %s".formatted(environment.name(), engine)));
    JsonNode answer =
        api.changeLong(EXECUTE, form(environment, node, command), Budgets.LONG.limit());
    Optional<JsonNode> line = lastLine(answer);
    if (line.isPresent() && line.get().path("result").asInt(0) != 0) {
      throw ReadFailures.of(
          EXECUTE,
          "the script on %s says: %s"
              .formatted(
                  environment.name(), line.get().path("error").asString("it gives no reason")));
    }
    return answer;
  }

  private static Map<String, String> form(
      Environment environment, Environment.Node node, String command) {
    String list =
        JsonNodeFactory.instance
            .arrayNode()
            .add(JsonNodeFactory.instance.objectNode().put("command", command))
            .toString();
    return Map.of(
        "envName",
        environment.name(),
        "nodeId",
        Integer.toString(node.id()),
        "commandList",
        list,
        "sayYes",
        "true",
        "userName",
        "root");
  }

  /// Returns a command as plans show it.
  static Call call(String environment, String what) {
    return JelasticApi.call(
        EXECUTE, "{envName: %s, nodeId: its database, command: %s}".formatted(environment, what));
  }
}
