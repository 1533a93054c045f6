package dev.tfpaas.platform.cloud66;

import dev.tfpaas.json.JsonTree;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.Secret;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;

/// Composes a copy of a containerised stack from its service and manifest files.
///
/// The service file gets a line that says what the copy is: a comment to the vendor, and there from
/// the creating call on, when nothing else can tell yet.
///
/// Servers of the manifest get the wanted cloud, region and size, and the manifest gets the
/// variables, which Cloud 66 applies at the first build only. Without a manifest the wanted place
/// is given beside the service file.
final class Composition {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final YAMLFactory YAML = new YAMLFactory();

  /// What belongs to the place that is left.
  private static final List<String> OF_THE_PLACE = List.of("availability_zone", "subnet_id");

  private static final String SIGNATURE = "# Made by terraform-provider-paas as the copy ";

  private final Account account;

  Composition(Account account) {
    this.account = account;
  }

  /// Makes the body of the creation.
  ObjectNode body(CloneSpec spec) {
    Stack source = account.need(spec.sourceAppId());
    String environment = spec.environment().orElse(source.environment());
    String service =
        account
            .file(source.uid(), "service_yaml")
            .orElseThrow(() ->
                PlatformException.rejected(
                    Cloud66Platform.NAME,
                    "GET " + Account.path(source.uid()) + "/service_yaml",
                    "application %s has no service.yml to compose a copy from"
                        .formatted(source.uid())));
    ObjectNode body =
        JSON.objectNode()
            .put("name", spec.name())
            .put("environment", environment)
            .put("service_yaml", signed(service, spec, environment));
    Optional<String> manifest = account.file(source.uid(), "manifest_yaml");
    boolean servers = manifest.isPresent();
    body.put(
        "manifest_yaml",
        manifest.map(text -> manifest(text, spec, source.environment(), environment)).orElse(""));
    body.put("key_name", "");
    List<Server> running = account.servers(source.uid());
    String region = spec.region().orElseGet(() -> account.region(running));
    body.put("cloud", servers ? "" : cloud(spec, source, region).orElse(""));
    body.put("region", servers ? "" : region);
    body.put("size", servers ? "" : spec.size().orElse(size(running)));
    return body.put("build_type", servers ? "" : running.size() > 1 ? "multi" : "single");
  }

  /// Returns the cloud that is wanted: a region lies in one, which need not be that of the source.
  private Optional<String> cloud(CloneSpec spec, Stack source, String region) {
    return spec.cloud()
        .or(() -> account.clouds().of(region, source.cloud().flatMap(account.clouds()::id)));
  }

  /// Tells whether a stack was made by a creation of this very copy.
  boolean made(Stack stack, CloneSpec spec) {
    return stack.name().equals(spec.name())
        && account
            .file(stack.uid(), "service_yaml")
            .filter(text -> text.lines().anyMatch(signature(spec, stack.environment())::equals))
            .isPresent();
  }

  /// Signs a service file, in place of the signature of a copy that it comes from.
  private static String signed(String service, CloneSpec spec, String environment) {
    return service
        .lines()
        .filter(line -> !line.startsWith(SIGNATURE))
        .collect(Collectors.joining("\n", signature(spec, environment) + "\n", "\n"));
  }

  private static String signature(CloneSpec spec, String environment) {
    return "%s%s in %s, from %s".formatted(SIGNATURE, spec.name(), environment, spec.sourceAppId());
  }

  private static String size(List<Server> servers) {
    return servers.stream().flatMap(it -> it.size().stream()).findFirst().orElse("");
  }

  /// Returns what the variables of the copy must be: the user's own of the source, and what is
  /// overridden.
  Map<String, Secret> variables(CloneSpec spec) {
    Map<String, Secret> variables = new TreeMap<>();
    account
        .variables(spec.sourceAppId())
        .values()
        .forEach(variable -> {
          if (variable.own() && !Marks.isMark(variable.name())) {
            variables.put(variable.name(), variable.value());
          }
        });
    variables.putAll(spec.variables());
    variables.put(Marks.CLONED_FROM, new Secret(spec.sourceAppId()));
    return variables;
  }

  private String manifest(String text, CloneSpec spec, String from, String to) {
    JsonNode tree;
    try (JsonParser in = YAML.createParser(ObjectReadContext.empty(), text)) {
      tree = JsonTree.read(in);
    } catch (JacksonException malformed) {
      throw new PlatformException(
          Kind.CORRUPT,
          Cloud66Platform.NAME,
          "GET " + Account.path(spec.sourceAppId()) + "/manifest_yaml",
          "the manifest cannot be read: " + malformed.getOriginalMessage(),
          false);
    }
    if (!(tree instanceof ObjectNode root)) {
      return text;
    }
    if (!from.equals(to) && root.get(from) != null && root.get(to) == null) {
      root.set(to, root.remove(from));
    }
    Stack source = account.need(spec.sourceAppId());
    place(root, spec, spec.region().flatMap(it -> cloud(spec, source, it)));
    ObjectNode level = root.get(to) instanceof ObjectNode named ? named : root;
    ObjectNode variables =
        level.get("environment_variables") instanceof ObjectNode there
            ? there
            : level.putObject("environment_variables");
    variables(spec).forEach((name, value) -> variables.put(name, value.value()));
    StringWriter written = new StringWriter();
    try (JsonGenerator out = YAML.createGenerator(ObjectWriteContext.empty(), written)) {
      JsonTree.write(root, out);
    }
    return written.toString();
  }

  /// Puts the wanted place into every server below a node.
  ///
  /// @param home the cloud of the wanted region; empty when it is not known or none is wanted
  private static void place(JsonNode node, CloneSpec spec, Optional<String> home) {
    for (JsonNode child : new ArrayList<>(node.values())) {
      place(child, spec, home);
    }
    if (node.get("server") instanceof ObjectNode server) {
      boolean moves = spec.region().isPresent() || spec.cloud().isPresent();
      if (moves) {
        server.remove(OF_THE_PLACE);
      }
      String vendor = server.path("vendor").asString("");
      spec.cloud()
          .or(() -> home)
          .filter(cloud -> !cloud.equals(vendor))
          .ifPresent(cloud -> server.put("vendor", cloud).remove("key_name"));
      spec.region().ifPresent(region -> server.put("region", region));
      spec.size().ifPresent(size -> server.put("size", size));
    }
  }
}
