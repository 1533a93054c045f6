package dev.tfpaas.world;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.world.fact.AppName;
import dev.tfpaas.world.fact.DatabaseName;
import dev.tfpaas.world.fact.RegionFact;
import dev.tfpaas.world.fact.Timings;
import dev.tfpaas.yaml.Complaint;
import dev.tfpaas.yaml.FilePlace;
import dev.tfpaas.yaml.FileProblem;
import dev.tfpaas.yaml.Spelling;
import dev.tfpaas.yaml.Yaml;
import dev.tfpaas.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads `estate.yaml`, whose format [Estate] describes. Stops at the first mistake, with its
/// place.
final class EstateReader {
  private static final long MOST_WRITES = 1_000_000_000_000L;
  private static final long HIGHEST_RATE = 1_000_000;

  private final Path file;

  EstateReader(Path file) {
    this.file = file;
  }

  Estate read() {
    return read(document());
  }

  /// Reads a document that was read from the file.
  Estate read(YamlReader.Document document) {
    if (!document.complaints().isEmpty()) {
      Complaint first = document.complaints().getFirst();
      throw wrong(first.place(), first.message());
    }
    Yaml.Fields top = fields(document.root(), "the file");
    known(top, Set.of("regions", "apps", "traffic", "timings"));
    Estate builtIn = Estate.builtIn();
    List<RegionFact> regions =
        top.fields().containsKey("regions")
            ? each(top, "regions").map(this::region).toList()
            : builtIn.regions();
    Set<String> regionNames =
        regions.stream().map(RegionFact::name).collect(Collectors.toCollection(TreeSet::new));
    List<Estate.App> apps = each(top, "apps").map(it -> app(it, regionNames)).toList();
    Set<String> appNames =
        apps.stream().map(Estate.App::name).collect(Collectors.toCollection(TreeSet::new));
    List<Estate.Traffic> traffic = each(top, "traffic").map(it -> traffic(it, appNames)).toList();
    return new Estate(regions, apps, traffic, timings(top));
  }

  private YamlReader.Document document() {
    try {
      return YamlReader.read(file, file);
    } catch (NoSuchFileException _) {
      throw new WorldException(
          file,
          0,
          0,
          "there is no such file; name another one, or leave it out to get the built-in estate");
    } catch (IOException failure) {
      throw new WorldException(
          file, 0, 0, "it cannot be read (" + FileProblem.reason(failure) + ")");
    }
  }

  /// One named thing of a mapping.
  private record Named(String name, FilePlace place, Yaml.Fields fields) {}

  private Stream<Named> each(Yaml.Fields parent, String key) {
    Yaml value = parent.fields().get(key);
    if (value == null) {
      return Stream.empty();
    }
    Yaml.Fields things = fields(value, key);
    List<Named> named = new ArrayList<>();
    things
        .fields()
        .forEach((name, thing) -> {
          FilePlace place = things.placeOf(name);
          if (!AppName.fits(name)) {
            throw wrong(
                place,
                "\"%s\" is no name; use 1 to 63 lower-case letters, digits and hyphens"
                    .formatted(name));
          }
          named.add(new Named(name, place, fields(thing, key + "." + name)));
        });
    return named.stream();
  }

  private RegionFact region(Named it) {
    known(it.fields(), Set.of("display_name", "cloud", "live", "up"));
    return new RegionFact(
        it.name(),
        text(it.fields(), "display_name").orElse(it.name()),
        text(it.fields(), "cloud").orElse("local"),
        flag(it.fields(), "live", false),
        flag(it.fields(), "up", true));
  }

  private Estate.App app(Named it, Set<String> regions) {
    known(
        it.fields(),
        Set.of(
            "region", "environment", "size", "variables", "domains", "maintenance", "databases"));
    String region =
        text(it.fields(), "region")
            .orElseThrow(() ->
                wrong(
                    it.place(),
                    "app "
                        + it.name()
                        + " needs a region, e.g. region: "
                        + String.join(" or ", regions)));
    if (!regions.contains(region)) {
      throw unknown(it.fields().placeOf("region"), "region", region, regions);
    }
    return new Estate.App(
        it.name(),
        text(it.fields(), "environment").orElse("production"),
        region,
        text(it.fields(), "size").orElse("M"),
        variables(it.fields()),
        texts(it.fields(), "domains"),
        flag(it.fields(), "maintenance", false),
        databases(it.fields()));
  }

  private Map<String, String> variables(Yaml.Fields app) {
    Map<String, String> variables = new LinkedHashMap<>();
    Yaml value = app.fields().get("variables");
    if (value != null) {
      fields(value, "variables")
          .fields()
          .forEach((name, text) -> variables.put(name, scalar(text, "variables." + name)));
    }
    return variables;
  }

  private Map<String, Long> databases(Yaml.Fields app) {
    Map<String, Long> databases = new TreeMap<>();
    Yaml value = app.fields().get("databases");
    if (value == null) {
      return databases;
    }
    Yaml.Fields engines = fields(value, "databases");
    for (Map.Entry<String, Yaml> engine : engines.fields().entrySet()) {
      if (!Engines.ALL.contains(engine.getKey())) {
        throw unknown(
            engines.placeOf(engine.getKey()), "engine", engine.getKey(), Set.copyOf(Engines.ALL));
      }
      Yaml.Fields settings = fields(engine.getValue(), "databases." + engine.getKey());
      if (settings.fields().isEmpty() || settings.fields().containsKey("writes")) {
        databases.put(engine.getKey(), writes(settings));
      } else {
        named(engine.getKey(), settings, databases);
      }
    }
    return databases;
  }

  private long writes(Yaml.Fields settings) {
    known(settings, Set.of("writes"));
    return whole(settings, "writes", 0, MOST_WRITES);
  }

  /// Reads databases of one engine, each by its own name.
  private void named(String engine, Yaml.Fields names, Map<String, Long> databases) {
    for (Map.Entry<String, Yaml> one : names.fields().entrySet()) {
      String name = one.getKey();
      if (one.getValue() instanceof Yaml.Scalar scalar && !scalar.isNull()) {
        throw unknown(names.placeOf(name), "key", name, Set.of("writes"));
      }
      if (!DatabaseName.isName(name)) {
        throw wrong(
            names.placeOf(name),
            "\"%s\" is no name for a database: a name has 1 to 63 lower-case letters, digits, hyphens and underscores, and begins with a letter"
                .formatted(name));
      }
      databases.put(
          DatabaseName.of(engine, Optional.of(name)),
          writes(fields(one.getValue(), "databases." + engine + "." + name)));
    }
  }

  private Estate.Traffic traffic(Named it, Set<String> apps) {
    known(it.fields(), Set.of("app", "rate", "address"));
    String app =
        text(it.fields(), "app")
            .orElseThrow(() -> wrong(it.place(), "traffic " + it.name() + " needs an app"));
    if (!apps.contains(app)) {
      throw unknown(it.fields().placeOf("app"), "app", app, apps);
    }
    String address = text(it.fields(), "address").orElse("group");
    if (!Set.of("group", "app").contains(address)) {
      throw unknown(it.fields().placeOf("address"), "address", address, Set.of("group", "app"));
    }
    return new Estate.Traffic(
        it.name(), app, whole(it.fields(), "rate", 1, HIGHEST_RATE), address.equals("group"));
  }

  private Timings timings(Yaml.Fields top) {
    Map<Timings.Timing, Duration> timings = new EnumMap<>(Timings.Timing.class);
    Yaml value = top.fields().get("timings");
    if (value == null) {
      return new Timings(timings);
    }
    Yaml.Fields given = fields(value, "timings");
    Map<String, Timings.Timing> words = new TreeMap<>();
    for (Timings.Timing timing : Timings.Timing.values()) {
      words.put(timing.word(), timing);
    }
    known(given, words.keySet());
    given
        .fields()
        .forEach((word, text) -> {
          Timings.Timing timing = words.get(word);
          if (timing != null) {
            timings.put(timing, duration(text, word));
          }
        });
    return new Timings(timings);
  }

  private Duration duration(Yaml value, String name) {
    String text = scalar(value, name);
    Durations.problem(text)
        .ifPresent(problem -> {
          throw wrong(value.place(), "%s: \"%s\" %s".formatted(name, text, problem));
        });
    return Durations.parse(text).orElseThrow();
  }

  private Optional<String> text(Yaml.Fields fields, String key) {
    return Optional.ofNullable(fields.fields().get(key)).map(value -> scalar(value, key));
  }

  private List<String> texts(Yaml.Fields fields, String key) {
    Yaml value = fields.fields().get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof Yaml.Items(_, List<Yaml> items)) {
      return items.stream().map(item -> scalar(item, key)).toList();
    }
    throw wrong(value.place(), key + " must be a list, e.g. [a, b]");
  }

  private boolean flag(Yaml.Fields fields, String key, boolean usual) {
    Yaml value = fields.fields().get(key);
    if (value == null) {
      return usual;
    }
    return switch (scalar(value, key)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(value.place(), key + " must be true or false");
    };
  }

  private long whole(Yaml.Fields fields, String key, long least, long most) {
    Yaml value = fields.fields().get(key);
    if (value == null) {
      return least;
    }
    try {
      long number = Long.parseLong(scalar(value, key));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      throw wrong(value.place(), key + " must be a whole number from " + least + " to " + most);
    }
    throw wrong(value.place(), key + " must be a whole number from " + least + " to " + most);
  }

  private String scalar(Yaml value, String what) {
    if (value instanceof Yaml.Scalar(_, String text, _)) {
      return text;
    }
    String found = value instanceof Yaml.Items ? "a list" : "a mapping";
    throw wrong(value.place(), what + " must be one value, not " + found);
  }

  /// Returns a value as a mapping; nothing at all counts as an empty one, e.g. `redis:`.
  private Yaml.Fields fields(Yaml value, String what) {
    if (value instanceof Yaml.Fields found) {
      return found;
    }
    if (value instanceof Yaml.Scalar scalar && scalar.isNull()) {
      return Yaml.Fields.empty(value.place());
    }
    String wanted =
        value instanceof Yaml.Items ? "a mapping, not a list" : "a mapping of keys to values";
    throw wrong(value.place(), what + " must be " + wanted);
  }

  private void known(Yaml.Fields fields, Set<String> keys) {
    for (String key : fields.fields().keySet()) {
      if (!keys.contains(key)) {
        throw unknown(fields.placeOf(key), "key", key, keys);
      }
    }
  }

  private WorldException unknown(FilePlace place, String what, String given, Set<String> known) {
    String near = Spelling.nearest(given, known).map(it -> "; did you mean " + it + "?").orElse("");
    return wrong(
        place,
        "unknown %s \"%s\"%s; known are %s"
            .formatted(what, given, near, String.join(", ", new TreeSet<>(known))));
  }

  private WorldException wrong(FilePlace place, String message) {
    return new WorldException(file, place.line(), place.column(), message);
  }
}
