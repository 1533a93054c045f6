package dev.tfpaas.platform.host.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A connection to a server on loopback. One thread at a time.
///
/// @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">RESP2</a>
public final class RedisConnection implements AutoCloseable {
  private static final int LONGEST_LINE = 65_536;

  private final Socket socket;
  private final InputStream in;

  private RedisConnection(Socket socket, InputStream in) {
    this.socket = socket;
    this.in = in;
  }

  /// Whom to be where.
  ///
  /// @param port on loopback
  /// @param user its name
  /// @param password never shown
  public record Login(int port, String user, String password) {
    @Override
    public String toString() {
      return user + " at " + port;
    }
  }

  /// Connects.
  ///
  /// @param limit how long each answer may take
  /// @throws RedisException when nobody answers, or the login is refused
  public static RedisConnection open(Login login, Duration limit) {
    Socket socket = new Socket();
    RedisConnection connection;
    try {
      int millis = Math.toIntExact(limit.toMillis());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(millis);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), login.port()), millis);
      connection = new RedisConnection(socket, new BufferedInputStream(socket.getInputStream()));
    } catch (IOException failure) {
      closeQuietly(socket);
      throw RedisException.silent(
          "no Redis answers at port %d: %s".formatted(login.port(), failure.getMessage()), failure);
    }
    try {
      connection.ask("AUTH", login.user(), login.password());
      return connection;
    } catch (RedisException refused) {
      connection.close();
      throw refused;
    }
  }

  /// Sends a command and returns what is answered; a list without its structure.
  ///
  /// @throws RedisException when the answer is an error, or none comes
  public List<String> ask(String... words) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(bytes("*" + words.length + "\r\n"));
      for (String word : words) {
        byte[] text = bytes(word);
        out.writeBytes(bytes("$" + text.length + "\r\n"));
        out.writeBytes(text);
        out.writeBytes(bytes("\r\n"));
      }
      socket.getOutputStream().write(out.toByteArray());
      List<String> answers = new ArrayList<>();
      answer(answers);
      return answers;
    } catch (IOException failure) {
      throw RedisException.silent("Redis did not answer: " + failure.getMessage(), failure);
    }
  }

  /// Sends a command and returns its one answer; nothing for null.
  ///
  /// @throws RedisException when the answer is an error, or none comes
  public String value(String... words) {
    List<String> answers = ask(words);
    return answers.isEmpty() ? "" : answers.getFirst();
  }

  private void answer(List<String> answers) throws IOException {
    String line = line();
    String rest = line.substring(1);
    switch (line.charAt(0)) {
      case '-' -> throw RedisException.answered(rest);
      case '$' -> {
        int length = Integer.parseInt(rest);
        if (length >= 0) {
          answers.add(new String(exactly(length), StandardCharsets.UTF_8));
          exactly(2);
        }
      }
      case '*' -> {
        int count = Integer.parseInt(rest);
        for (int i = 0; i < count; i++) {
          answer(answers);
        }
      }
      default -> answers.add(rest);
    }
  }

  private byte[] exactly(int length) throws IOException {
    byte[] read = in.readNBytes(length);
    if (read.length < length) {
      throw new EOFException("the connection was closed");
    }
    return read;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.size() > LONGEST_LINE) {
        throw new EOFException("the connection was closed");
      }
      line.write(next);
    }
    String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
    if (text.isEmpty()) {
      throw new EOFException("this is no Redis");
    }
    return text;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is given up anyway.
    }
  }
}
