package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.schema.ConfigCheck;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.WriteOnly;

/// Validation and reading of one data source type. Safe for use by many threads.
///
/// @param <C> the provider's client
public final class DataLifecycle<C> {
  private final DataSource<C> dataSource;
  private final Schema schema;

  /// The lifecycle of one data source type.
  public DataLifecycle(DataSource<C> dataSource) {
    this.dataSource = dataSource;
    this.schema = dataSource.schema();
  }

  /// The data source's type name.
  public String typeName() {
    return dataSource.typeName();
  }

  /// The data source's schema.
  public Schema schema() {
    return schema;
  }

  /// Checks a configuration, adding every problem found.
  ///
  /// @param config object of the schema; may hold unknown values
  public void validate(Value config, Diagnostics diagnostics) {
    ConfigCheck.check(schema, config, WriteOnly.Support.SUPPORTED, diagnostics);
    if (config.isKnown()) {
      dataSource.validate(config, diagnostics);
    }
  }

  /// Reads the result: an object of the schema, wholly known.
  ///
  /// @param config object of the schema, wholly known
  public Value read(Value config, Invocation<C> call) {
    Value read = dataSource.read(new DataContext<>(call, config));
    return new StateCheck(schema, "read " + typeName()).complete(read, call.diagnostics());
  }
}
