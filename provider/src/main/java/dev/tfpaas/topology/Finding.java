package dev.tfpaas.topology;

import dev.tfpaas.yaml.FilePlace;
import java.util.Comparator;

/// Something wrong with a topology.
///
/// @param place where it stands
/// @param path the keys that lead to it, e.g. `failover.shop.active`; empty when the file itself is
///   to blame
/// @param message what is wrong and what to do, in one line
public record Finding(FilePlace place, String path, String message) {

  /// The order of the file.
  static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding problem) -> problem.place().file())
          .thenComparingInt(problem -> problem.place().line())
          .thenComparingInt(problem -> problem.place().column());

  /// Returns `file:line:column path: message`.
  @Override
  public String toString() {
    return place + (path.isEmpty() ? "" : " " + path) + ": " + message;
  }
}
