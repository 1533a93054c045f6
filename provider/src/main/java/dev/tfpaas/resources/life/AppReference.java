package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.platform.Namesakes;
import dev.tfpaas.platform.Platform;
import java.util.List;

/// An attribute that names an app.
public final class AppReference {
  private AppReference() {}

  /// Adds an error for each of these attributes of an object that names an app which definitely
  /// does not exist.
  ///
  /// @return whether no error was added
  public static boolean check(
      Platform platform, List<String> attributes, Value object, Diagnostics diagnostics) {
    boolean exist = true;
    for (String attribute : attributes) {
      exist &= check(platform, attribute, object.get(attribute), diagnostics);
    }
    return exist;
  }

  /// Adds an error if the app that an attribute names definitely does not exist.
  ///
  /// @param value the attribute's value; null and unknown are in order
  /// @return whether no error was added
  public static boolean check(
      Platform platform, String attribute, Value value, Diagnostics diagnostics) {
    if (!value.isKnown() || platform.apps().find(value.asString()).isPresent()) {
      return true;
    }
    diagnostics.error(
        Path.root().attribute(attribute),
        "There is no app " + value.asString(),
        "The platform %s has no app \"%s\". %s If it is created in the same configuration, refer to its attribute instead of its name, e.g. `%s = paas_app_clone.x.app_id`, so that Terraform creates it first."
            .formatted(
                platform.name(),
                value.asString(),
                Namesakes.advice(platform.apps(), value.asString()),
                attribute));
    return false;
  }
}
