package dev.tfpaas.framework.tfplugin6;

/// In which words messages are said: not everybody who reads them writes Terraform's language.
@FunctionalInterface
public interface Phrasing {
  /// As the provider says them.
  Phrasing PLAIN = (call, message) -> message;

  /// Says a message.
  ///
  /// @param call the call, with the type that it is about: "PlanResourceChange paas_app_clone"
  /// @param message a summary or a detail
  String of(String call, String message);
}
