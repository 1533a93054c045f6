package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.release.Release;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A provider and an emulator on the runtime of a release, which has few modules of Java.
@RequiresTerraform
class ModulesIT {
  @Test
  void storyOfAVendorNeedsNoOtherModules(@TempDir Path temporary) throws Exception {
    Path runtime = temporary.resolve("runtime");
    Release.link(runtime);
    try (Workspace workspace =
            Workspace.ofExample(temporary, "cloud66-failover")
                .file("estate.yaml", Cloud66StoryIT.ESTATE)
                .onJava(runtime);
        Emulation cloud66 = Emulation.start(workspace, "cloud66")) {
      String shop = uid(cloud66, "shop");
      cloud66.dashboard(
          "POST",
          "/stacks/%s/clone".formatted(shop),
          "{\"name\": \"shop-standby\", \"region\": \"us-east\"}");
      for (String engine : new String[] {"postgresql", "redis"}) {
        cloud66.dashboard(
            "POST",
            "/stacks/%s/replication".formatted(uid(cloud66, "shop-standby")),
            "{\"engine\": \"%s\", \"source\": \"%s\"}".formatted(engine, shop));
      }

      cloud66.told(workspace.applying()).with("TF_VAR_source_app_id", shop).run().succeeded();
      Finished switched =
          cloud66
              .told(workspace.applying("-var", "active=secondary"))
              .with("TF_VAR_source_app_id", shop)
              .with("TF_LOG", "TRACE")
              .run()
              .succeeded();

      assertThat(workspace.attributes("paas_failover_group.shop").path("active").asString())
          .isEqualTo("secondary");
      assertThat(switched.text()).doesNotContain("NoClassDefFoundError");
    }
  }

  private static String uid(Emulation cloud66, String name) {
    for (JsonNode stack : cloud66.dashboard("GET", "/stacks", "").path("response")) {
      if (stack.path("name").asString().equals(name)) {
        return stack.path("uid").asString();
      }
    }
    throw new AssertionError("there is no stack " + name);
  }
}
