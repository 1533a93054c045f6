package dev.tfpaas.resources.clone;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.PrivateFacts;
import dev.tfpaas.runbook.Runbook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a `paas_app_clone` asks for, once it is known.
final class CloneConfig {
  /// The attributes that the platform is told.
  static final List<String> INPUTS =
      List.of(
          "source_app_id",
          "name",
          "environment",
          "region",
          "cloud",
          "size",
          "adopt",
          "variables",
          "databases",
          "maintenance",
          "source_url");

  private CloneConfig() {}

  /// Tells whether everything that the user told is known.
  static boolean isKnown(Value config) {
    return INPUTS.stream().allMatch(name -> config.get(name).isWhollyKnown());
  }

  /// Makes the spec of a plan or a state.
  ///
  /// @param object what is planned, or a state; what is not known yet counts as left to the
  ///   platform
  /// @param config what the user wrote; which databases are wanted is only told there, since a plan
  ///   keeps those that there are
  static CloneSpec spec(Value object, Value config) {
    return new CloneSpec(
        object.get("source_app_id").asString(),
        object.get("name").asString(),
        text(object, "environment"),
        text(object, "region"),
        text(object, "cloud"),
        text(object, "size"),
        object.get("adopt").optionalBool().orElse(false),
        variables(object.get("variables")),
        databases(config.get("databases")),
        PrivateFacts.part(object, "maintenance").map(Value::asBool).orElse(true),
        text(object, "source_url"));
  }

  private static Optional<String> text(Value object, String name) {
    return PrivateFacts.part(object, name).map(Value::asString);
  }

  private static Optional<List<String>> databases(Value value) {
    return value.optionalList().map(list -> list.stream().map(Value::asString).sorted().toList());
  }

  private static Map<String, Secret> variables(Value value) {
    Map<String, Secret> variables = new HashMap<>();
    value
        .optionalMap()
        .ifPresent(map ->
            map.forEach((name, text) ->
                text.optionalString().ifPresent(known -> variables.put(name, new Secret(known)))));
    return variables;
  }

  /// Returns what the platform offers for copies.
  ///
  /// @throws dev.tfpaas.framework.diag.DiagnosticException when it has none
  static AppClones clones(Platform platform) {
    return Capabilities.require(platform, platform.appClones(), CloneSchema.TYPE_NAME);
  }

  /// Returns the steps that make a copy, or that make one of what there is.
  static Runbook making(AppClones clones, Optional<App> existing, CloneSpec wanted) {
    Runbook made = clones.create(wanted);
    return existing.map(app -> made.then(clones.completion(app, wanted))).orElse(made);
  }
}
