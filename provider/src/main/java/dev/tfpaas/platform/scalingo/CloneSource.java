package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What of a source goes into its copy. However often the copy is looked at until it has it, the
/// source is read once.
final class CloneSource {
  /// The variables that an add-on sets itself; its copy sets its own. Not every name that begins
  /// with SCALINGO_ is one: `SCALINGO_NO_FRONT_ERROR_URL` is set by people.
  private static final Pattern OF_ADDON =
      Pattern.compile(
          "SCALINGO_(POSTGRESQL|MYSQL|MONGO|MONGODB|REDIS|ELASTICSEARCH|OPENSEARCH|INFLUX|INFLUXDB)"
              + "(_[A-Z0-9]+)*_URL(_[A-Z0-9]+)*");

  private final ScalingoApi api;
  private final AppReader reader;

  CloneSource(ScalingoApi api, AppReader reader) {
    this.api = api;
    this.reader = reader;
  }

  /// Tells whether a variable is copied when no override says otherwise.
  static boolean isCopied(String name) {
    return !Mark.ALL.contains(name) && !OF_ADDON.matcher(name).matches();
  }

  /// Returns all variables that a copy must have.
  Map<String, Secret> variables(AppPlace source, CloneSpec spec) {
    Map<String, Secret> wanted = new HashMap<>();
    api.asBefore(() -> reader.variables(source))
        .all()
        .forEach((name, variable) -> {
          if (isCopied(name)) {
            wanted.put(name, variable.value());
          }
        });
    wanted.putAll(spec.variables());
    wanted.put(Mark.CLONED_FROM, new Secret(spec.sourceAppId()));
    Formation formation = formation(source);
    if (formation.runs()) {
      wanted.put(Mark.FORMATION, new Secret(formation.toString()));
    }
    return wanted;
  }

  /// Returns the source.
  WireApp app(AppPlace source) {
    return api.asBefore(() -> reader.require(source));
  }

  /// Returns the source's containers.
  Formation formation(AppPlace source) {
    return api.asBefore(() -> reader.formation(source));
  }

  /// Returns the source's add-on of an engine; empty when it has none.
  Optional<AppReader.Addon> addon(AppPlace source, String engine) {
    return of(engine, api.asBefore(() -> reader.addons(source)));
  }

  /// Returns the one of an engine; empty when there is none.
  static Optional<AppReader.Addon> of(String engine, List<AppReader.Addon> addons) {
    return addons.stream().filter(addon -> addon.engine().equals(engine)).findFirst();
  }

  /// Returns the names of overrides that are no longer wanted and that the source does not have.
  Set<String> leftOver(AppPlace source, Set<String> names) {
    Set<String> left = new TreeSet<>(names);
    left.removeAll(api.asBefore(() -> reader.variables(source)).all().keySet());
    return left;
  }
}
