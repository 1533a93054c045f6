package dev.tfpaas.platform.jelastic;

import dev.tfpaas.json.JsonTree;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.http.AnswerForm;
import dev.tfpaas.runbook.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Runs commands in the containers of databases: the vendor's own script for clusters of MySQL,
/// where it is there, and statements of SQL.
///
/// The script ends with status 0 also when it fails; the last line of JSON tells. Who logs in is in
/// the variables of the container, which its shell puts in: no password is in a call.
final class Recovery {
  /// Where the vendor's packages put their script; each of them under another name.
  static final List<String> SCRIPTS = List.of("/tmp/db-recovery.sh", "/tmp/db_recovery.sh");

  private static final String EXECUTE = JelasticApi.CONTROL + "execcmdbyid";
  private static final String VARIABLES = "[ -f /.jelenv ] && . /.jelenv; ";
  private static final String WITH_LOGIN =
      " --mysql-user \"$REPLICA_USER\" --mysql-password \"$REPLICA_PSWD\" ";
  private static final String MYSQL = "mysql -u\"$REPLICA_USER\" -p\"$REPLICA_PSWD\" -N -e ";
  private static final String DIAGNOSTIC = "--diagnostic";

  /// Servers before MySQL 8.0.22 and MariaDB 10.5.1 know the older words, MySQL since 8.4 the newer
  /// ones alone.
  private static final String DETACH =
      VARIABLES
          + MYSQL
          + "\"STOP REPLICA; RESET REPLICA ALL\" || "
          + MYSQL
          + "\"STOP SLAVE; RESET SLAVE ALL\"";

  private static final String RIGHTS = VARIABLES + "id -u; " + MYSQL + "\"SHOW GRANTS\"";

  private static final String ALL = "ALL PRIVILEGES";

  /// Any of these lets a user stop a replication.
  private static final List<String> STOPPING =
      List.of(ALL, "SUPER", "REPLICATION_SLAVE_ADMIN", "REPLICATION SLAVE ADMIN");

  /// Either of these lets a user forget one that was stopped.
  private static final List<String> FORGETTING = List.of(ALL, "RELOAD");

  /// What the platform says of an address becomes a part of a command.
  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.:-]{0,252}");

  private final JelasticApi api;

  /// Which script each environment has, as far as one was found.
  private final Map<String, String> scripts = new ConcurrentHashMap<>();

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
    String known = scripts.get(environment.name());
    for (String script : known == null ? SCRIPTS : List.of(known)) {
      Optional<JsonNode> answer =
          asked(environment, node.get(), "bash " + script + WITH_LOGIN + DIAGNOSTIC);
      if (answer.isPresent()) {
        scripts.put(environment.name(), script);
        return lastLine(answer.get()).map(Recovery::diagnosis);
      }
    }
    return Optional.empty();
  }

  /// Runs what changes nothing; empty when the shell has no such command, or the environment was
  /// stopped meanwhile.
  private Optional<JsonNode> asked(Environment environment, Environment.Node node, String command) {
    try {
      return Optional.of(
          api.read(EXECUTE, form(environment, node, VARIABLES + command), Recovery::executed));
    } catch (PlatformException refusal) {
      if (refusal.kind() == Kind.REJECTED || refusal.kind() == Kind.CONFLICT) {
        return Optional.empty();
      }
      throw refusal;
    }
  }

  /// Says what keeps a database from being filled, followed and stopped by commands; empty when
  /// nothing does. Asked before anything is changed.
  Optional<String> obstacle(Environment environment, String engine) {
    Environment.Node node = node(environment, engine);
    if (!ADDRESS.matcher(node.address()).matches()) {
      return Optional.of("the platform tells no address of it");
    }
    String out = "";
    try {
      out = out(api.read(EXECUTE, form(environment, node, RIGHTS), Recovery::executed));
    } catch (PlatformException refusal) {
      if (refusal.kind() == Kind.DENIED) {
        return Optional.of(
            "the token may run no commands in its containers (%s)".formatted(refusal.getMessage()));
      }
      if (refusal.kind() != Kind.REJECTED) {
        throw refusal;
      }
      return Optional.of(
          "the user in its variable REPLICA_USER cannot log in to it (%s)"
              .formatted(refusal.getMessage()));
    }
    if (!out.strip().startsWith("0")) {
      return Optional.of("commands in its container do not run as root, which the script needs");
    }
    return mayStop(out)
        ? Optional.empty()
        : Optional.of(
            "the user in its variable REPLICA_USER may not stop a replication: grant it RELOAD and"
                + " REPLICATION_SLAVE_ADMIN (MariaDB: REPLICATION SLAVE ADMIN; older servers:"
                + " SUPER) on *.*");
  }

  /// What is granted on one database alone does not help.
  private static boolean mayStop(String grants) {
    List<String> everywhere =
        grants.lines().filter(line -> line.replace("`", "").contains(" ON *.* ")).toList();
    return Stream.of(STOPPING, FORGETTING)
        .allMatch(
            any -> everywhere.stream().anyMatch(line -> any.stream().anyMatch(line::contains)));
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

  private static String out(JsonNode answer) {
    return answer.path("responses").path(0).path("out").asString("");
  }

  private static Optional<JsonNode> lastLine(JsonNode answer) {
    String out = out(answer);
    for (String line : List.of(out.split("\n", -1)).reversed()) {
      if (line.strip().startsWith("{")) {
        try {
          return Optional.of(JsonTree.read(line));
        } catch (JacksonException _) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /// Fills a database from another and makes it follow.
  JsonNode follow(Environment replica, Environment source, String engine) {
    String donor =
        source
            .master(engine)
            .map(Environment.Node::address)
            .filter(it -> ADDRESS.matcher(it).matches())
            .orElseThrow(() ->
                ReadFailures.of(
                    EXECUTE, "%s tells no address of its %s".formatted(source.name(), engine)));
    String script = scripts.getOrDefault(replica.name(), SCRIPTS.getFirst());
    return run(
        replica,
        engine,
        VARIABLES
            + "bash "
            + script
            + WITH_LOGIN
            + "--scenario restore_secondary_from_primary --donor-ip "
            + donor);
  }

  /// Stops a database from following; it keeps its data, and refuses writes as before.
  JsonNode detach(Environment replica, String engine) {
    return run(replica, engine, DETACH);
  }

  private static Environment.Node node(Environment environment, String engine) {
    return environment
        .master(engine)
        .orElseThrow(
            () -> ReadFailures.of(EXECUTE, "%s has no %s".formatted(environment.name(), engine)));
  }

  private JsonNode run(Environment environment, String engine, String command) {
    Environment.Node node = node(environment, engine);
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
        JsonTree.text(
            JsonNodeFactory.instance
                .arrayNode()
                .add(JsonNodeFactory.instance.objectNode().put("command", command)));
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
