package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Dialects;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The real Terraform with a Cloud 66 that is in hardly any respect as assumed: an app is copied
/// and a pair formed and switched.
@RequiresTerraform
class Cloud66DialectIT {

  private static String uid(Emulation cloud66, String name) {
    for (JsonNode stack : cloud66.dashboard("GET", "/stacks", "").path("response")) {
      if (stack.path("name").asString().equals(name)) {
        return stack.path("uid").asString();
      }
    }
    throw new AssertionError("there is no stack " + name);
  }

  /// What people do in the dashboard.
  private static void copyThatFollows(Emulation cloud66, String shop) {
    cloud66.dashboard(
        "POST",
        "/stacks/%s/clone".formatted(shop),
        "{\"name\": \"shop-standby\", \"region\": \"us-east\"}");
    for (String engine : List.of("postgresql", "redis")) {
      cloud66.dashboard(
          "POST",
          "/stacks/%s/replication".formatted(uid(cloud66, "shop-standby")),
          "{\"engine\": \"%s\", \"source\": \"%s\"}".formatted(engine, shop));
    }
  }

  @Test
  void pairIsFormedAndSwitched(@TempDir Path temporary) {
    List<String> options = new ArrayList<>();
    Dialects.together("cloud66")
        .getFirst()
        .changed()
        .forEach((name, value) -> options.addAll(List.of("--dialect", name + "=" + value)));
    try (Workspace workspace =
            Workspace.ofExample(temporary, "cloud66-failover")
                .file("estate.yaml", Cloud66StoryIT.ESTATE);
        Emulation cloud66 = Emulation.start(workspace, "cloud66", options.toArray(String[]::new))) {
      String shop = uid(cloud66, "shop");
      copyThatFollows(cloud66, shop);
      told(cloud66, workspace.applying(), shop).succeeded();
      assertUnchanged(told(cloud66, workspace.planning(), shop));

      told(cloud66, workspace.applying("-var", "active=secondary"), shop).succeeded();

      assertThat(workspace.attributes("paas_failover_group.shop").path("active").asString())
          .isEqualTo("secondary");
      assertUnchanged(told(cloud66, workspace.planning("-var", "active=secondary"), shop));
      JsonNode world = cloud66.dashboard("GET", "/world", "").path("response");
      assertThat(world.path("groups").path(0).path("lost_writes").asLong(-1)).isZero();
      assertThat(world.has("violations")).as(world.toString()).isFalse();
    }
  }

  private static Finished told(Emulation cloud66, Command command, String shop) {
    return cloud66.told(command).with("TF_VAR_source_app_id", shop).run();
  }

  private static void assertUnchanged(Finished planned) {
    assertThat(planned.exited(0).text()).contains("No changes");
  }
}
