package dev.tfpaas.terraform;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// One apply or destroy of an example with the real Terraform, to be disturbed.
///
/// @param name says which
/// @param example the example it begins with
/// @param applied whether the example was applied once
/// @param prepare leads to the point where only the command is left
/// @param command `apply` or `destroy`
record RealScenario(
    String name, String example, boolean applied, Consumer<Workspace> prepare, String command) {
  private static final String PROTECTION = "deletion_protection = false\n";

  /// Returns all of them.
  static List<RealScenario> all() {
    return List.of(
        new RealScenario("create", "failover", false, _ -> {}, "apply"),
        new RealScenario("switch planned", "failover", true, RealScenario::switched, "apply"),
        new RealScenario("switch emergency", "failover", true, RealScenario::emergency, "apply"),
        new RealScenario("reverse replication", "failover", true, RealScenario::reversed, "apply"),
        new RealScenario("destroy", "failover", true, RealScenario::unprotected, "destroy"),
        new RealScenario("move at once", "migration", false, it -> phase(it, "finalized"), "apply"),
        new RealScenario("move on", "migration", true, it -> phase(it, "finalized"), "apply"),
        new RealScenario("abort", "migration", true, RealScenario::prepared, "destroy"));
  }

  /// Makes the directory that every run of this scenario starts from.
  Workspace template(Path temporary) {
    Workspace workspace =
        applied ? Workspace.ofApplied(temporary, example) : Workspace.ofExample(temporary, example);
    prepare.accept(workspace);
    return workspace;
  }

  /// Returns the command.
  Command in(Workspace workspace) {
    return workspace
        .terraform(command, "-auto-approve", "-input=false", "-no-color", "-lock-timeout=30s")
        .with("TMPDIR", workspace.sockets().toString());
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
}
