package dev.tfpaas.platform.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.ContractStage;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformContract;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.SwitchoverContract;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every platform promises, on real processes and servers.
class HostContractTest extends PlatformContract<ContractStage> implements SwitchoverContract {
  private static @Nullable HostStage shared;

  @Override
  protected ContractStage open(Path directory) {
    HostStage stage = shared == null ? new HostStage().up() : shared;
    shared = stage;
    return new OnStage(stage);
  }

  @AfterAll
  static void down() {
    if (shared != null) {
      shared.close();
    }
  }

  @Override
  public String script(SwitchSpec.Mode mode) {
    return switch (mode) {
      case PLANNED ->
          """
          maintenance: UNSAFE maintenance on, back by maintenance off
          data: UNSAFE database read-only, back by database read-write
          data: COMMIT replication off, when lag is zero
          data: UNSAFE promote database
          : UNSAFE maintenance off, back by maintenance on
          data: SAFE move traffic, when TARGET serves
          no data: COMMIT move traffic, when TARGET serves
          follow: SAFE replicate, when OLD is closed as it was handed over
          """;
      case EMERGENCY ->
          """
          data: UNSAFE promote database
          : UNSAFE maintenance off, back by maintenance on
          : SAFE move traffic, when TARGET serves
          maintenance: BEST_EFFORT maintenance on, back by maintenance off
          data: BEST_EFFORT database read-only, back by database read-write
          """;
    };
  }

  @Test
  void nameThatIsTakenIsRefusedAndTakenOverWhenAsked() {
    stage().form();
    AppClones clones = stage().platform().appClones().get().orElseThrow();
    CloneSpec copy = HostStage.clone("shop-dr");
    CloneSpec adopted =
        new CloneSpec(
            copy.sourceAppId(),
            copy.name(),
            copy.environment(),
            copy.region(),
            copy.cloud(),
            copy.size(),
            true,
            copy.variables(),
            copy.databases(),
            copy.maintenance(),
            copy.sourceUrl());

    assertThat(clones.check(copy))
        .extracting(Problem::attribute, Problem::summary)
        .containsExactly(tuple("name", "An app named \"shop-dr\" exists"));
    assertThat(clones.check(adopted)).isEmpty();
  }

  @Test
  void platformThatWasNotStartedSaysHowToStartIt(@TempDir Path empty) {
    AppClones clones =
        HostPlatform.open(empty.resolve(".paas-host"), Clock.systemUTC())
            .appClones()
            .get()
            .orElseThrow();

    assertThatThrownBy(() -> clones.check(HostStage.clone("shop-dr")))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("Start it with `paas host up`.");
  }

  @Test
  void appThatIsNotThereIsNamedWithThoseThatAre() {
    ReplicationSpec spec =
        new ReplicationSpec("nothing", "shop", "postgresql", false, Optional.empty());

    assertThat(stage().platform().replications().get().orElseThrow().check(Optional.empty(), spec))
        .extracting(Problem::attribute, Problem::summary)
        .contains(tuple("source_app_id", "There is no app \"nothing\""));
  }

  record OnStage(HostStage stage) implements ContractStage {
    @Override
    public Platform platform() {
      return stage.platform;
    }

    @Override
    public Outcome run(Runbook runbook) {
      return stage.run(runbook);
    }

    @Override
    public String app() {
      return "shop";
    }

    @Override
    public String noApp() {
      return "nothing";
    }

    @Override
    public CloneSpec clone(String name) {
      return HostStage.clone(name);
    }

    @Override
    public GroupSpec form() {
      stage.formed();
      return HostStage.PAIR;
    }

    @Override
    public List<Replication> replications() {
      return List.of(stage.replication());
    }

    @Override
    public MigrationSpec migration() {
      throw new UnsupportedOperationException("this platform moves no app");
    }

    @Override
    public List<String> changes() {
      return stage.changes();
    }

    @Override
    public int calls() {
      return changes().size();
    }

    @Override
    public List<String> violations() {
      return List.of();
    }

    @Override
    public List<String> log() {
      return stage.log;
    }

    @Override
    public void close() {
      stage.reset();
    }
  }
}
