package dev.tfpaas.platform.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Replication.Direction;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec.Mode;
import dev.tfpaas.platform.host.mariadb.MariaConnection;
import dev.tfpaas.platform.host.mariadb.MariaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Switches of a real MariaDB under real requests: what was acknowledged, and who accepts writes.
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class HostMariaTest {
  private static final Duration ANSWER = Duration.ofSeconds(3);

  private HostStage stage;

  @BeforeEach
  void up() {
    stage = new HostStage("mysql").up().formed();
  }

  @AfterEach
  void down() {
    if (stage != null) {
      stage.close();
    }
  }

  private String value(String app, String question) {
    try (MariaConnection owner = MariaConnection.open(stage.maria(app, "paas"), ANSWER)) {
      return owner.query(question).getFirst().getFirst();
    }
  }

  private void say(String app, String statement) {
    try (MariaConnection owner = MariaConnection.open(stage.maria(app, "paas"), ANSWER)) {
      owner.query(statement);
    }
  }

  /// A new copy is a server of its own.
  private List<String> lives() {
    return List.of(value("shop", "SELECT @@server_id"), value("shop-dr", "SELECT @@server_id"));
  }

  @Test
  void whatFollowsIsProtectedAgainAfterEachOfTenSwitchesWithoutANewCopyOrALostWrite() {
    stage.done(
        stage
            .replications()
            .update(stage.replication(), stage.flow("shop", false, Direction.FOLLOW)));
    List<String> before = lives();
    HostClients clients = new HostClients(stage);

    for (int i = 0; i < 10; i++) {
      Side to = stage.group().active().other();
      stage.done(stage.switchTo(to, Mode.PLANNED));
      assertThat(stage.replication().status()).isEqualTo(Replication.Status.REPLICATING);
      clients.served();
    }

    assertThat(clients.end()).isEmpty();
    assertThat(clients.bothWrote()).isZero();
    assertThat(lives()).isEqualTo(before);
    assertThat(stage.group().active()).isEqualTo(Side.PRIMARY);
    HostClients.await(() -> stage.rows("shop").size() == stage.rows("shop-dr").size());
  }

  @Test
  void killedRegionComesBackClosedAndFollowsOnlyWithConsent() {
    HostClients clients = new HostClients(stage);
    stage.machines.fail("eu-west");
    assertThat(stage.seen("shop").reachable()).isFalse();
    stage.done(stage.switchTo(Side.SECONDARY, Mode.EMERGENCY));
    stage.machines.heal("eu-west");
    clients.served();
    Set<String> lost = clients.end();

    assertThat(clients.bothWrote()).isZero();
    assertThat(stage.rows("shop")).as("what was acknowledged is on disk").containsAll(lost);
    assertThat(stage.writes("shop", "CREATE TABLE mine (a INT)")).isFalse();
    assertThat(stage.seen("shop").databases().getFirst().writable()).isFalse();
    // Something that only the old side has, however quick the replica was.
    say("shop", "CREATE TABLE app.only_here (a INT)");
    Replication now = stage.replication();
    assertThat(
            stage
                .replications()
                .check(Optional.of(now), stage.flow("shop-dr", false, Direction.FIXED)))
        .singleElement()
        .satisfies(it -> assertThat(it.attribute()).isEqualTo("overwrite_replica"));
    stage.done(stage.replications().update(now, stage.flow("shop-dr", true, Direction.FIXED)));
    stage.done(stage.switchTo(Side.PRIMARY, Mode.PLANNED));
    assertThat(stage.rows("shop")).hasSameSizeAs(stage.rows("shop-dr"));
    assertThat(stage.rows("shop", "SHOW TABLES")).containsExactly("paas_requests");
    assertThat(stage.writes("shop", "CREATE TABLE mine (a INT)")).isTrue();
  }

  @Test
  void regionThatWasCutOffWritesOnForItselfUntilItIsHealed() {
    stage.machines.cut("eu-west");
    stage.done(stage.switchTo(Side.SECONDARY, Mode.EMERGENCY));
    assertThat(stage.writes("shop", "CREATE TABLE mine (a INT)"))
        .as("what is inside goes on")
        .isTrue();
    assertThat(stage.writes("shop-dr", "CREATE TABLE other (a INT)")).isTrue();

    stage.machines.heal("eu-west");

    assertThat(stage.writes("shop", "INSERT INTO mine VALUES (2)")).isFalse();
    assertThat(stage.writes("shop-dr", "INSERT INTO other VALUES (2)")).isTrue();
    assertThat(
            stage
                .replications()
                .check(
                    Optional.of(stage.replication()),
                    stage.flow("shop-dr", false, Direction.FIXED)))
        .isNotEmpty();
  }

  @Test
  void whatIsKilledComesUpAgainAsItWasWithAllThatWasAcknowledged() {
    assertThat(stage.writes("shop", "CREATE TABLE mine AS SELECT 1 AS a")).isTrue();
    List<Long> before = List.copyOf(stage.machines.running().values());
    before.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    HostClients.await(() -> stage.machines.running().isEmpty());

    stage.machines.start();

    HostClients.await(() -> stage.replication().status() == Replication.Status.REPLICATING);
    assertThat(stage.rows("shop", "SELECT a FROM mine")).containsExactly("1");
    assertThat(stage.writes("shop-dr", "INSERT INTO mine VALUES (2)")).isFalse();
    stage.machines.down();
    assertThat(stage.machines.running()).isEmpty();
  }

  @Test
  void sideThatIsClosedIsNotWrittenToByAnybodyWhoMayOverrideIt() {
    say("shop", "CREATE USER 'boss'@'%' IDENTIFIED BY '" + password() + "'");
    say("shop", "GRANT ALL ON *.* TO 'boss'@'%'");
    say("shop", "CREATE ROLE chief");
    say("shop", "GRANT ALL ON *.* TO chief");
    say("shop", "CREATE USER 'deputy'@'%' IDENTIFIED BY '" + password() + "'");
    say("shop", "GRANT chief TO 'deputy'@'%'");
    say("shop", "CREATE TABLE app.mine (a INT)");
    try (MariaConnection boss = MariaConnection.open(stage.maria("shop", "boss"), ANSWER);
        MariaConnection open = MariaConnection.open(stage.maria("shop", "app"), ANSWER)) {
      open.query("START TRANSACTION");
      open.query("INSERT INTO mine VALUES (1)");
      stage.database("shop").fence();

      assertThat(boss).satisfies(it -> assertThat(fails(it, "SET GLOBAL read_only = 0")).isTrue());
      assertThat(open).satisfies(it -> assertThat(fails(it, "COMMIT")).isTrue());
    }
    for (String user : List.of("boss", "deputy", "app")) {
      assertThat(HostStage.does(stage.maria("shop", user), "SET GLOBAL read_only = 0"))
          .as(user)
          .isFalse();
      assertThat(HostStage.does(stage.maria("shop", user), "INSERT INTO mine VALUES (2)"))
          .as(user)
          .isFalse();
    }
    stage.database("shop").kill();
    stage.database("shop").start();
    assertThat(HostStage.does(stage.maria("shop", "boss"), "SELECT 1")).isFalse();
    assertThat(stage.writes("shop", "INSERT INTO mine VALUES (2)")).isFalse();

    stage.database("shop").promote();
    assertThat(HostStage.does(stage.maria("shop", "boss"), "INSERT INTO mine VALUES (3)")).isTrue();
    assertThat(stage.rows("shop", "SELECT a FROM mine")).containsExactly("3");
  }

  private static boolean fails(MariaConnection connection, String statement) {
    try {
      connection.query(statement);
      return false;
    } catch (MariaException _) {
      return true;
    }
  }

  private String password() {
    return stage.app("shop").databases().getFirst().password();
  }

  @Test
  void replicaThatCannotGoOnIsBrokenAndCopiedAnewWithConsent() {
    List<String> before = lives();
    say("shop-dr", "CREATE TABLE app.mine (a INT)");
    assertThat(stage.writes("shop", "CREATE TABLE mine (a INT)")).isTrue();

    HostClients.await(() -> stage.replication().status() == Replication.Status.BROKEN);
    assertThat(
            stage
                .replications()
                .check(Optional.empty(), stage.flow("shop", false, Direction.FIXED)))
        .singleElement()
        .satisfies(it -> assertThat(it.attribute()).isEqualTo("overwrite_replica"));

    stage.done(stage.replications().create(stage.flow("shop", true, Direction.FIXED)));
    assertThat(stage.replication().status()).isEqualTo(Replication.Status.REPLICATING);
    assertThat(lives().getFirst()).isEqualTo(before.getFirst());
    assertThat(lives().getLast()).as("it is a new copy").isNotEqualTo(before.getLast());
  }

  @Test
  void passwordIsInFilesOfItsOwnerOnlyAndNobodyElseGetsIn() throws Exception {
    Path home = stage.database("shop").home();
    assertThat(mode(home.resolve("data"))).isEqualTo("rwx------");
    assertThat(mode(home.resolve("data/paas.cnf"))).isEqualTo("rw-------");
    assertThat(mode(stage.database("shop-dr").home().resolve("login.cnf"))).isEqualTo("rw-------");
    assertThat(stage.database("shop-dr").home().resolve("copy.sql")).doesNotExist();
    assertThat(
            ProcessHandle.of(stage.database("shop").pid().orElseThrow())
                .flatMap(it -> it.info().commandLine())
                .orElse(""))
        .contains("--defaults-file")
        .doesNotContain(password());
    assertThat(value("shop", "SELECT @@bind_address")).isEqualTo("127.0.0.1");
    assertThat(HostStage.does(stage.maria("shop", "root"), "SELECT 1")).isFalse();
    assertThat(value("shop", "SELECT count(*) FROM mysql.global_priv WHERE user IN ('root', '')"))
        .isEqualTo("0");
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
