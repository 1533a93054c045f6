package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Step;

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
  default String next(T live, C wanted, Outcome.Unfinished early) {
    return goOn(early, "`terraform apply`");
  }

  /// Says how to go on: where nothing passes by itself, repeating alone does not help.
  ///
  /// @param command which one does what is left
  static String goOn(Outcome.Unfinished early, String command) {
    return passes(early)
        ? "Run %s again to go on.".formatted(command)
        : "Mend that first; %s then does what is left.".formatted(command);
  }

  /// Tells whether repeating alone may help.
  static boolean passes(Outcome early) {
    return !(early instanceof Outcome.Failed failed) || PlatformFailure.mayPass(failed.cause());
  }

  /// Says how a creation or a change ended early: why, how things are now, and what to do.
  default String howItEnded(Outcome.Unfinished early, T live, C wanted) {
    return "%s %s %s".formatted(ending(early), standing(live), next(live, wanted, early));
  }

  /// Tells what happened: the step, why, and what became of the steps before.
  static String ending(Outcome.Unfinished early) {
    Step step = early.step();
    String what = "\"%s %s\" (%s)".formatted(step.title(), step.object(), step.call());
    String ended =
        switch (early) {
          case Outcome.Stopped stopped ->
              "%s The step %s was not finished.".formatted(stopped.reason(), what);
          case Outcome.Failed failed ->
              "The step %s failed: %s".formatted(what, PlatformFailure.detail(failed.cause()));
        };
    return ended
        + (early.wentBack()
            ? " What had been done before was taken back."
            : " What had been done before stays done, and is not done again.");
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
