package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.CtyException;
import dev.tfpaas.framework.cty.JsonCodec;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.PrivateState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.DataFormatException;

/// What was seen of an object when it was last read, kept in Terraform's private state, so that
/// planning an update needs no look at the platform and gives the same plan twice. Never a secret.
///
/// Kept as JSON, packed: Terraform writes and copies its whole state again with each object of it.
///
/// May be missing: private state is lost when the provider dies, and there is none after an import.
public final class PrivateFacts {
  /// Readings that move all the time, and changes of which are no news.
  private static final Set<String> MOVING =
      Set.of("lag", "lag_writes", "source_backup_at", "position");

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

  /// Says how two readings of the same object differ, one sentence a difference, in a stable order.
  public static List<String> changes(Value before, Value now) {
    SortedMap<String, String> old = flat(before);
    SortedMap<String, String> current = flat(now);
    Set<String> names = new TreeSet<>(old.keySet());
    names.addAll(current.keySet());
    List<String> changes = new ArrayList<>();
    for (String name : names) {
      String was = old.getOrDefault(name, "absent");
      String is = current.getOrDefault(name, "absent");
      if (!was.equals(is)) {
        changes.add("%s was %s and is %s.".formatted(name, was, is));
      }
    }
    return changes;
  }

  private static SortedMap<String, String> flat(Value value) {
    SortedMap<String, String> flat = new TreeMap<>();
    collect("", value, flat);
    return flat;
  }

  private static void collect(String name, Value value, SortedMap<String, String> flat) {
    if (value instanceof Value.ObjectValue object) {
      for (Map.Entry<String, Value> part : object.attributes().entrySet()) {
        if (!MOVING.contains(part.getKey())) {
          collect(
              name.isEmpty() ? part.getKey() : name + " " + part.getKey(), part.getValue(), flat);
        }
      }
    } else if (value instanceof Value.MapValue map) {
      map.elements().forEach((key, part) -> collect(name + " " + key, part, flat));
    } else {
      flat.put(name, value.toString());
    }
  }
}
