package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.http.AnswerForm;
import dev.tfpaas.platform.http.Redaction;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A failover group as the API sends it. It has no name.
///
/// @param uid `fg-` and 32 hexadecimal digits
/// @param address where a CNAME points
/// @param current the side that gets the traffic
/// @param primary the stack in the first place; empty when there is none
/// @param secondary the stack in the second place; empty when there is none
/// @param busy whether a switch is under way
/// @param readOnly whether this user may not change it
/// @param createdAt empty when not told
record Group(
    String uid,
    String address,
    Side current,
    Optional<String> primary,
    Optional<String> secondary,
    boolean busy,
    boolean readOnly,
    Optional<Instant> createdAt) {

  static Group from(JsonNode json) {
    return new Group(
        JsonFields.need(json, "uid"),
        JsonFields.need(json, "address"),
        side(JsonFields.text(json, "current_stack").orElse("1")),
        JsonFields.text(json, "primary_stack_uid"),
        JsonFields.text(json, "secondary_stack_uid"),
        JsonFields.flag(json, "busy_toggling"),
        JsonFields.flag(json, "readonly"),
        JsonFields.time(json, "created_at"));
  }

  /// Documented as a word in one place, sent as a number: both are read. Whoever cannot tell which
  /// side gets the traffic must not go on as if it were the first.
  private static Side side(String current) {
    return switch (current.toLowerCase(Locale.ROOT)) {
      case "1", "primary" -> Side.PRIMARY;
      case "2", "secondary" -> Side.SECONDARY;
      default ->
          throw PlatformException.unreadable(
              Cloud66Platform.NAME,
              "GET " + Cloud66Api.ROOT + "/failover_groups",
              "current_stack of a group is neither 1 nor 2: "
                  + Redaction.identifier(current)
                  + AnswerForm.REPORT);
    };
  }

  Optional<String> stack(Side side) {
    return side == Side.PRIMARY ? primary : secondary;
  }

  boolean has(String stack) {
    return primary.filter(stack::equals).isPresent() || secondary.filter(stack::equals).isPresent();
  }

  boolean leadsTo(String stack) {
    return stack(current).filter(stack::equals).isPresent();
  }

  /// Returns the number by which the API names a side.
  static int number(Side side) {
    return side == Side.PRIMARY ? 1 : 2;
  }
}
