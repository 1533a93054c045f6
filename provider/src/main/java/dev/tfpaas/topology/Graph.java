package dev.tfpaas.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A picture of a topology: apps on their platforms, which way data flows, who serves.
///
/// @param nodes in the order of the file
/// @param edges in the order of the file
public record Graph(List<Node> nodes, List<Edge> edges) {

  /// Copies the lists.
  public Graph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /// Something in the picture.
  ///
  /// @param id a word
  /// @param lines its label
  /// @param form what it is
  /// @param frame the platform around it; empty when it stands outside
  public record Node(String id, List<String> lines, Form form, Optional<String> frame) {

    /// Copies the label.
    public Node {
      lines = List.copyOf(lines);
    }
  }

  /// What a node is.
  public enum Form {
    /// An app that exists.
    APP,
    /// An app that is a copy.
    COPY,
    /// A failover group.
    GROUP,
    /// A region that an app moves to.
    REGION
  }

  /// A line between two nodes.
  ///
  /// @param kind what it means
  public record Edge(String from, String to, String label, Kind kind) {}

  /// What a line means.
  public enum Kind {
    /// Traffic, now.
    ACTIVE,
    /// Where traffic can be moved.
    STANDBY,
    /// Data flows.
    DATA,
    /// A copy was made.
    COPIED,
    /// An app moves.
    MOVES
  }

  /// Draws a topology.
  public static Graph of(Topology topology) {
    return new Drawing(topology).graph();
  }

  /// What is drawn of one thing.
  private record Drawn(List<Node> nodes, List<Edge> edges) {}

  /// Draws one topology.
  private static final class Drawing {
    private final Topology topology;
    private final PlatformOf platforms;

    Drawing(Topology topology) {
      this.topology = topology;
      this.platforms = new PlatformOf(topology);
    }

    Graph graph() {
      List<Node> nodes = new ArrayList<>();
      List<Edge> edges = new ArrayList<>();
      for (Item item : topology.items()) {
        Drawn drawn = drawn(item);
        nodes.addAll(drawn.nodes());
        edges.addAll(drawn.edges());
      }
      edges.sort(Comparator.comparingInt(edge -> rank(edge.kind())));
      return new Graph(nodes, edges);
    }

    private Drawn drawn(Item item) {
      return switch (item.section()) {
        case PLATFORMS -> new Drawn(List.of(), List.of());
        case APPS -> app(item);
        case REPLICATION -> replication(item);
        case FAILOVER -> group(item);
        case MIGRATIONS -> migration(item);
      };
    }

    /// Where a line stands in the text: what there is first, then who serves, then what follows.
    private static int rank(Kind kind) {
      return switch (kind) {
        case COPIED -> 0;
        case ACTIVE, STANDBY -> 1;
        case DATA -> 2;
        case MOVES -> 3;
      };
    }

    private Drawn app(Item app) {
      List<String> lines = new ArrayList<>(List.of(app.name()));
      app.text("region").ifPresent(lines::add);
      Form form = app.exists() ? Form.APP : Form.COPY;
      List<Edge> copied =
          app
              .reference("source_app_id")
              .flatMap(topology::find)
              .map(source -> new Edge(id(source), id(app), "copy", Kind.COPIED))
              .stream()
              .toList();
      return new Drawn(List.of(new Node(id(app), lines, form, platforms.name(app))), copied);
    }

    private Drawn group(Item group) {
      List<Edge> members = new ArrayList<>();
      String active = group.text("active").orElse("");
      for (String place : List.of("primary", "secondary")) {
        Optional<Item> member = group.reference(place + "_app_id").flatMap(topology::find);
        boolean serves = place.equals(active);
        String label = active.isEmpty() ? place : serves ? "active" : "standby";
        Kind kind = serves ? Kind.ACTIVE : Kind.STANDBY;
        member.ifPresent(app -> members.add(new Edge(id(group), id(app), label, kind)));
      }
      List<String> lines = List.of("failover", group.name());
      return new Drawn(List.of(new Node(id(group), lines, Form.GROUP, Optional.empty())), members);
    }

    private Drawn replication(Item replication) {
      List<Item> apps =
          PlatformOf.apps(replication).stream()
              .map(topology::find)
              .flatMap(Optional::stream)
              .toList();
      String label = replication.name() + ": " + ReplicationEnds.database(replication);
      return new Drawn(
          List.of(), List.of(new Edge(id(apps.getFirst()), id(apps.getLast()), label, Kind.DATA)));
    }

    private Drawn migration(Item migration) {
      String region = migration.text("to_region").orElse("");
      String label = "moves, " + migration.text("phase").orElse("finalized");
      List<Edge> moves =
          migration
              .reference("app_id")
              .flatMap(topology::find)
              .map(app -> new Edge(id(app), id(migration), label, Kind.MOVES))
              .stream()
              .toList();
      return new Drawn(
          List.of(new Node(id(migration), List.of(region), Form.REGION, Optional.empty())), moves);
    }

    private static String id(Item item) {
      return item.section().key() + "_" + item.label();
    }
  }

  /// Returns the frames, in order.
  List<String> frames() {
    return nodes.stream().flatMap(node -> node.frame().stream()).distinct().toList();
  }

  /// Returns the nodes inside a frame, or outside all of them.
  List<Node> inside(Optional<String> frame) {
    return nodes.stream().filter(node -> node.frame().equals(frame)).toList();
  }

  /// Returns the picture for Mermaid.
  ///
  /// @see <a href="https://mermaid.js.org/syntax/flowchart.html">Mermaid flowcharts</a>
  public String mermaid() {
    StringBuilder text = new StringBuilder("flowchart LR\n");
    for (Node node : inside(Optional.empty())) {
      text.append("  ").append(mermaid(node)).append('\n');
    }
    for (String frame : frames()) {
      text.append("  subgraph platform_%s[\"%s\"]\n".formatted(frame.replace('-', '_'), frame));
      for (Node node : inside(Optional.of(frame))) {
        text.append("    ").append(mermaid(node)).append('\n');
      }
      text.append("  end\n");
    }
    for (Edge edge : edges) {
      String arrow =
          switch (edge.kind()) {
            case ACTIVE -> "==>";
            case DATA, MOVES -> "-->";
            case STANDBY, COPIED -> "-.->";
          };
      text.append("  %s %s|\"%s\"| %s\n".formatted(edge.from(), arrow, edge.label(), edge.to()));
    }
    return text.toString();
  }

  private static String mermaid(Node node) {
    String label = String.join("<br/>", node.lines());
    String form =
        switch (node.form()) {
          case APP -> "%s[\"%s\"]";
          case COPY -> "%s(\"%s\")";
          case GROUP -> "%s{{\"%s\"}}";
          case REGION -> "%s[/\"%s\"/]";
        };
    return form.formatted(node.id(), label);
  }

  /// Returns the picture for Graphviz.
  ///
  /// @see <a href="https://graphviz.org/doc/info/lang.html">the DOT language</a>
  public String dot() {
    StringBuilder text =
        new StringBuilder("digraph topology {\n  rankdir=LR\n  node [shape=box]\n");
    for (Node node : inside(Optional.empty())) {
      text.append("  ").append(dot(node)).append('\n');
    }
    for (String frame : frames()) {
      String id = frame.replace('-', '_');
      text.append("  subgraph cluster_%s {\n    label=\"%s\"\n".formatted(id, frame));
      for (Node node : inside(Optional.of(frame))) {
        text.append("    ").append(dot(node)).append('\n');
      }
      text.append("  }\n");
    }
    for (Edge edge : edges) {
      String style =
          switch (edge.kind()) {
            case ACTIVE -> "bold";
            case DATA, MOVES -> "solid";
            case STANDBY, COPIED -> "dashed";
          };
      text.append(
          "  %s -> %s [label=\"%s\", style=%s]\n"
              .formatted(edge.from(), edge.to(), edge.label(), style));
    }
    return text.append("}\n").toString();
  }

  private static String dot(Node node) {
    String label = node.lines().stream().collect(Collectors.joining("\\n"));
    String form =
        switch (node.form()) {
          case APP -> "";
          case COPY -> ", style=rounded";
          case GROUP -> ", shape=hexagon";
          case REGION -> ", shape=parallelogram";
        };
    return "%s [label=\"%s\"%s]".formatted(node.id(), label, form);
  }
}
