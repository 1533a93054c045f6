package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.PrivateState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The objects of the state that this process was shown.
///
/// Terraform plans a tainted object as a creation, without a word of what stands there and without
/// the facts that are kept beside it, and asks for no plan to destroy it. That it read the object
/// just before, or with `-refresh=false` only had its state decoded, is all that tells that one
/// goes.
///
/// Safe for several threads.
final class ReadObjects {
  private static final List<String> MEMBERS = List.of("primary_app_id", "secondary_app_id");

  private final Map<Ownership.Identity, Standing> read = new ConcurrentHashMap<>();
  private final Set<Ownership.Identity> unplanned = ConcurrentHashMap.newKeySet();

  /// An object as it was read.
  ///
  /// @param state what is in the state now
  /// @param privateState the facts beside it
  record Standing(Value state, PrivateState privateState) {}

  /// Remembers an object.
  void add(Ownership.Identity identity, Value state, PrivateState privateState) {
    read.put(identity, new Standing(state, privateState));
    unplanned.add(identity);
  }

  /// Remembers that Terraform says what becomes of an object: it changes, stays or is destroyed.
  void planned(Ownership.Identity identity) {
    unplanned.remove(identity);
  }

  /// Returns the objects of a resource that were shown, and of which Terraform does not say what
  /// becomes of them: the plan of an object follows at once, unless it is tainted.
  List<Standing> unplanned(String typeName) {
    return unplanned.stream()
        .filter(it -> it.typeName().equals(typeName))
        .map(this::find)
        .flatMap(Optional::stream)
        .toList();
  }

  /// Returns the state of a copy that was shown, and of which Terraform does not say what becomes
  /// of it.
  ///
  /// @param id what the platform calls the app
  Optional<Value> unplannedApp(String id) {
    return unplanned.stream()
        .map(this::find)
        .flatMap(Optional::stream)
        .map(Standing::state)
        .filter(it -> PrivateFacts.part(it, "source_app_id").isPresent())
        .filter(it -> PrivateFacts.part(it, "app_id").equals(Optional.of(Value.string(id))))
        .findFirst();
  }

  /// Tells whether a group with that member was shown whose plan is still to come.
  boolean isGroupAwaited(String member) {
    return unplanned.stream()
        .map(this::find)
        .flatMap(Optional::stream)
        .anyMatch(it -> hasMember(it.state(), member));
  }

  private static boolean hasMember(Value object, String app) {
    return MEMBERS.stream()
        .flatMap(name -> PrivateFacts.part(object, name).flatMap(Value::optionalString).stream())
        .anyMatch(app::equals);
  }

  /// Remembers an object that was not read, or not yet: nothing is known of the facts beside it.
  void addUnread(Ownership.Identity identity, Value state) {
    read.putIfAbsent(identity, new Standing(state, PrivateState.NONE));
    unplanned.add(identity);
  }

  /// Forgets an object that is not there any more.
  void remove(Ownership.Identity identity) {
    read.remove(identity);
    unplanned.remove(identity);
  }

  /// Returns what was read of an object; empty when the state has none of that identity.
  Optional<Standing> find(Ownership.Identity identity) {
    return Optional.ofNullable(read.get(identity));
  }
}
