package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.http.AnswerForm;
import dev.tfpaas.platform.http.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// An environment as Jelastic shows it.
///
/// @param name its name, which other calls take
/// @param appid what it keeps under every name and in every region
/// @param domain the name that the platform gives it; it changes with the data centre
/// @param hostGroup where it is
/// @param state what it is doing
/// @param status how the platform says that
/// @param ssl whether the platform serves it with a certificate
/// @param domains custom domains that are bound to it
/// @param nodes its containers
/// @param properties what is noted of it, as far as it is shown beside it; empty where it is not
record Environment(
    String name,
    String appid,
    String domain,
    String hostGroup,
    State state,
    String status,
    boolean ssl,
    Set<String> domains,
    List<Node> nodes,
    Optional<Map<String, String>> properties) {
  private static final Set<String> DATABASES = Set.of("sqldb", "nosqldb", "cache");
  private static final Set<String> NO_CODE = Set.of("bl", "sqldb", "nosqldb", "cache", "storage");

  /// Reads the environment object, which stands at the top of its answer; empty when it is none.
  static Optional<Environment> parse(JsonNode object) {
    JsonNode env = object.path("env");
    boolean whole =
        AnswerForm.object(env, "appid", "status").isPresent()
            && !name(env).isEmpty()
            && AnswerForm.objects(object.path("nodes"), "id").isPresent()
            && env.path("extdomains").valueStream().noneMatch(it -> domain(it).isBlank());
    return whole ? Optional.of(from(object, env)) : Optional.empty();
  }

  /// Reads the environment that a call made, from the top of its answer or from the envelope that
  /// methods have which are scripts; empty where it is not told.
  static Optional<Environment> answered(JsonNode body) {
    return parse(body).or(() -> parse(body.path("response")));
  }

  private static String name(JsonNode env) {
    return env.path("envName").asString(env.path("shortdomain").asString(""));
  }

  /// Returns a custom domain, which some versions wrap in an object; empty when it is none.
  private static String domain(JsonNode node) {
    JsonNode text = node.isObject() ? node.path("domain") : node;
    return text.isString() ? text.asString() : "";
  }

  private static Environment from(JsonNode object, JsonNode env) {
    Set<String> domains = new TreeSet<>();
    env.path("extdomains").forEach(domain -> domains.add(domain(domain)));
    List<Node> nodes = new ArrayList<>();
    for (JsonNode node : object.path("nodes")) {
      nodes.add(
          new Node(
              Spellings.number(node.path("id")).orElse(0),
              node.path("nodeGroup").asString(""),
              node.path("nodeType").asString(""),
              node.path("ismaster").asBoolean(false),
              node.path("address").asString("")));
    }
    return new Environment(
        name(env),
        env.path("appid").asString(""),
        env.path("domain").asString(""),
        Spellings.field(env, "hardwareNodeGroup")
            .asString(env.path("hostGroup").path("uniqueName").asString("")),
        State.of(Spellings.number(env.path("status")).orElse(0)),
        Spellings.text(env.path("status")),
        env.path("sslstate").asBoolean(false),
        Set.copyOf(domains),
        List.copyOf(nodes),
        Spellings.texts(env.path("properties")));
  }

  /// Returns it under the name by which it is known, whatever it is called.
  Environment knownAs(String known) {
    return known.equals(name)
        ? this
        : new Environment(
            known, appid, domain, hostGroup, state, status, ssl, domains, nodes, properties);
  }

  /// Returns what it is doing, for people; of a status that no client knows, how the platform says
  /// it.
  String doing() {
    return state == State.OTHER
        ? "%s %s".formatted(state.word(), Redaction.identifier(status))
        : state.word();
  }

  String url() {
    return (ssl ? "https://" : "http://") + domain;
  }

  /// Returns the node group that runs the code: `cp`, or the first that is neither a balancer nor
  /// keeps data; empty when there is none.
  Optional<String> codeGroup() {
    List<String> groups =
        nodes.stream().map(Node::group).filter(group -> !NO_CODE.contains(group)).toList();
    return groups.contains("cp") ? Optional.of("cp") : groups.stream().findFirst();
  }

  /// Returns the engines of its databases, ordered.
  Set<String> engines() {
    Set<String> engines = new TreeSet<>();
    for (Node node : nodes) {
      if (DATABASES.contains(node.group())) {
        node.engine().ifPresent(engines::add);
      }
    }
    return engines;
  }

  /// Returns the container of an engine that clients write to; empty when there is none.
  Optional<Node> master(String engine) {
    List<Node> all =
        nodes.stream()
            .filter(node -> DATABASES.contains(node.group()))
            .filter(node -> node.engine().equals(Optional.of(engine)))
            .toList();
    return all.stream().filter(Node::master).findFirst().or(() -> all.stream().findFirst());
  }

  /// A container.
  ///
  /// @param id unique on the platform; other calls take it
  /// @param group its node group
  /// @param type what runs in it, e.g. `mysql`
  /// @param master whether it is the first of its group
  /// @param address where others reach it
  record Node(int id, String group, String type, boolean master, String address) {

    /// Returns the engine in our words; empty when it is none that we know.
    Optional<String> engine() {
      String plain = type.toLowerCase(java.util.Locale.ROOT);
      if (plain.startsWith("mysql") || plain.startsWith("mariadb") || plain.startsWith("percona")) {
        return Optional.of("mysql");
      }
      if (plain.startsWith("postgres")) {
        return Optional.of("postgresql");
      }
      if (plain.startsWith("redis") || plain.startsWith("valkey")) {
        return Optional.of("redis");
      }
      return plain.startsWith("mongo") ? Optional.of("mongodb") : Optional.empty();
    }
  }
}
