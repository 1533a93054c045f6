package dev.tfpaas.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.runbook.MovedClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that a gateway packs in a way that no call asks for and that Java cannot unpack.
class ForeignEncodingTest {
  private static final byte[] PACKED = {0x1b, 0x0e, 0x00, (byte) 0xf8, (byte) 0x8d, 0x61};

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private final AtomicInteger calls = new AtomicInteger();

  private HttpAnswer answer(int status, String encoding, byte[] body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.getResponseHeaders().set("Content-Encoding", encoding);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      HttpApi api =
          new HttpApi(
              "toy",
              new PlatformTools(clock, clock, _ -> {}, "1.2.3", Map.of()),
              new RateLimit(clock, clock, 600, Duration.ofMinutes(1), 100),
              new Network(Map.of(), Optional.empty(), Duration.ofSeconds(5)));
      return api.send(
          HttpCall.get(
              URI.create("http://127.0.0.1:%d/apps".formatted(server.getAddress().getPort()))));
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "deflate", "compress", "gzip, br", "dcb"})
  void goodAnswerThatCannotBeUnpackedIsRefusedByTheNameOfItsEncoding(String encoding) {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> answer(200, encoding, PACKED))
        .withMessageContaining("is packed as \"%s\", which was not asked for".formatted(encoding))
        .withMessageContaining("what is between");
    assertThat(calls).hasValue(1);
  }

  @Test
  void statusOfABadOneIsStillWhatCounts() throws IOException {
    HttpAnswer denied = answer(401, "br", PACKED);

    assertThat(denied.status()).isEqualTo(401);
    assertThat(denied.excerpt()).contains("packed as \"br\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "identity", "utf-8"})
  void bodyThatIsNotPackedIsReadWhateverItsLabel(String encoding) throws IOException {
    byte[] body = "{\"name\":\"shop\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(answer(200, encoding, body).json()).isPresent();
  }

  @Test
  void nameOfAnEncodingIsShownAsNoTerminalWouldObeyIt() {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> answer(200, "br" + "x".repeat(500), PACKED))
        .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(600));
  }
}
