package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;
import java.time.Instant;

/// An invariant that was broken.
///
/// @param order its place among all of them
/// @param at when
/// @param rule which
/// @param detail what happened
/// @param call the call that caused it
public record ViolationFact(String order, Instant at, String rule, String detail, String call)
    implements Fact {
  /// The kind of these facts.
  public static final FactKind<ViolationFact> KIND =
      FactKind.of("violation/", ViolationFact.class, ViolationFact::read, ViolationFact::write);

  private static ViolationFact read(Fields in) {
    return new ViolationFact(
        in.text("order"), in.instant("at"), in.text("rule"), in.text("detail"), in.text("call"));
  }

  private Fields write(Fields out) {
    return out.text("order", order)
        .instant("at", at)
        .text("rule", rule)
        .text("detail", detail)
        .text("call", call);
  }

  @Override
  public FactKind<ViolationFact> kind() {
    return KIND;
  }

  @Override
  public String key() {
    return KIND.key(order);
  }
}
