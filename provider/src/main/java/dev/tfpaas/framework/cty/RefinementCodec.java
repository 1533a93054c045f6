package dev.tfpaas.framework.cty;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

/// The body of a refined unknown: a map with integer keys.
///
/// @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/msgpack/unknown.go">the host's
///   reader and writer</a>
final class RefinementCodec {
  static final int NULLNESS = 1;
  static final int STRING_PREFIX = 2;
  static final int LOWER_BOUND = 3;
  static final int UPPER_BOUND = 4;
  static final int LEAST_LENGTH = 5;
  static final int GREATEST_LENGTH = 6;

  private final MsgpackDecoder in;
  private final Type type;
  private final Path path;

  private boolean notNull;
  private String prefix = "";
  private Optional<Refinement.Bound> lower = Optional.empty();
  private Optional<Refinement.Bound> upper = Optional.empty();
  private long least;
  private OptionalLong greatest = OptionalLong.empty();

  private RefinementCodec(MsgpackDecoder in, Type type, Path path) {
    this.in = in;
    this.type = type;
    this.path = path;
  }

  /// What `body` says about the unknown of the given type at `path`. Keys nobody knows are ignored.
  ///
  /// @throws CtyException at `path` if it is malformed, contradicts itself, or does not belong to
  ///   the type
  static Refinement decode(byte[] body, Type type, Path path) {
    MsgpackDecoder in = new MsgpackDecoder(body, path);
    RefinementCodec reader = new RefinementCodec(in, type, path);
    return in.guarded(reader::read);
  }

  private Refinement read() throws IOException {
    int size = in.mapHeader("a map of refinements");
    int seen = 0;
    for (int i = 0; i < size; i++) {
      long key = in.integer();
      if (key < NULLNESS || key > GREATEST_LENGTH) {
        in.skip();
        continue;
      }
      if ((seen & 1 << key) != 0) {
        throw new CtyException(path, "refinement " + key + " comes twice");
      }
      seen |= 1 << key;
      readEntry((int) key);
    }
    try {
      return refinement();
    } catch (CtyException e) {
      throw e.under(path);
    }
  }

  private void readEntry(int key) throws IOException {
    switch (key) {
      case NULLNESS -> readNullness();
      case STRING_PREFIX -> {
        requireKind(type.equals(Type.STRING), key);
        prefix = in.string();
      }
      case LOWER_BOUND -> {
        requireKind(type.equals(Type.NUMBER), key);
        lower = Optional.of(readBound());
      }
      case UPPER_BOUND -> {
        requireKind(type.equals(Type.NUMBER), key);
        upper = Optional.of(readBound());
      }
      case LEAST_LENGTH -> {
        requireKind(isCollection(), key);
        least = in.integer();
      }
      default -> {
        requireKind(isCollection(), key);
        greatest = OptionalLong.of(in.integer());
      }
    }
  }

  private void readNullness() throws IOException {
    if (in.bool()) {
      throw new CtyException(path, "a certain null is sent as null, not as a refinement");
    }
    notNull = true;
  }

  private Refinement.Bound readBound() throws IOException {
    in.arrayOf(2, "a bound");
    BigDecimal value = in.number();
    return new Refinement.Bound(value, in.bool());
  }

  private void requireKind(boolean suits, int key) {
    if (!suits) {
      throw new CtyException(path, "refinement " + key + " cannot be said of a " + type);
    }
  }

  private boolean isCollection() {
    return type instanceof Type.ListOf || type instanceof Type.SetOf || type instanceof Type.MapOf;
  }

  private Refinement refinement() {
    if (!prefix.isEmpty()) {
      return new Refinement.Prefix(notNull, prefix);
    }
    if (lower.isPresent() || upper.isPresent()) {
      return new Refinement.Range(notNull, lower, upper);
    }
    if (least != 0 || greatest.isPresent()) {
      return new Refinement.Length(notNull, least, greatest);
    }
    return notNull ? Refinement.NOT_NULL : Refinement.NONE;
  }

  /// The body that says `refinement`; an empty map says nothing.
  static byte[] encode(Refinement refinement) throws IOException {
    MessageBufferPacker entries = MessagePack.newDefaultBufferPacker();
    int count = refinement.notNull() ? 1 : 0;
    if (refinement.notNull()) {
      entries.packInt(NULLNESS).packBoolean(false);
    }
    count +=
        switch (refinement) {
          case Refinement.Nullness _ -> 0;
          case Refinement.Prefix(_, String prefix) -> writePrefix(entries, prefix);
          case Refinement.Range(
                  _,
                  Optional<Refinement.Bound> low,
                  Optional<Refinement.Bound> high) ->
              writeBound(entries, LOWER_BOUND, low) + writeBound(entries, UPPER_BOUND, high);
          case Refinement.Length(_, long least, OptionalLong greatest) ->
              writeLength(
                      entries,
                      LEAST_LENGTH,
                      least == 0 ? OptionalLong.empty() : OptionalLong.of(least))
                  + writeLength(entries, GREATEST_LENGTH, greatest);
        };
    MessageBufferPacker body = MessagePack.newDefaultBufferPacker();
    body.packMapHeader(count).writePayload(entries.toByteArray());
    return body.toByteArray();
  }

  private static int writePrefix(MessagePacker out, String prefix) throws IOException {
    if (prefix.isEmpty()) {
      return 0;
    }
    byte[] bytes = prefix.getBytes(StandardCharsets.UTF_8);
    int end = Math.min(bytes.length, Limits.PREFIX_BYTES);
    // Never through the middle of a character: continuation bytes start with the bits 10.
    while (end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    out.packInt(STRING_PREFIX).packRawStringHeader(end).writePayload(bytes, 0, end);
    return 1;
  }

  private static int writeBound(MessagePacker out, int key, Optional<Refinement.Bound> bound)
      throws IOException {
    if (bound.isEmpty()) {
      return 0;
    }
    out.packInt(key).packArrayHeader(2);
    MsgpackEncoder.writeNumber(out, bound.get().value());
    out.packBoolean(bound.get().inclusive());
    return 1;
  }

  private static int writeLength(MessagePacker out, int key, OptionalLong length)
      throws IOException {
    if (length.isEmpty()) {
      return 0;
    }
    out.packInt(key).packLong(length.getAsLong());
    return 1;
  }
}
