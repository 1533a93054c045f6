package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.schema.Schema;

/// A data source type. One object serves many calls at once; it holds no state of its own.
///
/// @param <C> the provider's client
public interface DataSource<C> {

  /// The type name with the provider's prefix: `paas_regions`.
  String typeName();

  /// The schema of configuration and result. Asked once.
  Schema schema();

  /// Checks the configuration as [Resource#validate] does.
  default void validate(Value config, Diagnostics diagnostics) {}

  /// Reads the result: the configured values as they are and every computed attribute filled.
  /// Something not found is an error.
  ///
  /// @throws dev.tfpaas.framework.diag.DiagnosticException when it cannot be read
  Value read(DataContext<C> context);
}
