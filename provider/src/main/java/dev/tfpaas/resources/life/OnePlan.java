package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.platform.SafetyRule;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Which apps the plan of this process makes and ends, so that it does not do both to one of them.
///
/// Without a `moved` block a renamed label is a creation and a destruction, and Terraform makes
/// them in any order. Where the destruction came first, the copy that the creation was to take over
/// would be gone, with its data.
///
/// Safe for several threads.
final class OnePlan {
  private static final String LEFT = "left_to_another";

  private final Map<Ownership.Identity, Value> made = new ConcurrentHashMap<>();
  private final Map<Ownership.Identity, Value> ended = new ConcurrentHashMap<>();

  /// Remembers that the plan creates an app, or takes it over; tells whether it ends the same one,
  /// under another address.
  boolean makes(Ownership.Identity identity, Value planned) {
    made.put(identity, planned);
    return Optional.ofNullable(ended.get(identity)).filter(it -> areOne(it, planned)).isPresent();
  }

  /// Remembers that the plan ends an app; tells whether it creates the same one, or takes it over,
  /// under another address.
  boolean ends(Ownership.Identity identity, Value prior) {
    ended.put(identity, prior);
    return Optional.ofNullable(made.get(identity)).filter(it -> areOne(it, prior)).isPresent();
  }

  /// Apps of one name may be two where they are in two regions.
  private static boolean areOne(Value some, Value other) {
    return Stream.of("id", "region")
        .noneMatch(name -> {
          Optional<String> one = text(some, name);
          Optional<String> two = text(other, name);
          return one.isPresent() && two.isPresent() && !one.equals(two);
        });
  }

  private static Optional<String> text(Value object, String name) {
    return PrivateFacts.part(object, name).flatMap(Value::optionalString);
  }

  /// Remembers that what was planned for an app is done.
  void done(Ownership.Identity identity) {
    made.remove(identity);
    ended.remove(identity);
  }

  /// Returns private state of a planned destruction that leaves the app to another address.
  static PrivateState left(PrivateState privateState) {
    return PrivateFacts.with(privateState, LEFT, Optional.of(Value.bool(true)));
  }

  /// Tells whether a destruction was planned to leave the app to another address.
  static boolean isLeft(PrivateState privateState) {
    return PrivateFacts.read(privateState)
        .flatMap(facts -> PrivateFacts.part(facts, LEFT))
        .isPresent();
  }

  /// Refuses a creation that comes after the planned end of the same copy at another address.
  static Diagnostic madeAnewEmpty() {
    return Refusal.of(
        SafetyRule.DATA,
        Path.root(),
        "A copy would be destroyed and made anew, empty",
        "This plan destroys the same copy at another address: its label was renamed, or it went"
            + " into or out of a module. Add a `moved` block with `from` and `to` (or use"
            + " `terraform state mv`), which keeps it with its data. To have a new one, destroy the"
            + " old one in an apply of its own.");
  }
}
