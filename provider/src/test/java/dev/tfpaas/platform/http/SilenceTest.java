package dev.tfpaas.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tfpaas.platform.Command;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.http.BrokenServer.Answer;
import dev.tfpaas.platform.http.HttpCall.Repeat;
import dev.tfpaas.runbook.MovedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Sides that do not answer, and how often they are asked.
@Timeout(60)
class SilenceTest implements Command {
  private static final Answer GOOD = Answer.of(200, "{\"ok\":true}");
  private static final Duration SHORT = Duration.ofMillis(200);

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private final HttpApi api =
      new HttpApi(
          "toy",
          new PlatformTools(clock, clock, _ -> {}, "1.2.3", Map.of(), this),
          new RateLimit(clock, clock, 600, Duration.ofMinutes(1), 100),
          Network.DIRECT);

  private boolean changes;

  @Override
  public boolean isStopped() {
    return false;
  }

  @Override
  public boolean changes() {
    return changes;
  }

  private HttpAnswer read(BrokenServer server, String path) {
    return api.send(HttpCall.get(server.at(path)).withReadTimeout(SHORT));
  }

  private PlatformException failure(BrokenServer server, String path) {
    return catchThrowableOfType(PlatformException.class, () -> read(server, path));
  }

  @Test
  void readThatGetsNoAnswerIsNotRepeated() {
    try (BrokenServer server = new BrokenServer(Answer.silence())) {
      PlatformException failure = failure(server, "/west/apps");

      assertThat(failure.kind()).isEqualTo(PlatformException.Kind.UNAVAILABLE);
      assertThat(failure.safeToRepeat()).isTrue();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void silentSideIsNotReadAgainAtOnce() {
    try (BrokenServer server = new BrokenServer(Answer.silence())) {
      failure(server, "/west/apps");

      PlatformException second = failure(server, "/west/domains");

      assertThat(second).hasMessageContaining("did not answer a moment ago");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void silentSideIsNeverReadAgainByACommandThatOnlyReads() {
    try (BrokenServer server = new BrokenServer(Answer.silence(), GOOD)) {
      failure(server, "/west/apps");

      clock.move(Duration.ofHours(1));

      assertThat(failure(server, "/west/apps")).hasMessageContaining("a moment ago");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void silentSideIsReadAgainByAChangeWhenItsSilenceIsForgotten() {
    changes = true;
    try (BrokenServer server = new BrokenServer(Answer.silence(), GOOD)) {
      failure(server, "/west/apps");

      clock.move(Duration.ofSeconds(19));
      assertThat(failure(server, "/west/apps")).hasMessageContaining("a moment ago");
      clock.move(Duration.ofSeconds(2));

      assertThat(read(server, "/west/apps").ok()).isTrue();
    }
  }

  @Test
  void otherSideOfTheSameHostIsRead() {
    try (BrokenServer server = new BrokenServer(Answer.silence(), GOOD)) {
      failure(server, "/west/apps");

      assertThat(read(server, "/east/apps").ok()).isTrue();
    }
  }

  @Test
  void changeOfASilentSideIsTried() {
    try (BrokenServer server = new BrokenServer(Answer.silence(), GOOD)) {
      failure(server, "/west/apps");

      HttpAnswer answer =
          api.send(HttpCall.json("POST", server.at("/west/apps"), "{}", Repeat.NEVER));

      assertThat(answer.ok()).isTrue();
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void failingSideIsReadOnceAndNoLongerInsistedOnUntilItAnswers() {
    Answer failed = Answer.of(503, "");
    try (BrokenServer server =
        new BrokenServer(failed, failed, failed, failed, failed, GOOD, failed, GOOD)) {
      assertThat(read(server, "/west/apps").status()).isEqualTo(503);
      assertThat(server.requests()).hasSize(4);

      assertThat(read(server, "/west/apps").status()).isEqualTo(503);
      assertThat(server.requests()).hasSize(5);

      assertThat(read(server, "/west/apps").ok()).isTrue();
      assertThat(read(server, "/west/apps").ok()).isTrue();
      assertThat(server.requests()).hasSize(8);
    }
  }
}
