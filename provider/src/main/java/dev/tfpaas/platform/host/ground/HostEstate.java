package dev.tfpaas.platform.host.ground;

import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.yaml.FilePlace;
import dev.tfpaas.yaml.Yaml;
import dev.tfpaas.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What `estate.yaml` says that there is at first.
///
/// @param regions their names
/// @param firstPort from which on ports are given out
/// @param apps the apps
public record HostEstate(List<String> regions, int firstPort, List<Member> apps) {
  /// From which on ports are given out where nobody says.
  public static final int FIRST_PORT = 17_400;

  /// The engines that a dump can be read into, the first of an app's that is among them.
  private static final List<String> DUMPED = List.of("postgresql", "mysql");

  private static final List<String> ENGINES = List.of("postgresql", "mysql", "redis");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?");
  private static final int MOST_PORTS = 60_000;

  /// What a file looks like.
  public static final String SAMPLE =
      """
      # What `paas host up` starts: real processes and real databases on this machine, on loopback only.
      regions: [eu-west, eu-central]

      apps:
        shop:
          region: eu-west
          databases: [postgresql] # a server of its own; mysql or redis beside it or instead
          # command: [npm, start]  # your app; it is told PORT, DATABASE_URL, MYSQL_URL and REDIS_URL. Left out: one that writes a row a request
          # directory: ../shop     # where the command works; default: beside this file
          # health: /health        # the path that it answers with less than 500 when it is well; default: /
          # dump: shop.sql         # SQL to begin with, as pg_dump --no-owner or mariadb-dump writes it
          # variables: {LOG_LEVEL: info}

      # ports: 17400 # the first of the ports that are given out
      """;

  /// An app that is there at first.
  ///
  /// @param name its name
  /// @param region where it runs
  /// @param program what it runs
  /// @param variables its environment
  /// @param engines of its databases
  /// @param dump what its database begins with; empty for nothing
  public record Member(
      String name,
      String region,
      Records.Program program,
      Map<String, String> variables,
      List<String> engines,
      Optional<Path> dump) {
    /// Copies the collections.
    public Member {
      variables = Map.copyOf(variables);
      engines = List.copyOf(engines);
    }
  }

  /// Copies the lists.
  public HostEstate {
    regions = List.copyOf(regions);
    apps = List.copyOf(apps);
  }

  /// Returns which of an app's engines its dump is read into; empty when none can be.
  public static Optional<String> dumped(List<String> engines) {
    return DUMPED.stream().filter(engines::contains).findFirst();
  }

  /// Reads a file.
  ///
  /// @throws HostFailure at the first mistake, with its place
  public static HostEstate read(Path file) {
    YamlReader.Document document;
    try {
      document = YamlReader.read(file, file);
    } catch (IOException failure) {
      throw new HostFailure(
          "There is no estate %s. `paas host init` writes one to start from.".formatted(file),
          failure);
    }
    if (!document.complaints().isEmpty()) {
      throw wrong(
          document.complaints().getFirst().place(), document.complaints().getFirst().message());
    }
    Yaml.Fields top = fields(document.root());
    known(top, Set.of("regions", "apps", "ports"));
    List<String> regions = texts(top, "regions");
    if (regions.size() < 2) {
      throw wrong(top.placeOf("regions"), "two regions or more are needed");
    }
    int ports = top.get("ports").map(HostEstate::port).orElse(FIRST_PORT);
    List<Member> apps = new ArrayList<>();
    Yaml.Fields all =
        top.get("apps")
            .map(HostEstate::fields)
            .orElseThrow(() -> wrong(top.place(), "there are no apps"));
    all.fields()
        .forEach((name, value) ->
            apps.add(app(file, regions, name, new Placed(all.placeOf(name), fields(value)))));
    return new HostEstate(regions, ports, apps);
  }

  private record Placed(FilePlace place, Yaml.Fields fields) {}

  private static Member app(Path file, List<String> regions, String name, Placed app) {
    if (!NAME.matcher(name).matches()) {
      throw wrong(
          app.place(),
          "\"%s\" is no name; use 1 to 42 lower-case letters, digits and hyphens".formatted(name));
    }
    Yaml.Fields it = app.fields();
    known(it, Set.of("region", "command", "directory", "health", "databases", "dump", "variables"));
    String region =
        text(it, "region")
            .orElseThrow(() -> wrong(app.place(), "app %s needs a region".formatted(name)));
    if (!regions.contains(region)) {
      throw wrong(
          it.placeOf("region"),
          "there is no region %s; there are %s".formatted(region, String.join(", ", regions)));
    }
    List<String> engines = texts(it, "databases");
    for (String engine : engines) {
      if (!ENGINES.contains(engine)) {
        throw wrong(
            it.placeOf("databases"),
            "%s cannot be run here; %s can".formatted(engine, String.join(", ", ENGINES)));
      }
    }
    if (Set.copyOf(engines).size() < engines.size()) {
      throw wrong(it.placeOf("databases"), "an app has one server of an engine");
    }
    Path beside = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
    Map<String, String> variables = new LinkedHashMap<>();
    it.get("variables")
        .map(HostEstate::fields)
        .ifPresent(
            given -> given.fields().forEach((key, value) -> variables.put(key, scalar(value))));
    Optional<Path> dump = text(it, "dump").map(beside::resolve);
    if (dump.isPresent() && (dumped(engines).isEmpty() || !dump.get().toFile().isFile())) {
      throw wrong(
          it.placeOf("dump"),
          dumped(engines).isEmpty()
              ? "there is no %s to read it into".formatted(String.join(" or ", DUMPED))
              : "there is no such file");
    }
    Records.Program program =
        new Records.Program(
            texts(it, "command"),
            beside.resolve(text(it, "directory").orElse("")).normalize().toString(),
            text(it, "health").orElse("/"));
    return new Member(name, region, program, variables, engines, dump);
  }

  private static int port(Yaml value) {
    try {
      int port = Integer.parseInt(scalar(value));
      if (port >= 1_024 && port <= MOST_PORTS) {
        return port;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw wrong(value.place(), "expected a port from 1024 to 60000");
  }

  private static Optional<String> text(Yaml.Fields fields, String key) {
    return fields.get(key).map(HostEstate::scalar);
  }

  private static List<String> texts(Yaml.Fields fields, String key) {
    return fields
        .get(key)
        .map(value -> {
          if (value instanceof Yaml.Items items) {
            return items.items().stream().map(HostEstate::scalar).toList();
          }
          throw wrong(value.place(), "expected a list, such as [one, two]");
        })
        .orElse(List.of());
  }

  private static String scalar(Yaml value) {
    if (value instanceof Yaml.Scalar scalar && !scalar.isNull()) {
      return scalar.text();
    }
    throw wrong(value.place(), "expected a text");
  }

  private static Yaml.Fields fields(Yaml value) {
    if (value instanceof Yaml.Fields fields) {
      return fields;
    }
    throw wrong(value.place(), "expected keys with values");
  }

  private static void known(Yaml.Fields fields, Set<String> names) {
    fields
        .fields()
        .keySet()
        .forEach(key -> {
          if (!names.contains(key)) {
            throw wrong(
                fields.placeOf(key),
                "\"%s\" is not known here; known are %s"
                    .formatted(key, String.join(", ", names.stream().sorted().toList())));
          }
        });
  }

  private static HostFailure wrong(FilePlace place, String message) {
    return new HostFailure(place + ": " + message);
  }
}
