package dev.tfpaas.topology;

import dev.tfpaas.yaml.FilePlace;
import dev.tfpaas.yaml.FileProblem;
import dev.tfpaas.yaml.Spelling;
import dev.tfpaas.yaml.Yaml;
import dev.tfpaas.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads `topology.yaml`, with another file laid over it if one is named, and finds everything that
/// is wrong with it and can be found without the platform.
public final class TopologyReader {
  private static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9_-]{0,61}[a-z0-9])?");

  private final KnownTypes catalogue;
  private final Vocabulary vocabulary;
  private final Findings problems = new Findings();
  private final ItemReader items = new ItemReader(problems);
  private final ValueReader values = new ValueReader(problems);
  private final Map<String, Setting> atTheTop = new LinkedHashMap<>();

  private TopologyReader(KnownTypes catalogue) {
    this.catalogue = catalogue;
    this.vocabulary = new Vocabulary(catalogue);
  }

  /// What a file says.
  ///
  /// @param topology what could be understood
  /// @param problems in the order of the file; empty when all is well
  public record Result(Topology topology, List<Finding> problems) {

    /// Copies the list.
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /// A file to read.
  ///
  /// @param directory where the user is
  /// @param file as the user names it from there; `-` is standard input
  /// @param environment names the overlay: `topology.ENVIRONMENT.yaml` beside `topology.yaml`
  public record Source(Path directory, Path file, Optional<String> environment) {
    private static final Path DASH = Path.of("-");

    /// Tells whether there is no file to write beside or to read twice: standard input, by whatever
    /// name, and pipes.
    public boolean isStream() {
      Path place = directory.resolve(file).toAbsolutePath().normalize();
      return file.equals(DASH)
          // Standard input may be a file, and is none by this name.
          || place.startsWith("/dev")
          || (Files.exists(place) && !Files.isRegularFile(place));
    }

    /// Returns the directory of the file; of a stream it is the user's.
    public Path home() {
      Path parent = isStream() ? null : directory.resolve(file).getParent();
      return parent == null ? directory : parent;
    }

    /// Returns where a file is read from.
    Path place(Path shown) {
      return shown.equals(DASH) ? Path.of("/dev/stdin") : directory.resolve(shown);
    }

    /// Returns the file that is laid over the first one.
    public Optional<Path> overlay() {
      return environment.map(name -> {
        String base = String.valueOf(file.getFileName());
        int dot = base.lastIndexOf('.');
        String stem = dot < 0 ? base : base.substring(0, dot);
        return file.resolveSibling(stem + "." + name + (dot < 0 ? "" : base.substring(dot)));
      });
    }
  }

  /// Reads a topology.
  public static Result read(KnownTypes catalogue, Source source) {
    return new TopologyReader(catalogue).read(source);
  }

  private Result read(Source source) {
    Yaml root = document(source, source.file());
    Optional<Path> overlay = source.overlay();
    if (overlay.isPresent()) {
      root = Overlay.over(root, document(source, overlay.get()));
    }
    List<Finding> broken = problems.list();
    FilePlace top = new FilePlace(source.file(), 1, 1);
    Optional<Yaml.Fields> fields = items.fields(new ItemReader.Found("", top, root));
    if (!broken.isEmpty() || fields.isEmpty()) {
      return new Result(empty(source.file()), problems.list());
    }
    Topology topology = topology(source.file(), fields.get());
    new ReferenceCheck(topology, problems).check();
    Topology led = new ActiveRegion(topology, atTheTop, problems).applied();
    Topology complete = new Defaults(led, catalogue).filled(flag(fields.get()));
    new PlatformCheck(complete, catalogue, problems).check();
    new GroupCheck(complete, problems).check();
    new ConfigurationCheck(complete, catalogue, problems).check();
    if (complete.items().isEmpty() && problems.list().isEmpty()) {
      // A full disk or a failed template leaves a file like this; nobody means it.
      problems.add(
          FilePlace.of(source.file()),
          "",
          "it names no app, replication, failover group or migration, so that everything it named"
              + " before would be destroyed. Put that back; to destroy it on purpose, put it back"
              + " and run `paas destroy`");
    }
    return new Result(complete, problems.list());
  }

  private static Topology empty(Path file) {
    return new Topology(file, List.of(), List.of(), Optional.empty(), Optional.empty());
  }

  private Yaml document(Source source, Path file) {
    FilePlace whole = FilePlace.of(file);
    if (file.equals(Source.DASH)
        && isClosed(source.place(file), Path.of(System.getProperty("java.home", "/")))) {
      problems.add(
          whole, "", "standard input is closed; give the topology to it, or name a file with -f");
      return Yaml.Fields.empty(whole);
    }
    try {
      YamlReader.Document document = YamlReader.read(source.place(file), file);
      document.complaints().forEach(it -> problems.add(it.place(), "", it.message()));
      return document.root();
    } catch (NoSuchFileException _) {
      problems.add(whole, "", missing(source, file));
    } catch (IOException failure) {
      problems.add(whole, "", "it cannot be read (" + FileProblem.reason(failure) + ")");
    }
    return Yaml.Fields.empty(whole);
  }

  /// Tells whether nobody gave this process a standard input. The first file that Java opens, one
  /// of its own, then takes its place.
  ///
  /// @param input where standard input is read from
  /// @param java where Java is installed
  static boolean isClosed(Path input, Path java) {
    try {
      return input.toRealPath().startsWith(java.toRealPath());
    } catch (NoSuchFileException _) {
      // A pipe has no path, and reads well; a closed one is not even listed.
      return !Files.exists(input);
    } catch (IOException _) {
      return false;
    }
  }

  private static String missing(Source source, Path file) {
    if (file.equals(source.file())) {
      return "there is no such file; `paas init` writes one to start from, -f names another one";
    }
    List<String> known = environments(source);
    String given = source.environment().orElse("");
    String near =
        Spelling.nearest(given, known).map(it -> "; did you mean -e " + it + "?").orElse("");
    return "there is no such file for -e %s%s".formatted(given, near);
  }

  private static List<String> environments(Source source) {
    String base = String.valueOf(source.file().getFileName());
    String stem = base.substring(0, Math.max(0, base.lastIndexOf('.'))) + ".";
    Path directory = source.directory().resolve(source.file()).toAbsolutePath().getParent();
    if (directory == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.startsWith(stem) && !name.equals(base))
          .map(name -> name.substring(stem.length()).replaceFirst("\\.ya?ml$", ""))
          .sorted()
          .toList();
    } catch (IOException _) {
      // Only a hint is lost.
      return List.of();
    }
  }

  private boolean flag(Yaml.Fields top) {
    return top.get(Vocabulary.DELETION_PROTECTION)
        .filter(Yaml.Scalar.class::isInstance)
        .map(it -> ((Yaml.Scalar) it).text())
        .filter(Predicate.isEqual("false"))
        .isEmpty();
  }

  private Topology topology(Path file, Yaml.Fields top) {
    List<PlatformBlock> platforms = new ArrayList<>();
    List<Item> found = new ArrayList<>();
    top.fields()
        .forEach((key, value) -> {
          if (!isKnown(key) && !ValueReader.isExtension(key)) {
            problems.unknown(top.placeOf(key), "", new Findings.Unknown("key", key, topKeys()));
          }
        });
    for (Key key : Vocabulary.top()) {
      top.get(key.name()).ifPresent(value -> top(key, value));
    }
    for (Section section : Section.values()) {
      top.get(section.key())
          .ifPresent(value -> {
            ItemReader.Found whole =
                new ItemReader.Found(section.key(), top.placeOf(section.key()), value);
            things(whole)
                .forEach((name, thing) -> {
                  if (section == Section.PLATFORMS) {
                    platforms.add(platform(name, thing));
                  } else {
                    found.add(item(section, name, thing));
                  }
                });
          });
    }
    if (platforms.isEmpty()) {
      platforms.add(new PlatformBlock("local", "local", top.place(), Map.of()));
    }
    Optional<Yaml> terraform = top.get(Vocabulary.TERRAFORM).filter(Yaml.Fields.class::isInstance);
    return new Topology(file, platforms, found, terraform, Optional.empty());
  }

  private Item item(Section section, String name, ItemReader.Found thing) {
    Item item = items.item(section, name, thing, vocabulary.keys(section));
    return switch (section) {
      case PLATFORMS, APPS, REPLICATION, FAILOVER -> item;
      case MIGRATIONS ->
          item.withDefault("app_id", new Expression.Reference(Section.APPS, name, thing.place()));
    };
  }

  private void top(Key key, Yaml value) {
    if (key.name().equals(Vocabulary.TERRAFORM)) {
      items.fields(new ItemReader.Found(key.name(), value.place(), value)).ifPresent(this::literal);
    } else if (key.shape() instanceof Key.Shape.Typed typed) {
      Expression read = values.read(typed.attribute(), value, key.name());
      atTheTop.put(key.name(), new Setting(read, value.place(), key.name(), Optional.of(value)));
    }
  }

  /// Complains of secrets in what is handed on as it is.
  private void literal(Yaml value) {
    switch (value) {
      case Yaml.Fields fields -> fields.fields().values().forEach(this::literal);
      case Yaml.Items(_, List<Yaml> list) -> list.forEach(this::literal);
      case Yaml.Scalar scalar -> {
        if (TokenLook.isToken(scalar.text())) {
          values.wrong(
              scalar,
              Vocabulary.TERRAFORM,
              "this looks like a secret; give it to Terraform as an environment variable or by"
                  + " -backend-config");
        }
      }
    }
  }

  private static boolean isKnown(String key) {
    return topKeys().contains(key);
  }

  private static List<String> topKeys() {
    return Stream.concat(
            Stream.of(Section.values()).map(Section::key), Vocabulary.top().stream().map(Key::name))
        .toList();
  }

  /// Returns the named things below a key.
  private Map<String, ItemReader.Found> things(ItemReader.Found section) {
    Map<String, ItemReader.Found> things = new LinkedHashMap<>();
    Map<String, String> labels = new LinkedHashMap<>();
    Optional<Yaml.Fields> fields = items.fields(section);
    if (fields.isEmpty()) {
      return things;
    }
    fields
        .get()
        .fields()
        .forEach((name, value) -> {
          FilePlace place = fields.get().placeOf(name);
          String path = section.path() + "." + name;
          if (ValueReader.isExtension(name)) {
            return;
          }
          if (!NAME.matcher(name).matches()) {
            problems.add(
                place,
                section.path(),
                "\"%s\" is no name; use lower-case letters, digits, \"-\" and \"_\", a letter first"
                    .formatted(name));
          }
          String other = labels.putIfAbsent(name.replace('-', '_'), name);
          if (other != null) {
            problems.add(
                place,
                path,
                "Terraform cannot tell \"%s\" from \"%s\"; rename one".formatted(name, other));
          }
          things.put(name, new ItemReader.Found(path, place, value));
        });
    return things;
  }

  private PlatformBlock platform(String name, ItemReader.Found thing) {
    List<String> kinds = vocabulary.platforms();
    String kind = name;
    if (thing.yaml() instanceof Yaml.Fields fields
        && fields.get(Vocabulary.KIND).orElse(null) instanceof Yaml.Scalar scalar) {
      kind = scalar.text();
    } else if (!kinds.contains(name)) {
      problems.add(
          thing.place(),
          thing.path(),
          "say which platform it is: `kind: %s`".formatted(String.join("`, `kind: ", kinds)));
    }
    String known = kinds.contains(kind) ? kind : kinds.getFirst();
    Map<String, Setting> settings =
        new LinkedHashMap<>(items.settings(thing, vocabulary.platform(known)));
    settings.remove(Vocabulary.KIND);
    return new PlatformBlock(name, known, thing.place(), settings);
  }
}
