package dev.tfpaas.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.http.KeptReads.Answered;
import dev.tfpaas.runbook.MovedClock;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// One operation reads each thing once, unless it waits for it, and never across a change.
class KeptReadsTest {
  private static final URI STACK = URI.create("http://127.0.0.1/api/3/stacks/0a");

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private final KeptReads reads = new KeptReads(clock);
  private final AtomicInteger asked = new AtomicInteger();

  private Answered ask() {
    return new Answered(
        new HttpAnswer(
            200,
            Integer.toString(asked.incrementAndGet()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Redaction.NONE,
            Optional.empty(),
            HttpHeaders.of(Map.of(), (_, _) -> true)),
        "request");
  }

  private String read() {
    return reads.read(STACK, this::ask, it -> it.answer().text());
  }

  private List<String> during(Runnable between) {
    return reads.during(() -> {
      String before = read();
      between.run();
      return List.of(before, read());
    });
  }

  @Test
  void operationReadsAThingOnce() {
    assertThat(during(() -> {})).containsExactly("1", "1");
  }

  @Test
  void nextOperationReadsItAgain() {
    during(() -> {});

    assertThat(during(() -> {})).containsExactly("2", "2");
  }

  @Test
  void whoIsInNoOperationReadsAlways() {
    assertThat(List.of(read(), read())).containsExactly("1", "2");
  }

  @Test
  void nothingIsKeptAcrossAChange() {
    assertThat(during(reads::changed)).containsExactly("1", "2");
  }

  @Test
  void changeOfAnotherOperationCountsToo() {
    assertThat(
            during(() -> {
              try {
                Thread.ofVirtual().start(reads::changed).join();
              } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
              }
            }))
        .containsExactly("1", "2");
  }

  @Test
  void answerThatWasAskedForBeforeAChangeIsNotKept() {
    String late =
        reads.during(() -> {
          reads.read(
              STACK,
              () -> {
                Answered early = ask();
                reads.changed();
                return early;
              },
              it -> it);
          return read();
        });

    assertThat(late).isEqualTo("2");
  }

  @Test
  void whoWaitsSeesWhatThereIsNowAndKeepsIt() {
    List<String> seen =
        reads.during(() ->
            List.of(read(), reads.afresh(this::read), reads.afresh(() -> read() + read()), read()));

    assertThat(seen).containsExactly("1", "2", "33", "3");
  }

  @Test
  void answerIsKeptForAMinuteAtMost() {
    assertThat(during(() -> clock.move(Duration.ofSeconds(61)))).containsExactly("1", "2");
  }

  @Test
  void answerThatIsNotUnderstoodIsNotKept() {
    String next =
        reads.during(() -> {
          assertThatThrownBy(() ->
                  reads.read(
                      STACK,
                      this::ask,
                      _ -> {
                        throw PlatformException.rejected("cloud66", "GET", "no");
                      }))
              .isInstanceOf(PlatformException.class);
          return read();
        });

    assertThat(next).isEqualTo("2");
  }

  @Test
  void planTakesWhatItsReadingHasRead() {
    during(() -> {});

    assertThat(reads.following(() -> during(() -> {}))).containsExactly("1", "1");
    // What only reads looks for itself.
    assertThat(during(() -> {})).containsExactly("2", "2");
  }

  @Test
  void planReadsAgainWhatWasChangedSinceOrIsOld() {
    during(() -> {});
    reads.changed();
    assertThat(reads.following(() -> during(() -> {}))).containsExactly("2", "2");

    clock.move(Duration.ofSeconds(6));
    assertThat(reads.following(() -> during(() -> {}))).containsExactly("3", "3");
  }
}
