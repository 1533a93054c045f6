package dev.tfpaas.terraform;

import dev.tfpaas.matrix.Standing;
import dev.tfpaas.world.Pause;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// One apply or destroy of an example on the local platform with the real Terraform.
///
/// @param name says which
/// @param example the example it begins with
/// @param applied whether the example was applied once
/// @param steps lead to the point where only the command is left
/// @param command `apply` or `destroy`
record RealLocalScenario(
    String name, String example, boolean applied, Consumer<Workspace> steps, String command)
    implements RealScenario {
  private static final String PROTECTION = "deletion_protection = false\n";

  /// Returns all of them.
  static List<RealScenario> all() {
    return List.of(
        new RealLocalScenario("local: create", "failover, fixed", false, _ -> {}, "apply"),
        new RealLocalScenario(
            "local: switch planned", "failover, fixed", true, RealLocalScenario::switched, "apply"),
        new RealLocalScenario(
            "local: switch emergency",
            "failover, fixed",
            true,
            RealLocalScenario::emergency,
            "apply"),
        new RealLocalScenario(
            "local: reverse replication",
            "failover, fixed",
            true,
            RealLocalScenario::reversed,
            "apply"),
        new RealLocalScenario(
            "local: destroy", "failover, fixed", true, RealLocalScenario::unprotected, "destroy"),
        new RealLocalScenario(
            "local: move at once", "migration", false, it -> phase(it, "finalized"), "apply"),
        new RealLocalScenario(
            "local: move on", "migration", true, it -> phase(it, "finalized"), "apply"),
        new RealLocalScenario(
            "local: abort", "migration", true, RealLocalScenario::prepared, "destroy"));
  }

  @Override
  public Runs prepare(Path temporary) {
    Workspace template =
        applied ? Workspace.ofApplied(temporary, example) : Workspace.ofExample(temporary, example);
    steps.accept(template);
    return new Runs() {
      @Override
      public RealRun begin() {
        Workspace workspace = Workspace.in(temporary);
        AppliedExamples.copy(template.directory(), workspace.directory());
        return new Run(workspace.initialised(), command);
      }

      @Override
      public void close() {
        template.close();
      }
    };
  }

  private static void switched(Workspace workspace) {
    workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");
  }

  private static void emergency(Workspace workspace) {
    new LocalCloud(workspace).fail("eu-west");
    workspace.change(
        "main.tf",
        "active = \"primary\"",
        """
        active           = "secondary"
          switch_mode      = "emergency"
          accept_data_loss = true\
        """);
  }

  private static void reversed(Workspace workspace) {
    switched(workspace);
    workspace.apply();
    workspace.change(
        "main.tf",
        "source_app_id  = \"shop\"\n  replica_app_id = paas_app_clone.standby.app_id",
        "source_app_id  = paas_app_clone.standby.app_id\n  replica_app_id = \"shop\"");
  }

  private static void unprotected(Workspace workspace) {
    workspace.file("terraform.tfvars", PROTECTION);
    workspace.apply();
  }

  private static void prepared(Workspace workspace) {
    phase(workspace, "prepared");
    workspace.apply();
  }

  private static void phase(Workspace workspace, String phase) {
    workspace.file("terraform.tfvars", "phase = \"%s\"\n".formatted(phase));
  }

  @Override
  public String toString() {
    return name;
  }

  /// A run; owned by one test.
  private static final class Run implements RealRun {
    private final Workspace workspace;
    private final String command;
    private final LocalCloud cloud;
    private final int before;

    Run(Workspace workspace, String command) {
      this.workspace = workspace;
      this.command = command;
      this.cloud = new LocalCloud(workspace);
      this.before = cloud.exists() ? cloud.calls().size() : 0;
    }

    @Override
    public Workspace workspace() {
      return workspace;
    }

    @Override
    public Command command() {
      return workspace.terraform(
          command, "-auto-approve", "-input=false", "-no-color", "-lock-timeout=30s");
    }

    @Override
    public boolean destroys() {
      return command.equals("destroy");
    }

    @Override
    public Command told(Command other) {
      return other;
    }

    @Override
    public List<String> calls() {
      return cloud.callsAfter(before);
    }

    @Override
    public void hold(Pause.Moment moment, List<String> calls, int number) {
      Pause.ask(cloud.directory(), moment, calls.get(number));
    }

    @Override
    public boolean isHeld() {
      return Pause.isReached(cloud.directory());
    }

    /// What a dead process had not yet begun does not happen anyway.
    @Override
    public void release(Signals signals) {
      Pause.release(cloud.directory());
    }

    @Override
    public List<String> ending() {
      return Standing.of(cloud.world());
    }

    @Override
    public List<String> violations() {
      return cloud.violations();
    }

    @Override
    public List<String> repeated(List<String> usual, Signals signals) {
      List<String> made = calls();
      return made.stream()
          .filter(call -> signals == Signals.PROVIDER_KILLED || call.startsWith("POST "))
          .filter(call -> Collections.frequency(made, call) > 1)
          .distinct()
          .toList();
    }

    @Override
    public void close() {
      workspace.close();
    }
  }
}
