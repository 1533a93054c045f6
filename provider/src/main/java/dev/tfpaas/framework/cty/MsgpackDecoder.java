package dev.tfpaas.framework.cty;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack.UnpackerConfig;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/// Reads one value from MessagePack; owned by one call. The path travels along, and lengths are
/// compared with the bytes that are left before anything is allocated.
///
/// @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/msgpack/unmarshal.go">the host's
///   reader</a>
final class MsgpackDecoder {
  private static final UnpackerConfig STRICT =
      new UnpackerConfig()
          .withAllowReadingBinaryAsString(false)
          .withAllowReadingStringAsBinary(false);

  private final MessageUnpacker in;
  private final long length;

  /// Where the library was called last, for the failures it reports.
  private Path at;

  /// Reads `bytes`, which stand at `path`.
  MsgpackDecoder(byte[] bytes, Path path) {
    in = STRICT.newUnpacker(bytes);
    length = bytes.length;
    at = path;
  }

  /// A step of reading; the library's failures pass through it.
  interface Reading<T> {
    T read() throws IOException;
  }

  /// The value at the root, and nothing behind it.
  Value whole(Type type) {
    Path root = at;
    return guarded(() -> toTheEnd(value(type, root), root));
  }

  /// Turns the library's failures into ours.
  <T> T guarded(Reading<T> reading) {
    try {
      return reading.read();
    } catch (IOException | MessagePackException e) {
      throw new CtyException(at, "malformed MessagePack near byte " + in.getTotalReadBytes(), e);
    }
  }

  /// `result`, if all bytes are read.
  <T> T toTheEnd(T result, Path path) throws IOException {
    if (in.hasNext()) {
      throw new CtyException(path, (length - in.getTotalReadBytes()) + " bytes follow the value");
    }
    return result;
  }

  private Value value(Type type, Path path) throws IOException {
    at = path;
    if (path.depth() > Limits.DEPTH) {
      throw new CtyException(path, "nested more than " + Limits.DEPTH + " levels deep");
    }
    MessageFormat format = in.getNextFormat();
    return switch (format) {
      case NIL -> {
        in.unpackNil();
        yield Value.nullOf(type);
      }
      case FIXEXT1, FIXEXT2, FIXEXT4, FIXEXT8, FIXEXT16, EXT8, EXT16, EXT32 -> unknown(type, path);
      default -> known(type, path);
    };
  }

  private Value known(Type type, Path path) throws IOException {
    return switch (type) {
      case Type.Primitive.STRING -> Value.string(string(path));
      case Type.Primitive.NUMBER -> Value.number(number(path));
      case Type.Primitive.BOOL -> Value.bool(bool(path));
      case Type.Dynamic _ -> dynamic(path);
      case Type.ListOf(Type element) -> {
        List<Value> elements = elements(element, path);
        yield checked(path, () -> Value.list(element, elements));
      }
      case Type.SetOf(Type element) -> {
        List<Value> elements = elements(element, path);
        yield checked(path, () -> Value.set(element, elements));
      }
      case Type.MapOf(Type element) -> map(element, path);
      case Type.ObjectOf(SortedMap<String, Type> attributes) -> object(attributes, path);
      case Type.TupleOf(List<Type> elements) -> tuple(elements, path);
    };
  }

  /// Any extension is an unknown if its body is at most one byte; a longer body must be
  /// refinements.
  private Value unknown(Type type, Path path) throws IOException {
    ExtensionTypeHeader header = in.unpackExtensionTypeHeader();
    int size = header.getLength();
    requireLeft(size, 1, path);
    if (size > 1 && header.getType() != MsgpackCodec.REFINED_UNKNOWN) {
      throw new CtyException(path, "extension " + header.getType() + " is not an unknown value");
    }
    if (size > Limits.REFINEMENT_BYTES) {
      throw new CtyException(
          path, "refinements of more than " + Limits.REFINEMENT_BYTES + " bytes");
    }
    byte[] body = in.readPayload(size);
    return size <= 1
        ? Value.unknown(type)
        : Value.unknown(type, RefinementCodec.decode(body, type, path));
  }

  /// An array of two: the type as JSON in a bin, then the value in that type.
  private Value dynamic(Path path) throws IOException {
    arrayOf(2, "a dynamic value", path);
    require(in.getNextFormat(), MessageFormat.BIN8, "the type of a dynamic value", path);
    int typeSize = in.unpackBinaryHeader();
    requireLeft(typeSize, 1, path);
    Type type = TypeCodec.parse(in.readPayload(typeSize), path);
    if (type.equals(Type.DYNAMIC)) {
      throw new CtyException(path, "a dynamic value must name a type other than dynamic");
    }
    return value(type, path);
  }

  private List<Value> elements(Type element, Path path) throws IOException {
    int size = arrayHeader("a list or set", path);
    List<Value> elements = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      elements.add(value(element, path.index(i)));
    }
    return elements;
  }

  private Value tuple(List<Type> types, Path path) throws IOException {
    int size = arrayHeader("a tuple", path);
    if (size != types.size()) {
      throw new CtyException(
          path, "a tuple of " + types.size() + " elements is required (" + size + " given)");
    }
    List<Value> elements = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      elements.add(value(types.get(i), path.index(i)));
    }
    return Value.tuple(elements);
  }

  private Value map(Type element, Path path) throws IOException {
    int size = mapHeader("a map", path);
    SortedMap<String, Value> elements = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      at = path;
      String key = string(path);
      if (elements.containsKey(key)) {
        throw new CtyException(path.key(key), "the map has this key twice");
      }
      elements.put(key, value(element, path.key(key)));
    }
    return checked(path, () -> Value.map(element, elements));
  }

  private Value object(SortedMap<String, Type> types, Path path) throws IOException {
    int size = mapHeader("an object", path);
    if (size != types.size()) {
      throw new CtyException(
          path, "an object with " + types.size() + " attributes is required (" + size + " given)");
    }
    SortedMap<String, Value> attributes = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      at = path;
      String name = string(path);
      Type type = types.get(name);
      if (type == null) {
        throw new CtyException(path.attribute(name), "unsupported attribute");
      }
      if (attributes.containsKey(name)) {
        throw new CtyException(path.attribute(name), "the object has this attribute twice");
      }
      attributes.put(name, value(type, path.attribute(name)));
    }
    return Value.object(attributes);
  }

  private int arrayHeader(String what, Path path) throws IOException {
    require(in.getNextFormat(), MessageFormat.ARRAY16, what, path);
    int size = in.unpackArrayHeader();
    requireLeft(size, 1, path);
    return size;
  }

  /// The number of entries of the map that comes next.
  int mapHeader(String what, Path path) throws IOException {
    require(in.getNextFormat(), MessageFormat.MAP16, what, path);
    int size = in.unpackMapHeader();
    requireLeft(size, 2, path);
    return size;
  }

  /// The string that comes next, in NFC.
  String string(Path path) throws IOException {
    require(in.getNextFormat(), MessageFormat.STR8, "a string", path);
    return Text.nfc(plainString(path));
  }

  private String plainString(Path path) throws IOException {
    int size = in.unpackRawStringHeader();
    requireLeft(size, 1, path);
    return Text.utf8(in.readPayload(size), path);
  }

  /// The number that comes next: an integer or float of any width, or a decimal string.
  BigDecimal number(Path path) throws IOException {
    MessageFormat format = in.getNextFormat();
    return switch (format.getValueType()) {
      case INTEGER ->
          format == MessageFormat.UINT64
              ? new BigDecimal(in.unpackBigInteger())
              : BigDecimal.valueOf(in.unpackLong());
      case FLOAT -> Numbers.exactly(in.unpackDouble(), path);
      case STRING -> Numbers.parse(plainString(path), path);
      default -> throw unexpected(format, "a number", path);
    };
  }

  /// The truth value that comes next.
  boolean bool(Path path) throws IOException {
    require(in.getNextFormat(), MessageFormat.BOOLEAN, "a bool", path);
    return in.unpackBoolean();
  }

  /// The integer that comes next, within a signed 64-bit integer.
  long integer(Path path) throws IOException {
    require(in.getNextFormat(), MessageFormat.INT64, "an integer", path);
    return in.unpackLong();
  }

  /// The array of `size` that comes next.
  void arrayOf(int size, String what, Path path) throws IOException {
    int given = arrayHeader(what, path);
    if (given != size) {
      throw new CtyException(path, what + " is an array of " + size + " (" + given + " given)");
    }
  }

  /// Passes over the value that comes next, whatever it is.
  void skip() throws IOException {
    in.skipValue();
  }

  /// A header may claim billions of elements; each needs at least `bytes`.
  private void requireLeft(int count, int bytes, Path path) {
    long left = length - in.getTotalReadBytes();
    if ((long) count * bytes > left) {
      throw new CtyException(path, count + " announced, but only " + left + " bytes follow");
    }
  }

  /// `example` stands for every format of its kind.
  private void require(MessageFormat next, MessageFormat example, String what, Path path) {
    if (next == MessageFormat.NEVER_USED || next.getValueType() != example.getValueType()) {
      throw unexpected(next, what, path);
    }
  }

  private static CtyException unexpected(MessageFormat next, String what, Path path) {
    return new CtyException(
        path, what + " is required, not " + next.name().toLowerCase(Locale.ROOT));
  }

  private static Value checked(Path path, Supplier<Value> making) {
    try {
      return making.get();
    } catch (CtyException e) {
      throw e.under(path);
    }
  }
}
