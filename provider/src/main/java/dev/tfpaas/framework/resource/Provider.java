package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.schema.Schema;
import java.util.List;

/// A provider: its configuration, and the resources and data sources that use what the
/// configuration makes.
///
/// One object serves many calls at once; it holds no state of its own.
///
/// @param <C> the client that [#configure] makes and every resource gets; must be safe to use from
///   many threads
public interface Provider<C> {

  /// The provider's local name, which every type name begins with: `paas`.
  String name();

  /// The schema of the `provider` block. Asked once.
  Schema schema();

  /// The managed resources. Asked once.
  List<Resource<C>> resources();

  /// The data sources. Asked once.
  List<DataSource<C>> dataSources();

  /// Checks the configuration beyond what the attributes' validators do, adding every problem
  /// found. No network, no credentials.
  ///
  /// @param config object of [#schema]; any part may be unknown, which is always valid
  default void validate(Value config, Diagnostics diagnostics) {}

  /// Makes the client. Called before any resource is read, planned or applied; in debug mode again
  /// for every Terraform command.
  ///
  /// Must not fail because something is unknown, as it may be while planning: the client remembers
  /// that it is incomplete, and the first call that needs what is missing fails.
  ///
  /// @throws dev.tfpaas.framework.diag.DiagnosticException when the configuration cannot be used
  C configure(ConfigureRequest request, Diagnostics diagnostics);
}
