package dev.tfpaas.platform.scalingo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Fault;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.platform.scalingo.ScalingoApi.Change;
import dev.tfpaas.resources.clone.CloneKind;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// An app that has the copy's name already: only one that has nothing at all is taken without
/// asking.
class BlankTest {
  private static final AppPlace PLACE = new AppPlace("osc-secnum-fr1", "shop-standby");
  private static final String STANDBY =
      "{'source_app_id': 'shop-front', 'name': 'shop-standby', 'region': 'osc-secnum-fr1',"
          + " 'source_url': 'https://code.example.org/shop.tar.gz'}";

  private final EmulatedScalingo scalingo = EmulatedScalingo.start();
  private final ScalingoApi api = scalingo.api();
  private final AppReader reader = new AppReader(api);

  @BeforeEach
  void makeAnEmptyApp() {
    change("POST", "/v1/apps", "{\"app\":{\"name\":\"shop-standby\"}}");
  }

  @AfterEach
  void stop() {
    scalingo.close();
  }

  private void change(String method, String path, String body) {
    api.change(PLACE.region(), Change.once(method, path, JsonMapper.shared().readTree(body)));
  }

  private WireApp app() {
    return reader.require(PLACE);
  }

  private boolean isBlank(WireApp app) {
    return new Blank(api, reader).is(app, "");
  }

  private LifecycleDriver<PaasClient> standby() {
    return LifecycleDriver.of(
        new Life<>(new CloneKind()),
        PaasClient.of(scalingo.platform, scalingo.runner, scalingo.clock));
  }

  @Test
  void planSaysThatTheEmptyAppIsCompletedAndApplyDoesSo() {
    LifecycleDriver<PaasClient> clone = standby();

    Outcome plan = clone.plan(STANDBY).orFail();
    clone.apply(plan).orFail();

    assertThat(plan.warnings())
        .singleElement()
        .asString()
        .contains(
            "shop-standby exists already, and is completed", "It is this account's, and empty");
    assertThat(scalingo.count("POST", "/v1/apps")).isEqualTo(1);
    assertThat(scalingo.changes())
        .element(1)
        .asString()
        .startsWith("PUT /osc-secnum-fr1/v1/apps/shop-standby/variables");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "PUT | /variables | {\"variables\":[{\"name\":\"A\",\"value\":\"b\"}]}",
        "POST | /domains | {\"domain\":{\"name\":\"www.example.net\"}}",
        "POST | /collaborators | {\"collaborator\":{\"email\":\"bob@example.org\"}}",
        "POST | /addons | {\"addon\":{\"addon_provider_id\":\"redis\",\"plan_id\":\"PLAN\"}}",
        "POST | /deployments |"
            + " {\"deployment\":{\"git_ref\":\"v1\",\"source_url\":\"https://a/b\"}}",
        "PUT | `` | {\"force_https\":true}"
      })
  void appWithAnythingInItIsAskedFor(String method, String path, String body) {
    change(method, PLACE.path(path), body.replace("PLAN", aPlan()));

    Outcome plan = standby().plan(STANDBY);

    assertThat(isBlank(app())).isFalse();
    assertThat(plan.errors()).singleElement().asString().contains("set `adopt = true`");
  }

  private String aPlan() {
    return api.list(PLACE.region(), "/v1/addon_providers/redis/plans?show_all=false", "plans", "id")
        .getFirst()
        .path("id")
        .asString("");
  }

  @Test
  void appOfSomebodyElseIsAskedFor() {
    WireApp own = app();

    WireApp others =
        new WireApp(
            own.id(),
            own.place(),
            own.status(),
            own.url(),
            own.baseUrl(),
            own.stackId(),
            "us-somebody-else",
            own.deployed(),
            own.settings());

    assertThat(isBlank(own)).isTrue();
    assertThat(isBlank(others)).isFalse();
    assertThat(new Blank(api, reader).is(own, "st-another")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"/collaborators, 403", "/users/self, 404", "/deployments, 403"})
  void whatMayNotBeSeenIsNoSign(String path, int status) {
    scalingo.fault(Fault.Kind.STATUS, "GET", path, "", 9, status);

    assertThat(isBlank(app())).isFalse();
  }
}
