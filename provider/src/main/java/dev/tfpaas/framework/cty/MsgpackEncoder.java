package dev.tfpaas.framework.cty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
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

  private MsgpackEncoder(MessagePacker out) {
    this.out = out;
  }

  static byte[] encode(Value value, Type type) {
    Placement.require(value, type);
    MessageBufferPacker out = MessagePack.newDefaultBufferPacker();
    try {
      new MsgpackEncoder(out).write(value, type);
      return out.toByteArray();
    } catch (IOException e) {
      // The buffer is memory: this cannot come from outside.
      throw new UncheckedIOException(e);
    }
  }

  private void write(Value value, Type declared) throws IOException {
    Type type = declared;
    if (declared.equals(Type.DYNAMIC)) {
      type = value.type();
      writeTypeOfDynamic(type);
    }
    switch (value) {
      case Value.NullValue _ -> out.packNil();
      case Value.UnknownValue(_, Refinement refinement) -> writeUnknown(refinement);
      case Value known -> writeKnown(known, type);
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
    switch (type) {
      case Type.Dynamic _ -> throw new IllegalStateException("a known value has a type of its own");
      case Type.Primitive.STRING -> out.packString(value.asString());
      case Type.Primitive.NUMBER -> writeNumber(out, value.asNumber());
      case Type.Primitive.BOOL -> out.packBoolean(value.asBool());
      case Type.ListOf(Type element) -> writeElements(value.asList(), element);
      case Type.SetOf(Type element) -> writeElements(value.asList(), element);
      case Type.MapOf(Type element) -> {
        out.packMapHeader(value.asMap().size());
        for (Map.Entry<String, Value> entry : value.asMap().entrySet()) {
          out.packString(entry.getKey());
          write(entry.getValue(), element);
        }
      }
      case Type.ObjectOf(SortedMap<String, Type> types) ->
          writeAttributes(NamedParts.of(value.asMap()), NamedParts.of(types));
      case Type.TupleOf(List<Type> types) -> {
        out.packArrayHeader(types.size());
        for (int i = 0; i < types.size(); i++) {
          write(value.asList().get(i), types.get(i));
        }
      }
    }
  }

  /// Both have the same names in the same order.
  private void writeAttributes(NamedParts<Value> attributes, NamedParts<Type> types)
      throws IOException {
    byte[][] names = types.names().packed();
    out.packMapHeader(names.length);
    for (int i = 0; i < names.length; i++) {
      out.writePayload(names[i]);
      write(attributes.part(i), types.part(i));
    }
  }

  private void writeElements(List<Value> elements, Type type) throws IOException {
    out.packArrayHeader(elements.size());
    for (Value element : elements) {
      write(element, type);
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
    byte[] body = RefinementCodec.encode(refinement);
    boolean saysSomething = body.length > 1;
    // A refinement may always be left out, and the host refuses a longer body.
    if (saysSomething && body.length <= Limits.REFINEMENT_BYTES) {
      out.packExtensionTypeHeader(MsgpackCodec.REFINED_UNKNOWN, body.length).writePayload(body);
    } else {
      out.packExtensionTypeHeader(MsgpackCodec.UNKNOWN, 1).writePayload(new byte[1]);
    }
  }
}
