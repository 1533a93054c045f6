package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.Limited;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Problem;
import java.util.List;
import java.util.TreeSet;

/// Says at plan time what a platform cannot do.
public final class Capabilities {
  private Capabilities() {}

  /// Returns the implementation of a capability.
  ///
  /// @param typeName the resource or data source that needs it
  /// @throws DiagnosticException naming platform, resource, reason and alternative when it is
  ///   missing
  public static <T> T require(Platform platform, Capability<T> capability, String typeName) {
    if (capability instanceof Capability.Offered<T>(T implementation)) {
      return implementation;
    }
    Capability.Missing<T> missing = (Capability.Missing<T>) capability;
    throw DiagnosticException.error(
        "The platform %s has no %s".formatted(platform.name(), typeName),
        "%s is not possible on the platform %s: %s. Instead: %s."
            .formatted(typeName, platform.name(), missing.reason(), missing.alternative()));
  }

  /// Adds an error for every configured attribute that the platform cannot honour.
  public static void refuseUnsupported(
      Platform platform, Limited offered, Value config, Diagnostics diagnostics) {
    for (String attribute : new TreeSet<>(offered.unsupportedAttributes())) {
      if (PrivateFacts.part(config, attribute).isPresent()) {
        diagnostics.error(
            Path.root().attribute(attribute),
            "The platform %s has no `%s`".formatted(platform.name(), attribute),
            offered
                .whyNot(attribute)
                .orElse(
                    "The platform %s cannot honour the attribute `%s`. Leave it out."
                        .formatted(platform.name(), attribute)));
      }
    }
  }

  /// Makes errors of what the platform would refuse.
  public static List<Diagnostic> errors(List<Problem> problems) {
    return problems.stream().map(Capabilities::error).toList();
  }

  private static Diagnostic error(Problem problem) {
    Path path = place(problem.attribute());
    return problem
        .rule()
        .map(rule -> Refusal.of(rule, path, problem.summary(), problem.detail()))
        .orElseGet(() -> Diagnostic.error(path, problem.summary(), problem.detail()));
  }

  /// Returns the path of an attribute such as `guards.max_lag`; the root for an empty one.
  public static Path place(String attribute) {
    Path path = Path.root();
    for (String name : attribute.isEmpty() ? List.<String>of() : List.of(attribute.split("\\."))) {
      path = path.attribute(name);
    }
    return path;
  }
}
