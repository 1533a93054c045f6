package dev.tfpaas.platform.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.platform.host.postgres.PostgresServer;
import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.process.OwnFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A server is what holds its directory, whatever is noted of it; and it begins with its dump.
class HostServerTest {
  @Test
  void serverOfWhichNothingIsNotedIsFencedAndStoppedAllTheSame() {
    try (HostStage stage = new HostStage()) {
      PostgresServer server = stage.up().server("shop");
      long pid = server.pid().orElseThrow();
      Path note = server.home().resolve("pid");
      // As it was where the time of its start had changed under it.
      OwnFiles.write(note, pid + " 12345\n");

      assertThat(server.pid()).contains(pid);
      server.fence();
      assertThat(stage.writes("shop", "CREATE TABLE after_fence ()")).isFalse();

      long fenced = server.pid().orElseThrow();
      OwnFiles.delete(note);
      server.start();
      assertThat(server.pid()).as("it was not started twice").contains(fenced).isNotEqualTo(pid);
      assertThat(note).exists();

      OwnFiles.delete(note);
      stage.machines.down();
      assertThat(server.home().resolve("data").resolve("postmaster.pid"))
          .as("it was stopped in order")
          .doesNotExist();
    }
  }

  @Test
  void copyThatWasNotPutInItsPlaceLeavesWhatThereWas() throws IOException {
    try (HostStage stage = new HostStage()) {
      PostgresServer server = stage.up().server("shop");
      assertThat(stage.writes("shop", "CREATE TABLE mine (a int)")).isTrue();
      server.stop();
      Files.move(server.home().resolve("data"), server.home().resolve("data.old"));

      stage.machines.start();

      assertThat(stage.rows("shop", "SELECT a FROM mine")).isEmpty();
    }
  }

  @Test
  void dumpThatCouldNotBeLoadedIsLoadedByTheNextStartAndOnlyOnce() throws IOException {
    try (HostStage stage = new HostStage()) {
      Path dump = stage.directory.resolve("shop.sql");
      // Its owner only: the server's user cannot read it where this is root.
      OwnFiles.write(dump, "CREATE TABLE goods (name text); SELECT no_such_function();");
      assertThatThrownBy(() -> stage.up(Optional.of(dump)))
          .isInstanceOf(HostFailure.class)
          .hasMessageContaining("no_such_function");
      assertThat(stage.app("shop").databases().getFirst().dump()).contains(dump.toString());

      Files.writeString(dump, "CREATE TABLE goods (name text); INSERT INTO goods VALUES ('a');");
      stage.up(Optional.of(dump));
      assertThat(stage.app("shop").databases().getFirst().dump()).isEmpty();
      stage.up(Optional.of(dump));
      // As it was where the command was killed after it had loaded the dump.
      stage.server("shop").load(dump);

      assertThat(
              stage.writes("shop", "ALTER TABLE goods ADD CHECK (name = 'a'), ADD UNIQUE (name)"))
          .as("there is one row, of the dump that was loaded")
          .isTrue();
      assertThat(stage.rows("shop", "SELECT name FROM goods")).containsExactly("a");
    }
  }
}
