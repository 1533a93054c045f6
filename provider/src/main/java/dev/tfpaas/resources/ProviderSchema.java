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
import dev.tfpaas.platform.ServiceAddress;
import java.util.ArrayList;
import java.util.List;

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
      case TEXT, DURATION, DIRECTORY, FILE -> plain.validatedBy(new NotEmpty());
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
    ServiceAddress.problem(value.asString())
        .ifPresent(problem -> diagnostics.error(path, "Cannot use this URL", problem));
  }
}
