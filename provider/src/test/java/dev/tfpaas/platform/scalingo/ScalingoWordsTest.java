package dev.tfpaas.platform.scalingo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.resources.clone.CloneKind;
import dev.tfpaas.resources.group.GroupKind;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/// What people are told on Scalingo: what they meant, what is true, and what helps.
class ScalingoWordsTest {
  private static final String COPY =
      "{'source_app_id': 'shop-front', 'name': 'shop-standby', 'region': 'osc-secnum-fr1',"
          + " 'databases': ['postgresql'], 'deletion_protection': false, 'maintenance': %s,"
          + " 'source_url': 'https://code.example.org/shop.tar.gz'}";
  private static final String PAIR =
      "{'primary_app_id': '%s', 'secondary_app_id': '%s', 'active': 'secondary'%s}";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final EmulatedScalingo scalingo = EmulatedScalingo.start();

  @BeforeEach
  void second() {
    scalingo.operate("apps", "{\"region\":\"osc-secnum-fr1\",\"name\":\"shop-there\"}");
  }

  @AfterEach
  void stop() {
    scalingo.close();
  }

  private LifecycleDriver<PaasClient> driver(Resource<PaasClient> resource) {
    return LifecycleDriver.of(
        resource, PaasClient.of(scalingo.platform, scalingo.runner, scalingo.clock));
  }

  private static String said(Outcome outcome) {
    return String.join("\n", outcome.diagnostics().stream().map(Diagnostic::toString).toList());
  }

  @Test
  void appOfAnotherRegionIsFoundForWhoForgotTheRegion() {
    Outcome plan =
        driver(new Life<>(new GroupKind())).plan(PAIR.formatted("shop-front", "shop-there", ""));

    assertThat(said(plan)).contains("write \"osc-secnum-fr1/shop-there\"");
  }

  @Test
  void identifierInPlaceOfANameIsToldWithTheName() {
    String id = scalingo.platform.apps().find("shop-front").flatMap(it -> it.ownId()).orElseThrow();

    Outcome plan =
        driver(new Life<>(new GroupKind()))
            .plan(PAIR.formatted(id, "osc-secnum-fr1/shop-there", ""));

    assertThat(said(plan)).contains("write \"shop-front\"");
  }

  @Test
  void destroyingACopyWhoseSourceIsSilentNamesNoResourceThatIsNotThere() {
    LifecycleDriver<PaasClient> copy = driver(new Life<>(new CloneKind()));
    copy.apply(COPY.formatted(true)).orFail();
    scalingo.operate("regions", "{\"region\":\"osc-fr1\",\"down\":true}");

    Outcome plan = copy.planDestroy();

    assertThat(said(plan))
        .contains("shop-front cannot be read now", "the engine's own tools")
        .doesNotContain("paas_db_replication");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", 'accept_data_loss': true"})
  void formingThatStartsTheOtherSideAsksForTheDataThatItLeaves(String consent) {
    driver(new Life<>(new CloneKind())).apply(COPY.formatted(true)).orFail();
    String pair = PAIR.formatted("shop-front", "osc-secnum-fr1/shop-standby", consent);

    Outcome plan = driver(new Life<>(new GroupKind())).plan(pair);

    assertThat(plan.failed()).isEqualTo(consent.isEmpty());
    if (plan.failed()) {
      assertThat(said(plan)).contains("postgresql", "shop-front serves", "accept_data_loss = true");
    }
  }

  @Test
  void reasonOfAFailedOperationIsToldWhereverItStands() {
    ScalingoApi api = scalingo.api();
    FollowedOperation operation = new FollowedOperation(api, api.place("shop-front"));
    scalingo.watched.answer((request, reply) ->
        request.path().contains("/operations/")
            ? Reply.json(
                200,
                JSON.objectNode()
                    .set(
                        "operation",
                        JSON.objectNode().put("status", "error").put("message", "quota exceeded")))
            : reply);
    operation.follow(
        Optional.of(
            api.change(
                "osc-fr1",
                ScalingoApi.Change.once(
                    "POST", "/v1/apps/shop-front/restart", JSON.objectNode()))));

    assertThatThrownBy(operation::pending)
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("quota exceeded");
  }
}
