package dev.tfpaas.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Nothing that must hold is broken by whatever people and two states do to a pair: they form, take
/// over, replace in both orders, taint, rename, delete, switch, promote, import, forget and end it.
/// A fault is told by as few moves as still show it, and by its seed.
///
/// `mvn test -Dtest=HistoriesTest -Dhistories.from=1000 -Dhistories.count=5000` goes further.
class HistoriesTest {
  static LongStream seeds() {
    long from = Long.getLong("histories.from", 1);
    return LongStream.range(from, from + Long.getLong("histories.count", 25));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyHistoryKeepsTheInvariants(long seed) {
    List<Move> moves = History.drawn(new Random(seed), 14);

    History.Result result = History.of(moves, LocalGround::new);

    if (result.fault().isPresent()) {
      List<Move> fewer = History.shrunk(moves, result.rule(), LocalGround::new);
      History.Result shorter = History.of(fewer, LocalGround::new);
      assertThat(String.join("\n", shorter.lines()))
          .as("seed %d: %s", seed, shorter.fault())
          .isEmpty();
    }
  }
}
