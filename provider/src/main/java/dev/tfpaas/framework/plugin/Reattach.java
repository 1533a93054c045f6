package dev.tfpaas.framework.plugin;

/// The variable through which Terraform attaches to a plugin that it did not start.
final class Reattach {
  private Reattach() {}

  /// An assignment that a shell takes as it is.
  ///
  /// @param source the provider's source address
  static String variable(String source, Address address) {
    // Test must be true: otherwise the host falls back to protocol 5 and crashes on our answers.
    String json =
        """
        {%s:{"Protocol":"grpc","ProtocolVersion":6,"Pid":%d,"Test":true,\
        "Addr":{"Network":%s,"String":%s}}}\
        """
            .formatted(
                JsonLine.quote(source),
                ProcessHandle.current().pid(),
                JsonLine.quote(address.network()),
                JsonLine.quote(address.text()));
    return "TF_REATTACH_PROVIDERS='" + json + "'";
  }
}
