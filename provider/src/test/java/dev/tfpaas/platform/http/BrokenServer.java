package dev.tfpaas.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A server of raw text that answers each connection with the next of its answers and then hangs
/// up, or does not. After the last answer it repeats that.
final class BrokenServer implements AutoCloseable {
  private final ServerSocket socket;
  private final List<Answer> answers;
  private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final Thread thread;

  BrokenServer(Answer... answers) {
    this.answers = List.of(answers);
    try {
      this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    this.thread = Thread.ofVirtual().start(this::serve);
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
  }

  /// Returns the heads of the requests so far.
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void serve() {
    try {
      while (true) {
        Socket connection = socket.accept();
        open.add(connection);
        requests.add(head(connection.getInputStream()));
        Answer answer = answers.get(Math.min(requests.size(), answers.size()) - 1);
        connection.getOutputStream().write(answer.text().getBytes(StandardCharsets.UTF_8));
        connection.getOutputStream().flush();
        if (answer.hangsUp()) {
          connection.close();
        }
      }
    } catch (IOException _) {
      // The server was closed.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    int next = in.read();
    while (next >= 0) {
      head.append((char) next);
      if (head.toString().endsWith("\r\n\r\n")) {
        break;
      }
      next = in.read();
    }
    return head.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket connection : open) {
        connection.close();
      }
      thread.join();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What one connection gets.
  ///
  /// @param text the raw answer
  /// @param hangsUp whether the connection is closed behind it
  record Answer(String text, boolean hangsUp) {

    /// Makes a whole answer.
    static Answer of(int status, String body, String... headers) {
      StringBuilder text = new StringBuilder("HTTP/1.1 %d x\r\n".formatted(status));
      for (String header : headers) {
        text.append(header).append("\r\n");
      }
      text.append("Connection: close\r\nContent-Length: %d\r\n\r\n".formatted(body.length()));
      return new Answer(text + body, true);
    }

    /// Hangs up without a word.
    static Answer nothing() {
      return new Answer("", true);
    }

    /// Announces more than it sends.
    static Answer half(boolean hangsUp) {
      return new Answer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":", hangsUp);
    }

    /// Says nothing and keeps the connection.
    static Answer silence() {
      return new Answer("", false);
    }
  }
}
