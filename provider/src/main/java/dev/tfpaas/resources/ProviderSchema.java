package dev.tfpaas.resources;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.NotEmpty;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.platform.PlatformType;
import dev.tfpaas.platform.PlatformType.Setting;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The schema of the provider block: an attribute for each platform, with its settings.
final class ProviderSchema {
  /// The environment variable that chooses a platform where the block does not.
  static final String CHOICE = "PAAS_PLATFORM";

  private ProviderSchema() {}

  /// Makes the schema.
  ///
  /// @param types the platforms; the first is the one that is meant where nobody chooses
  static Schema of(List<PlatformType> types) {
    List<Attribute> platforms = new ArrayList<>();
    for (PlatformType type : types) {
      List<Attribute> settings = new ArrayList<>();
      for (Setting setting : type.settings()) {
        settings.add(attribute(setting));
      }
      platforms.add(Attribute.optionalObject(type.name(), settings, type.description()));
    }
    return Schema.of(
        "Fails apps over between regions and clouds of a PaaS, and moves them. At most one of the"
            + " platforms is set; with none, the environment variable `%s` chooses, and without"
                .formatted(CHOICE)
            + " that it is `%s`, which is embedded and needs nothing."
                .formatted(types.getFirst().name()),
        platforms);
  }

  private static Attribute attribute(Setting setting) {
    Attribute plain =
        Attribute.optional(setting.name(), Type.STRING, setting.description() + sourceOf(setting));
    return switch (setting.kind()) {
      case TEXT, DIRECTORY, FILE -> plain.validatedBy(new NotEmpty());
      case SECRET -> plain.validatedBy(new NotEmpty()).sensitive();
      case URL -> plain.validatedBy(ProviderSchema::checkUrl);
    };
  }

  /// Says where a setting comes from when the block does not say it.
  private static String sourceOf(Setting setting) {
    String variable = setting.variable().orElse("");
    String fallback = setting.fallback().orElse("");
    if (setting.kind() == Setting.Kind.FILE) {
      return "";
    }
    if (!variable.isEmpty() && !fallback.isEmpty()) {
      return " Default: `%s`, then `%s`.".formatted(variable, fallback);
    }
    if (!fallback.isEmpty()) {
      return " Default: `%s`.".formatted(fallback);
    }
    if (!variable.isEmpty()) {
      return setting.isRequired()
          ? " Default: the environment variable `%s`.".formatted(variable)
          : " Default: `%s`.".formatted(variable);
    }
    return "";
  }

  private static void checkUrl(Path path, Value value, Diagnostics diagnostics) {
    problemOf(value.asString())
        .ifPresent(problem -> diagnostics.error(path, "Cannot use this URL", problem));
  }

  /// Says what is wrong with a platform's URL; empty when it may be used.
  static Optional<String> problemOf(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException problem) {
      return Optional.of("\"%s\" is not a URL: %s.".formatted(text, problem.getReason()));
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      return Optional.of("\"%s\" must be like https://host or https://host:port.".formatted(text));
    }
    if (uri.getUserInfo() != null) {
      return Optional.of(
          "A user or password in a URL would end up in logs; use the token instead.");
    }
    if (scheme.equals("http") && !isLoopback(uri.getHost())) {
      return Optional.of(
          "\"%s\" would send the token unencrypted. Use https://; http:// is only allowed to this machine itself (localhost, 127.0.0.1, [::1])."
              .formatted(text));
    }
    return Optional.empty();
  }

  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
        || host.equals("[::1]");
  }
}
