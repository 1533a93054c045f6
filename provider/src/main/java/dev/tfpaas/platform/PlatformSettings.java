package dev.tfpaas.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// What is said about one platform, complete and checked.
///
/// @param type which platform it is
/// @param values by the name of the setting, of those that are said or have a default; a directory
///   or file is an absolute path. Never shown: secrets are among them.
public record PlatformSettings(PlatformType type, Map<String, String> values) {

  /// Copies the values.
  public PlatformSettings {
    values = Map.copyOf(values);
  }

  /// Returns the text of a setting; empty where there is none.
  public Optional<String> text(String setting) {
    return Optional.ofNullable(values.get(setting));
  }

  /// Returns a secret; empty where there is none.
  public Optional<Secret> secret(String setting) {
    return text(setting).map(Secret::new);
  }

  /// Returns an address; empty where there is none.
  public Optional<URI> url(String setting) {
    return text(setting).map(URI::create);
  }

  /// Returns an absolute path; empty where there is none.
  public Optional<Path> path(String setting) {
    String text = values.get(setting);
    return text == null ? Optional.empty() : Optional.of(Path.of(text));
  }

  /// Names the type and what is set, without any value.
  @Override
  public String toString() {
    return type.name() + new TreeSet<>(values.keySet());
  }
}
