package dev.tfpaas.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Visitor.Answer;
import dev.tfpaas.platform.Visitor.Reason;
import dev.tfpaas.platform.Visitor.Visit;
import dev.tfpaas.platform.Visitor.Whom;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Pages asked for over real sockets.
@Timeout(60)
class WebVisitorTest {
  private static final String SILENT = "(nothing, and no end)";

  private final WebVisitor visitor = new WebVisitor(Network.DIRECT, "1.2.3");
  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private ServerSocket server;

  @BeforeEach
  void serve() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      }
    } catch (IOException _) {
      // The test is over.
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      StringBuilder head = new StringBuilder();
      InputStream in = socket.getInputStream();
      while (head.indexOf("\r\n\r\n") < 0) {
        int read = in.read();
        if (read < 0) {
          return;
        }
        head.append((char) read);
      }
      requests.add(head.toString());
      String answer =
          pages.getOrDefault(head.toString().split(" ", 3)[1], "HTTP/1.1 404 No\r\n\r\n");
      if (answer.equals(SILENT)) {
        in.read();
        return;
      }
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // The client has left.
    }
  }

  private Answer ask(String path, Duration timeout) {
    return visitor.ask(
        new Visit(
            new Whom.Group("g"),
            URI.create("http://127.0.0.1:" + server.getLocalPort()),
            "www.example.com",
            path,
            true,
            timeout));
  }

  private Answer ask(String path) {
    return ask(path, Duration.ofSeconds(20));
  }

  private static void assertNone(Answer answer, Reason reason, String why) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.None.class,
            none -> {
              assertThat(none.reason()).isEqualTo(reason);
              assertThat(none.why()).contains(why).doesNotContain("Exception");
            });
  }

  private static void assertPage(Answer answer, int status, String body) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Page.class,
            page -> {
              assertThat(page.status()).isEqualTo(status);
              assertThat(page.body()).isEqualTo(body);
              assertThat(page.certificate()).isEmpty();
              assertThat(page.toFirstByte()).isPositive();
            });
  }

  @Test
  void pageIsAskedForByTheNameOfTheClientsOnAConnectionOfItsOwn() {
    pages.put("/up?full=1", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell, and more");

    assertPage(ask("/up?full=1"), 200, "well");
    assertPage(ask("/up?full=1"), 200, "well");

    assertThat(requests).hasSize(2);
    assertThat(requests.element())
        .startsWith("GET /up?full=1 HTTP/1.1\r\nHost: www.example.com\r\n")
        .contains("User-Agent: terraform-provider-paas/1.2.3\r\n", "Connection: close\r\n");
  }

  @Test
  void bodyInChunksIsPutTogether() {
    pages.put(
        "/",
        """
        HTTP/1.1 100 Continue

        HTTP/1.1 503 Busy
        Transfer-Encoding: chunked

        2
        we
        2;x=y
        ll
        0

        """
            .replace("\n", "\r\n"));

    assertPage(ask("/"), 503, "well");
  }

  @Test
  void bodyWithoutLengthEndsWithTheConnection() {
    pages.put("/", "HTTP/1.0 200 OK\n\nwell");

    assertPage(ask("/"), 200, "well");
  }

  @Test
  void redirectToTheSameHostIsFollowed() {
    pages.put("/", "HTTP/1.1 302 Found\r\nLocation: /login?a=b\r\nContent-Length: 0\r\n\r\n");
    pages.put("/login?a=b", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    assertPage(ask("/"), 200, "");
  }

  @Test
  void redirectToAnotherHostIsNot() {
    pages.put(
        "/",
        "HTTP/1.1 301 Moved\r\nLocation: http://evil.example.net/\r\nContent-Length: 0\r\n\r\n");
    pages.put(
        "/there", "HTTP/1.1 301 Moved\r\nLocation: //127.0.0.1/\r\nContent-Length: 0\r\n\r\n");

    assertNone(ask("/"), Reason.ELSEWHERE, "another host");
    assertNone(ask("/there"), Reason.ELSEWHERE, "another host");
  }

  @Test
  void redirectsWithoutEndAreGivenUp() {
    pages.put("/", "HTTP/1.1 307 Again\r\nLocation: /\r\nContent-Length: 0\r\n\r\n");

    assertNone(ask("/"), Reason.ELSEWHERE, "without end");
  }

  @Test
  void whoeverDoesNotAnswerIsGivenUp() {
    pages.put("/", SILENT);

    assertNone(ask("/", Duration.ofMillis(150)), Reason.UNREACHABLE, "within the time");
  }

  @Test
  void answerThatIsNotWholeIsNone() {
    pages.put("/", "HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\nwell");
    pages.put("/garbage", "SSH-2.0-OpenSSH_9.6\r\n");
    pages.put("/nothing", "");

    assertNone(ask("/"), Reason.UNREACHABLE, "before the answer was whole");
    assertNone(ask("/garbage"), Reason.UNREACHABLE, "not HTTP");
    assertNone(ask("/nothing"), Reason.UNREACHABLE, "before the answer was whole");
  }

  @Test
  void nobodyThereIsNoAnswer() throws IOException {
    server.close();

    assertNone(ask("/"), Reason.UNREACHABLE, "no connection");
  }

  @Test
  void plainServerDoesNotSpeakTls() {
    pages.put("/", "HTTP/1.1 200 OK\r\n\r\n");

    Answer answer =
        visitor.ask(
            new Visit(
                new Whom.Group("g"),
                URI.create("https://127.0.0.1:" + server.getLocalPort()),
                "www.example.com",
                "/",
                true,
                Duration.ofSeconds(1)));

    assertThat(answer).isInstanceOf(Answer.None.class);
  }

  @Test
  void interruptedRequestEndsAndTheInterruptStays() {
    pages.put("/", SILENT);
    Thread.currentThread().interrupt();

    assertNone(ask("/"), Reason.UNREACHABLE, "interrupted");

    assertThat(Thread.interrupted()).isTrue();
  }
}
