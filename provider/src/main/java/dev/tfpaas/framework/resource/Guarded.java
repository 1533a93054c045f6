package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.CtyException;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.schema.Mismatch;
import java.util.Optional;
import java.util.function.Supplier;

/// Runs what a resource does and turns what it throws into diagnostics.
public final class Guarded {
  private Guarded() {}

  /// The result of the action, or empty when it threw; what it threw is then in the diagnostics of
  /// the call, as an error.
  ///
  /// @param what what is attempted: "create paas_app_clone"
  public static <T> Optional<T> run(String what, Invocation<?> call, Supplier<T> action) {
    return run(what, call.diagnostics(), call.log(), action);
  }

  /// The same for a call that has no client.
  public static <T> Optional<T> run(
      String what, Diagnostics diagnostics, Log log, Supplier<T> action) {
    try {
      return Optional.of(action.get());
    } catch (DiagnosticException e) {
      diagnostics.addAll(e.diagnostics());
      if (e.diagnostics().stream().noneMatch(Diagnostic::isError)) {
        diagnostics.error("Cannot " + what, "The provider gave up without saying why.");
      }
      if (e.getCause() != null) {
        log.failure("Cannot " + what, e);
      }
      return Optional.empty();
    } catch (CtyException e) {
      log.failure("Cannot " + what, e);
      diagnostics.add(Bug.diagnostic(what, new Mismatch(e.path(), e.reason())));
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      // Errors too: whatever a resource dies of, what it has created must still be reported.
      log.failure("Cannot " + what, e);
      diagnostics.add(Bug.diagnostic(what, e));
      return Optional.empty();
    }
  }
}
