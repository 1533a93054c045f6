package dev.tfpaas.framework.cty;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/// Strings as the host holds them: valid Unicode in normalisation form C.
final class Text {
  /// Every character below is NFC by itself and with any neighbour also below.
  private static final char FIRST_COMBINING = '\u0300';

  private static final char REPLACEMENT = '\uFFFD';

  private Text() {}

  /// `text` in NFC.
  ///
  /// @throws CtyException at the root if it has half a surrogate pair, which UTF-8 cannot express
  static String nfc(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_COMBINING) {
        return slowNfc(text, i);
      }
    }
    // The normaliser loads its tables on first use; most strings never need them.
    return text;
  }

  private static String slowNfc(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          throw new CtyException(Path.root(), "the text is not valid Unicode");
        }
        i++;
      }
    }
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /// The characters of `bytes`, not normalised.
  ///
  /// @throws CtyException at `path` if the bytes are not UTF-8
  static String utf8(byte[] bytes, Path path) {
    try {
      return utf8(bytes, 0, bytes.length);
    } catch (CharacterCodingException e) {
      throw new CtyException(path, "the text is not valid UTF-8", e);
    }
  }

  /// The characters of a part of `bytes`, not normalised.
  ///
  /// @throws CharacterCodingException if the part is not UTF-8
  static String utf8(byte[] bytes, int start, int size) throws CharacterCodingException {
    String text = new String(bytes, start, size, StandardCharsets.UTF_8);
    // With one, it is malformed, or the replacement character itself was sent: only the strict
    // decoder knows.
    return text.indexOf(REPLACEMENT) < 0
        ? text
        : StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(bytes, start, size))
            .toString();
  }

  /// Appends `text` to `to` as a JSON string. By hand, so that announcing a schema or printing a
  /// path does not load the JSON library.
  static StringBuilder quote(String text, StringBuilder to) {
    to.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        to.append('\\').append(c);
      } else if (c < ' ') {
        to.append("\\u00")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 0xF, 16));
      } else {
        to.append(c);
      }
    }
    return to.append('"');
  }
}
