package dev.tfpaas.cli;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.json.JsonTree;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// What is said about an emulator that runs.
///
/// @param vendor the platform's name in the provider block
/// @param address where the vendor's API is
/// @param operator where the operator's port is
/// @param environment the variables that the vendor's own tools and our provider read
/// @param block the provider block that says the same
/// @param client how the vendor's own client is pointed at it
/// @param acts what can be done at the operator's port, as shell commands
/// @param dialect how the vendor's service is taken to behave, once that is known
record EmulatorGuide(
    String vendor,
    URI address,
    URI operator,
    Map<String, String> environment,
    String block,
    String client,
    String acts,
    Optional<Dialect> dialect) {

  /// Orders the variables.
  EmulatorGuide {
    environment = new TreeMap<>(environment);
  }

  /// Returns the same of an emulator that speaks a dialect.
  EmulatorGuide in(Dialect spoken) {
    return new EmulatorGuide(
        vendor, address, operator, environment, block, client, acts, Optional.of(spoken));
  }

  /// Returns it for people; the exports can be pasted as they are.
  String text() {
    return """
    %s is emulated at %s until you press Ctrl-C%s.

    # Our provider, by its environment:
    %s

    # or by its block:
    %s
    # %s

    # The operator's port is %s:
    curl %7$s/requests          # every call so far; DELETE forgets them
    curl %7$s/faults -d '{"kind": "DROP_AFTER", "method": "POST"}'  # the next POST has its effect, and no answer
    %s\
    """
        .formatted(
            vendor,
            address,
            spoken(),
            exports(),
            block.indent(0),
            client.strip(),
            operator,
            acts.strip());
  }

  private String spoken() {
    return dialect
        .filter(it -> it.seed().isPresent() || !it.changed().isEmpty())
        .map(it -> ", in the dialect " + it)
        .orElse("");
  }

  private String exports() {
    return environment.entrySet().stream()
        .map(variable -> "export %s=%s".formatted(variable.getKey(), variable.getValue()))
        .collect(Collectors.joining("\n"));
  }

  /// Returns it for programs, on one line.
  String json() {
    ObjectNode variables = JsonAnswer.object();
    environment.forEach(variables::put);
    ObjectNode positions = JsonAnswer.object();
    dialect.ifPresent(it -> it.positions().forEach(positions::put));
    ObjectNode said = JsonAnswer.object();
    dialect.flatMap(Dialect::seed).ifPresent(seed -> said.put("seed", seed));
    return JsonTree.text(
        said.put("vendor", vendor)
            .put("address", address.toString())
            .put("operator", operator.toString())
            .set("environment", variables)
            .set("dialect", positions));
  }
}
