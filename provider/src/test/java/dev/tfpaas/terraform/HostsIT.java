package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The main job with every Terraform and OpenTofu that is on PATH: `terraform`, `tofu`, and others
/// beside them under names such as `terraform-1.5.7` or `tofu1.11`.
@RequiresTerraform
class HostsIT {
  private static final String HOST = "(terraform|tofu)([-_]?v?[0-9][0-9.]*)?";

  static List<String> hosts() {
    return Installation.executables().stream().filter(name -> name.matches(HOST)).toList();
  }

  @DisplayName("8.6 #75 every Terraform and OpenTofu on PATH")
  @ParameterizedTest(name = "{0} plans, applies and switches")
  @MethodSource("hosts")
  void mainJob(String host, @TempDir Path temporary) {
    try (Workspace workspace = Workspace.in(temporary).copy("failover")) {
      String cli = host + " ";
      run(workspace, cli + "init -input=false");
      run(workspace, cli + "apply -auto-approve -input=false");
      workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");
      run(workspace, cli + "plan -input=false -out=switch.plan");
      Finished applied = run(workspace, cli + "apply -input=false switch.plan");

      assertThat(applied.text()).contains("0 added, 1 changed, 0 destroyed");
      LocalCloud cloud = new LocalCloud(workspace);
      assertThat(cloud.app("shop-standby").maintenance()).isFalse();
      assertThat(cloud.violations()).isEmpty();
    }
  }

  private static Finished run(Workspace workspace, String command) {
    return workspace.shell("exec " + command + " -no-color").run().succeeded();
  }
}
