package dev.tfpaas.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Nothing that must hold is broken by whatever people and two states do to a pair: they form, take
/// over, replace in both orders, taint, rename, delete, switch, promote, import, forget and end it.
/// A fault is told by as few moves as still show it, by its platform and its seed.
///
/// `mvn test -Dtest=HistoriesTest -Dhistories.on=jelastic -Dhistories.from=1000
/// -Dhistories.count=5000` goes further.
class HistoriesTest {
  private static final int MOVES = 14;

  @TempDir Path directory;

  /// Where histories happen.
  enum Place {
    LOCAL(25),
    CLOUD66(4),
    SCALINGO(4),
    JELASTIC(4);

    private final long usual;

    /// @param usual how many histories a build tries
    Place(long usual) {
      this.usual = usual;
    }

    Ground open(Path directory) {
      return switch (this) {
        case LOCAL -> new LocalGround();
        case CLOUD66 -> Cloud66Ground.in(directory);
        case SCALINGO -> new ScalingoGround();
        case JELASTIC -> new JelasticGround();
      };
    }
  }

  static Stream<Arguments> seeds() {
    long from = Long.getLong("histories.from", 1);
    String on = System.getProperty("histories.on", "");
    return Stream.of(Place.values())
        .filter(place -> on.isEmpty() || place.name().equalsIgnoreCase(on))
        .flatMap(place ->
            LongStream.range(from, from + Long.getLong("histories.count", place.usual))
                .mapToObj(seed -> Arguments.of(place, seed)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyHistoryKeepsTheInvariants(Place place, long seed) {
    List<Move> moves = History.drawn(new Random(seed), MOVES);

    History.Result result = History.of(moves, () -> place.open(empty()));

    if (result.fault().isPresent()) {
      List<Move> fewer = History.shrunk(moves, result.rule(), () -> place.open(empty()));
      History.Result shorter = History.of(fewer, () -> place.open(empty()));
      assertThat(String.join("\n", shorter.lines()))
          .as("%s, seed %d: %s", place, seed, shorter.fault())
          .isEmpty();
    }
  }

  private Path empty() {
    try {
      return Files.createTempDirectory(directory, "world");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
