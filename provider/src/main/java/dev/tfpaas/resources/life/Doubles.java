package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.platform.SafetyRule;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What the plans of this process say of failover groups that cannot be marked, so that no plan
/// creates and destroys one and the same group.
///
/// Terraform asks for the plan of every object alone and does not say whether a creation comes
/// before the destruction that it replaces. Where it does, the creation finds the group, takes it
/// over, and the destruction ends it; and nothing on the platform would tell that it is another
/// object's by then. For use by many threads.
final class Doubles {
  private static final String WAYS_OUT =
      "The platform cannot mark a failover group, so that the destruction of the older object could"
          + " take away what the newer one has just taken over, and its address for good. Ways out:"
          + " a renamed label needs a `moved` block; a tainted group `terraform untaint`; leave out"
          + " `-replace` and whatever else replaces it, because a group changes in place. To have a"
          + " new group with a new address, destroy the old one in an apply of its own"
          + " (`terraform destroy -target=…`), then create it. Where a deposed object is left over,"
          + " `terraform state rm` forgets both and `terraform import` takes the group back.";

  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  /// What was seen of one identity.
  ///
  /// @param owners the incarnations of the objects of the state; those of version 0.1.0 have none
  /// @param created whether a plan creates it
  private record Seen(Set<Optional<String>> owners, boolean created) {
    static final Seen NOTHING = new Seen(Set.of(), false);

    Seen {
      owners = Set.copyOf(owners);
    }

    Seen with(Optional<String> owner) {
      Set<Optional<String>> more = new HashSet<>(owners);
      more.add(owner);
      return new Seen(more, created);
    }

    Seen withCreation() {
      return new Seen(owners, true);
    }
  }

  /// Remembers an object of the state that is there.
  void stands(Value object, PrivateState privateState) {
    see(object, privateState);
  }

  private Seen see(Value object, PrivateState privateState) {
    return seen.merge(
        key(object),
        Seen.NOTHING.with(PrivateFacts.incarnation(privateState)),
        (old, more) -> old.with(more.owners().iterator().next()));
  }

  /// Refuses a creation of what an object of the state is already.
  void creates(Value planned, Diagnostics diagnostics) {
    if (!isKnown(planned)) {
      return;
    }
    Seen before =
        seen.merge(key(planned), Seen.NOTHING.withCreation(), (old, _) -> old.withCreation());
    if (!before.owners().isEmpty()) {
      refuse(diagnostics, "A failover group would be created over itself", planned);
    }
  }

  /// Refuses a destruction of what another object is too.
  void destroys(Value prior, PrivateState privateState, Diagnostics diagnostics) {
    Seen all = see(prior, privateState);
    if (all.created() || all.owners().size() > 1) {
      refuse(diagnostics, "A failover group would be destroyed that another object is too", prior);
    }
  }

  /// Remembers that the creation that was planned is made, and whose the group is now.
  void made(Value object, String incarnation) {
    seen.put(key(object), Seen.NOTHING.with(Optional.of(incarnation)));
  }

  /// Forgets a group that is ended.
  void ended(Value prior) {
    seen.remove(key(prior));
  }

  private static void refuse(Diagnostics diagnostics, String summary, Value object) {
    diagnostics.add(
        Refusal.of(
            SafetyRule.SERVES,
            Path.root(),
            summary,
            "Another object of this plan is the failover group of %s as well. %s"
                .formatted(members(object), WAYS_OUT)));
  }

  private static String members(Value object) {
    return text(object, "primary_app_id")
        + Optional.of(text(object, "secondary_app_id"))
            .filter(it -> !it.isEmpty())
            .map(it -> " and " + it)
            .orElse("");
  }

  /// Members that do not exist yet are in no group.
  private static boolean isKnown(Value object) {
    return !object.get("primary_app_id").isUnknown() && !object.get("secondary_app_id").isUnknown();
  }

  private static String key(Value object) {
    return text(object, "primary_app_id") + "\n" + text(object, "secondary_app_id");
  }

  private static String text(Value object, String name) {
    return PrivateFacts.part(object, name).flatMap(Value::optionalString).orElse("");
  }
}
