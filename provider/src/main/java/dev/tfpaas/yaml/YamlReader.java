package dev.tfpaas.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// Reads one YAML file of one document, and says what is wrong with it.
///
/// Anchors, aliases and merge keys (`<<`) work; tags, keys that are no text, keys said twice and
/// second documents do not.
public final class YamlReader {
  /// The greatest file that is read, in bytes.
  static final int MOST_BYTES = 1 << 20;

  private YamlReader() {}

  /// What a file holds.
  ///
  /// @param root the document; an empty mapping when the file is empty or cannot be read
  /// @param complaints in the order of the file; empty when all is well
  public record Document(Yaml root, List<Complaint> complaints) {

    /// Copies the list.
    public Document {
      complaints = List.copyOf(complaints);
    }
  }

  /// Reads a file.
  ///
  /// @param file where it is
  /// @param shown what it is called in complaints
  /// @throws NoSuchFileException when there is none
  /// @throws IOException when it cannot be read
  public static Document read(Path file, Path shown) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      return unreadable(
          FilePlace.of(shown),
          "it is larger than 1 MiB, which no file written by hand is; is it the right file?");
    }
    return read(bytes, shown);
  }

  /// Reads the bytes of a file.
  ///
  /// @param shown what the file is called in complaints
  public static Document read(byte[] bytes, Path shown) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.length + 1);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result = decoder.decode(in, text, true);
    text.flip();
    if (result.isError()) {
      return unreadable(end(shown, text), notUnicode(bytes, in.position()));
    }
    return parse(shown, text.toString());
  }

  private static String notUnicode(byte[] bytes, int position) {
    return "the byte 0x%02X is not UTF-8; save the file as UTF-8".formatted(bytes[position] & 0xFF);
  }

  /// Returns the place after a text.
  private static FilePlace end(Path file, CharSequence text) {
    String read = text.toString();
    int line = (int) read.chars().filter(c -> c == '\n').count() + 1;
    int start = read.lastIndexOf('\n') + 1;
    return new FilePlace(file, line, read.codePointCount(start, read.length()) + 1);
  }

  private static Document unreadable(FilePlace place, String message) {
    FilePlace top = new FilePlace(place.file(), 1, 1);
    return new Document(Yaml.Fields.empty(top), List.of(new Complaint(place, message)));
  }

  /// Parses a text.
  ///
  /// @param shown what the file is called in complaints
  public static Document parse(Path shown, String text) {
    // A mark of the byte order is no part of the text.
    String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return new YamlTree(shown, bare).read();
  }
}
