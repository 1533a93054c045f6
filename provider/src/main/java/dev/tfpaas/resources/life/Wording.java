package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.Platform;

/// How the user is told of one kind of object. Summaries have no full stop; the rest are whole
/// sentences.
///
/// @param <T> the object as the platform shows it
/// @param <C> what is asked for
public interface Wording<T, C> {

  /// What it is, e.g. `replication`.
  String noun();

  /// Says who serves and who holds what: the last sentence of a failure.
  String standing(T live);

  /// Names an object, e.g. `replication shop:shop-dr:postgresql`.
  ///
  /// @param state a state of it
  default String named(Value state) {
    return noun() + " " + state.get("id").asString();
  }

  /// The summary of a creation that failed.
  String cannotCreate(C wanted);

  /// Says what is as it was when there is no object after a creation.
  String nothingMade(C wanted);

  /// The summary of a creation that ended early and is completed by the next apply.
  String notComplete(T live, C wanted);

  /// The summary of a change that ended early.
  String notAsPlanned(Change<T, C> change);

  /// Says what to do after a creation or a change that ended early.
  ///
  /// @param early how it ended
  default String next(T live, C wanted, Execution.Unfinished early) {
    return "Run `terraform apply` again to go on.";
  }

  /// Says how a creation or a change ended early: why, how things are now, and what to do.
  default String howItEnded(Execution.Unfinished early, T live, C wanted) {
    return "%s %s %s".formatted(early.text(), standing(live), next(live, wanted, early));
  }

  /// The summary of an end that failed.
  String cannotDelete(String id);

  /// Says what to do when an object that is to end cannot be read; may be empty.
  default String insteadOfDelete() {
    return "";
  }

  /// Says what to give when an object cannot be imported.
  String howToImport(Platform platform);
}
