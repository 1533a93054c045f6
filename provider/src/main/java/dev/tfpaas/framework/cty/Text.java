package dev.tfpaas.framework.cty;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    // Either malformed, or the replacement character itself was sent: only the strict decoder
    // knows.
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new CtyException(path, "the text is not valid UTF-8", e);
    }
  }

  /// An unmodifiable copy of `map`, sorted, with keys in NFC.
  ///
  /// @throws CtyException at the root if two keys are the same in NFC
  static <V> SortedMap<String, V> nfcKeys(Map<String, V> map) {
    SortedMap<String, V> sorted = new TreeMap<>();
    for (Map.Entry<String, V> entry : map.entrySet()) {
      if (sorted.put(nfc(entry.getKey()), entry.getValue()) != null) {
        throw new CtyException(Path.root(), "two keys are the same after Unicode normalisation");
      }
    }
    return Collections.unmodifiableSortedMap(sorted);
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
