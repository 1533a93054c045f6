package dev.tfpaas.platform.local;

import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.ContractStage;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.PhasedContract;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformContract;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ResumedCopyContract;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.SwitchoverContract;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What every platform promises, on the local one; there is no server that could answer badly.
class LocalContractTest extends PlatformContract<ContractStage>
    implements PhasedContract, ResumedCopyContract, SwitchoverContract {

  @Override
  protected ContractStage open(Path directory) {
    return new OnStage(new Stage(directory));
  }

  @Override
  public String script(SwitchSpec.Mode mode) {
    return switch (mode) {
      case PLANNED ->
          """
          maintenance: UNSAFE maintenance on, back by maintenance off
          data: UNSAFE database read-only, back by database read-write
          data: UNSAFE database read-only, back by database read-write
          data: COMMIT replication off, when lag is zero
          data: COMMIT replication off, when lag is zero
          data: UNSAFE promote database
          data: UNSAFE promote database
          : UNSAFE maintenance off, back by maintenance on
          data: SAFE move traffic, when TARGET serves
          no data: COMMIT move traffic, when TARGET serves
          follow: SAFE replicate, when OLD is closed as it was handed over
          follow: SAFE replicate, when OLD is closed as it was handed over
          """;
      case EMERGENCY ->
          """
          data: UNSAFE promote database
          data: UNSAFE promote database
          : UNSAFE maintenance off, back by maintenance on
          : SAFE move traffic, when TARGET serves
          maintenance: BEST_EFFORT maintenance on, back by maintenance off
          data: BEST_EFFORT database read-only, back by database read-write
          data: BEST_EFFORT database read-only, back by database read-write
          """;
    };
  }

  private record OnStage(Stage stage) implements ContractStage {
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
      return Stage.clone(name);
    }

    @Override
    public GroupSpec form() {
      stage.formed();
      return Stage.PAIR;
    }

    @Override
    public List<Replication> replications() {
      return List.of(stage.replication("postgresql"), stage.replication("redis"));
    }

    @Override
    public MigrationSpec migration() {
      return new MigrationSpec(
          "shop",
          "us-east",
          Optional.empty(),
          MigrationSpec.Mode.OFFLINE,
          false,
          Optional.empty(),
          Optional.empty());
    }

    @Override
    public List<String> changes() {
      return stage.callsAfter(0);
    }

    @Override
    public List<String> violations() {
      return stage.violations();
    }

    @Override
    public int calls() {
      return changes().size();
    }

    @Override
    public List<String> log() {
      return stage.log;
    }

    @Override
    public void close() {}
  }
}
