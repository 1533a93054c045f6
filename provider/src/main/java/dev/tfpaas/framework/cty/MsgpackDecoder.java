package dev.tfpaas.framework.cty;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack.Code;
import org.msgpack.core.MessagePack.UnpackerConfig;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/// Reads one value from MessagePack; owned by one call. Lengths are compared with the bytes that
/// are left before anything is allocated.
///
/// The library finds its way through the bytes; text is taken from them in place, and a name that
/// is where it is expected is compared with them and never becomes text.
///
/// @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/msgpack/unmarshal.go">the host's
///   reader</a>
final class MsgpackDecoder {
  private static final UnpackerConfig STRICT =
      new UnpackerConfig()
          .withAllowReadingBinaryAsString(false)
          .withAllowReadingStringAsBinary(false);

  private final MessageUnpacker in;
  private final byte[] bytes;

  /// Where the library was called last, for the failures it reports, and for ours.
  private final Trail trail;

  /// Reads `bytes`, which stand at `path`.
  MsgpackDecoder(byte[] bytes, Path path) {
    this.in = STRICT.newUnpacker(bytes);
    this.bytes = bytes;
    this.trail = new Trail(path);
  }

  /// A step of reading; the library's failures pass through it.
  interface Reading<T> {
    T read() throws IOException;
  }

  /// The value at the root, and nothing behind it.
  Value whole(Type type) {
    return guarded(() -> value(type));
  }

  /// What `reading` makes of all the bytes; turns the library's failures into ours.
  <T> T guarded(Reading<T> reading) {
    T result;
    try {
      result = reading.read();
      if (!in.hasNext()) {
        return result;
      }
    } catch (IOException | MessagePackException e) {
      String reason = "malformed MessagePack near byte " + in.getTotalReadBytes();
      throw new CtyException(trail.path(), reason, e);
    }
    throw trail.failure((bytes.length - position()) + " bytes follow the value");
  }

  private Value value(Type type) throws IOException {
    trail.requireDepth();
    MessageFormat format = in.getNextFormat();
    if (format == MessageFormat.NIL) {
      in.unpackNil();
      return Value.nullOf(type);
    }
    return isKind(format, ValueType.EXTENSION) ? unknown(type) : known(type);
  }

  private Value known(Type type) throws IOException {
    if (type instanceof Type.Primitive primitive) {
      return primitive(primitive);
    }
    if (type instanceof Type.ObjectOf(SortedMap<String, Type> attributes)) {
      return object(NamedParts.of(attributes));
    }
    if (type instanceof Type.ListOf(Type element)) {
      return listOrSet(type, element);
    }
    if (type instanceof Type.SetOf(Type element)) {
      return listOrSet(type, element);
    }
    if (type instanceof Type.MapOf(Type element)) {
      return map(element);
    }
    return type instanceof Type.TupleOf(List<Type> elements) ? tuple(elements) : dynamic();
  }

  private Value primitive(Type.Primitive type) throws IOException {
    return switch (type) {
      case STRING -> Value.string(text());
      case NUMBER -> Value.number(number());
      case BOOL -> Value.bool(bool());
    };
  }

  /// Any extension is an unknown if its body is at most one byte; a longer body must be
  /// refinements.
  private Value unknown(Type type) throws IOException {
    ExtensionTypeHeader header = in.unpackExtensionTypeHeader();
    int size = header.getLength();
    requireLeft(size, 1);
    if (size > 1 && header.getType() != MsgpackCodec.REFINED_UNKNOWN) {
      throw trail.failure("extension " + header.getType() + " is not an unknown value");
    }
    if (size > Limits.REFINEMENT_BYTES) {
      throw trail.failure("refinements of more than " + Limits.REFINEMENT_BYTES + " bytes");
    }
    byte[] body = in.readPayload(size);
    return size <= 1
        ? Value.unknown(type)
        : Value.unknown(type, RefinementCodec.decode(body, type, trail.path()));
  }

  /// An array of two: the type as JSON in a bin, then the value in that type.
  private Value dynamic() throws IOException {
    arrayOf(2, "a dynamic value");
    require(in.getNextFormat(), ValueType.BINARY, "the type of a dynamic value");
    int typeSize = in.unpackBinaryHeader();
    requireLeft(typeSize, 1);
    Type type = TypeCodec.parse(in.readPayload(typeSize), trail.path());
    if (type.equals(Type.DYNAMIC)) {
      throw trail.failure("a dynamic value must name a type other than dynamic");
    }
    return value(type);
  }

  private Value listOrSet(Type type, Type element) throws IOException {
    List<Value> elements = elements(element);
    try {
      return type instanceof Type.SetOf
          ? Value.set(element, elements)
          : Value.list(element, elements);
    } catch (CtyException e) {
      throw e.under(trail.path());
    }
  }

  private List<Value> elements(Type element) throws IOException {
    int size = arrayHeader("a list or set");
    if (size == 1) {
      // Without the array: deep nesting is lists of one.
      return List.of(element(element, 0));
    }
    Value[] elements = new Value[size];
    for (int i = 0; i < size; i++) {
      elements[i] = element(element, i);
    }
    return List.of(elements);
  }

  private Value element(Type type, int index) throws IOException {
    trail.index(index);
    Value element = value(type);
    trail.leave();
    return element;
  }

  private Value tuple(List<Type> types) throws IOException {
    int size = arrayHeader("a tuple");
    if (size != types.size()) {
      throw trail.failure(
          "a tuple of " + types.size() + " elements is required (" + size + " given)");
    }
    Value[] elements = new Value[size];
    for (int i = 0; i < size; i++) {
      elements[i] = element(types.get(i), i);
    }
    return Value.tuple(List.of(elements));
  }

  private Value map(Type element) throws IOException {
    int size = mapHeader("a map");
    SortedMap<String, Value> elements = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      String key = string();
      trail.key(key);
      if (elements.containsKey(key)) {
        throw trail.failure("the map has this key twice");
      }
      elements.put(key, value(element));
      trail.leave();
    }
    try {
      return Value.map(element, elements);
    } catch (CtyException e) {
      throw e.under(trail.path());
    }
  }

  private Value object(NamedParts<Type> types) throws IOException {
    int size = mapHeader("an object");
    if (size != types.size()) {
      throw trail.failure(
          "an object with " + types.size() + " attributes is required (" + size + " given)");
    }
    Value[] attributes = new Value[size];
    for (int i = 0; i < size; i++) {
      int position = attribute(types.names(), i);
      trail.attribute(types.names().name(position));
      if (attributes[position] != null) {
        throw trail.failure("the object has this attribute twice");
      }
      attributes[position] = value(types.part(position));
      trail.leave();
    }
    return new Value.ObjectValue(new NamedParts<>(types.names(), attributes));
  }

  /// The position of the attribute whose name comes next. The host sends them sorted, so it is
  /// known what to expect.
  private int attribute(Names names, int expected) throws IOException {
    byte[] name = names.packed()[expected];
    int start = position();
    int end = start + name.length;
    if (end <= bytes.length && Arrays.equals(bytes, start, end, name, 0, name.length)) {
      in.skipValue();
      return expected;
    }
    String other = string();
    int position = names.find(other);
    if (position < 0) {
      trail.attribute(other);
      throw trail.failure("unsupported attribute");
    }
    return position;
  }

  private int arrayHeader(String what) throws IOException {
    require(in.getNextFormat(), ValueType.ARRAY, what);
    int size = in.unpackArrayHeader();
    requireLeft(size, 1);
    return size;
  }

  /// The number of entries of the map that comes next.
  int mapHeader(String what) throws IOException {
    require(in.getNextFormat(), ValueType.MAP, what);
    int size = in.unpackMapHeader();
    requireLeft(size, 2);
    return size;
  }

  /// The string that comes next, in NFC.
  String string() throws IOException {
    return Text.nfc(text());
  }

  private String text() throws IOException {
    MessageFormat format = in.getNextFormat();
    require(format, ValueType.STRING, "a string");
    return text(format);
  }

  private String text(MessageFormat format) throws IOException {
    int size;
    int start;
    if (format == MessageFormat.FIXSTR) {
      // The usual case, in which the library passes over the text without making anything of it.
      start = position() + 1;
      size = bytes[start - 1] - Code.FIXSTR_PREFIX;
      requireLeft(size, 1, start);
      in.skipValue();
    } else {
      size = in.unpackRawStringHeader();
      requireLeft(size, 1);
      start = position();
      in.readPayloadAsReference(size);
    }
    try {
      return Text.utf8(bytes, start, size);
    } catch (CharacterCodingException e) {
      throw new CtyException(trail.path(), "the text is not valid UTF-8", e);
    }
  }

  /// The number that comes next: an integer or float of any width, or a decimal string.
  BigDecimal number() throws IOException {
    MessageFormat format = in.getNextFormat();
    return switch (format.getValueType()) {
      case INTEGER ->
          format == MessageFormat.UINT64
              ? new BigDecimal(in.unpackBigInteger())
              : BigDecimal.valueOf(in.unpackLong());
      case FLOAT -> {
        double number = in.unpackDouble();
        if (!Double.isFinite(number)) {
          throw trail.failure("a number must be finite");
        }
        yield new BigDecimal(number);
      }
      case STRING -> Numbers.parse(text(format), trail.path());
      default -> throw unexpected(format, "a number");
    };
  }

  /// The truth value that comes next.
  boolean bool() throws IOException {
    require(in.getNextFormat(), ValueType.BOOLEAN, "a bool");
    return in.unpackBoolean();
  }

  /// The integer that comes next, within a signed 64-bit integer.
  long integer() throws IOException {
    require(in.getNextFormat(), ValueType.INTEGER, "an integer");
    return in.unpackLong();
  }

  /// The array of `size` that comes next.
  void arrayOf(int size, String what) throws IOException {
    int given = arrayHeader(what);
    if (given != size) {
      throw trail.failure(what + " is an array of " + size + " (" + given + " given)");
    }
  }

  /// Passes over the value that comes next, whatever it is.
  void skip() throws IOException {
    in.skipValue();
  }

  /// How many bytes are read.
  private int position() {
    return (int) in.getTotalReadBytes();
  }

  /// A header may claim billions of elements; each needs at least `each` bytes.
  private void requireLeft(int count, int each) {
    requireLeft(count, each, position());
  }

  private void requireLeft(int count, int each, int start) {
    int left = bytes.length - start;
    if ((long) count * each > left) {
      throw trail.failure(count + " announced, but only " + left + " bytes follow");
    }
  }

  private void require(MessageFormat next, ValueType kind, String what) {
    if (!isKind(next, kind)) {
      throw unexpected(next, what);
    }
  }

  /// The format that is never used has no kind, and must not be asked for it.
  private static boolean isKind(MessageFormat format, ValueType kind) {
    return format != MessageFormat.NEVER_USED && format.getValueType() == kind;
  }

  private CtyException unexpected(MessageFormat next, String what) {
    return trail.failure(what + " is required, not " + next.name().toLowerCase(Locale.ROOT));
  }
}
