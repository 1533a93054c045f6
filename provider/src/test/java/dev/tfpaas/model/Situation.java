package dev.tfpaas.model;

import dev.tfpaas.world.MemoryWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The world and all operators at one moment, and how it came to that.
///
/// @param world the world
/// @param operators who works on it
/// @param seen the moment at which each operator was suspended last
/// @param path how it came to this
record Situation(
    MemoryWorld.Moment world, List<Operator> operators, List<MemoryWorld.Moment> seen, Path path) {

  /// The first situation.
  static Situation first(MemoryWorld.Moment world, List<Operator> operators) {
    return new Situation(world, operators, operators.stream().map(_ -> world).toList(), Path.START);
  }

  /// How a situation came about.
  ///
  /// @param before the moves before the last; empty at the start
  /// @param move the last move
  /// @param disturbances how many of the moves were none that a quiet day has
  /// @param length how many moves
  record Path(Optional<Path> before, String move, int disturbances, int length) {
    static final Path START = new Path(Optional.empty(), "", 0, 0);

    Path then(String next, int cost) {
      return new Path(Optional.of(this), next, disturbances + cost, length + 1);
    }

    /// Tells whether a move was made whose name begins like this.
    boolean has(String wanted) {
      return move.startsWith(wanted) || before.filter(it -> it.has(wanted)).isPresent();
    }

    /// Returns the moves as a runbook, one line each.
    List<String> lines() {
      List<String> moves = new ArrayList<>();
      for (Path at = this; at.before().isPresent(); at = at.before().get()) {
        moves.addFirst("%3d  %s".formatted(at.length(), at.move()));
      }
      return moves;
    }
  }

  Situation with(MemoryWorld.Moment moment, String move, int cost) {
    return new Situation(moment, operators, seen, path.then(move, cost));
  }

  Situation with(int index, Operator operator, MemoryWorld.Moment moment, String move, int cost) {
    List<Operator> others = new ArrayList<>(operators);
    others.set(index, operator);
    List<MemoryWorld.Moment> moments = new ArrayList<>(seen);
    moments.set(index, moment);
    return new Situation(moment, List.copyOf(others), List.copyOf(moments), path.then(move, cost));
  }

  /// Tells whether an operator that waits would see what it saw before.
  @SuppressWarnings("ReferenceEquality") // Another moment is another world, whatever it holds.
  boolean isStale(int index) {
    return seen.get(index) == world;
  }

  boolean isOver() {
    return operators.stream().allMatch(Operator::isFinished);
  }

  /// Returns a text that is the same for two situations from which the same can happen.
  String key() {
    StringBuilder key = new StringBuilder(world.key());
    operators.forEach(operator -> key.append(operator.key()).append('\n'));
    return key.toString();
  }
}
