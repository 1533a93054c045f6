package dev.tfpaas.emulator.jelastic;

import dev.tfpaas.emulator.jelastic.Environment.DatabaseRole;
import dev.tfpaas.json.JsonTree;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// The shell of a container, as far as anybody needs it: a handful of exact commands, in databases
/// of MySQL also the vendor's recovery script; every other one is not found.
final class Shell {
  private static final String SOURCED = "[ -f /.jelenv ] && . /.jelenv; ";
  private static final Pattern SCRIPT =
      Pattern.compile(
          "bash /tmp/(db[-_]recovery)\\.sh (?:--mysql-user \"(.*?)\" --mysql-password \"(.*?)\""
              + " )?(.*)");
  private static final Pattern MYSQL =
      Pattern.compile("mysql (?:-u\"(.*?)\" -p\"(.*?)\" )?(?:-N )?-e \"(.*?)\"");
  private static final String RESTORE = "--scenario restore_secondary_from_primary --donor-ip ";
  private static final int FAILED = 99;
  private static final int UNAUTHENTICATED = 701;

  private final Hoster hoster;
  private final Environment.Node node;

  Shell(Hoster hoster, Environment.Node node) {
    this.hoster = hoster;
    this.node = node;
  }

  /// What a command leaves behind.
  record Output(int status, String out, String errors) {}

  /// Runs commands one after the other, or the second where the first fails.
  Output run(String line) {
    String command = line.startsWith(SOURCED) ? line.substring(SOURCED.length()) : line;
    int otherwise = command.indexOf(" || ");
    if (otherwise >= 0) {
      Output first = run(command.substring(0, otherwise));
      return first.status() == 0 ? first : run(command.substring(otherwise + " || ".length()));
    }
    if (command.startsWith("id -u; ")) {
      Output then = run(command.substring("id -u; ".length()));
      String user = hoster.dialect.is("command-user", "ignored") ? "1001" : "0";
      return new Output(then.status(), user + "\n" + then.out(), then.errors());
    }
    return one(expanded(command));
  }

  /// Puts in the variables of the container.
  private String expanded(String command) {
    String all = command;
    for (Map.Entry<String, String> variable : node.variables.entrySet()) {
      all = all.replace("$" + variable.getKey(), variable.getValue());
    }
    return all;
  }

  private Output one(String command) {
    if (command.startsWith("echo ")) {
      return new Output(0, command.substring("echo ".length()), "");
    }
    boolean database = node.type.startsWith("mysql");
    Matcher script = SCRIPT.matcher(command);
    if (database && script.matches()) {
      return script(script);
    }
    Matcher statement = MYSQL.matcher(command);
    if (database && statement.matches()) {
      return statement(statement);
    }
    return switch (command) {
      case "hostname" -> new Output(0, "node%d-%s".formatted(node.id, owner(node).domain()), "");
      case "true" -> new Output(0, "", "");
      case "false" -> new Output(1, "", "");
      default -> {
        String name = command.split(" ", 2)[0];
        yield new Output(127, "", "bash: %s: command not found".formatted(name));
      }
    };
  }

  /// The script ends with status 0 whatever becomes of it.
  private Output script(Matcher call) {
    boolean hyphen = call.group(1).equals("db-recovery");
    boolean there =
        hoster.dialect.is("recovery-script", "missing")
            ? false
            : hyphen == hoster.dialect.is("recovery-script", "there");
    if (!there) {
      return new Output(
          127, "", "bash: /tmp/%s.sh: No such file or directory".formatted(call.group(1)));
    }
    boolean allowed = mayLogIn(call.group(2), call.group(3));
    ObjectNode said = allowed ? recover(call.group(4)) : failure(UNAUTHENTICATED, "authentication");
    return new Output(0, JsonTree.text(said), "");
  }

  private boolean mayLogIn(String user, String password) {
    if (user == null) {
      return hoster.dialect.is("database-login", "open");
    }
    return user.equals(node.variables.get("REPLICA_USER"))
        && password.equals(node.variables.get("REPLICA_PSWD"));
  }

  private Output statement(Matcher call) {
    if (!mayLogIn(call.group(1), call.group(2))) {
      return new Output(1, "", "ERROR 1045 (28000): Access denied for user");
    }
    String statement = call.group(3);
    if (statement.equals("SHOW GRANTS")) {
      return new Output(0, "GRANT ALL PRIVILEGES ON *.* TO `repl`@`%` WITH GRANT OPTION", "");
    }
    String word = hoster.dialect.is("database-version", "old") ? "SLAVE" : "REPLICA";
    boolean known =
        statement.equals("STOP %s; RESET %s ALL".formatted(word, word))
            || (hoster.dialect.is("database-version", "both")
                && statement.equals("STOP SLAVE; RESET SLAVE ALL"));
    if (!known) {
      return new Output(1, "", "ERROR 1064 (42000): You have an error in your SQL syntax");
    }
    node.donor = Optional.empty();
    return new Output(0, "", "");
  }

  private ObjectNode recover(String options) {
    if (options.equals("--diagnostic")) {
      return diagnosis();
    }
    if (!node.variables.containsKey("REPLICA_USER")) {
      return failure(UNAUTHENTICATED, "authentication");
    }
    if (hoster.dialect.is("command-user", "ignored")) {
      return failure(FAILED, options);
    }
    if (options.startsWith(RESTORE)) {
      return restore(options.substring(RESTORE.length()));
    }
    if (options.equals("--scenario promote_new_primary") && isSecondary()) {
      node.role = DatabaseRole.PRIMARY;
      node.donor = Optional.empty();
      node.readOnly = false;
      return diagnosis();
    }
    return failure(FAILED, options);
  }

  private boolean isSecondary() {
    return node.role == DatabaseRole.SECONDARY;
  }

  private ObjectNode restore(String address) {
    Optional<Environment.Node> donor = at(address);
    if (donor.isEmpty() || donor.get() == node || donor.get().role == DatabaseRole.SECONDARY) {
      return failure(FAILED, "restore_secondary_from_primary");
    }
    donor.get().role = DatabaseRole.PRIMARY;
    node.role = DatabaseRole.SECONDARY;
    node.donor = Optional.of(address);
    node.readOnly = true;
    node.position = donor.get().position;
    return diagnosis();
  }

  /// Finds the database that runs at an address.
  private Optional<Environment.Node> at(String address) {
    return hoster.environments.values().stream()
        .filter(environment -> environment.status == Status.RUNNING)
        .flatMap(environment -> environment.nodes.stream())
        .filter(one -> one.isDatabase() && one.entry().equals(address))
        .findFirst();
  }

  private Environment owner(Environment.Node one) {
    return hoster.environments.values().stream()
        .filter(environment -> environment.nodes.contains(one))
        .findFirst()
        .orElseThrow();
  }

  private ObjectNode diagnosis() {
    boolean follows =
        node.donor
            .flatMap(this::at)
            .filter(donor -> donor.role == DatabaseRole.PRIMARY)
            .isPresent();
    return Envelope.JSON
        .objectNode()
        .put("result", 0)
        .put("node_type", isSecondary() ? "secondary" : "primary")
        .put("address", node.entry())
        .put("service_status", "up")
        .put("status", isSecondary() && !follows ? "failed" : "ok")
        .put("galera_size", "")
        .put("galera_myisam", "")
        .put("error", "");
  }

  private ObjectNode failure(int result, String scenario) {
    return Envelope.JSON
        .objectNode()
        .put("result", result)
        .put("scenario", scenario)
        .put("address", node.entry())
        .put("error", scenario + " failed, please check /var/log/db_recovery.log for details");
  }
}
