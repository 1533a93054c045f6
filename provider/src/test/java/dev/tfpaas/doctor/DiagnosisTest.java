package dev.tfpaas.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Sight;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a diagnosis hides from those it is sent to.
class DiagnosisTest {
  private static String hidden(String seen) {
    Diagnosis whole =
        new Diagnosis(
            Optional.of("scalingo"), List.of(Sight.bad("apps", seen, "")), List.of(), Set.of());
    return whole.hidden().sights().getFirst().seen();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/apps/shop-front/variables: status 500",
        "GET /api/3/stacks/shop-front: no answer",
        "GET /api/3/failover_groups/shop-front?page=2: no answer",
        "POST /1.0/environment/control/rest/getenvinfo {envName: shop-front}: status 500",
        "POST getenvinfo envName=shop-front&session=***: status 500",
        "the url \"https://shop-front:8443/x\" does not answer",
        "no answer from shop-front.example.org:443: it is dead",
        "GET /v1/apps: not understood: {\"apps\":[{\"name\":\"shop-front\",\"i"
      })
  void namesThatAFailureQuotesAreHiddenThoughNobodyHasReadThem(String seen) {
    assertThat(hidden(seen)).contains("name-").doesNotContain("shop-front");
  }

  @Test
  void quotedNameIsHiddenWhereverItStands() {
    assertThat(hidden("GET /v1/apps/shop-front: there is no app shop-front"))
        .isEqualTo("GET /v1/apps/name-1: there is no app name-1");
  }

  @Test
  void callWithoutANameStaysAsItIs() {
    String seen = "GET /v1/apps: status 503, 12 of 60 calls are left";

    assertThat(hidden(seen)).isEqualTo(seen);
  }
}
