package dev.tfpaas;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Holds every import between packages against the tables below.
///
/// To change an arrow, change its row here in the same commit, and say why.
class PackageDependenciesTest {
  private static final String ROOT = "dev.tfpaas";

  /// What every package of the resources may use.
  private static final Set<String> RESOURCE =
      Set.of(
          "framework.resource",
          "framework.schema",
          "framework.cty",
          "framework.diag",
          "runbook",
          "platform");

  /// Which of our packages may use which others, without the root's name. The root itself, where
  /// `Main` is, may use all. A package may use the packages inside it.
  private static final Map<String, Set<String>> OURS =
      Map.ofEntries(
          // One parser for the durations of a configuration, a topology, an estate and an option.
          entry("duration", Set.of()),
          entry("framework.cty", Set.of()),
          entry("framework.diag", Set.of("framework.cty")),
          entry("framework.schema", Set.of("framework.cty", "framework.diag", "duration")),
          entry(
              "framework.resource", Set.of("framework.schema", "framework.cty", "framework.diag")),
          entry(
              "framework.tfplugin6",
              Set.of("framework.resource", "framework.schema", "framework.cty", "framework.diag")),
          entry("framework.plugin", Set.of()),
          entry("resources.life", union(RESOURCE, Set.of("duration"))),
          entry("resources.clone", union(RESOURCE, Set.of("resources.life"))),
          entry("resources.replication", union(RESOURCE, Set.of("duration", "resources.life"))),
          // A switch hands replications over, and reads them as their own resource does.
          entry(
              "resources.group",
              union(RESOURCE, Set.of("duration", "resources.life", "resources.replication"))),
          entry("resources.migration", union(RESOURCE, Set.of("resources.life"))),
          entry("resources", union(RESOURCE, Set.of("resources.life", "resources.group"))),
          entry("runbook", Set.of("duration")),
          entry("platform", Set.of("runbook")),
          entry("platform.register", Set.of("yaml")),
          // The runbook for its Sleeper: there is one way to wait, and tests replace it in one
          // place.
          entry("platform.http", Set.of("json", "platform", "runbook", "duration")),
          entry("platform.cloud66", Set.of("json", "platform", "platform.http", "runbook")),
          entry("platform.scalingo", Set.of("json", "platform", "platform.http", "runbook")),
          entry("platform.jelastic", Set.of("json", "platform", "platform.http", "runbook")),
          entry("platform.local", Set.of("platform", "runbook", "world", "world.fact")),
          // The platform of this machine keeps what was asked for as the world keeps its facts, and
          // its
          // estate is read by the rules of every other file.
          entry("platform.host", Set.of("platform", "runbook")),
          entry("platform.host.process", Set.of("yaml")),
          entry("platform.host.engine", Set.of()),
          entry("platform.host.mariadb", Set.of("platform.host.engine", "platform.host.process")),
          entry("platform.host.postgres", Set.of("platform.host.engine", "platform.host.process")),
          entry("platform.host.redis", Set.of("platform.host.engine", "platform.host.process")),
          entry("platform.host.ground", Set.of("platform.host.process", "world.json", "yaml")),
          entry("platform.host.network", Set.of("platform.host.ground", "world.json")),
          entry("platform.host.load", Set.of()),
          entry(
              "platform.host.sample",
              Set.of(
                  "platform.host.engine",
                  "platform.host.mariadb",
                  "platform.host.postgres",
                  "platform.host.redis")),
          entry("json", Set.of()),
          entry("yaml", Set.of()),
          // The estate and the topology are read by the same rules.
          entry("world", Set.of("duration", "yaml")),
          entry("world.fact", Set.of("world.json")),
          entry("world.json", Set.of()),
          // An emulator takes its dialects from what is assumed of its vendor; no adapter does.
          entry("emulator", Set.of("json", "world", "platform.register")),
          entry("emulator.cloud66", Set.of("emulator", "json", "world", "world.fact")),
          entry("emulator.scalingo", Set.of("emulator")),
          entry("emulator.jelastic", Set.of("emulator", "json")),
          entry(
              "topology",
              Set.of("framework.schema", "framework.cty", "framework.diag", "duration", "yaml")),
          entry("doctor", Set.of("json", "platform", "platform.http", "platform.register", "yaml")),
          // Each vendor's emulator by its own package: `paas emulate` starts them. Of the platforms
          // only what a diagnosis is made of.
          entry(
              "cli",
              Set.of(
                  "topology",
                  "doctor",
                  "platform",
                  "platform.register",
                  "duration",
                  "json",
                  "yaml",
                  "world",
                  "world.fact",
                  // `paas host` starts what the platform of this machine reads.
                  "platform.host",
                  "platform.host.ground",
                  "platform.host.load",
                  "platform.host.process",
                  "emulator",
                  "emulator.cloud66",
                  "emulator.jelastic",
                  "emulator.scalingo")));

  private static final Set<String> WIRE = Set.of("framework.tfplugin6", "framework.plugin");
  private static final Set<String> VENDORS =
      Set.of(
          "platform.http",
          "platform.cloud66",
          "platform.scalingo",
          "platform.jelastic",
          "emulator",
          "emulator.cloud66",
          "emulator.jelastic");

  /// Which of our packages may use which libraries, by the beginning of the library's package; the
  /// longest one decides.
  private static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          entry("com.google.protobuf", WIRE),
          entry("dev.tfpaas.proto", WIRE),
          entry("io.grpc", union(WIRE, Set.of(""))),
          entry("io.netty", Set.of("framework.plugin")),
          // The quick start of the connection to the host; nothing else speaks TLS by it.
          entry("org.conscrypt", Set.of("framework.plugin")),
          entry("org.jspecify", union(OURS.keySet(), Set.of(""))),
          entry("org.msgpack", Set.of("framework.cty")),
          entry("org.snakeyaml", Set.of("yaml")),
          entry("picocli", Set.of("cli")),
          entry(
              "tools.jackson.core",
              union(VENDORS, Set.of("framework.cty", "json", "world.json", "topology", "doctor"))),
          // The command line reads plans and states as Terraform shows them to programs.
          entry(
              "tools.jackson.databind",
              union(VENDORS, Set.of("cli", "doctor", "emulator.scalingo", "json"))),
          // A copy of a containerised app is composed from its manifest, which is YAML.
          entry("tools.jackson.dataformat.yaml", Set.of("platform.cloud66")));

  /// One package that uses another. The names of ours lack the root.
  record Edge(String from, String to, boolean ours) {
    @Override
    public String toString() {
      return (from.isEmpty() ? ROOT : from) + " -> " + to;
    }
  }

  @Test
  void everyPackageHasARow() {
    Set<String> packages = new TreeSet<>();
    edges().forEach(edge -> packages.add(edge.from()));
    packages.remove("");

    assertThat(packages).isNotEmpty().isSubsetOf(OURS.keySet());
  }

  @Test
  void packagesUseOnlyThePackagesOfTheirRow() {
    List<Edge> forbidden =
        edges().stream()
            .filter(Edge::ours)
            .filter(edge -> !edge.from().isEmpty())
            .filter(edge -> !OURS.getOrDefault(edge.from(), Set.of()).contains(edge.to()))
            .filter(edge -> !edge.to().startsWith(edge.from() + "."))
            .toList();

    assertThat(forbidden).as("imports that are not in the table").isEmpty();
  }

  @Test
  void everyPackageOfARowIsUsed() {
    Set<String> used = new TreeSet<>();
    edges().stream().filter(Edge::ours).forEach(edge -> used.add(edge.toString()));
    Set<String> allowed = new TreeSet<>();
    OURS.forEach(
        (from, row) -> row.forEach(to -> allowed.add(new Edge(from, to, true).toString())));
    allowed.removeAll(used);

    assertThat(allowed).as("imports that are allowed in vain").isEmpty();
  }

  @Test
  void everyUserOfALibraryUsesIt() {
    Set<String> used = new TreeSet<>();
    for (Edge edge : edges()) {
      row(edge.to()).filter(_ -> !edge.ours()).ifPresent(it -> used.add(edge.from() + " " + it));
    }
    Set<String> allowed = new TreeSet<>();
    LIBRARIES.forEach((library, users) -> users.forEach(user -> allowed.add(user + " " + library)));
    allowed.removeAll(used);

    assertThat(allowed).as("libraries that are allowed in vain").isEmpty();
  }

  @Test
  void packagesUseOnlyTheLibrariesOpenToThem() {
    List<Edge> forbidden =
        edges().stream()
            .filter(edge -> !edge.ours())
            .filter(edge -> !users(edge.to()).contains(edge.from()))
            .toList();

    assertThat(forbidden).as("libraries that are not in the table").isEmpty();
  }

  @Test
  void packagesHaveNoCycles() {
    assertThat(onCycles(edges().stream().filter(Edge::ours).toList()))
        .as("imports on a cycle, or leading to one")
        .isEmpty();
  }

  /// Who follows one call from [dev.tfpaas.resources.life.Life] to the platform is never led back
  /// up into a class that was left.
  @Test
  void classesOfTheResourcesLeadDownwardsOnly() {
    List<Edge> uses =
        uses("-verbose:class", "target/classes/dev/tfpaas/resources").stream()
            .map(result -> new Edge(outer(result.group(1)), outer(result.group(2)), true))
            .filter(edge -> edge.to().startsWith("resources."))
            .filter(edge -> !edge.from().equals(edge.to()))
            .toList();

    assertThat(uses).contains(new Edge("resources.life.Life", "resources.life.Kind", true));
    assertThat(onCycles(uses)).as("classes that use each other, or lead to such").isEmpty();
  }

  private static String outer(String name) {
    return withoutRoot(name.replaceFirst("[$].*", ""));
  }

  private static Set<Edge> onCycles(List<Edge> edges) {
    Set<Edge> left = new LinkedHashSet<>(edges);
    boolean shrank = true;
    while (shrank) {
      Set<String> users = left.stream().map(Edge::from).collect(Collectors.toSet());
      shrank = left.removeIf(edge -> !users.contains(edge.to()));
    }
    return left;
  }

  private static Set<String> users(String library) {
    return row(library).map(LIBRARIES::get).orElse(Set.of());
  }

  private static Optional<String> row(String library) {
    return LIBRARIES.keySet().stream()
        .filter(prefix -> library.equals(prefix) || library.startsWith(prefix + "."))
        .max(Comparator.comparingInt(String::length));
  }

  /// Returns what the compiled classes use of other packages, the JDK's left out.
  private static Set<Edge> edges() {
    return uses("-verbose:package", "target/classes").stream()
        .filter(result -> !result.group(3).matches("(java|jdk)\\..*"))
        .filter(result -> !result.group(1).equals(result.group(2)))
        .map(PackageDependenciesTest::edge)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// Runs the JDK's own analysis: who uses whom, and where that is.
  private static List<MatchResult> uses(String detail, String classes) {
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    int status =
        jdeps.run(writer, writer, "--multi-release", "base", detail, "-filter:none", classes);
    assertThat(status).as("%s", output).isZero();
    return Pattern.compile("(?m)^ +(\\S+) +-> (\\S+) +(\\S.*)$")
        .matcher(output.toString())
        .results()
        .toList();
  }

  private static Edge edge(MatchResult result) {
    boolean ours = result.group(3).strip().equals("classes");
    String to = result.group(2);
    return new Edge(withoutRoot(result.group(1)), ours ? withoutRoot(to) : to, ours);
  }

  private static String withoutRoot(String name) {
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }
}
