package dev.tfpaas.platform.host.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A promotion that is killed in the middle leaves a server that comes up closed.
class RedisPromotionTest {
  private static final String REPLICA =
      """
      role:slave\r
      master_port:7000\r
      aof_enabled:1\r
      aof_rewrite_in_progress:0\r
      aof_rewrite_scheduled:0\r
      """;

  private static void serve(ServerSocket listening, boolean diesWhenTold) {
    try (Socket client = listening.accept()) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
      OutputStream out = client.getOutputStream();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.equals("INFO")) {
          out.write(
              ("$" + REPLICA.length() + "\r\n" + REPLICA + "\r\n")
                  .getBytes(StandardCharsets.UTF_8));
        } else if (line.equals("AUTH") || line.equals("ONE")) {
          if (line.equals("ONE") && diesWhenTold) {
            return;
          }
          // The words after it are no commands.
          out.write("+OK\r\n".getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException _) {
      // The client is gone.
    }
  }

  private static RedisServer server(Path home, ServerSocket listening, boolean diesWhenTold) {
    RedisServer server =
        new RedisServer(
            home, listening.getLocalPort(), "secret", new RedisTools(Path.of("/bin/false")));
    new RedisFiles(home, server.port(), "secret")
        .configure(Optional.of("7000"), RedisFiles.Start.LOG);
    Thread.ofVirtual().start(() -> serve(listening, diesWhenTold));
    return server;
  }

  @Test
  void serverThatDiesBeforeItIsToldComesUpClosedAndFollowsNobody(@TempDir Path home)
      throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RedisServer server = server(home, listening, true);

      assertThatThrownBy(server::promote).isInstanceOf(RedisException.class);

      assertThat(new RedisFiles(home, server.port(), "secret").source())
          .contains(RedisServer.NOBODY);
    }
  }

  @Test
  void serverThatWasToldComesUpOpen(@TempDir Path home) throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RedisServer server = server(home, listening, false);

      server.promote();

      assertThat(server.startsAsStandby()).isFalse();
    }
  }
}
