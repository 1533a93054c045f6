package dev.tfpaas.framework.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HandshakeTest {
  private static final String COOKIE =
      "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

  @Test
  @DisplayName("8.1 #1 only the exact cookie starts a plugin")
  void onlyTheExactCookieIsAnOffer() {
    assertThat(Handshake.isOffered(Map.of("TF_PLUGIN_MAGIC_COOKIE", COOKIE))).isTrue();

    assertThat(Handshake.isOffered(Map.of())).isFalse();
    assertThat(Handshake.isOffered(Map.of("TF_PLUGIN_MAGIC_COOKIE", COOKIE + " "))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"5,6;true", "6,5;true", "6;true", "5, 6;true", "5;false", "16;false", "'';true"})
  @DisplayName("8.1 #11 versions are a set")
  void versionsAreASet(String versions, boolean offered) {
    Handshake handshake = Handshake.from(Map.of("PLUGIN_PROTOCOL_VERSIONS", versions));

    assertThat(handshake.offersVersion6()).isEqualTo(offered);
  }

  @Test
  @DisplayName("8.1 #11 an absent list of versions is no choice")
  void absentVersionsAreNoChoice() {
    assertThat(Handshake.from(Map.of()).offersVersion6()).isTrue();
  }

  @Test
  void socketGoesWhereTheHostSaysElseToTheTemporaryDirectory() {
    assertThat(Handshake.socketParent(Map.of("PLUGIN_UNIX_SOCKET_DIR", "/a", "TMPDIR", "/b")))
        .isEqualTo(Path.of("/a"));
    assertThat(Handshake.socketParent(Map.of("PLUGIN_UNIX_SOCKET_DIR", "", "TMPDIR", "/b")))
        .isEqualTo(Path.of("/b"));
    assertThat(Handshake.socketParent(Map.of()))
        .isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
  }

  @Test
  @DisplayName("8.1 #2 #3 six fields, certificate without padding")
  void lineHasSixFieldsAndNoPadding() {
    String line = Handshake.line(new Address("unix", "/tmp/x/plugin"), new byte[] {1, 2, 3, 4});

    assertThat(line).isEqualTo("1|6|unix|/tmp/x/plugin|grpc|AQIDBA");
  }

  @Test
  @DisplayName("8.1 #10 plaintext leaves field 6 empty")
  void plaintextLeavesTheCertificateEmpty() {
    String line = Handshake.line(new Address("tcp", "127.0.0.1:4171"), new byte[0]);

    assertThat(line).isEqualTo("1|6|tcp|127.0.0.1:4171|grpc|");
  }

  @Test
  void refusalIsOneLineWithTheMessageAsTransport() {
    String line = Handshake.refusal("no \"space\"\nleft | here");

    assertThat(line).isEqualTo("1|6|tcp|127.0.0.1:1|no 'space' left / here|");
  }
}
