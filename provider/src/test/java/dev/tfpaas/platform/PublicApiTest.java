package dev.tfpaas.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.platform.register.Entry;
import dev.tfpaas.platform.register.Register;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.ObjectMapper;

/// The lists that every test against an emulator compares its calls with when it ends.
class PublicApiTest {
  static final List<String> VENDORS = Register.VENDORS;

  @ParameterizedTest
  @CsvSource({
    "scalingo, GET /v1/apps/shop, true",
    "scalingo, POST /v1/apps/shop/region_migrations/4711/run, true",
    "scalingo, DELETE /v1/apps/shop/region_migrations/4711, false",
    "scalingo, POST /v1/apps/shop/clone, false",
    "scalingo, POST /v1/apps/shop/stop, false",
    "cloud66, PUT /api/3/failover_groups/fg-1, true",
    "cloud66, GET /api/3/failover_groups/fg-1, false",
    "cloud66, POST /api/3/stacks/1/clone, false",
    "cloud66, DELETE /api/3/stacks/1, false",
    "jelastic, POST /1.0/environment/control/rest/migrate, true",
    "jelastic, POST /1.0/environment/binder/rest/swapextdomains, true",
    "jelastic, GET /1.0/users/authentication/rest/signin, false",
    "jelastic, POST /1.0/environment/control/rest/cancelmigration, false"
  })
  void listHasWhatTheVendorHas(String vendor, String call, boolean there) {
    assertThat(PublicApi.of(vendor).has(call)).isEqualTo(there);
  }

  private static final String TOY =
      """
      @app = name owner{id}
      *
        < error
      GET /apps/{app}
        ? page
        < app{@app extras{*}}
      POST /apps
        > app{name}
      """;

  private static Set<String> strange(PublicApi api, String call, Request request, String answer) {
    return api.strange(call, request, Reply.json(200, new ObjectMapper().readTree(answer)));
  }

  private static Request request(String method, Map<String, String> query, String body) {
    return new Request(method, "/apps", query, Map.of(), body);
  }

  @Test
  void nameThatIsNotListedForThisCallIsStrangeWhereverItStands() {
    PublicApi toy = PublicApi.parse("toy", TOY);
    Request read = request("GET", Map.of("page", "1", "size", "9"), "");
    Request made = request("POST", Map.of(), "{\"app\":{\"name\":\"a\",\"owner\":1}}");

    assertThat(
            strange(
                toy,
                "GET /apps/shop",
                read,
                "{\"app\":[{\"name\":1,\"owner\":{\"id\":1,\"shoes\":4},\"extras\":{\"x\":1}}]}"))
        .containsExactlyInAnyOrder("GET /apps/{app} ? size", "GET /apps/{app} < app.owner.shoes");
    assertThat(strange(toy, "POST /apps", made, "{\"error\":\"no\"}"))
        .containsExactly("POST /apps > app.owner");
  }

  @Test
  void namesOfACallAreItsOwnAndThoseOfEveryCall() {
    PublicApi toy = PublicApi.parse("toy", TOY);

    assertThat(toy.names(Set.of("GET /apps/{app}")))
        .containsExactlyInAnyOrder("app", "name", "owner", "id", "extras", "*", "error");
    assertThat(toy.names(Set.of())).containsExactly("error");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> toy.names(Set.of("GET /shoes")))
        .withMessage("toy has no call GET /shoes");
  }

  @Test
  void entryOfTheRegisterMayCoverANameOrACall() {
    PublicApi toy = PublicApi.parse("toy", TOY);
    Request read = request("GET", Map.of(), "");

    toy.cover("GET /apps/{app} < app.owner.shoes");
    toy.cover("DELETE /apps/{app}");

    assertThat(strange(toy, "GET /apps/1", read, "{\"app\":{\"owner\":{\"shoes\":4}}}")).isEmpty();
    assertThat(toy.has("DELETE /apps/1")).isTrue();
    assertThat(toy.names()).contains("shoes");
  }

  @ParameterizedTest
  @FieldSource("VENDORS")
  void registerCoversNothingThatIsDocumented(String vendor) {
    for (Entry entry : Register.of(vendor).entries()) {
      for (String covered : entry.covers()) {
        assertThat(PublicApi.documented(vendor).isListed(covered))
            .as("%s covers %s", entry.id(), covered)
            .isFalse();
      }
    }
  }
}
