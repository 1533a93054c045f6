package dev.tfpaas.resources;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.PlatformType;
import dev.tfpaas.platform.PlatformType.Setting;
import dev.tfpaas.platform.ServiceAddress;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Turns a provider block that is wholly known, and the environment, into platform settings.
final class ProviderSettings {
  /// Of every kind: spaces that break no line, marks of a byte order, line ends, and what is
  /// invisible.
  private static final Pattern BLANKS_AROUND =
      Pattern.compile("^[\\s\\p{Z}\\p{Cc}\\p{Cf}]+|[\\s\\p{Z}\\p{Cc}\\p{Cf}]+$");

  private final Value config;
  private final List<PlatformType> types;
  private final Surroundings surroundings;

  ProviderSettings(Value config, List<PlatformType> types, Surroundings surroundings) {
    this.config = config;
    this.types = types;
    this.surroundings = surroundings;
  }

  /// Returns the first place in the provider block that is unknown; empty when none is.
  static Optional<Path> unknown(Value config) {
    return unknown(Path.root(), config);
  }

  private static Optional<Path> unknown(Path path, Value value) {
    if (value.isUnknown()) {
      return Optional.of(path);
    }
    if (value instanceof Value.ObjectValue object) {
      for (Map.Entry<String, Value> attribute : object.attributes().entrySet()) {
        Optional<Path> inside = unknown(path.attribute(attribute.getKey()), attribute.getValue());
        if (inside.isPresent()) {
          return inside;
        }
      }
    }
    return Optional.empty();
  }

  /// Returns the settings.
  ///
  /// @throws DiagnosticException for a missing token or URL, naming both ways to give it
  PlatformSettings read() {
    PlatformType type = type();
    Map<String, String> values = new HashMap<>();
    for (Setting setting : type.settings()) {
      Optional<String> value = new Lookup(type.name(), setting).value();
      if (value.isPresent()) {
        values.put(setting.name(), value.get());
      }
    }
    return new PlatformSettings(type, values);
  }

  private PlatformType type() {
    for (PlatformType type : types) {
      if (!config.get(type.name()).isNull()) {
        return type;
      }
    }
    Optional<String> chosen = surroundings.variable(ProviderSchema.CHOICE);
    if (chosen.isEmpty()) {
      return types.getFirst();
    }
    for (PlatformType type : types) {
      if (type.name().equals(chosen.get())) {
        return type;
      }
    }
    throw DiagnosticException.error(
        "Unknown platform",
        "The environment variable %s is \"%s\"; it must be one of %s."
            .formatted(
                ProviderSchema.CHOICE,
                chosen.get(),
                types.stream().map(PlatformType::name).collect(Collectors.joining(", "))));
  }

  /// A setting of the platform that was chosen.
  private final class Lookup {
    private final String block;
    private final Setting setting;

    Lookup(String block, Setting setting) {
      this.block = block;
      this.setting = setting;
    }

    /// Returns what is said in the block, else in the environment, else the fallback.
    Optional<String> value() {
      Optional<String> said = configured();
      if (said.isEmpty() && setting.variable().isPresent()) {
        said = surroundings.variable(setting.variable().get());
      }
      said = said.map(Lookup::withoutBlanksAround);
      if (said.isEmpty() && setting.fallback().isEmpty() && setting.isRequired()) {
        throw missing();
      }
      return switch (setting.kind()) {
        case TEXT, DURATION -> orFallback(said);
        case SECRET -> orFallback(said.map(this::wholeSecret));
        case URL -> orFallback(checkedUrl(said));
        case DIRECTORY -> absolute(orFallback(said));
        case FILE -> file(said);
      };
    }

    private Optional<String> configured() {
      Value object = config.get(block);
      return object.isNull() ? Optional.empty() : object.get(setting.name()).optionalString();
    }

    private Optional<String> orFallback(Optional<String> said) {
      return said.isPresent() ? said : setting.fallback();
    }

    private Optional<String> absolute(Optional<String> path) {
      return path.map(it -> surroundings.workingDirectory().resolve(it).toString());
    }

    private Optional<String> file(Optional<String> said) {
      return absolute(said)
          .or(() ->
              absolute(setting.fallback())
                  .filter(it -> Files.isRegularFile(java.nio.file.Path.of(it))));
    }

    /// What comes from a file ends in a line end, and what was copied from a page may have blanks
    /// around it that nobody sees.
    private static String withoutBlanksAround(String said) {
      return BLANKS_AROUND.matcher(said).replaceAll("");
    }

    /// A blank inside is of no token, and no header may hold it; it is never shown.
    private String wholeSecret(String secret) {
      if (secret.isEmpty() || secret.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
        throw new DiagnosticException(
            Diagnostic.error(
                path(),
                "Cannot use `%s.%s`".formatted(block, setting.name()),
                "It is empty, or has a blank, a line end or another character inside that no token"
                    + " has. Look at how it is read, e.g. whether a file holds more than the"
                    + " token."));
      }
      return secret;
    }

    private Optional<String> checkedUrl(Optional<String> said) {
      said.flatMap(ServiceAddress::problem)
          .ifPresent(problem -> {
            throw new DiagnosticException(
                Diagnostic.error(
                    path(),
                    "Cannot use this URL",
                    "%s It comes from `%s.%s`%s."
                        .formatted(
                            problem,
                            block,
                            setting.name(),
                            setting
                                .variable()
                                .map(" or the environment variable "::concat)
                                .orElse(""))));
          });
      return said;
    }

    private DiagnosticException missing() {
      return new DiagnosticException(
          Diagnostic.error(
              path(),
              "Missing `%s.%s`".formatted(block, setting.name()),
              "The platform %s needs it. Set %s`%s = { %s = … }` in the provider block."
                  .formatted(
                      block,
                      setting
                          .variable()
                          .map("the environment variable %s, or "::formatted)
                          .orElse(""),
                      block,
                      setting.name())));
    }

    private Path path() {
      Path path = Path.root().attribute(block);
      return config.get(block).isNull() ? path : path.attribute(setting.name());
    }
  }
}
