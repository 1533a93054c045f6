package dev.tfpaas.platform;

import dev.tfpaas.runbook.Runbook;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Copies apps.
public interface AppClones extends Limited {

  /// Tells whether a clone's region can be changed without replacing it.
  boolean movesInPlace();

  /// Tells whether the steps that make a clone also bring it to its region where it exists in
  /// another one already, as a creation that was cut short leaves it.
  default boolean bringsToRegion() {
    return false;
  }

  /// Checks a clone that does not exist yet, without any change.
  ///
  /// @return what is wrong, each with the attribute to blame; empty when nothing is
  List<Problem> check(CloneSpec spec);

  /// Returns the identifier that the clone will have, which is what [Apps#find] takes.
  ///
  /// Where the platform invents identifiers this reads the app by its name and is only known once
  /// it exists.
  String idOf(CloneSpec spec);

  /// Returns the steps that make the clone. A pure function of the spec, so that planning twice
  /// gives the same text; steps whose effect is there already are skipped by their probes.
  Runbook create(CloneSpec spec);

  /// Returns the steps that are left where an app that exists is taken for the clone, since the
  /// steps of [#create] leave as it is what one call of them makes as a whole. Reads; changes
  /// nothing.
  ///
  /// @param found the app at [#idOf] as read
  default Runbook completion(App found, CloneSpec spec) {
    return Runbook.none();
  }

  /// Tells what keeps an app that exists from being changed, or taken for a clone, as it is now;
  /// empty when nothing does.
  ///
  /// @param found the app as read
  default Optional<Problem> unfit(App found) {
    return Optional.empty();
  }

  /// Tells by what an existing app that bears no mark of a copy is known to be what a creation of
  /// this very clone left when it died: the app says itself what it was made for, or there is
  /// nothing in it that anybody could lose. Changes nothing.
  ///
  /// @param found the app at [#idOf] as read, which is a copy of nothing as far as it says
  /// @return a sentence that says so, e.g. `It is empty: …`; empty when there is no such evidence,
  ///   so that only the user can tell
  default Optional<String> begun(App found, CloneSpec spec) {
    return Optional.empty();
  }

  /// Tells whether who made an app wrote into it of what it is a copy. What a platform merely
  /// remembers of its own accord shows what anybody may have copied: it is displayed, and makes
  /// nobody the owner.
  ///
  /// @param found an app that is a copy as far as it shows
  default boolean isMarked(App found) {
    return true;
  }

  /// Returns the steps that turn an existing clone into what is wanted.
  ///
  /// @param current the clone as read
  /// @param was the spec it was last applied with; tells which variables were overridden before
  /// @param spec what is wanted
  Runbook update(App current, CloneSpec was, CloneSpec spec);

  /// Returns why the platform may not let a clone be destroyed by this account, as far as reads
  /// tell before that is tried, one sentence; empty when nothing speaks against it.
  default Optional<String> deletionDoubt() {
    return Optional.empty();
  }

  /// Returns the steps that destroy the clone.
  Runbook delete(App current);

  /// Compares a clone with its source; one text a difference, e.g. `variable LOG_LEVEL differs`,
  /// never a value.
  ///
  /// @param clone the clone as read
  /// @param overrides names of variables that are meant to differ
  List<String> differences(App clone, Set<String> overrides);
}
