package dev.tfpaas.framework.cty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

/// Writes one value as MessagePack, byte for byte as the host does; owned by one call.
///
/// @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/msgpack/marshal.go">the host's
///   writer</a>
final class MsgpackEncoder {
  private final MessagePacker out;
  private final NumberForm numbers;
  private final Trail trail = new Trail(Path.root());

  private MsgpackEncoder(MessagePacker out, NumberForm numbers) {
    this.out = out;
    this.numbers = numbers;
  }

  /// How numbers are written.
  enum NumberForm {
    /// As the host writes them.
    SHORTEST,
    /// As decimal digits, which the host reads as well.
    DIGITS
  }

  static byte[] encode(Value value, Type type, NumberForm numbers) {
    Placement.require(value, type);
    MessageBufferPacker out = MessagePack.newDefaultBufferPacker();
    try {
      new MsgpackEncoder(out, numbers).write(value, type);
      return out.toByteArray();
    } catch (IOException e) {
      // The buffer is memory: this cannot come from outside.
      throw new UncheckedIOException(e);
    }
  }

  private void write(Value value, Type declared) throws IOException {
    trail.requireDepth();
    Type type = declared;
    if (declared instanceof Type.Dynamic) {
      type = value.type();
      writeTypeOfDynamic(type);
    }
    if (value instanceof Value.NullValue) {
      out.packNil();
    } else if (value instanceof Value.UnknownValue(_, Refinement refinement)) {
      writeUnknown(refinement);
    } else {
      writeKnown(value, type);
    }
  }

  /// Opens the pair of type and value; a null or unknown without a type stands alone.
  private void writeTypeOfDynamic(Type type) throws IOException {
    if (!type.equals(Type.DYNAMIC)) {
      byte[] json = TypeCodec.encode(type);
      out.packArrayHeader(2).packBinaryHeader(json.length).writePayload(json);
    }
  }

  private void writeKnown(Value value, Type type) throws IOException {
    if (type instanceof Type.Primitive primitive) {
      writePrimitive(value, primitive);
    } else if (type instanceof Type.ObjectOf(SortedMap<String, Type> types)) {
      writeAttributes(NamedParts.of(value.asMap()), NamedParts.of(types));
    } else if (type instanceof Type.ListOf(Type element)) {
      writeElements(value.asList(), element);
    } else if (type instanceof Type.SetOf(Type element)) {
      writeElements(value.asList(), element);
    } else if (type instanceof Type.MapOf(Type element)) {
      writeMap(NamedParts.of(value.asMap()), element);
    } else if (type instanceof Type.TupleOf(List<Type> types)) {
      writeTuple(value.asList(), types);
    } else {
      throw new IllegalStateException("a known value has a type of its own");
    }
  }

  private void writePrimitive(Value value, Type.Primitive type) throws IOException {
    switch (type) {
      case STRING -> out.packString(value.asString());
      case NUMBER -> {
        switch (numbers) {
          case SHORTEST -> writeNumber(out, value.asNumber());
          case DIGITS -> out.packString(value.asNumber().toPlainString());
        }
      }
      case BOOL -> out.packBoolean(value.asBool());
    }
  }

  private void writeElement(int index, Value element, Type type) throws IOException {
    trail.index(index);
    write(element, type);
    trail.leave();
  }

  private void writeElements(List<Value> elements, Type type) throws IOException {
    out.packArrayHeader(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      writeElement(i, elements.get(i), type);
    }
  }

  private void writeTuple(List<Value> elements, List<Type> types) throws IOException {
    out.packArrayHeader(types.size());
    for (int i = 0; i < types.size(); i++) {
      writeElement(i, elements.get(i), types.get(i));
    }
  }

  private void writeMap(NamedParts<Value> elements, Type type) throws IOException {
    out.packMapHeader(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      String key = elements.names().name(i);
      out.packString(key);
      trail.key(key);
      write(elements.part(i), type);
      trail.leave();
    }
  }

  /// Both have the same names in the same order.
  private void writeAttributes(NamedParts<Value> attributes, NamedParts<Type> types)
      throws IOException {
    Names names = types.names();
    byte[][] packed = names.packed();
    out.packMapHeader(packed.length);
    for (int i = 0; i < packed.length; i++) {
      out.writePayload(packed[i]);
      trail.attribute(names.name(i));
      write(attributes.part(i), types.part(i));
      trail.leave();
    }
  }

  /// The shortest integer; a 64-bit float where it is exact; else plain digits as text.
  static void writeNumber(MessagePacker out, BigDecimal number) throws IOException {
    if (Numbers.isLong(number)) {
      out.packLong(number.longValueExact());
    } else if (number.scale() > 0 && Numbers.isDouble(number)) {
      out.packDouble(number.doubleValue());
    } else {
      out.packString(number.toPlainString());
    }
  }

  private void writeUnknown(Refinement refinement) throws IOException {
    if (refinement instanceof Refinement.Nullness(boolean notNull) && !notNull) {
      writePlainUnknown();
      return;
    }
    byte[] body = RefinementCodec.encode(refinement);
    boolean saysSomething = body.length > 1;
    // A refinement may always be left out, and the host refuses a longer body.
    if (saysSomething && body.length <= Limits.REFINEMENT_BYTES) {
      out.packExtensionTypeHeader(MsgpackCodec.REFINED_UNKNOWN, body.length).writePayload(body);
    } else {
      writePlainUnknown();
    }
  }

  private void writePlainUnknown() throws IOException {
    out.packExtensionTypeHeader(MsgpackCodec.UNKNOWN, 1).writePayload(new byte[1]);
  }
}
