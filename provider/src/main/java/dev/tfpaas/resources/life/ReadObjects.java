package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.PrivateState;
import java.util.Map;
import java.util.Optional;
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
  private final Map<Ownership.Identity, Standing> read = new ConcurrentHashMap<>();

  /// An object as it was read.
  ///
  /// @param state what is in the state now
  /// @param privateState the facts beside it
  record Standing(Value state, PrivateState privateState) {}

  /// Remembers an object.
  void add(Ownership.Identity identity, Value state, PrivateState privateState) {
    read.put(identity, new Standing(state, privateState));
  }

  /// Remembers an object that was not read, or not yet: nothing is known of the facts beside it.
  void addUnread(Ownership.Identity identity, Value state) {
    read.putIfAbsent(identity, new Standing(state, PrivateState.NONE));
  }

  /// Forgets an object that is not there any more.
  void remove(Ownership.Identity identity) {
    read.remove(identity);
  }

  /// Returns what was read of an object; empty when the state has none of that identity.
  Optional<Standing> find(Ownership.Identity identity) {
    return Optional.ofNullable(read.get(identity));
  }
}
