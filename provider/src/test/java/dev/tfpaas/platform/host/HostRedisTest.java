package dev.tfpaas.platform.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Replication.Direction;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec.Mode;
import dev.tfpaas.platform.host.ground.Records.DatabaseRecord;
import dev.tfpaas.platform.host.redis.RedisConnection;
import dev.tfpaas.platform.host.redis.RedisException;
import java.nio.file.Files;
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

/// Switches of a real Redis under real requests: what was acknowledged, and who accepts writes.
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class HostRedisTest {
  private HostStage stage;

  @BeforeEach
  void up() {
    stage = new HostStage("redis").up().formed();
  }

  @AfterEach
  void down() {
    if (stage != null) {
      stage.close();
    }
  }

  private RedisConnection connection(String app, String user) {
    DatabaseRecord it = stage.app(app).databases().getFirst();
    return RedisConnection.open(
        new RedisConnection.Login(it.port(), user, it.password()), Duration.ofSeconds(3));
  }

  private long fullCopies(String app) {
    try (RedisConnection owner = connection(app, "paas")) {
      return owner
          .value("INFO", "stats")
          .lines()
          .filter(it -> it.startsWith("sync_full:"))
          .map(it -> Long.parseLong(it.substring("sync_full:".length())))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void whatFollowsIsProtectedAgainAfterEachOfTenSwitchesWithoutANewCopyOrALostWrite() {
    stage.done(
        stage
            .replications()
            .update(stage.replication(), stage.flow("shop", false, Direction.FOLLOW)));
    long before = fullCopies("shop") + fullCopies("shop-dr");
    HostClients clients = new HostClients(stage);

    for (int i = 0; i < 10; i++) {
      Side to = stage.group().active().other();
      stage.done(stage.switchTo(to, Mode.PLANNED));
      assertThat(stage.replication().status()).isEqualTo(Replication.Status.REPLICATING);
      clients.served();
    }

    assertThat(clients.end()).isEmpty();
    assertThat(clients.bothWrote()).isZero();
    assertThat(fullCopies("shop") + fullCopies("shop-dr")).isEqualTo(before);
    assertThat(stage.group().active()).isEqualTo(Side.PRIMARY);
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
    assertThat(stage.writes("shop", "SET mine 1")).isFalse();
    assertThat(stage.seen("shop").databases().getFirst().writable()).isFalse();
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
    assertThat(stage.writes("shop", "SET mine 1")).isTrue();
  }

  @Test
  void regionThatWasCutOffWritesOnForItselfUntilItIsHealed() {
    stage.machines.cut("eu-west");
    stage.done(stage.switchTo(Side.SECONDARY, Mode.EMERGENCY));
    assertThat(stage.writes("shop", "SET mine 1")).as("what is inside goes on").isTrue();

    stage.machines.heal("eu-west");

    assertThat(stage.writes("shop", "SET mine 2")).isFalse();
    assertThat(stage.writes("shop-dr", "SET mine 2")).isTrue();
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
    assertThat(stage.writes("shop", "SET mine 1")).isTrue();
    List<Long> before = List.copyOf(stage.machines.running().values());
    before.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    HostClients.await(() -> stage.machines.running().isEmpty());

    stage.machines.start();

    HostClients.await(() -> stage.replication().status() == Replication.Status.REPLICATING);
    assertThat(stage.writes("shop", "GET mine")).isTrue();
    try (RedisConnection app = connection("shop", "app")) {
      assertThat(app.value("GET", "mine")).isEqualTo("1");
    }
    assertThat(stage.writes("shop-dr", "SET mine 2")).isFalse();
    stage.machines.down();
    assertThat(stage.machines.running()).isEmpty();
  }

  @Test
  void sideThatIsClosedIsNotOpenedByTheAppAndKeepsItsPlaceWhenItIsStartedAgain() {
    stage.database("shop").fence();

    for (String way :
        List.of(
            "REPLICAOF NO ONE",
            "CONFIG SET replica-read-only no",
            "ACL SETUSER app +@all",
            "SET mine 1")) {
      assertThat(stage.writes("shop", way)).as(way).isFalse();
    }
    int gate = stage.app("shop").databases().getFirst().gate();
    Object closed = stage.database("shop").facts(gate);
    stage.database("shop").kill();
    stage.database("shop").start();
    assertThat(
            stage
                .database("shop")
                .facts(gate)
                .isRelatedTo(
                    stage
                        .database("shop-dr")
                        .facts(stage.app("shop-dr").databases().getFirst().gate())))
        .as("as it was closed: %s", closed)
        .isTrue();
    assertThat(stage.writes("shop", "SET mine 1")).isFalse();

    stage.database("shop").promote();
    assertThat(stage.writes("shop", "SET mine 1")).isTrue();
    stage.database("shop").kill();
    stage.database("shop").start();
    try (RedisConnection app = connection("shop", "app")) {
      assertThat(app.value("GET", "mine")).as("it logs again").isEqualTo("1");
    }
  }

  @Test
  void passwordIsInFilesOfItsOwnerOnlyAndNobodyElseGetsIn() throws Exception {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(stage.database("shop").home().resolve("redis.conf"))))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(stage.database("shop").home().resolve("data"))))
        .isEqualTo("rwx------");
    assertThat(
            ProcessHandle.of(stage.database("shop").pid().orElseThrow())
                .flatMap(it -> it.info().commandLine())
                .orElse(""))
        .doesNotContain(stage.app("shop").databases().getFirst().password());
    assertThatThrownBy(() -> connection("shop", "default")).isInstanceOf(RedisException.class);
  }
}
