package dev.tfpaas.platform.jelastic;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.WatchedApi;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.EmulatedContract;
import dev.tfpaas.platform.EmulatedStage;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ResumedCopyContract;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.SwitchoverContract;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What every platform promises, on Jelastic's emulator. Its migrations have no phases.
class JelasticContractTest extends EmulatedContract
    implements ResumedCopyContract, SwitchoverContract {

  @Override
  protected EmulatedStage open(Path directory) {
    return new OnStage(new Stage());
  }

  @Override
  public String script(SwitchSpec.Mode mode) {
    return switch (mode) {
      case PLANNED ->
          """
          : UNSAFE start, back by stop, when nothing else is done to TARGET
          : UNSAFE note, back by forget
          : UNSAFE note, back by forget, when TARGET runs
          : COMMIT swap domains, when TARGET runs
          maintenance: SAFE stop, when nothing else is done to OLD
          : SAFE note
          """;
      case EMERGENCY ->
          """
          : UNSAFE start, back by stop, when nothing else is done to TARGET
          : BEST_EFFORT note, back by forget
          : SAFE swap domains, when TARGET runs
          maintenance: BEST_EFFORT note, back by forget
          maintenance: BEST_EFFORT stop, when nothing else is done to OLD
          : BEST_EFFORT note
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
      return "shop";
    }

    @Override
    public String noApp() {
      return "no-such-app";
    }

    @Override
    public CloneSpec clone(String name) {
      return Stage.copy("shop", name, Optional.of("us1"), true);
    }

    @Override
    public GroupSpec form() {
      stage.formed();
      return Stage.pair();
    }

    @Override
    public List<Replication> replications() {
      return List.of();
    }

    @Override
    public MigrationSpec migration() {
      return Stage.move("shop", "us1", MigrationSpec.Mode.OFFLINE);
    }

    @Override
    public List<String> changes() {
      return stage.begun();
    }

    /// Every domain must lead to an environment that runs.
    @Override
    public List<String> violations() {
      List<String> found = new ArrayList<>();
      for (JsonNode one : stage.dashboard("GET", "/environments", "")) {
        JsonNode env = one.path("env");
        if (env.path("status").asInt(0) != 1 && !env.path("extdomains").isEmpty()) {
          found.add("domains lead to %s, which does not run".formatted(env.path("envName")));
        }
      }
      return found;
    }

    @Override
    public WatchedApi watched() {
      return stage.watched;
    }

    @Override
    public Platform reopened() {
      return stage.open(Stage.TOKEN);
    }

    /// Variables and properties.
    @Override
    public Set<String> mayBeEmpty() {
      return Set.of("object", "properties");
    }

    @Override
    public EmulatorServer server() {
      return stage.server;
    }

    /// The method of HTTP tells nothing here.
    @Override
    public List<Calls> looks() {
      return List.of(new Calls("*", "/rest/get"));
    }

    @Override
    public List<Calls> acts() {
      return Stream.of(
              "cloneenv",
              "startenv",
              "stopenv",
              "migrate",
              "addcontainerenvvars",
              "applyenvproperty",
              "bindextdomain",
              "swapextdomains")
          .map(method -> new Calls("*", "/rest/" + method))
          .toList();
    }

    @Override
    public int calls() {
      return stage.watched.came().size();
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
