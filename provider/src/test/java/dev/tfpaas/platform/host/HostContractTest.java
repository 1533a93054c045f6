package dev.tfpaas.platform.host;

import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.ContractStage;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformContract;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.SwitchoverContract;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

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

  private record OnStage(HostStage stage) implements ContractStage {
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
