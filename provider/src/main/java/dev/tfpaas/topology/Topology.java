package dev.tfpaas.topology;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.yaml.Yaml;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An estate as its file says it, checked, defaults filled in.
///
/// @param file the file
/// @param platforms what the apps run on, at least one, in the order of the file
/// @param items everything else, in the order of the sections and the file
/// @param terraform what goes into Terraform's own block
/// @param activeRegion the region that the failover groups are to serve from; empty when none is
///   said
public record Topology(
    Path file,
    List<PlatformBlock> platforms,
    List<Item> items,
    Optional<Yaml> terraform,
    Optional<String> activeRegion) {

  /// Copies the lists.
  public Topology {
    platforms = List.copyOf(platforms);
    items = List.copyOf(items);
  }

  /// This topology with other things.
  Topology withItems(List<Item> others) {
    return new Topology(file, platforms, others, terraform, activeRegion);
  }

  /// This topology, whose failover groups are to serve from a region.
  Topology leadingTo(String region) {
    return new Topology(file, platforms, items, terraform, Optional.of(region));
  }

  /// Returns what is worth saying of it although nothing is wrong.
  public List<Finding> notes() {
    return ActiveRegion.notes(this);
  }

  /// Returns the places that the failover groups are to serve from because of `active_region`, by
  /// the groups' addresses in Terraform; empty without one.
  public Map<String, String> evacuation() {
    return activeRegion.isEmpty()
        ? Map.of()
        : of(Section.FAILOVER).stream()
            .filter(ActiveRegion::isMoved)
            .collect(Collectors.toMap(Item::address, group -> group.text("active").orElseThrow()));
  }

  /// What the file says of a platform.
  ///
  /// @param kind which platform it is
  /// @param texts its settings that stand in the file
  /// @param secrets where its secrets are
  public record Chosen(
      String kind, Map<String, String> texts, Map<String, SecretReference> secrets) {

    /// Copies the maps.
    public Chosen {
      texts = Map.copyOf(texts);
      secrets = Map.copyOf(secrets);
    }

    /// Returns the settings with their secrets, as far as these can be read.
    ///
    /// @param directory where the topology is
    public Map<String, String> settings(Map<String, String> environment, Path directory) {
      Map<String, String> all = new LinkedHashMap<>(texts);
      secrets.forEach((name, secret) ->
          secret.value(environment, directory).ifPresent(value -> all.put(name, value)));
      return all;
    }

    /// Returns the settings whose secrets cannot be read, each with what is wrong.
    ///
    /// @param directory where the topology is
    public Map<String, String> unread(Map<String, String> environment, Path directory) {
      Map<String, String> unread = new LinkedHashMap<>();
      secrets.forEach((name, secret) -> {
        if (secret.value(environment, directory).isEmpty()) {
          unread.put(
              name,
              switch (secret) {
                case SecretReference.Environment(String variable) ->
                    "the variable %s, which the topology names, is not set".formatted(variable);
                case SecretReference.File _ -> "the file that the topology names cannot be read";
              });
        }
      });
      return unread;
    }
  }

  /// Returns what is said of each platform, in the order of the file.
  public List<Chosen> chosen() {
    return platforms.stream().map(Topology::chosen).toList();
  }

  private static Chosen chosen(PlatformBlock block) {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, SecretReference> secrets = new LinkedHashMap<>();
    block
        .settings()
        .forEach((name, setting) -> {
          setting.text().ifPresent(text -> texts.put(name, text));
          if (setting.value() instanceof Expression.Hidden hidden) {
            secrets.put(name, hidden.secret());
          }
        });
    return new Chosen(block.kind(), texts, secrets);
  }

  /// Returns the things of a section, in the order of the file.
  List<Item> of(Section section) {
    return items.stream().filter(item -> item.section() == section).toList();
  }

  /// Returns one thing of the file.
  Optional<Item> find(Section section, String name) {
    return of(section).stream().filter(item -> item.name().equals(name)).findFirst();
  }

  /// Returns which platforms the failover groups are on, as far as that is said.
  public List<String> failoverPlatforms() {
    PlatformOf platforms = new PlatformOf(this);
    return of(Section.FAILOVER).stream()
        .flatMap(group -> platforms.block(group).stream())
        .map(PlatformBlock::kind)
        .distinct()
        .toList();
  }

  /// Returns what a reference refers to.
  Optional<Item> find(Expression.Reference reference) {
    return find(reference.section(), reference.name());
  }

  /// Returns the names of the things of a section.
  List<String> names(Section section) {
    return section == Section.PLATFORMS
        ? platforms.stream().map(PlatformBlock::name).toList()
        : of(section).stream().map(Item::name).toList();
  }

  /// Returns a platform by its name.
  Optional<PlatformBlock> platform(String name) {
    return platforms.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /// Returns the identifier of an app that exists.
  static String idOf(Item app) {
    return app.text(Vocabulary.ID).orElse(app.name());
  }

  /// Returns where things stand in the file, by their addresses in Terraform.
  public Map<String, String> paths() {
    Map<String, String> paths = new LinkedHashMap<>();
    items.stream().filter(item -> !item.exists()).forEach(it -> paths.put(it.address(), it.path()));
    return paths;
  }

  /// Returns where something stands in the file and the keys that lead to it; empty when it does
  /// not stand there.
  ///
  /// @param address in Terraform
  /// @param attribute of it; where it is not set, or empty, the thing itself is meant
  public String place(String address, String attribute) {
    return items.stream()
        .filter(item -> address.equals(item.exists() ? Claims.address(item) : item.address()))
        .findFirst()
        .map(item ->
            item.setting(attribute)
                .map(setting -> setting.place() + " " + setting.path())
                .orElseGet(() -> item.place() + " " + item.path()))
        .orElse("");
  }

  /// Returns what is wrong with the files that secrets stand in: whoever only reads the topology
  /// may not have them, whoever plans must.
  ///
  /// @param directory where the topology is
  public List<Finding> unreadableSecrets(Path directory) {
    Findings findings = new Findings();
    for (Expression.Hidden hidden : hidden()) {
      if (hidden.secret() instanceof SecretReference.File secret) {
        secret
            .complaint(directory)
            .ifPresent(complaint -> findings.add(hidden.place(), hidden.path(), complaint));
      }
    }
    return findings.list();
  }

  /// Returns the references to secrets, in the order of the file.
  List<Expression.Hidden> hidden() {
    List<Expression.Hidden> found = new ArrayList<>();
    Stream.concat(
            platforms.stream().flatMap(it -> it.settings().values().stream()),
            items.stream().flatMap(it -> it.settings().values().stream()))
        .forEach(setting -> collect(setting.value(), found));
    return found;
  }

  private static void collect(Expression value, List<Expression.Hidden> found) {
    switch (value) {
      case Expression.Hidden hidden -> found.add(hidden);
      case Expression.Items(List<Expression> items) -> items.forEach(it -> collect(it, found));
      case Expression.Fields(Map<String, Expression> fields) ->
          fields.values().forEach(it -> collect(it, found));
      case Expression.Literal _, Expression.Reference _, Expression.Wrong _ -> {}
    }
  }

  /// Something that can be taken over.
  ///
  /// @param address in Terraform
  /// @param id that the file gives, or the usual one
  public record Importable(String address, String id) {}

  /// Returns what stands somewhere in the file, e.g. at `failover.shop`, to be taken over.
  public Optional<Importable> importable(String path) {
    return items.stream()
        .filter(item -> !item.exists() && item.path().equals(path))
        .map(item -> new Importable(item.address(), new ImportIds(this).of(item)))
        .findFirst();
  }

  /// Reads a duration as the file and Terraform write it; empty when the text is none.
  public static Optional<Duration> duration(String text) {
    return Durations.parse(text);
  }

  /// Returns the time that a failover group may leave nobody served, by the group's path in the
  /// file.
  public Map<String, String> recoveryTimes() {
    return of(Section.FAILOVER).stream()
        .filter(group -> objective(group, "rto").isPresent())
        .collect(Collectors.toMap(Item::path, group -> objective(group, "rto").orElseThrow()));
  }

  /// Returns an objective of a failover group.
  static Optional<String> objective(Item group, String name) {
    return part(group, Vocabulary.OBJECTIVES, name);
  }

  /// Returns a text inside an object that an attribute is set to.
  static Optional<String> part(Item item, String attribute, String name) {
    return item.setting(attribute)
        .map(Setting::value)
        .flatMap(value ->
            value instanceof Expression.Fields(Map<String, Expression> fields)
                    && fields.get(name) instanceof Expression.Literal(Value literal)
                ? literal.optionalString()
                : Optional.empty());
  }
}
