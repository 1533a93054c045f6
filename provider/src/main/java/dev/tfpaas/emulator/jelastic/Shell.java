package dev.tfpaas.emulator.jelastic;

import dev.tfpaas.emulator.jelastic.Environment.DatabaseRole;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The shell of a container, as far as anybody needs it: a handful of exact commands, in databases
/// of MySQL also the vendor's recovery script; every other one is not found.
final class Shell {
  private static final String SCRIPT = "bash /tmp/db-recovery.sh ";
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

  Output run(String command) {
    if (command.startsWith("echo ")) {
      return new Output(0, command.substring("echo ".length()), "");
    }
    if (node.type.startsWith("mysql") && command.startsWith(SCRIPT)) {
      // The script ends with status 0 whatever becomes of it.
      return new Output(0, recover(command.substring(SCRIPT.length())).toString(), "");
    }
    if (node.type.startsWith("mysql")
        && command.equals("mysql -e \"STOP REPLICA; RESET REPLICA ALL\"")) {
      node.donor = Optional.empty();
      return new Output(0, "", "");
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

  private ObjectNode recover(String options) {
    if (options.equals("--diagnostic")) {
      return diagnosis();
    }
    if (!node.variables.containsKey("REPLICA_USER")) {
      return failure(UNAUTHENTICATED, "authentication");
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
