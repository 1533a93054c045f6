package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What of a source goes into its copy.
final class CloneSource {
  /// The variables that an add-on sets itself; its copy sets its own. Not every name that begins
  /// with SCALINGO_ is one: `SCALINGO_NO_FRONT_ERROR_URL` is set by people.
  private static final Pattern OF_ADDON =
      Pattern.compile(
          "SCALINGO_(POSTGRESQL|MYSQL|MONGO|MONGODB|REDIS|ELASTICSEARCH|OPENSEARCH|INFLUX|INFLUXDB)"
              + "(_[A-Z0-9]+)*_URL(_[A-Z0-9]+)*");

  private final AppReader reader;

  CloneSource(AppReader reader) {
    this.reader = reader;
  }

  /// Tells whether a variable is copied when no override says otherwise.
  static boolean isCopied(String name) {
    return !Mark.ALL.contains(name) && !OF_ADDON.matcher(name).matches();
  }

  /// Returns all variables that a copy must have.
  Map<String, Secret> variables(AppPlace source, CloneSpec spec) {
    Map<String, Secret> wanted = new HashMap<>();
    reader
        .variables(source)
        .all()
        .forEach((name, variable) -> {
          if (isCopied(name)) {
            wanted.put(name, variable.value());
          }
        });
    wanted.putAll(spec.variables());
    wanted.put(Mark.CLONED_FROM, new Secret(spec.sourceAppId()));
    Formation formation = reader.formation(source);
    if (formation.runs()) {
      wanted.put(Mark.FORMATION, new Secret(formation.toString()));
    }
    return wanted;
  }

  /// Returns the source's add-on of an engine; empty when it has none.
  Optional<AppReader.Addon> addon(AppPlace source, String engine) {
    return reader.addons(source).stream()
        .filter(addon -> addon.engine().equals(engine))
        .findFirst();
  }

  /// Returns the names of overrides that are no longer wanted and that the source does not have.
  Set<String> leftOver(AppPlace source, Set<String> names) {
    Set<String> left = new TreeSet<>(names);
    left.removeAll(reader.variables(source).all().keySet());
    return left;
  }
}
