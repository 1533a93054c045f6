package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Something that will have happened at a known instant.
///
/// @param due when
/// @param order keeps two with the same instant apart
/// @param effect what
/// @param subject to what, e.g. `shop`
/// @param value how, e.g. `true`
/// @param call the call that began it
/// @param byPerson whether a person made that call
public record PendingFact(
    Instant due,
    String order,
    Effect effect,
    String subject,
    String value,
    String call,
    boolean byPerson)
    implements Fact {
  /// The kind of these facts.
  public static final FactKind<PendingFact> KIND =
      FactKind.of("pending/", PendingFact.class, PendingFact::read, PendingFact::write);

  private static PendingFact read(Fields in) {
    return new PendingFact(
        in.instant("due"),
        in.text("order"),
        in.word("effect", List.of(Effect.values())),
        in.text("subject"),
        in.text("value"),
        in.text("call"),
        in.optionalFlag("by_person").orElse(false));
  }

  private Fields write(Fields out) {
    return out.instant("due", due)
        .text("order", order)
        .text("effect", effect.name())
        .text("subject", subject)
        .text("value", value)
        .text("call", call)
        .flag("by_person", Optional.of(byPerson).filter(it -> it));
  }

  @Override
  public FactKind<PendingFact> kind() {
    return KIND;
  }

  @Override
  public String key() {
    long micros = Math.addExact(due.getEpochSecond() * 1_000_000, due.getNano() / 1_000);
    return KIND.key("%018d/%s".formatted(micros, order));
  }

  /// Returns it for a subject of another name.
  public PendingFact withSubject(String newSubject) {
    return new PendingFact(due, order, effect, newSubject, value, call, byPerson);
  }

  /// What can be pending.
  public enum Effect {
    /// Maintenance of an app becomes `true` or `false`.
    MAINTENANCE,
    /// Read-only of a database becomes `true` or `false`.
    READ_ONLY,
    /// An app was made and runs.
    CREATED,
    /// An app has got the size or region in `value`.
    CHANGED,
    /// A replica is filled.
    SEEDED,
    /// A replica no longer follows.
    DETACHED,
    /// A replica becomes writable; `force` when others are to be fenced.
    PROMOTED,
    /// A backup was made.
    BACKED_UP,
    /// A group's address can be resolved.
    RESOLVABLE,
    /// Traffic has moved; `value` is place and mode.
    MOVED,
    /// A migration has reached the status in `value`.
    PHASE,
    /// A switch should be over by now.
    OVERDUE
  }
}
