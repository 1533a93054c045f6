package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.CtyException;
import dev.tfpaas.framework.cty.JsonCodec;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.PrivateState;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.DataFormatException;

/// What was seen of an object when it was last read, kept in Terraform's private state, so that
/// planning an update needs no look at the platform and gives the same plan twice. Never a secret.
///
/// Kept as JSON, packed: Terraform writes and copies its whole state again with each object of it.
///
/// May be missing: private state is lost when the provider dies, and there is none after an import.
public final class PrivateFacts {
  private static final String INCARNATION = "incarnation";

  private PrivateFacts() {}

  /// Reads the facts, an object; empty when there are none, or they are of another version.
  public static Optional<Value> read(PrivateState privateState) {
    if (privateState.isEmpty()) {
      return Optional.empty();
    }
    try {
      Value facts = JsonCodec.decode(Packed.unpack(privateState.bytes()), Type.DYNAMIC);
      return facts instanceof Value.ObjectValue ? Optional.of(facts) : Optional.empty();
    } catch (CtyException | DataFormatException _) {
      // Written by another version: planning looks at the platform instead, as after an import.
      return Optional.empty();
    }
  }

  /// Makes private state of the facts.
  ///
  /// @param facts an object, wholly known
  public static PrivateState write(Value facts) {
    return PrivateState.of(Packed.pack(JsonCodec.encode(facts, Type.DYNAMIC)));
  }

  /// Adds which incarnation of the object this is; nothing where there are no facts.
  static PrivateState incarnated(PrivateState privateState, Optional<String> incarnation) {
    return privateState.isEmpty() || incarnation.isEmpty()
        ? privateState
        : with(privateState, INCARNATION, incarnation.map(Value::string));
  }

  /// Adds which incarnation of the object goes, also where there are no other facts.
  static PrivateState owned(PrivateState privateState, Optional<String> incarnation) {
    return incarnation.isEmpty()
        ? privateState
        : with(privateState, INCARNATION, incarnation.map(Value::string));
  }

  /// Returns the facts with another part; without it when it is empty.
  static PrivateState with(PrivateState privateState, String name, Optional<Value> part) {
    Map<String, Value> facts =
        new TreeMap<>(read(privateState).<Map<String, Value>>map(Value::asMap).orElse(Map.of()));
    facts.remove(name);
    part.ifPresent(value -> facts.put(name, value));
    return facts.isEmpty() ? PrivateState.NONE : write(Value.object(facts));
  }

  /// Returns which incarnation of the object this is; empty when that was never noted.
  static Optional<String> incarnation(PrivateState privateState) {
    return read(privateState).flatMap(facts -> part(facts, INCARNATION)).map(Value::asString);
  }

  /// Returns one attribute of an object that may lack it or be null there.
  public static Optional<Value> part(Value facts, String name) {
    return facts instanceof Value.ObjectValue object && object.attributes().containsKey(name)
        ? Optional.of(object.get(name)).filter(Value::isKnown)
        : Optional.empty();
  }
}
