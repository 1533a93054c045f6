package dev.tfpaas.platform.scalingo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.emulator.Fault;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.scalingo.ScalingoApi.Change;
import dev.tfpaas.resources.clone.CloneKind;
import dev.tfpaas.resources.group.GroupKind;
import dev.tfpaas.resources.life.Incarnated;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/// Apps that somebody renamed, deleted or made anew, and what is told of them.
class ScalingoRenamedTest {
  private static final String STANDBY = "osc-secnum-fr1/shop-standby";
  private static final String COPY =
      "{'source_app_id': 'shop-front', 'name': 'shop-standby', 'region': 'osc-secnum-fr1',"
          + " 'databases': [], 'deletion_protection': false, 'maintenance': %s,"
          + " 'source_url': 'https://code.example.org/shop.tar.gz'}";
  private static final String PAIR =
      "{'primary_app_id': 'shop-front', 'secondary_app_id': 'osc-secnum-fr1/shop-standby',"
          + " 'deletion_protection': false, 'accept_data_loss': true, 'active': '%s'%s}";
  private static final String GROUP_ID = "shop-front+" + STANDBY;

  private final EmulatedScalingo scalingo = EmulatedScalingo.start();
  private final LifecycleDriver<PaasClient> copy = process(new Life<>(new CloneKind()));

  @AfterEach
  void stop() {
    scalingo.close();
  }

  private LifecycleDriver<PaasClient> process(Life<?, ?> resource) {
    Platform platform = scalingo.platform(EmulatedScalingo.TOKEN, Map.of());
    return LifecycleDriver.of(
        new Incarnated(resource), PaasClient.of(platform, scalingo.runner, scalingo.clock));
  }

  /// The same object in a later process.
  private LifecycleDriver<PaasClient> later(
      Life<?, ?> resource, LifecycleDriver<PaasClient> before) {
    LifecycleDriver<PaasClient> now = process(resource);
    now.restore(before.state(), before.privateState());
    return now;
  }

  private void rename(String name, String newName) {
    scalingo
        .api()
        .change(
            "osc-secnum-fr1",
            Change.once(
                "POST",
                "/v1/apps/" + name + "/rename",
                JsonNodeFactory.instance
                    .objectNode()
                    .put("current_name", name)
                    .put("new_name", newName)));
  }

  private void delete(String name) {
    scalingo
        .api()
        .change(
            "osc-secnum-fr1",
            Change.once(
                "DELETE",
                "/v1/apps/" + name + "?current_name=" + name,
                JsonNodeFactory.instance.objectNode()));
  }

  private List<String> apps() {
    return scalingo.platform.apps().list().stream().map(App::id).toList();
  }

  private static List<String> summaries(Outcome outcome) {
    return outcome.diagnostics().stream().map(Diagnostic::summary).toList();
  }

  @Test
  void renamedCopyIsTheSameAndIsChangedAndDestroyedUnderItsNewName() {
    copy.apply(COPY.formatted(true)).orFail();
    rename("shop-standby", "shop-renamed");
    LifecycleDriver<PaasClient> now = later(new Life<>(new CloneKind()), copy);

    Outcome plan = now.plan(COPY.formatted(true)).orFail();
    now.apply(COPY.formatted(false)).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(summaries(plan)).containsExactly("App shop-standby was renamed to shop-renamed");
    assertThat(now.state().get("name").asString()).isEqualTo("shop-standby");
    assertThat(now.state().get("app_id").asString()).isEqualTo(STANDBY);
    assertThat(scalingo.changes())
        .contains("POST /osc-secnum-fr1/v1/apps/shop-renamed/scale web: 2, worker: 1");
    later(new Life<>(new CloneKind()), now).destroy().orFail();
    assertThat(apps()).containsExactly("shop-front");
  }

  @Test
  void copyThatIsMadeAnewUnderItsNameIsToldFromARenamedOne() {
    copy.apply(COPY.formatted(true)).orFail();
    delete("shop-standby");
    scalingo.operate("apps", "{\"region\":\"osc-secnum-fr1\",\"name\":\"shop-standby\"}");

    Outcome plan = later(new Life<>(new CloneKind()), copy).plan(COPY.formatted(true));

    assertThat(summaries(plan)).contains("App " + STANDBY + " is another one than it was");
  }

  @Test
  void deletedCopyIsGone() {
    copy.apply(COPY.formatted(true)).orFail();
    delete("shop-standby");

    Outcome plan = later(new Life<>(new CloneKind()), copy).plan(COPY.formatted(true)).orFail();

    assertThat(plan.action()).isEqualTo(Action.CREATE);
  }

  /// What a process that reads nothing but the group knows.
  @Test
  void groupGoesOnWithAMemberThatWasRenamed() {
    copy.apply(COPY.formatted(true)).orFail();
    LifecycleDriver<PaasClient> group = process(new Life<>(new GroupKind()));
    group.apply(PAIR.formatted("primary", "")).orFail();
    group.apply(PAIR.formatted("secondary", "")).orFail();
    rename("shop-standby", "shop-renamed");
    LifecycleDriver<PaasClient> now = later(new Life<>(new GroupKind()), group);

    Outcome plan = now.plan(PAIR.formatted("secondary", "")).orFail();
    Outcome back = now.apply(PAIR.formatted("primary", "")).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(summaries(plan)).contains("App shop-standby was renamed to shop-renamed");
    assertThat(back.text("active")).isEqualTo("primary");
    assertThat(back.text("standby_app_id")).isEqualTo(STANDBY);
    assertThat(scalingo.changes())
        .contains("POST /osc-secnum-fr1/v1/apps/shop-renamed/scale web: 0, worker: 0");
    later(new Life<>(new GroupKind()), now).destroy().orFail();
    FailoverGroups groups = scalingo.platform.failoverGroups().get().orElseThrow();
    assertThat(groups.find(GROUP_ID)).isEmpty();
  }

  @Test
  void sideThatWasLeftWhileItWasDeadIsNotTheActiveOneWhenTheOtherIsDead() {
    copy.apply(COPY.formatted(true)).orFail();
    LifecycleDriver<PaasClient> group = process(new Life<>(new GroupKind()));
    group.apply(PAIR.formatted("primary", "")).orFail();
    scalingo.operate("regions", "{\"region\":\"osc-fr1\",\"down\":true}");
    scalingo.clock.move(Duration.ofMinutes(1));
    group.apply(PAIR.formatted("secondary", ", 'switch_mode': 'emergency'")).orFail();
    scalingo.operate("regions", "{\"region\":\"osc-fr1\",\"down\":false}");
    scalingo.operate("regions", "{\"region\":\"osc-secnum-fr1\",\"down\":true}");

    for (int look = 0; look < 2; look++) {
      group = later(new Life<>(new GroupKind()), group);
      group.refresh();
      assertThat(group.state().get("active").asString()).isEqualTo(Side.SECONDARY.word());
    }
  }

  @Test
  void whyAGroupCannotBeReadIsTheTrueReason() {
    FailoverGroups groups = scalingo.platform.failoverGroups().get().orElseThrow();
    scalingo.operate("apps", "{\"region\":\"osc-secnum-fr1\",\"name\":\"shop-standby\"}");
    scalingo.fault(Fault.Kind.HTML, "GET", "/apps/shop-front/variables", "", 99, 200);

    assertThatThrownBy(() -> groups.find(GROUP_ID))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("is not what Scalingo sends")
        .hasMessageNotContaining("does not answer");
  }
}
