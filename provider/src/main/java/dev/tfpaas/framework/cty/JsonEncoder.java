package dev.tfpaas.framework.cty;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// Writes one value as JSON; owned by one call.
final class JsonEncoder {
  private final JsonGenerator out;
  private final Trail trail = new Trail(Path.root());

  private JsonEncoder(JsonGenerator out) {
    this.out = out;
  }

  static byte[] encode(Value value, Type type) {
    Placement.require(value, type);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JsonText.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      new JsonEncoder(out).write(value, type);
    }
    return bytes.toByteArray();
  }

  private void write(Value value, Type type) {
    trail.requireDepth();
    if (value.isUnknown()) {
      throw trail.failure("an unknown value cannot be written as JSON");
    }
    if (type.equals(Type.DYNAMIC) && !value.type().equals(Type.DYNAMIC)) {
      writeDynamic(value);
    } else if (value.isNull()) {
      out.writeNull();
    } else {
      writeKnown(value, type);
    }
  }

  /// The type first, so that a reader knows it when the value comes.
  private void writeDynamic(Value value) {
    out.writeStartObject();
    out.writeName("type");
    out.writeRawValue(new String(TypeCodec.encode(value.type()), StandardCharsets.UTF_8));
    out.writeName("value");
    write(value, value.type());
    out.writeEndObject();
  }

  private void writeKnown(Value value, Type type) {
    if (type instanceof Type.Primitive primitive) {
      writePrimitive(value, primitive);
    } else if (type instanceof Type.ObjectOf(SortedMap<String, Type> types)) {
      writeObject(NamedParts.of(value.asMap()), NamedParts.of(types));
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

  private void writePrimitive(Value value, Type.Primitive type) {
    JsonGenerator _ =
        switch (type) {
          case STRING -> out.writeString(value.asString());
          case NUMBER -> out.writeNumber(value.asNumber().toPlainString());
          case BOOL -> out.writeBoolean(value.asBool());
        };
  }

  private void writeElement(int index, Value element, Type type) {
    trail.index(index);
    write(element, type);
    trail.leave();
  }

  private void writeElements(List<Value> elements, Type type) {
    out.writeStartArray();
    for (int i = 0; i < elements.size(); i++) {
      writeElement(i, elements.get(i), type);
    }
    out.writeEndArray();
  }

  private void writeTuple(List<Value> elements, List<Type> types) {
    out.writeStartArray();
    for (int i = 0; i < types.size(); i++) {
      writeElement(i, elements.get(i), types.get(i));
    }
    out.writeEndArray();
  }

  private void writeMap(NamedParts<Value> elements, Type type) {
    out.writeStartObject();
    for (int i = 0; i < elements.size(); i++) {
      String key = elements.names().name(i);
      out.writeName(key);
      trail.key(key);
      write(elements.part(i), type);
      trail.leave();
    }
    out.writeEndObject();
  }

  /// Both have the same names in the same order.
  private void writeObject(NamedParts<Value> attributes, NamedParts<Type> types) {
    out.writeStartObject();
    for (int i = 0; i < types.size(); i++) {
      String name = types.names().name(i);
      out.writeName(name);
      trail.attribute(name);
      write(attributes.part(i), types.part(i));
      trail.leave();
    }
    out.writeEndObject();
  }
}
