package dev.tfpaas.platform.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.platform.host.engine.DatabaseServer;
import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.process.OwnFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A MariaDB is what holds its directory, begins with its dump, and is of the release that made its
/// data.
class HostMariaServerTest {
  @Test
  void dumpThatCouldNotBeLoadedIsLoadedByTheNextStartAndOnlyOnce() throws IOException {
    try (HostStage stage = new HostStage("mysql")) {
      Path dump = stage.directory.resolve("shop.sql");
      OwnFiles.write(dump, "CREATE TABLE goods (name TEXT); SELECT no_such_function();");
      assertThatThrownBy(() -> stage.up(Optional.of(dump)))
          .isInstanceOf(HostFailure.class)
          .hasMessageContaining("no_such_function");
      assertThat(stage.app("shop").databases().getFirst().dump()).contains(dump.toString());

      Files.writeString(dump, "CREATE TABLE goods (name TEXT); INSERT INTO goods VALUES ('a');");
      stage.up(Optional.of(dump));
      assertThat(stage.app("shop").databases().getFirst().dump()).isEmpty();
      // As it was where the command was killed after it had loaded the dump.
      stage.database("shop").load(dump);

      assertThat(stage.rows("shop", "SELECT name FROM goods")).containsExactly("a");
    }
  }

  @Test
  void dataOfAnotherReleaseIsNotStartedAndAServerOfWhichNothingIsNotedIsFound() throws IOException {
    try (HostStage stage = new HostStage("mysql")) {
      DatabaseServer server = stage.up().database("shop");
      long pid = server.pid().orElseThrow();
      assertThat(stage.writes("shop", "CREATE TABLE mine (a INT)")).isTrue();
      OwnFiles.delete(server.home().resolve("pid"));
      assertThat(server.pid()).contains(pid);
      server.start();
      assertThat(server.pid()).as("it was not started twice").contains(pid);

      server.stop();
      Path version = server.home().resolve("data/paas.version");
      String made = Files.readString(version);
      OwnFiles.write(version, "10.4\n");
      assertThatThrownBy(server::start)
          .isInstanceOf(HostFailure.class)
          .hasMessageContaining("was made by MariaDB 10.4")
          .hasMessageContaining("mariadb-upgrade");
      assertThat(server.runs()).isFalse();
      OwnFiles.write(version, made);
      OwnFiles.write(version, made);
      // A copy that was not put in its place any more.
      Files.move(server.home().resolve("data"), server.home().resolve("data.old"));
      stage.machines.start();
      assertThat(stage.rows("shop", "SELECT a FROM mine")).isEmpty();
    }
  }
}
