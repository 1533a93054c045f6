package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Namesakes;
import dev.tfpaas.platform.Platform;
import java.util.List;
import java.util.Optional;

/// An attribute that names an app.
public final class AppReference {
  private AppReference() {}

  /// Adds an error for each of these attributes of an object that names an app which definitely
  /// does not exist, or is known by another identifier.
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

  /// Adds an error if the app that an attribute names definitely does not exist, or is known by
  /// another identifier: everything that belongs together is found by identifiers, so that an app
  /// under two of them would be two apps.
  ///
  /// @param value the attribute's value; null and unknown are in order
  /// @return whether no error was added
  public static boolean check(
      Platform platform, String attribute, Value value, Diagnostics diagnostics) {
    if (!value.isKnown()) {
      return true;
    }
    Optional<App> found = platform.apps().known(value.asString());
    if (found.isPresent()) {
      return isItsOwn(found.get(), attribute, value.asString(), diagnostics);
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

  private static boolean isItsOwn(
      App app, String attribute, String asked, Diagnostics diagnostics) {
    if (app.id().equals(asked)) {
      return true;
    }
    diagnostics.error(
        Path.root().attribute(attribute),
        "App %s is known as %s".formatted(asked, app.id()),
        "Both mean the same app, and only one can be used: write `%s = \"%s\"`."
            .formatted(attribute, app.id()));
    return false;
  }
}
