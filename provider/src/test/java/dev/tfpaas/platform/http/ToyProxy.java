package dev.tfpaas.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A proxy on loopback that opens tunnels to one place, whatever host is asked for, and keeps what
/// it was asked.
final class ToyProxy implements AutoCloseable {
  private final ServerSocket socket;
  private final int target;
  private final Optional<String> credentials;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /// @param target the port on loopback that every tunnel leads to
  /// @param credentials what `Proxy-Authorization` must be; empty for a proxy that lets all pass
  ToyProxy(int target, Optional<String> credentials) {
    this.target = target;
    this.credentials = credentials;
    try {
      this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  /// Returns the heads of the requests so far.
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void serve() {
    try {
      while (true) {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> tunnel(client));
      }
    } catch (IOException _) {
      // The proxy was closed.
    }
  }

  private void tunnel(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      asked.add(head);
      if (credentials.isPresent() && !head.contains("Proxy-Authorization: " + credentials.get())) {
        say(
            client,
            String.join(
                "\r\n",
                "HTTP/1.1 407 Who?",
                "Proxy-Authenticate: Basic realm=\"toy\"",
                "Content-Length: 0",
                "Connection: close",
                "",
                ""));
        return;
      }
      try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
        say(client, "HTTP/1.1 200 Go on\r\n\r\n");
        Thread back = Thread.ofVirtual().start(() -> copy(server, client));
        copy(client, server);
        back.join();
      }
    } catch (IOException _) {
      // One side hung up.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException _) {
      // One side hung up.
    }
  }

  private static void say(Socket client, String text) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
