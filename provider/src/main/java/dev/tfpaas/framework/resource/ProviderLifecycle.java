package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.schema.ConfigCheck;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.WriteOnly;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Validation and configuration of a provider. Safe for use by many threads.
///
/// @param <C> the provider's client
public final class ProviderLifecycle<C> {
  private final Provider<C> provider;
  private final Schema schema;

  /// The lifecycle of one provider.
  public ProviderLifecycle(Provider<C> provider) {
    this.provider = provider;
    this.schema = provider.schema();
  }

  /// The schema of the `provider` block.
  public Schema schema() {
    return schema;
  }

  /// Checks a configuration, adding every problem found.
  ///
  /// @param config object of the schema; may be unknown in part or as a whole
  public void validate(Value config, Diagnostics diagnostics) {
    Value object = object(config);
    ConfigCheck.check(schema, object, WriteOnly.Support.SUPPORTED, diagnostics);
    provider.validate(object, diagnostics);
  }

  /// Makes the client; empty when that failed, and then the reasons are in the diagnostics.
  public Optional<C> configure(ConfigureRequest request, Diagnostics diagnostics, Log log) {
    ConfigureRequest complete =
        new ConfigureRequest(object(request.config()), request.terraformVersion());
    return Guarded.run(
            "configure the provider",
            diagnostics,
            log,
            () -> provider.configure(complete, diagnostics))
        .filter(_ -> !diagnostics.hasErrors());
  }

  /// A null configuration is an empty block, an unknown one a block with everything unknown, so
  /// that providers see an object always.
  private Value object(Value config) {
    if (config.isKnown()) {
      return config;
    }
    Map<String, Value> attributes = new HashMap<>();
    schema
        .type()
        .attributes()
        .forEach((name, type) ->
            attributes.put(name, config.isNull() ? Value.nullOf(type) : Value.unknown(type)));
    return Value.object(attributes);
  }
}
