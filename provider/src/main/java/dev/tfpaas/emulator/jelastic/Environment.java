package dev.tfpaas.emulator.jelastic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One environment with its layers, nodes and domains. Guarded by the emulator's lock.
final class Environment {
  final String appid;
  String name;
  final String createdOn;
  HostGroup place;
  Optional<String> displayName = Optional.empty();
  Status status = Status.RUNNING;

  /// Whether the API shows it already.
  boolean listed = true;

  boolean ssl;
  final Map<String, ExtDomain> domains = new LinkedHashMap<>();
  final List<String> groups = new ArrayList<>();
  final List<Node> nodes = new ArrayList<>();
  final Map<String, String> properties = new TreeMap<>();

  /// The message with which an installed package refuses to clone and migrate; empty when none
  /// does.
  Optional<String> veto = Optional.empty();

  Environment(String appid, String name, HostGroup place, String createdOn) {
    this.appid = appid;
    this.name = name;
    this.place = place;
    this.createdOn = createdOn;
  }

  /// Returns the domain that the platform gives it; it changes with the data centre.
  String domain() {
    return name + "." + place.centre.domain;
  }

  /// Tells whether a client that names a target means this one.
  boolean isCalled(String target) {
    return target.equals(name) || target.equals(appid) || target.equals(domain());
  }

  List<Node> nodesOf(String group) {
    return nodes.stream().filter(node -> node.group.equals(group)).toList();
  }

  Node node(int id) {
    return nodes.stream()
        .filter(node -> node.id == id)
        .findFirst()
        .orElseThrow(() -> Refused.byLogic(1101, "node [%d] does not exist".formatted(id)));
  }

  /// Gives every node new addresses, as a move to another data centre does.
  void readdress() {
    for (Node node : nodes) {
      node.address = place.centre.newAddress();
      node.publicAddresses.replaceAll(_ -> place.centre.newPublicAddress());
    }
  }

  /// A custom domain that is bound.
  record ExtDomain(int id, String name, boolean ssl) {}

  /// A container.
  static final class Node {
    final int id;
    final String group;
    final String type;
    String address;
    final List<String> publicAddresses = new ArrayList<>();
    final Map<String, String> variables = new TreeMap<>();

    /// What its database is to others; only for nodes of a database.
    DatabaseRole role = DatabaseRole.ALONE;

    /// The address that a secondary follows; empty when it follows nobody.
    Optional<String> donor = Optional.empty();

    /// How many writes its database holds.
    long position;

    boolean readOnly;
    boolean running = true;

    Node(int id, String group, String type, String address) {
      this.id = id;
      this.group = group;
      this.type = type;
      this.address = address;
    }

    boolean isDatabase() {
      return group.equals("sqldb") || group.equals("nosqldb");
    }

    /// Returns the public address if there is one.
    String entry() {
      return publicAddresses.isEmpty() ? address : publicAddresses.getFirst();
    }
  }

  /// What a database is to others.
  enum DatabaseRole {
    ALONE,
    PRIMARY,
    SECONDARY
  }
}
