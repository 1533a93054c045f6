package dev.tfpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.runbook.MovedClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What becomes of an answer that cannot be written.
class AnswerStreamTest {
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void readerThatHasSeenEnoughIsNoReasonToComplain() throws IOException {
    Pipe pipe = Pipe.open();
    try (OutputStream nobody = Channels.newOutputStream(pipe.sink())) {
      pipe.source().close();

      assertThat(run(nobody, "schema")).isEqualTo(PaasCommand.UNREAD);
      assertThat(run(nobody, "help")).isEqualTo(PaasCommand.UNREAD);
      assertThat(complaints.toString(StandardCharsets.UTF_8)).isEmpty();
    }
  }

  @Test
  void whatFailedBeforeTheAnswerKeepsItsStatus() throws IOException {
    Pipe pipe = Pipe.open();
    try (OutputStream nobody = Channels.newOutputStream(pipe.sink())) {
      pipe.source().close();

      assertThat(run(nobody, "help", "--nosuch")).isEqualTo(PaasCommand.FAILED);
    }
  }

  @Test
  void fullDiskIsAnError() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    assertThat(run(full, "schema")).isEqualTo(PaasCommand.FAILED);
    assertThat(complaints.toString(StandardCharsets.UTF_8))
        .contains("the answer could not be written");
  }

  @Test
  void helpComplainsOfWhatItDoesNotKnow() {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();

    assertThat(run(answer, "help", "--nosuch")).isEqualTo(PaasCommand.FAILED);
    assertThat(run(answer, "help", "graph", "local")).isEqualTo(PaasCommand.FAILED);
    assertThat(answer.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(complaints.toString(StandardCharsets.UTF_8))
        .contains("paas: Unknown option: '--nosuch'", "paas: Unmatched argument", "'local'");
  }

  private int run(OutputStream answer, String... words) {
    return PaasCommand.run(
        words,
        Hosts.of(
            new Hosts.Streams(answer, complaints),
            Map.of(),
            new MovedClock(Instant.parse("2026-01-01T00:00:00Z"))));
  }
}
