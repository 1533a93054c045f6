package dev.tfpaas.resources.clone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.resources.FailingPlatform;
import dev.tfpaas.resources.LocalRig;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A tainted copy whose configuration changed so much that Terraform plans another one.
class TaintedAndRenamedTest {
  private static final String COPY =
      "{'source_app_id': 'shop', 'name': 'standby', 'region': 'eu-central'}";
  private static final String RENAMED = COPY.replace("standby", "other");
  private static final String ANOTHER = RENAMED.replace("shop", "blog");

  @TempDir private Path directory;
  private LocalRig rig;

  @BeforeEach
  void openThePlatform() {
    rig = new LocalRig(directory.resolve("paas"));
  }

  /// The object in another process, tainted.
  private LifecycleDriver<PaasClient> tainted(LifecycleDriver<PaasClient> before) {
    LifecycleDriver<PaasClient> later = rig.driver(new Life<>(new CloneKind()));
    later.restore(before.state(), before.privateState());
    later.taint();
    return later;
  }

  private LifecycleDriver<PaasClient> made() {
    LifecycleDriver<PaasClient> copy = rig.driver(new Life<>(new CloneKind()));
    copy.apply(COPY).orFail();
    return tainted(copy);
  }

  @Test
  void itIsProtectedAlsoWithoutARefresh() {
    LifecycleDriver<PaasClient> copy = made();

    Outcome plan = copy.planWithoutRefresh(copy.config(RENAMED));

    assertThat(plan.errors()).singleElement().asString().contains("App standby is protected");
  }

  @Test
  void itIsProtectedAlsoWhereNoPlanCouldTell() {
    LifecycleDriver<PaasClient> copy = made();
    Outcome plan = copy.plan(ANOTHER).orFail();

    Outcome applied = copy.apply(plan);

    assertThat(applied.errors()).singleElement().asString().contains("App standby is protected");
    assertThat(rig.calls()).noneMatch(call -> call.startsWith("DELETE"));
  }

  @Test
  void aHalfMadeOneGoes() {
    PaasClient failing = rig.client(FailingPlatform.of(rig.platform));
    LifecycleDriver<PaasClient> broken = rig.driver(new Life<>(new CloneKind()), failing);
    broken.apply(COPY);
    LifecycleDriver<PaasClient> copy = tainted(broken);

    copy.apply(ANOTHER).orFail();

    assertThat(copy.state().get("app_id").asString()).isEqualTo("other");
    assertThat(rig.calls()).anyMatch(call -> call.startsWith("DELETE /apps/standby"));
  }

  /// It may be tainted, or a `removed` block forgets it.
  @Test
  void whatBecomesOfAnotherOneIsNotKnown() {
    String more = ", 'deletion_protection': false}";
    LifecycleDriver<PaasClient> copy = rig.driver(new Life<>(new CloneKind()));
    copy.apply(COPY.replace("}", more)).orFail();

    Outcome plan = tainted(copy).plan(RENAMED.replace("}", more)).orFail();

    assertThat(plan.warnings().toString())
        .contains("standby may be destroyed for another object", "a `removed` block")
        .doesNotContain("is destroyed with its databases", "is in the state already");
  }

  @Test
  void anErrorOfTheOtherOneIsItsOwn() {
    String more = ", 'deletion_protection': false}";
    LifecycleDriver<PaasClient> copy = rig.driver(new Life<>(new CloneKind()));
    copy.apply(COPY.replace("}", more)).orFail();

    Outcome plan = tainted(copy).plan(RENAMED.replace("eu-central", "nowhere").replace("}", more));

    assertThat(plan.errors()).isNotEmpty();
    assertThat(plan.warnings().toString()).doesNotContain("is in the state already");
  }
}
