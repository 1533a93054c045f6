package dev.tfpaas.platform.scalingo;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.WatchedApi;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.EmulatedContract;
import dev.tfpaas.platform.EmulatedStage;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.PhasedContract;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ResumedCopyContract;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.SwitchoverContract;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What every platform promises, on Scalingo's emulator.
class ScalingoContractTest extends EmulatedContract
    implements PhasedContract, ResumedCopyContract, SwitchoverContract {

  @Override
  protected EmulatedStage open(Path directory) {
    return new OnStage(EmulatedScalingo.start());
  }

  @Override
  public String script(SwitchSpec.Mode mode) {
    return switch (mode) {
      case PLANNED ->
          """
          : UNSAFE mark standby, back by mark active, when the target serves
          maintenance: UNSAFE stop, back by start, when no other operation
          : COMMIT mark active, when the target serves
          """;
      case EMERGENCY ->
          """
          : SAFE mark active, when the target serves
          maintenance: BEST_EFFORT mark standby
          maintenance: BEST_EFFORT stop, when no other operation
          """;
    };
  }

  record OnStage(EmulatedScalingo scalingo) implements EmulatedStage {
    @Override
    public Platform platform() {
      return scalingo.platform;
    }

    @Override
    public Outcome run(Runbook runbook) {
      return scalingo.run(runbook);
    }

    @Override
    public String app() {
      return "shop-front";
    }

    @Override
    public String noApp() {
      return "no-such-app";
    }

    @Override
    public CloneSpec clone(String name) {
      return new CloneSpec(
          "shop-front",
          name,
          Optional.empty(),
          Optional.of("osc-secnum-fr1"),
          Optional.empty(),
          Optional.empty(),
          false,
          Map.of(),
          Optional.of(List.of("postgresql")),
          true,
          Optional.of("https://code.example.org/shop.tar.gz"));
    }

    @Override
    public GroupSpec form() {
      scalingo.operate("apps", "{\"region\":\"osc-secnum-fr1\",\"name\":\"shop-second\"}");
      GroupSpec spec =
          new GroupSpec(
              Optional.empty(),
              "shop-front",
              Optional.of("osc-secnum-fr1/shop-second"),
              Set.of("www.example.org"));
      FailoverGroups groups = scalingo.platform.failoverGroups().get().orElseThrow();
      if (scalingo.run(groups.create(spec, Side.PRIMARY)) instanceof Outcome.Failed failed
          && failed.cause() instanceof PlatformException refused) {
        throw refused;
      }
      return spec;
    }

    @Override
    public List<Replication> replications() {
      return List.of();
    }

    @Override
    public MigrationSpec migration() {
      return new MigrationSpec(
          "shop-front",
          "osc-secnum-fr1",
          Optional.empty(),
          MigrationSpec.Mode.AUTO,
          false,
          Optional.empty(),
          Optional.empty());
    }

    @Override
    public List<String> changes() {
      return scalingo.changesNotRefused();
    }

    @Override
    public List<String> violations() {
      return scalingo.violations();
    }

    @Override
    public WatchedApi watched() {
      return scalingo.watched;
    }

    @Override
    public Platform reopened() {
      return scalingo.platform(EmulatedScalingo.TOKEN, Map.of());
    }

    @Override
    public EmulatorServer server() {
      return scalingo.server;
    }

    @Override
    public List<String> log() {
      return scalingo.log;
    }

    @Override
    public String secret() {
      return EmulatedScalingo.TOKEN;
    }

    @Override
    public void close() {
      scalingo.close();
    }
  }
}
