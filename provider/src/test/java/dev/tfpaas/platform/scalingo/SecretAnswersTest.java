package dev.tfpaas.platform.scalingo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.runbook.MovedClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that hold a secret and are not what they should be.
class SecretAnswersTest {
  private static final String BEARER = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2lnbmF0dXJl";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ufeff{\"token\":\"" + BEARER,
        "{\"token\":\"" + BEARER,
        "<html>" + BEARER + "</html>",
        "{\"token\":{\"it is\":\"" + BEARER + "\"}}",
      })
  void nothingOfAnExchangeIsQuoted(String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      Platform platform = OfflineScalingo.open(address, "tk-us-of-a-test", clock);

      PlatformException failure =
          catchThrowableOfType(PlatformException.class, () -> platform.apps().find("shop-front"));

      assertThat(failure)
          .hasMessageContaining("not shown")
          .hasMessageNotContaining("eyJ")
          .hasMessageNotContaining("tk-us");
    } finally {
      server.stop(0);
    }
  }
}
