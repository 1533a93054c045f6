package dev.tfpaas.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One connection as Go's `net/http` uses it: its headers in its order, kept alive from call to
/// call, so that an answer with a byte too many spoils the next one.
public final class GoWire implements AutoCloseable {
  private final URI server;
  private final Socket socket;
  private final InputStream in;

  /// Connects.
  public GoWire(URI server) {
    this.server = server;
    try {
      this.socket = new Socket(server.getHost(), server.getPort());
      this.in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// An answer.
  ///
  /// @param status the HTTP status
  /// @param headers names in lower case
  /// @param body the body as text
  public record Answer(int status, Map<String, String> headers, String body) {
    /// Returns a header.
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
  }

  /// Sends one request and reads its answer.
  ///
  /// @param target path and query, exactly as they go over the wire
  /// @param headers the client's own ones; `User-Agent` goes where Go puts it
  /// @param body empty for none
  public Answer send(String method, String target, Map<String, String> headers, String body) {
    Map<String, String> sorted = new TreeMap<>(headers);
    StringBuilder request = new StringBuilder();
    request.append(
        "%s %s HTTP/1.1\r\nHost: %s\r\n".formatted(method, target, server.getAuthority()));
    Optional.ofNullable(sorted.remove("User-Agent"))
        .ifPresent(agent -> request.append("User-Agent: " + agent + "\r\n"));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0) {
      request.append("Content-Length: " + bytes.length + "\r\n");
    }
    sorted.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    request.append("Accept-Encoding: gzip\r\n\r\n").append(body);
    try {
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
      return read();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Answer read() throws IOException {
    String start = line();
    assertThat(start).startsWith("HTTP/1.1 ");
    int status = Integer.parseInt(start.substring(9, 12));
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    assertThat(headers).as("the connection stays open").doesNotContainEntry("connection", "close");
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    assertThat(headers).doesNotContainKeys("transfer-encoding", "content-encoding");
    if (status == 204) {
      assertThat(length).as("a 204 has no body").isZero();
    }
    return new Answer(status, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int one = in.read(); one != '\n'; one = in.read()) {
      assertThat(one).as("the connection ended").isNotNegative();
      if (one != '\r') {
        line.write(one);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
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
