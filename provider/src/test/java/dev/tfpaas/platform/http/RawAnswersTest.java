package dev.tfpaas.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.runbook.MovedClock;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes that are hardly an answer of HTTP, or more than one: each ends as an answer or as one
/// sentence, soon, and never as a fault of this program.
@Timeout(60)
class RawAnswersTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final String WHOLE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
  private static final String OPEN = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));

  static Stream<Arguments> answers() {
    String head = "HTTP/1.1 200 OK\r\n";
    return Stream.of(
        Arguments.of("early hints", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + WHOLE, 1),
        Arguments.of("hints without end", "HTTP/1.1 103 Early Hints\r\n\r\n", 3_000_000),
        Arguments.of("another protocol", "HTTP/1.1 101 Switching Protocols\r\n\r\n", 1),
        Arguments.of("continue", "HTTP/1.1 100 Continue\r\n\r\n" + WHOLE, 1),
        Arguments.of("nothing, with a body", "HTTP/1.1 204 No\r\nContent-Length: 2\r\n\r\n{}", 1),
        Arguments.of("not changed", "HTTP/1.1 304 Same\r\nContent-Length: 2\r\n\r\n", 1),
        Arguments.of("negative length", head + "Content-Length: -5\r\n\r\n{}", 1),
        Arguments.of("two lengths", head + "Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}", 1),
        Arguments.of("huge length", head + "Content-Length: 99999999999999999999\r\n\r\n{}", 1),
        Arguments.of("long length", head + "Content-Length: 9223372036854775807\r\n\r\n{}", 1),
        Arguments.of("short length", head + "Content-Length: 1\r\n\r\n{}", 1),
        Arguments.of("length of words", head + "Content-Length: two\r\n\r\n{}", 1),
        Arguments.of("no length", head + "\r\n{}", 1),
        Arguments.of("wrong chunk", OPEN + "zz\r\n{}\r\n0\r\n\r\n", 1),
        Arguments.of("huge chunk", OPEN + "FFFFFFFFFFFFFFFFFF\r\n{}", 1),
        Arguments.of("negative chunk", OPEN + "-1\r\n{}", 1),
        Arguments.of("chunks without end", OPEN + "1\r\n{\r\n".repeat(2_000), 2_000_000),
        Arguments.of("chunk that is cut", OPEN + "10\r\n{}", 1),
        Arguments.of("no colon", head + "Nonsense\r\n\r\n{}", 1),
        Arguments.of("folded", head + "X: a\r\n b\r\nContent-Length: 2\r\n\r\n{}", 1),
        Arguments.of("zero byte", head + "X: a\0b\r\nContent-Length: 2\r\n\r\n{}", 1),
        Arguments.of("no such status", "HTTP/1.1 999 X\r\nContent-Length: 2\r\n\r\n{}", 1),
        Arguments.of("short status", "HTTP/1.1 20\r\n\r\n", 1),
        Arguments.of("status of words", "HTTP/1.1 OK\r\n\r\n", 1),
        Arguments.of("another version", "HTTP/3.7 200 OK\r\nContent-Length: 2\r\n\r\n{}", 1),
        Arguments.of("no HTTP", "SSH-2.0-OpenSSH_9.6\r\n", 1),
        Arguments.of("bytes", "\u0001\u0002ÿþ\u0000", 1),
        Arguments.of("header without end", head + "X: " + "a".repeat(2_000_000), 1),
        Arguments.of("headers without end", head + "X: a\r\n".repeat(1_000), 2_000),
        Arguments.of("lines", "HTTP/1.1 200 OK\nContent-Length: 2\n\n{}", 1),
        Arguments.of("packed", head + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", 1),
        Arguments.of(
            "away",
            "HTTP/1.1 302 F\r\nLocation: http://a:b@\u0007c/\r\nContent-Length: 0\r\n\r\n",
            1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void endsInAnAnswerOrASentence(String name, String text, int times) throws IOException {
    assertThat(ended(text, times))
        .as(name)
        .doesNotContain("Exception", "java.", "jdk.")
        .hasSizeLessThan(1_000);
  }

  private String ended(String text, int times) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(server, text, times));
      HttpApi api =
          new HttpApi(
              "toy",
              new PlatformTools(clock, clock, _ -> {}, "1.2.3", Map.of()),
              new RateLimit(clock, clock, 600, Duration.ofMinutes(1), 100),
              new Network(Map.of(), Optional.empty(), LIMIT));
      HttpCall call =
          HttpCall.json(
              "POST",
              URI.create("http://127.0.0.1:%d/".formatted(server.getLocalPort())),
              "{}",
              HttpCall.Repeat.NEVER);
      return ended(api, call);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-OpenSSH_9.6\r\n", "HTTP/1.1 OK\r\n\r\n"})
  void portOfAnotherProtocolIsSaidSo(String text) throws IOException {
    assertThat(ended(text, 1)).contains("what came is not HTTP", "check the address and its port");
  }

  private static String ended(HttpApi api, HttpCall call) {
    try {
      HttpAnswer answer = api.send(call);
      return answer.status() + " " + answer.excerpt();
    } catch (PlatformException failure) {
      return String.valueOf(failure.getMessage());
    }
  }

  private static void serve(ServerSocket server, String text, int times) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    while (!server.isClosed()) {
      try (Socket socket = server.accept();
          OutputStream out = socket.getOutputStream()) {
        byte[] asked = new byte[4_096];
        assertThat(socket.getInputStream().read(asked)).isPositive();
        for (int i = 0; i < times; i++) {
          out.write(bytes);
        }
        out.flush();
      } catch (IOException _) {
        // Whoever called has heard enough.
      }
    }
  }
}
