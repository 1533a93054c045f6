package dev.tfpaas.framework.cty;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// Writes one value as JSON; owned by one call.
final class JsonEncoder {
  private final JsonGenerator out;

  private JsonEncoder(JsonGenerator out) {
    this.out = out;
  }

  static byte[] encode(Value value, Type type) {
    Placement.require(value, type);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JsonText.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      new JsonEncoder(out).write(value, type, Path.root());
    }
    return bytes.toByteArray();
  }

  private void write(Value value, Type type, Path path) {
    if (value.isUnknown()) {
      throw new CtyException(path, "an unknown value cannot be written as JSON");
    }
    if (type.equals(Type.DYNAMIC) && !value.type().equals(Type.DYNAMIC)) {
      writeDynamic(value, path);
    } else if (value.isNull()) {
      out.writeNull();
    } else {
      writeKnown(value, type, path);
    }
  }

  /// The type first, so that a reader knows it when the value comes.
  private void writeDynamic(Value value, Path path) {
    out.writeStartObject();
    out.writeName("type");
    out.writeRawValue(new String(TypeCodec.encode(value.type()), StandardCharsets.UTF_8));
    out.writeName("value");
    write(value, value.type(), path);
    out.writeEndObject();
  }

  private void writeKnown(Value value, Type type, Path path) {
    switch (type) {
      case Type.Dynamic _ -> throw new IllegalStateException("a known value has a type of its own");
      case Type.Primitive.STRING -> out.writeString(value.asString());
      case Type.Primitive.NUMBER -> out.writeNumber(value.asNumber().toPlainString());
      case Type.Primitive.BOOL -> out.writeBoolean(value.asBool());
      case Type.ListOf(Type element) -> writeElements(value.asList(), element, path);
      case Type.SetOf(Type element) -> writeElements(value.asList(), element, path);
      case Type.MapOf(Type element) -> writeMap(value.asMap(), element, path);
      case Type.ObjectOf(SortedMap<String, Type> types) -> writeObject(value, types, path);
      case Type.TupleOf(List<Type> types) -> writeTuple(value.asList(), types, path);
    }
  }

  private void writeElements(List<Value> elements, Type type, Path path) {
    out.writeStartArray();
    for (int i = 0; i < elements.size(); i++) {
      write(elements.get(i), type, path.index(i));
    }
    out.writeEndArray();
  }

  private void writeTuple(List<Value> elements, List<Type> types, Path path) {
    out.writeStartArray();
    for (int i = 0; i < types.size(); i++) {
      write(elements.get(i), types.get(i), path.index(i));
    }
    out.writeEndArray();
  }

  private void writeMap(SortedMap<String, Value> elements, Type type, Path path) {
    out.writeStartObject();
    for (Map.Entry<String, Value> entry : elements.entrySet()) {
      out.writeName(entry.getKey());
      write(entry.getValue(), type, path.key(entry.getKey()));
    }
    out.writeEndObject();
  }

  private void writeObject(Value object, SortedMap<String, Type> types, Path path) {
    out.writeStartObject();
    for (Map.Entry<String, Type> attribute : types.entrySet()) {
      out.writeName(attribute.getKey());
      write(
          object.get(attribute.getKey()), attribute.getValue(), path.attribute(attribute.getKey()));
    }
    out.writeEndObject();
  }
}
