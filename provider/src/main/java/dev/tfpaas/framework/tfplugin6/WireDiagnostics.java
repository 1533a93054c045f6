package dev.tfpaas.framework.tfplugin6;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.diag.Severity;
import dev.tfpaas.proto.tfplugin6.AttributePath;
import java.util.List;

/// Diagnostics and paths as messages.
final class WireDiagnostics {
  private WireDiagnostics() {}

  static List<dev.tfpaas.proto.tfplugin6.Diagnostic> encode(Diagnostics diagnostics) {
    return diagnostics.list().stream().map(WireDiagnostics::encode).toList();
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
            .setSummary(diagnostic.summary())
            .setDetail(diagnostic.detail());
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
