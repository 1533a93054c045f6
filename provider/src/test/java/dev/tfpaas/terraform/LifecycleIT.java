package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Replacement, deletion and time-outs, as Terraform asks for them.
@RequiresTerraform
class LifecycleIT {
  private static final String CLONE = "paas_app_clone.standby";

  private Workspace workspace;
  private LocalCloud cloud;

  @BeforeEach
  void start(@TempDir Path temporary) {
    workspace = Workspace.ofExample(temporary, "paas_app_clone");
    cloud = new LocalCloud(workspace);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @DisplayName(
      "8.4 #45 in the plan of a create, what is configured is known and what is not is unknown")
  @Test
  void planOfACreateKnowsWhatIsConfigured() {
    JsonNode change = Runbooks.change(workspace.plan("create.plan"), CLONE);

    assertThat(change.at("/after/name").asString()).isEqualTo("shop-standby");
    assertThat(change.at("/after/maintenance").asBoolean()).isTrue();
    assertThat(change.at("/after_unknown/url").asBoolean()).isTrue();
    assertThat(change.at("/after/runbook").size()).isPositive();
  }

  @DisplayName("8.4 #52 another name replaces, and the path of the reason is there")
  @Test
  void anotherNameReplaces() {
    workspace.apply("-var", "deletion_protection=false");
    workspace.change("main.tf", "\"shop-standby\"", "\"shop-spare\"");

    JsonNode plan = workspace.plan("replace.plan", "-var", "deletion_protection=false");
    workspace.terraform("apply", "-input=false", "replace.plan").run().succeeded();

    JsonNode change = Runbooks.change(plan, CLONE);
    assertThat(change.path("actions")).hasToString("[\"delete\",\"create\"]");
    assertThat(change.path("replace_paths")).hasToString("[[\"name\"]]");
    assertThat(workspace.attributes(CLONE).path("app_id").asString()).isEqualTo("shop-spare");
  }

  @DisplayName("8.4 #52 replacement works in the other order too")
  @Test
  void replacementMayCreateFirst() {
    workspace.change(
        "main.tf",
        "  region        = \"eu-central\"",
        "  region        = \"eu-central\"\n  lifecycle {\n    create_before_destroy = true\n  }");
    workspace.apply("-var", "deletion_protection=false");
    int before = cloud.calls().size();
    workspace.change("main.tf", "\"shop-standby\"", "\"shop-spare\"");

    workspace.apply("-var", "deletion_protection=false");

    List<String> calls = cloud.callsAfter(before);
    assertThat(calls).hasSize(2);
    assertThat(calls.getFirst()).startsWith("POST /apps/shop/clones {name: shop-spare");
    assertThat(calls.getLast()).isEqualTo("DELETE /apps/shop-standby");
    assertThat(workspace.attributes(CLONE).path("app_id").asString()).isEqualTo("shop-spare");
    assertThat(workspace.planning("-var", "deletion_protection=false").run().exitCode()).isZero();
  }

  @Test
  void replacementOfAProtectedCopyIsRefusedInThePlan() {
    workspace.apply();
    int before = cloud.calls().size();

    Finished onRequest = workspace.planning("-replace=" + CLONE).run().exited(1);
    workspace.change("main.tf", "\"shop-standby\"", "\"shop-spare\"");
    Finished plan = workspace.planning().run().exited(1);

    assertThat(onRequest.text()).contains("deletion_protection = false");
    assertThat(plan.text()).contains("deletion_protection = false");
    assertThat(cloud.callsAfter(before)).isEmpty();
  }

  @DisplayName("8.4 #56 destroying what is gone already succeeds")
  @Test
  void destroyOfWhatIsGoneSucceeds() {
    workspace.apply("-var", "deletion_protection=false");
    cloud.paas("delete", "shop-standby");

    workspace
        .terraform("destroy", "-auto-approve", "-refresh=false")
        .and("-var", "deletion_protection=false")
        .run()
        .succeeded();
  }

  @DisplayName(
      "8.5 #71 one interrupt in a long create: the object is in the state, and is completed")
  @Test
  void interruptedCreateIsKeptAndCompleted() {
    cloud.slowDown("clone", "8s");
    Running apply = workspace.applying().start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !apply.isAlive() || (cloud.exists() && !cloud.attempts().isEmpty()));

    apply.interrupt();
    Finished stopped = apply.await();

    assertThat(stopped.text()).contains("Interrupt received").doesNotContain("tainted");
    assertThat(workspace.attributes(CLONE).path("app_id").asString()).isEqualTo("shop-standby");
    Finished completed = workspace.apply();
    assertThat(completed.text()).contains("0 destroyed");
    assertThat(workspace.attributes(CLONE).path("status").asString()).isEqualTo("maintenance");
    assertThat(cloud.calls()).hasSize(1);
  }

  @Test
  void timeoutOfACreateIsNoErrorAndTheNextApplyGoesOn() {
    cloud.slowDown("clone", "4s");
    workspace.change(
        "main.tf",
        "  region        = \"eu-central\"",
        "  region        = \"eu-central\"\n  timeouts {\n    create = \"1s\"\n  }");

    Finished apply = workspace.applying().run();

    assertThat(apply.text()).contains("1s");
    assertThat(workspace.attributes(CLONE).path("name").asString()).isEqualTo("shop-standby");
    List<String> runbook = Runbooks.planned(workspace.plan("complete.plan"), CLONE);
    workspace.apply();
    workspace.assertNothingToDo();
    Runbooks.assertSame(runbook, cloud.calls());
  }
}
