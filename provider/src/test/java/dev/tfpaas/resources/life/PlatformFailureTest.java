package dev.tfpaas.resources.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.http.PagedList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What is advised when a call to a platform failed.
class PlatformFailureTest {

  @Test
  void answerThatMayBeAnotherNextTimeIsWorthAnotherTry() {
    PlatformException lost =
        new PlatformException(Kind.UNAVAILABLE, "toy", "GET /apps", "no answer", true);

    assertThat(PlatformFailure.detail(lost)).endsWith("whether the object exists; try again.");
    assertThat(PlatformFailure.mayPass(lost)).isTrue();
  }

  @Test
  void listWithoutEndIsNoBetterNextTimeAndNobodyIsToldToTryAgain() {
    JsonNode app = new ObjectMapper().valueToTree(Map.of("name", "shop"));
    PlatformException endless = refusal(new PagedList("toy", "GET /apps"), app);

    assertThat(PlatformFailure.detail(endless))
        .contains("the list does not end")
        .endsWith("repeating it does not help.")
        .doesNotContain("again");
    assertThat(PlatformFailure.mayPass(endless)).isFalse();
    assertThat(endless.kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  private static PlatformException refusal(PagedList list, JsonNode app) {
    try {
      throw new AssertionError(list.all(number -> new PagedList.Page(List.of(app), number + 1, 0)));
    } catch (PlatformException failure) {
      return failure;
    }
  }
}
