package dev.tfpaas.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.jelastic.JelasticEmulator;
import dev.tfpaas.emulator.scalingo.ScalingoEmulator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The apps of an emulator answer at its own port, by their names.
class EntranceTest {
  private static String status(VendorApi api, String host) throws IOException {
    try (EmulatorServer server = EmulatorServer.start(api, Clock.systemUTC(), 0, 0);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET /up HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(host)
              .getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(server.log().entries()).isEmpty();
      return answer.split(" ", 3)[1];
    }
  }

  @Test
  void appOnScalingoAnswersByItsName() throws IOException {
    VendorApi api = new ScalingoEmulator(Clock.systemUTC(), Duration.ofMillis(1), "token");

    assertThat(status(api, "shop-front.osc-fr1.scalingo.io")).isEqualTo("200");
    assertThat(status(api, "nobody.osc-fr1.scalingo.io:8080")).isEqualTo("404");
  }

  @Test
  void environmentOnJelasticAnswersByItsName() throws IOException {
    VendorApi api = new JelasticEmulator(Clock.systemUTC(), Duration.ofMillis(1), "token");

    assertThat(status(api, "shop.eu1.paas.example")).isEqualTo("200");
    assertThat(status(api, "nobody.eu1.paas.example")).isEqualTo("404");
  }
}
