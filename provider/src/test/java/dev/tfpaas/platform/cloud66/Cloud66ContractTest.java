package dev.tfpaas.platform.cloud66;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.WatchedApi;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.EmulatedContract;
import dev.tfpaas.platform.EmulatedStage;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.PhasedContract;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ResumedCopyContract;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.SwitchoverContract;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What every platform promises, on Cloud 66's emulator.
class Cloud66ContractTest extends EmulatedContract
    implements PhasedContract, ResumedCopyContract, SwitchoverContract {

  @Override
  protected EmulatedStage open(Path directory) {
    return new OnStage(new Stage(directory));
  }

  @Override
  public String script(SwitchSpec.Mode mode) {
    return switch (mode) {
      case PLANNED ->
          """
          maintenance: UNSAFE maintenance on, back by maintenance off
          data: COMMIT replication off, when OLD has been closed for 15s
          data: COMMIT replication off, when OLD has been closed for 15s
          data: UNSAFE promote if still a replica
          data: UNSAFE promote if still a replica
          : UNSAFE maintenance off
          data: SAFE move traffic, when TARGET serves
          no data: COMMIT move traffic, when TARGET serves
          """;
      case EMERGENCY ->
          """
          data: UNSAFE promote database
          data: UNSAFE promote database
          : UNSAFE maintenance off
          : SAFE move traffic, when TARGET serves
          maintenance: BEST_EFFORT maintenance on, back by maintenance off
          """;
    };
  }

  record OnStage(Stage stage) implements EmulatedStage {
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
      return stage.uid("shop");
    }

    @Override
    public String noApp() {
      return "0".repeat(32);
    }

    @Override
    public CloneSpec clone(String name) {
      return Stage.clone(stage.uid("blog"), name, false, false);
    }

    @Override
    public GroupSpec form() {
      return stage.formed().pair();
    }

    @Override
    public List<Replication> replications() {
      return List.of(stage.replication("postgresql"), stage.replication("redis"));
    }

    @Override
    public MigrationSpec migration() {
      if (stage.dashboardGroups().isEmpty()) {
        stage.formed();
      }
      return new MigrationSpec(
          stage.uid("shop"),
          "us-east",
          Optional.empty(),
          MigrationSpec.Mode.AUTO,
          false,
          Optional.of(stage.uid("shop-dr")),
          Optional.of(stage.group().id()));
    }

    @Override
    public List<String> changes() {
      return stage.changes();
    }

    @Override
    public List<String> violations() {
      return stage.world().has("violations")
          ? List.of(stage.world().path("violations").toString())
          : List.of();
    }

    @Override
    public WatchedApi watched() {
      return stage.watched;
    }

    @Override
    public Platform reopened() {
      return stage.open();
    }

    @Override
    public EmulatorServer server() {
      return stage.server;
    }

    @Override
    public List<String> log() {
      return stage.log;
    }

    @Override
    public String secret() {
      return Stage.TOKEN;
    }

    @Override
    public void close() {
      stage.close();
    }
  }
}
