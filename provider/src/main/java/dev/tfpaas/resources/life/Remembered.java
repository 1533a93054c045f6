package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.CtyException;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.PrivateState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is remembered of an object between two calls, in Terraform's private state: planning an
/// update then needs no look at the platform and gives the same plan twice. Never a secret.
///
/// May be missing: private state is lost when the provider dies, and there is none after an import.
///
/// @param seen the object as it was read last; empty when it never was
/// @param applied what the configuration said when it was applied last, by attribute, so that a
///   change made elsewhere is told from one of the configuration; empty when that is not known
/// @param unfinished whether its creation ended early, and the next apply completes it
/// @param unreadable why the last look saw nothing; empty when it did
/// @param underWay the texts of the calls whose effect was still to come at the last look
/// @param <T> the object
public record Remembered<T>(
    Optional<T> seen,
    Map<String, Value> applied,
    boolean unfinished,
    Optional<String> unreadable,
    Set<String> underWay) {
  private static final String APPLIED = "applied";
  private static final String UNFINISHED = "unfinished";
  private static final String UNREADABLE = "unreadable";
  private static final String UNDER_WAY = "under_way";

  /// Copies the collections.
  public Remembered {
    applied = Map.copyOf(applied);
    underWay = Set.copyOf(underWay);
  }

  /// Nothing is known of the object.
  public static <T> Remembered<T> nothing() {
    return new Remembered<>(Optional.empty(), Map.of(), false, Optional.empty(), Set.of());
  }

  /// Reads what is remembered. Bytes of another version that cannot be read are like none: planning
  /// looks at the platform instead, as after an import.
  public static <T> Remembered<T> read(PrivateState privateState, Note<T> note) {
    return PrivateFacts.read(privateState).map(facts -> from(facts, note)).orElse(nothing());
  }

  private static <T> Remembered<T> from(Value facts, Note<T> note) {
    try {
      Map<String, Value> applied = new HashMap<>(note.earlier().apply(facts));
      PrivateFacts.part(facts, APPLIED).ifPresent(of -> applied.putAll(of.asMap()));
      return new Remembered<>(
          PrivateFacts.part(facts, note.name()).map(note.read()),
          applied,
          PrivateFacts.part(facts, UNFINISHED).map(Value::asBool).orElse(false),
          PrivateFacts.part(facts, UNREADABLE).map(Value::asString),
          PrivateFacts.part(facts, UNDER_WAY).map(Values::texts).orElse(Set.of()));
    } catch (CtyException _) {
      return nothing();
    }
  }

  /// Returns the facts of an object whose creation ended early.
  static PrivateState unfinished(PrivateState facts) {
    return PrivateFacts.with(facts, UNFINISHED, Optional.of(Value.bool(true)));
  }

  /// Writes what is remembered; what is not so takes no room.
  public PrivateState write(Note<T> note) {
    Map<String, Value> facts = new HashMap<>();
    seen.map(note.write()).ifPresent(value -> facts.put(note.name(), value));
    if (!applied.isEmpty()) {
      facts.put(APPLIED, Value.object(applied));
    }
    if (unfinished) {
      facts.put(UNFINISHED, Value.bool(true));
    }
    unreadable.ifPresent(reason -> facts.put(UNREADABLE, Value.string(reason)));
    if (!underWay.isEmpty()) {
      facts.put(UNDER_WAY, Values.texts(underWay));
    }
    return PrivateFacts.write(Value.object(facts));
  }

  /// Returns what the configuration said of an attribute when it was applied last; empty when that
  /// is not known, or it said nothing.
  public Optional<Value> applied(String attribute) {
    return Optional.ofNullable(applied.get(attribute)).filter(Value::isKnown);
  }

  /// Tells whether the configuration left an attribute out when it was applied last; false also
  /// when nothing is known of that.
  public boolean leftOut(String attribute) {
    return !applied.isEmpty() && applied(attribute).isEmpty();
  }

  /// Returns this with what is kept of the object in the place of all that was seen of it.
  Remembered<T> keeping(Optional<T> kept) {
    return new Remembered<>(kept, applied, unfinished, unreadable, underWay);
  }

  /// Returns this after a look that saw the object; what is under way is another question.
  public Remembered<T> seeing(T live) {
    return new Remembered<>(Optional.of(live), applied, unfinished, Optional.empty(), Set.of());
  }

  /// Returns this with what was under way before the look.
  public Remembered<T> underWay(Set<String> calls) {
    return new Remembered<>(seen, applied, unfinished, unreadable, calls);
  }

  /// Returns this after a look that saw nothing: what was seen before stays.
  public Remembered<T> unreadable(String reason) {
    return new Remembered<>(seen, applied, unfinished, Optional.of(reason), underWay);
  }

  /// Returns this after an apply of that configuration.
  public Remembered<T> applied(Map<String, Value> configuration) {
    return new Remembered<>(seen, configuration, unfinished, unreadable, underWay);
  }

  /// Returns this once nothing of the creation is left to do.
  public Remembered<T> whole() {
    return new Remembered<>(seen, applied, false, unreadable, underWay);
  }

  /// Returns this after a creation that ended early.
  ///
  /// @param begun what it asked for other than the configuration says, by attribute
  public Remembered<T> halfMade(Map<String, Value> begun) {
    Map<String, Value> asked = new HashMap<>(applied);
    asked.putAll(begun);
    return new Remembered<>(seen, asked, true, unreadable, underWay);
  }
}
