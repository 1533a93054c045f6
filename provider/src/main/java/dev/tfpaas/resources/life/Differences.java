package dev.tfpaas.resources.life;

import java.util.ArrayList;
import java.util.List;

/// Collects what changed of an object since it was planned, one sentence each. Owned by one thread.
public final class Differences {
  private final List<String> sentences = new ArrayList<>();

  /// Adds a reading where it differs.
  ///
  /// @param what names it, e.g. `the status of shop`
  public Differences of(String what, Object before, Object now) {
    if (!before.equals(now)) {
      sentences.add("%s was %s and is %s.".formatted(what, before, now));
    }
    return this;
  }

  /// Adds whether something holds, where that differs.
  ///
  /// @param holds what is said when it holds now and did not
  /// @param ends what is said when it does not hold any more
  public Differences whether(boolean before, boolean now, String holds, String ends) {
    if (before != now) {
      sentences.add(now ? holds : ends);
    }
    return this;
  }

  /// Returns the sentences.
  public List<String> sentences() {
    return List.copyOf(sentences);
  }
}
