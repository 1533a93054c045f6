package dev.tfpaas.framework.plugin;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// What the host says in the environment, and the one line that answers it.
///
/// @param hostCertificate of the only client to let in, as PEM; empty means plaintext
/// @param offersVersion6 whether the host named protocol 6, or named nothing
/// @param socketParent the directory in which to make the socket's own directory
/// @param socketGroup the group, by name or number, that should be able to connect
/// @param hostProcess the number of the host's process, as our launcher saw it
/// @param launcherWaits whether the launcher did not become this process, and waits for its end
/// @see <a href="https://github.com/hashicorp/go-plugin/blob/main/docs/internals.md">go-plugin</a>,
///   client.go and server.go
record Handshake(
    Optional<String> hostCertificate,
    boolean offersVersion6,
    Path socketParent,
    Optional<String> socketGroup,
    Optional<String> hostProcess,
    boolean launcherWaits) {

  private static final String COOKIE_NAME = "TF_PLUGIN_MAGIC_COOKIE";
  private static final String COOKIE =
      "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
  private static final String CORE_PROTOCOL = "1";

  /// The version written in every case: the only one we speak. When the host did not offer it, the
  /// host is the one to report the mismatch.
  private static final String PROTOCOL = "6";

  /// Tells whether the process was started by Terraform or OpenTofu.
  static boolean isOffered(Map<String, String> environment) {
    return COOKIE.equals(environment.get(COOKIE_NAME));
  }

  /// Reads the host's side of the handshake.
  static Handshake from(Map<String, String> environment) {
    return new Handshake(
        given(environment, "PLUGIN_CLIENT_CERT"),
        given(environment, "PLUGIN_PROTOCOL_VERSIONS").map(Handshake::holdsVersion6).orElse(true),
        socketParent(environment),
        given(environment, "PLUGIN_UNIX_SOCKET_GROUP"),
        given(environment, "PAAS_HOST_PID"),
        given(environment, "PAAS_LAUNCHER").filter("waits"::equals).isPresent());
  }

  /// The directory for sockets. The JDK's own temporary directory ignores TMPDIR, so that comes
  /// first.
  static Path socketParent(Map<String, String> environment) {
    return Path.of(
        given(environment, "PLUGIN_UNIX_SOCKET_DIR")
            .or(() -> given(environment, "TMPDIR"))
            .orElseGet(() -> System.getProperty("java.io.tmpdir")));
  }

  /// The line for a server that listens.
  ///
  /// @param certificate DER of the server's certificate; empty array means plaintext
  static String line(Address address, byte[] certificate) {
    // The host decodes without padding and fails on "=".
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(certificate);
    return String.join(
        "|", CORE_PROTOCOL, PROTOCOL, address.network(), address.text(), "grpc", encoded);
  }

  /// The line that makes the host show a message.
  ///
  /// Standard error is not shown to the user, and a line that is no handshake is shown with a page
  /// of wrong guesses. The transport is the one field that is quoted as it is: `Unsupported plugin
  /// protocol "…". Supported: [grpc]`.
  static String refusal(String message) {
    StringBuilder clean = new StringBuilder(message.length());
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      clean.append(c < ' ' ? ' ' : c == '|' ? '/' : c == '"' ? '\'' : c);
    }
    return String.join("|", CORE_PROTOCOL, PROTOCOL, "tcp", "127.0.0.1:1", clean, "");
  }

  private static boolean holdsVersion6(String versions) {
    return Arrays.stream(versions.split(",", -1)).map(String::strip).anyMatch(PROTOCOL::equals);
  }

  private static Optional<String> given(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
