package dev.tfpaas.platform.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads answers of HTTP/1.1 from a stream, and of a body only its beginning.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>, sections 4 to 7
final class WebAnswer {
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int MOST_LINES = 200;
  private static final int MOST_OF_BODY = 64 * 1024;

  private WebAnswer() {}

  /// The head of an answer.
  ///
  /// @param status its status
  /// @param headers by name in lower case; of several with one name the first
  record Head(int status, Map<String, String> headers) {
    /// Returns a header; empty when there is none.
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /// Reads status line and headers, and not a byte more.
  static Head head(InputStream in) throws IOException {
    String[] status = line(in).split(" ", 3);
    if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("\\d{3}")) {
      throw new IOException("the answer is not HTTP");
    }
    Map<String, String> headers = new HashMap<>();
    for (int lines = 0; lines < MOST_LINES; lines++) {
      String line = line(in);
      if (line.isEmpty()) {
        return new Head(Integer.parseInt(status[1]), headers);
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    throw new IOException("the answer has too many headers");
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (line.size() < LONGEST_LINE) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the answer ended within a line");
      }
      if (next == '\n') {
        String text = line.toString(ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      line.write(next);
    }
    throw new IOException("the answer has a line without end");
  }

  /// Reads the beginning of the body.
  ///
  /// @throws IOException also when less comes than was announced
  static byte[] body(InputStream in, Head head) throws IOException {
    if (head.status() == 204 || head.status() == 304) {
      return new byte[0];
    }
    if (head.header("transfer-encoding")
        .filter(it -> it.toLowerCase(Locale.ROOT).endsWith("chunked"))
        .isPresent()) {
      return chunks(in);
    }
    Optional<String> length = head.header("content-length").filter(it -> it.matches("\\d{1,18}"));
    return length.isPresent()
        ? whole(in, Math.min(Long.parseLong(length.get()), MOST_OF_BODY))
        : in.readNBytes(MOST_OF_BODY);
  }

  private static byte[] whole(InputStream in, long length) throws IOException {
    byte[] read = in.readNBytes((int) length);
    if (read.length < length) {
      throw new EOFException("the body ended too early");
    }
    return read;
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (body.size() < MOST_OF_BODY) {
      String size = line(in).split(";", 2)[0].strip();
      if (!size.matches("[0-9A-Fa-f]{1,8}")) {
        throw new IOException("the body is not in chunks as announced");
      }
      long length = Long.parseLong(size, 16);
      if (length == 0) {
        break;
      }
      long wanted = Math.min(length, MOST_OF_BODY - body.size());
      body.writeBytes(whole(in, wanted));
      if (wanted == length) {
        line(in);
      }
    }
    return body.toByteArray();
  }
}
