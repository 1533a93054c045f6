package dev.tfpaas.resources;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/// Turns a provider block that is wholly known, and the environment, into platform settings.
final class ProviderSettings {
  private static final String CHOICE = "PAAS_PLATFORM";

  private final Value config;
  private final Surroundings surroundings;

  ProviderSettings(Value config, Surroundings surroundings) {
    this.config = config;
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

  /// Returns the provider attribute that these settings come from.
  static String blockOf(PlatformSettings settings) {
    return switch (settings) {
      case PlatformSettings.Local _ -> "local";
      case PlatformSettings.Cloud66 _ -> "cloud66";
      case PlatformSettings.Scalingo _ -> "scalingo";
      case PlatformSettings.Jelastic _ -> "jelastic";
    };
  }

  /// Returns the settings.
  ///
  /// @throws DiagnosticException for a missing token or URL, naming both ways to give it
  PlatformSettings read() {
    return switch (platform()) {
      case "cloud66" ->
          new PlatformSettings.Cloud66(
              url("cloud66", "url", "CLOUD66_URL").orElse(URI.create("https://app.cloud66.com")),
              secret("cloud66", "access_token", "CLOUD66_ACCESS_TOKEN"));
      case "scalingo" ->
          new PlatformSettings.Scalingo(
              text("scalingo", "region", "SCALINGO_REGION").orElse("osc-fr1"),
              secret("scalingo", "api_token", "SCALINGO_API_TOKEN"),
              url("scalingo", "auth_url", "SCALINGO_AUTH_URL")
                  .orElse(URI.create("https://auth.scalingo.com")),
              url("scalingo", "api_url", "SCALINGO_API_URL"),
              url("scalingo", "database_api_url", "SCALINGO_DB_URL"));
      case "jelastic" ->
          new PlatformSettings.Jelastic(
              url("jelastic", "url", "JELASTIC_URL")
                  .orElseThrow(() -> missing("jelastic", "url", "JELASTIC_URL")),
              secret("jelastic", "token", "JELASTIC_TOKEN"));
      default -> local();
    };
  }

  private String platform() {
    Optional<String> configured =
        ProviderSchema.PLATFORMS.stream().filter(name -> !config.get(name).isNull()).findFirst();
    if (configured.isPresent()) {
      return configured.get();
    }
    String chosen = surroundings.variable(CHOICE).orElse("local");
    if (!ProviderSchema.PLATFORMS.contains(chosen)) {
      throw new DiagnosticException(
          Diagnostic.error(
              "Unknown platform",
              "The environment variable %s is \"%s\"; it must be one of %s."
                  .formatted(CHOICE, chosen, String.join(", ", ProviderSchema.PLATFORMS))));
    }
    return chosen;
  }

  private PlatformSettings local() {
    java.nio.file.Path directory = surroundings.workingDirectory();
    java.nio.file.Path path = directory.resolve(configured("local", "path").orElse(".paas"));
    Optional<java.nio.file.Path> named = configured("local", "estate").map(directory::resolve);
    if (named.isPresent() && !Files.isRegularFile(named.get())) {
      throw new DiagnosticException(
          Diagnostic.error(
              Path.root().attribute("local").attribute("estate"),
              "No such estate file",
              "There is no file %s. Give the path of a YAML file relative to the working directory, or leave `estate` out to use the built-in estate."
                  .formatted(named.get())));
    }
    Optional<java.nio.file.Path> estate =
        named.or(() -> Optional.of(directory.resolve("estate.yaml")).filter(Files::isRegularFile));
    return new PlatformSettings.Local(path, estate);
  }

  private Secret secret(String block, String attribute, String variable) {
    return new Secret(
        text(block, attribute, variable).orElseThrow(() -> missing(block, attribute, variable)));
  }

  private Optional<URI> url(String block, String attribute, String variable) {
    Optional<String> text = text(block, attribute, variable);
    text.flatMap(ProviderSchema::problemOf)
        .ifPresent(problem -> {
          throw new DiagnosticException(
              Diagnostic.error(
                  place(block, attribute),
                  "Cannot use this URL",
                  "%s It comes from `%s.%s` or the environment variable %s."
                      .formatted(problem, block, attribute, variable)));
        });
    return text.map(URI::create);
  }

  private Optional<String> text(String block, String attribute, String variable) {
    return configured(block, attribute).or(() -> surroundings.variable(variable));
  }

  private Optional<String> configured(String block, String attribute) {
    Value object = config.get(block);
    return object.isNull() ? Optional.empty() : object.get(attribute).optionalString();
  }

  private DiagnosticException missing(String block, String attribute, String variable) {
    return new DiagnosticException(
        Diagnostic.error(
            place(block, attribute),
            "Missing `%s.%s`".formatted(block, attribute),
            "The platform %s needs it. Set the environment variable %s, or `%s = { %s = … }` in the provider block."
                .formatted(block, variable, block, attribute)));
  }

  private Path place(String block, String attribute) {
    Path path = Path.root().attribute(block);
    return config.get(block).isNull() ? path : path.attribute(attribute);
  }
}
