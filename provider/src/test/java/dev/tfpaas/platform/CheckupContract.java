package dev.tfpaas.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.Fault;
import dev.tfpaas.emulator.Reply;
import dev.tfpaas.platform.Sight.Verdict;
import dev.tfpaas.platform.register.Entry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a platform's look at itself promises: of what the register says that a read can settle it
/// tells nothing but the real position, in every dialect; it changes nothing, shows no secret and
/// throws nothing.
@Timeout(120)
public abstract class CheckupContract {
  @TempDir Path directory;

  /// Opens the platform of a vendor that speaks a dialect.
  protected abstract EmulatedStage open(Path below, Dialect dialect);

  /// Opens the platform of a stage with a token that is not accepted.
  protected abstract Platform withWrongToken(EmulatedStage stage);

  /// Returns the vendor.
  protected abstract String vendor();

  private static List<Sight> look(Platform platform) {
    return platform.checkup().orElseThrow().look();
  }

  private EmulatedStage usual() {
    return open(directory, Dialect.usual(vendor()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialects")
  void everyPositionThatIsToldIsTheRealOne(Dialect dialect) {
    try (EmulatedStage stage = open(directory, dialect)) {
      // Something to see: a service that has done nothing shows less.
      stage.run(stage.clones().create(stage.clone("shop-copy")));
      int changes = stage.changes().size();

      List<Sight> sights = look(stage.platform());

      for (Entry entry : dialect.register().switches()) {
        String position = dialect.position(entry.dialect().orElseThrow());
        assertThat(sights)
            .as("%s of %s", entry.id(), dialect)
            .filteredOn(
                sight -> sight.settled().filter(it -> it.entry().equals(entry.id())).isPresent())
            .allMatch(sight -> isTold(sight, entry, position));
      }
      assertThat(stage.changes()).hasSize(changes);
      assertThat(sights.toString()).doesNotContain(stage.secret());
    }
  }

  /// Whether a sight names the position, or says that there was nothing to tell it by.
  private static boolean isTold(Sight sight, Entry entry, String position) {
    return sight
        .settled()
        .filter(settled -> settled.entry().equals(entry.id()))
        .map(settled ->
            settled.position().map(position::equals).orElse(sight.verdict() == Verdict.UNKNOWN))
        .orElse(false);
  }

  @Test
  void onlyWhatAReadCanSettleIsLookedAt() {
    try (EmulatedStage stage = usual()) {
      List<String> told =
          look(stage.platform()).stream()
              .flatMap(sight -> sight.settled().stream())
              .map(Sight.Settled::entry)
              .distinct()
              .toList();

      assertThat(told)
          .isNotEmpty()
          .isSubsetOf(
              Dialect.usual(vendor()).register().entries().stream()
                  .filter(entry -> entry.doctor().isPresent())
                  .map(Entry::id)
                  .toList());
    }
  }

  @Test
  void wrongTokenIsBadAndTheLastThingThatIsLookedAt() {
    try (EmulatedStage stage = usual()) {
      assertThat(look(withWrongToken(stage)))
          .singleElement()
          .satisfies(sight -> {
            assertThat(sight.subject()).isEqualTo(Checkup.CREDENTIALS);
            assertThat(sight.verdict()).isEqualTo(Verdict.BAD);
            assertThat(sight.advice()).contains("token");
          });
    }
  }

  @Test
  void hostThatDoesNotAnswerIsBadAndNamesTheCall() {
    try (EmulatedStage stage = usual()) {
      stage.spoil(List.of(new EmulatedStage.Calls("*", "")), Fault.Kind.DROP_BEFORE, 9999, 500);

      assertThat(look(stage.reopened()))
          .singleElement()
          .satisfies(sight -> {
            assertThat(sight.verdict()).isEqualTo(Verdict.BAD);
            assertThat(sight.seen()).contains("/");
          });
    }
  }

  @Test
  void whatOnlyOnePartIsToldBadlyIsNoEndOfTheLook() {
    try (EmulatedStage stage = usual()) {
      int all = look(stage.platform()).size();
      // Everything after the first answers comes as a page.
      List<Sight> sights = look(new Interrupted(stage).platform());

      assertThat(sights).hasSizeGreaterThan(1).hasSizeLessThanOrEqualTo(all);
      assertThat(sights.getFirst().verdict()).isEqualTo(Verdict.GOOD);
    }
  }

  /// A platform whose service answers with pages once it has answered what the credentials need.
  private record Interrupted(EmulatedStage stage) {
    Platform platform() {
      Platform platform = stage.reopened();
      int before = stage.watched().came().size();
      stage
          .watched()
          .answer((_, own) ->
              stage.watched().came().size() - before <= CREDENTIALS ? own : Reply.html(502));
      return platform;
    }

    /// More than any vendor's look at the credentials needs.
    private static final int CREDENTIALS = 6;
  }
}
