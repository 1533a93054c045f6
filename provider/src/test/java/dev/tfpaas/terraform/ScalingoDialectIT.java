package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.platform.Dialects;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The real Terraform with a Scalingo that is in hardly any respect as assumed. What else can be
/// done there is tried without Terraform, because the account's limit of calls makes it slow.
@RequiresTerraform
class ScalingoDialectIT {

  static List<Dialect> dialects() {
    return Dialects.together("scalingo").subList(0, 2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialects")
  void appIsMovedAtOnceAndStaysThere(Dialect dialect, @TempDir Path temporary) {
    List<String> options = new ArrayList<>(List.of("--pace", "0s"));
    dialect
        .changed()
        .forEach((name, value) -> options.addAll(List.of("--dialect", name + "=" + value)));
    try (Workspace workspace = Workspace.ofExample(temporary, "scalingo-migration");
        Emulation scalingo =
            Emulation.start(workspace, "scalingo", options.toArray(String[]::new))) {
      scalingo.told(workspace.applying("-var", "phase=finalized")).run().succeeded();

      JsonNode moved = workspace.attributes("paas_region_migration.shop");
      assertThat(moved.path("status").asString()).isEqualTo("done");
      assertThat(moved.path("new_app_id").asString()).isEqualTo("osc-secnum-fr1/shop-front");
      Finished rest = scalingo.told(workspace.planning("-var", "phase=finalized")).run();
      assertThat(rest.exited(0).text()).contains("No changes");
    }
  }
}
