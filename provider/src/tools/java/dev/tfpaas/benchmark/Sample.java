package dev.tfpaas.benchmark;

import dev.tfpaas.framework.cty.MsgpackCodec;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.ApplyContext;
import dev.tfpaas.framework.resource.DeleteContext;
import dev.tfpaas.framework.resource.ImportContext;
import dev.tfpaas.framework.resource.ReadContext;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/// One value in every form, and the resource that has it.
///
/// @param schema one attribute, which holds everything
/// @param value the state
/// @param changed the state with another last element
/// @param plain the library's tree of the state
/// @param plainChanged the library's tree of the changed state
record Sample(
    Schema schema,
    Value value,
    Value changed,
    org.msgpack.value.Value plain,
    org.msgpack.value.Value plainChanged)
    implements Resource<String> {
  private static final int DEPTH = 200;
  private static final SortedMap<String, Type> ELEMENT =
      new TreeMap<>(Map.of("name", Type.STRING, "port", Type.NUMBER, "up", Type.BOOL));

  /// Makes a sample.
  ///
  /// @param size the number of elements, or `deep`
  static Sample of(String size) {
    boolean deep = size.equals("deep");
    Type type = deep ? deepType() : new Type.ListOf(new Type.ObjectOf(ELEMENT));
    Schema schema =
        Schema.of("A sample.", List.of(Attribute.optional("content", type, "Everything.")));
    Value value = deep ? deep("bottom") : wide(Integer.parseInt(size), "last");
    Value changed = deep ? deep("changed") : wide(Integer.parseInt(size), "changed");
    return of(
        schema, Value.object(Map.of("content", value)), Value.object(Map.of("content", changed)));
  }

  private static Sample of(Schema schema, Value value, Value changed) {
    return new Sample(schema, value, changed, plain(schema, value), plain(schema, changed));
  }

  private static Value wide(int count, String last) {
    List<Value> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = i < count - 1 ? "element-" + i : last;
      elements.add(
          Value.object(
              Map.of(
                  "name",
                  Value.string(name),
                  "port",
                  Value.number(i),
                  "up",
                  Value.bool(i % 2 == 0))));
    }
    return Value.list(new Type.ObjectOf(ELEMENT), elements);
  }

  private static Type deepType() {
    Type type = Type.STRING;
    for (int level = 0; level < DEPTH; level++) {
      type = new Type.ListOf(type);
    }
    return type;
  }

  private static Value deep(String bottom) {
    Value value = Value.string(bottom);
    for (int level = 0; level < DEPTH; level++) {
      value = Value.list(value.type(), List.of(value));
    }
    return value;
  }

  private static org.msgpack.value.Value plain(Schema schema, Value value) {
    byte[] bytes = MsgpackCodec.encode(value, schema.type());
    try (MessageUnpacker in = MessagePack.newDefaultUnpacker(bytes)) {
      return in.unpackValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Tells whether a tree of the library is of arrays and maps with leaves of the kinds in a
  /// sample.
  static boolean conforms(org.msgpack.value.Value tree) {
    return switch (tree.getValueType()) {
      case ARRAY -> {
        for (org.msgpack.value.Value element : tree.asArrayValue()) {
          if (!conforms(element)) {
            yield false;
          }
        }
        yield true;
      }
      case MAP -> {
        for (Map.Entry<org.msgpack.value.Value, org.msgpack.value.Value> entry :
            tree.asMapValue().entrySet()) {
          if (!entry.getKey().isStringValue() || !conforms(entry.getValue())) {
            yield false;
          }
        }
        yield true;
      }
      case STRING, INTEGER, BOOLEAN -> true;
      case NIL, FLOAT, BINARY, EXTENSION -> false;
    };
  }

  @Override
  public String typeName() {
    return "bench_sample";
  }

  @Override
  public Value create(ApplyContext<String> context) {
    return context.planned();
  }

  @Override
  public Optional<Value> read(ReadContext<String> context) {
    return Optional.of(value);
  }

  @Override
  public Value update(ApplyContext<String> context) {
    return context.planned();
  }

  @Override
  public void delete(DeleteContext<String> context) {
    // There is nothing anywhere.
  }

  @Override
  public Value importState(ImportContext<String> context) {
    return value;
  }
}
