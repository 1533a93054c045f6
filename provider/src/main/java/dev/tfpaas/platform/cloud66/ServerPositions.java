package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.Checkup;
import dev.tfpaas.platform.Sight;
import dev.tfpaas.platform.Sight.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Tells by the servers of some stacks, their variables and the list of clouds, and by reads alone,
/// what the register leaves open about servers.
final class ServerPositions {
  private static final String REGION_NAME = "server-region-name";

  private final Cloud66Api api;
  private final List<Stack> looked;
  private final boolean isAll;

  /// @param looked the stacks that are looked at
  /// @param isAll whether the account has no other
  ServerPositions(Cloud66Api api, List<Stack> looked, boolean isAll) {
    this.api = api;
    this.looked = List.copyOf(looked);
    this.isAll = isAll;
  }

  List<Sight> sights() {
    return List.of(
        Checkup.tried("cloud-regions", this::cloudRegions),
        Checkup.tried(REGION_NAME, this::regionName),
        Checkup.tried("server-region-field", this::regionField),
        Checkup.tried("server-role", this::role),
        Checkup.tried("replica-listed-by", this::listedBy));
  }

  private List<JsonNode> servers(Stack stack) {
    return api.list(Account.path(stack.uid()) + "/servers", Map.of(), "uid");
  }

  private Stream<JsonNode> servers() {
    return looked.stream().flatMap(stack -> servers(stack).stream());
  }

  private List<JsonNode> regions() {
    return api.list(Cloud66Api.ROOT + "/clouds", Map.of(), "name").stream()
        .flatMap(cloud -> cloud.path("regions").values().stream())
        .toList();
  }

  private static Sight settled(String entry, Stream<String> positions, String none) {
    return AccountPositions.settled(
        entry, positions.collect(Collectors.toCollection(LinkedHashSet::new)), none);
  }

  private Sight cloudRegions() {
    return settled(
        "cloud-regions",
        regions().stream()
            .map(it ->
                it.isString() ? "texts" : it.isObject() ? "objects" : AccountPositions.other(it)),
        "no cloud of this account has regions");
  }

  /// Where a region has one word for both, it tells nothing.
  private Sight regionName() {
    Set<String> ids = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    regions().stream()
        .filter(JsonNode::isObject)
        .forEach(region -> {
          ids.add(JsonFields.need(region, "id"));
          names.add(JsonFields.need(region, "name"));
        });
    return settled(
        REGION_NAME,
        servers()
            .map(server -> Server.from(server).region())
            .filter(it -> ids.contains(it) != names.contains(it))
            .map(it -> ids.contains(it) ? "id" : "display-name"),
        "no server is in a region of the clouds whose name is not its identifier");
  }

  private Sight regionField() {
    return settled(
        "server-region-field",
        servers().flatMap(server -> fieldOf(server).stream()),
        "no server names its region");
  }

  private static Optional<String> fieldOf(JsonNode server) {
    if (JsonFields.text(server, "region").isPresent()) {
      return Optional.of("region");
    }
    return JsonFields.text(server.path("params"), "region").map(_ -> "params");
  }

  private Sight role() {
    return settled(
        "server-role",
        servers()
            .flatMap(server -> JsonFields.texts(server, "server_roles").stream())
            .filter(it -> Cloud66Apps.ENGINES.contains(it) || it.startsWith("db:"))
            .map(it -> it.startsWith("db:") ? "prefixed" : "plain"),
        "no database server was seen");
  }

  /// A stack whose replica is listed by itself alone may follow a stack that was not looked at, or
  /// have source and replica both.
  private Sight listedBy() {
    Map<Stack, Map<String, Variable>> variables =
        looked.stream().collect(Collectors.toMap(it -> it, this::variables));
    Set<String> seen = new LinkedHashSet<>();
    for (Stack stack : looked) {
      List<Server> all = servers(stack).stream().map(Server::from).toList();
      for (String engine : Cloud66Apps.ENGINES) {
        boolean own = Evidence.follows(all, engine, List.of(variables.get(stack)));
        boolean others =
            looked.stream()
                .filter(it -> !it.equals(stack))
                .anyMatch(it -> Evidence.follows(all, engine, List.of(variables.get(it))));
        if (others) {
          seen.add(own ? "both" : "source");
        } else if (own && isAll) {
          seen.add("replica");
        }
      }
    }
    return seen.isEmpty()
        ? Sight.undecided(
            "replica-listed-by",
            Verdict.UNKNOWN,
            "no stack that was looked at follows another one that was")
        : AccountPositions.settled("replica-listed-by", seen, "");
  }

  private Map<String, Variable> variables(Stack stack) {
    return api.list(Account.path(stack.uid()) + "/environments", Map.of(), "key").stream()
        .map(Variable::from)
        .collect(Collectors.toMap(Variable::name, it -> it, (_, last) -> last));
  }
}
