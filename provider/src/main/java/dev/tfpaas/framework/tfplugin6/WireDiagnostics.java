package dev.tfpaas.framework.tfplugin6;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.diag.Severity;
import dev.tfpaas.proto.tfplugin6.AttributePath;
import java.util.List;
import java.util.Set;

/// Diagnostics and paths as messages.
final class WireDiagnostics {
  private static final int LONGEST_SUMMARY = 500;

  /// Longer than the plan of the longest runbook, shorter than what hides all else.
  private static final int LONGEST_DETAIL = 20_000;

  private WireDiagnostics() {}

  /// The diagnostics as messages.
  ///
  /// @param blocks names of the top-level blocks of the schemas
  static List<dev.tfpaas.proto.tfplugin6.Diagnostic> encode(
      Diagnostics diagnostics, Set<String> blocks) {
    return diagnostics.list().stream()
        .map(diagnostic -> encode(placed(diagnostic, blocks)))
        .toList();
  }

  /// Leads a diagnostic about a part of an attribute's value to the attribute, and names the part.
  ///
  /// Terraform follows a path through blocks only. With a path that goes on inside an attribute it
  /// shows the first line of the whole resource and not a word about where.
  ///
  /// @see "internal/tfdiags/contextual.go in Terraform: ElaborateFromConfigBody"
  private static Diagnostic placed(Diagnostic diagnostic, Set<String> blocks) {
    List<Path.Step> steps = diagnostic.path().steps();
    if (steps.size() < 2
        || !(steps.get(0) instanceof Path.Step.Attribute(String name))
        || blocks.contains(name)
        || steps.stream().skip(1).noneMatch(Path.Step.Attribute.class::isInstance)) {
      return diagnostic;
    }
    return new Diagnostic(
        diagnostic.severity(),
        diagnostic.summary(),
        "`%s`: %s".formatted(diagnostic.path(), diagnostic.detail()),
        Path.root().attribute(name));
  }

  /// The path as a message. The root has no steps.
  static AttributePath encode(Path path) {
    AttributePath.Builder wire = AttributePath.newBuilder();
    for (Path.Step step : path.steps()) {
      wire.addSteps(encode(step));
    }
    return wire.build();
  }

  private static dev.tfpaas.proto.tfplugin6.Diagnostic encode(Diagnostic diagnostic) {
    dev.tfpaas.proto.tfplugin6.Diagnostic.Builder wire =
        dev.tfpaas.proto.tfplugin6.Diagnostic.newBuilder()
            .setSeverity(encode(diagnostic.severity()))
            .setSummary(PlainText.of(diagnostic.summary(), LONGEST_SUMMARY))
            .setDetail(PlainText.of(diagnostic.detail(), LONGEST_DETAIL));
    if (!diagnostic.path().isRoot()) {
      wire.setAttribute(encode(diagnostic.path()));
    }
    return wire.build();
  }

  private static dev.tfpaas.proto.tfplugin6.Diagnostic.Severity encode(Severity severity) {
    return switch (severity) {
      case ERROR -> dev.tfpaas.proto.tfplugin6.Diagnostic.Severity.ERROR;
      case WARNING -> dev.tfpaas.proto.tfplugin6.Diagnostic.Severity.WARNING;
    };
  }

  private static AttributePath.Step encode(Path.Step step) {
    AttributePath.Step.Builder wire = AttributePath.Step.newBuilder();
    return switch (step) {
      case Path.Step.Attribute(String name) -> wire.setAttributeName(name).build();
      case Path.Step.Key(String key) -> wire.setElementKeyString(key).build();
      case Path.Step.Index(long index) -> wire.setElementKeyInt(index).build();
    };
  }
}
