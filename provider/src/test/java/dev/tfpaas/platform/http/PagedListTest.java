package dev.tfpaas.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.http.PagedList.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Lists that end, and lists that do not.
class PagedListTest {
  private final List<Integer> read = new ArrayList<>();

  private static List<JsonNode> items(int number) {
    return List.of(JsonNodeFactory.instance.objectNode().put("uid", "s" + number));
  }

  private List<JsonNode> all(IntFunction<Page> pages) {
    return new PagedList("toy", "GET /stacks")
        .all(number -> {
          read.add(number);
          return pages.apply(number);
        });
  }

  private void demandEndless(IntFunction<Page> pages, String why) {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> all(pages))
        .matches(failure -> failure.kind() == Kind.UNAVAILABLE && !failure.safeToRepeat())
        .withMessageContaining("does not end")
        .withMessageContaining(why);
  }

  @Test
  void pagesAreReadToTheLast() {
    assertThat(all(number -> new Page(items(number), number < 3 ? number + 1 : 0, 3))).hasSize(3);
    assertThat(read).containsExactly(1, 2, 3);
  }

  @Test
  void nextThatIsNotBeyondEndsTheList() {
    assertThat(all(number -> new Page(items(number), 1, 0))).hasSize(1);
    assertThat(read).containsExactly(1);
  }

  @Test
  void emptyPageEndsTheListWhateverItTells() {
    assertThat(all(number -> new Page(number < 3 ? items(number) : List.of(), number + 1, 1000)))
        .hasSize(2);
  }

  @Test
  void pageThatComesAgainIsRefused() {
    demandEndless(number -> new Page(items(number % 4), number + 1, 0), "an earlier one had");
    assertThat(read).hasSize(5);
  }

  @Test
  void pagesBehindTheLastAreRefused() {
    demandEndless(number -> new Page(items(number), number + 1, 2), "tells of 2 pages");
    assertThat(read).containsExactly(1, 2, 3);
  }

  @Test
  void nextThatAlwaysGrowsIsRefused() {
    demandEndless(number -> new Page(items(number), number + 1, 0), "100 pages");
  }

  @Test
  void totalThatIsNeverReachedIsRefused() {
    demandEndless(number -> new Page(items(number), number + 1, 1_000_000), "500 pages");
  }

  @Test
  void pagesThatTogetherAreTooLargeAreRefused() {
    demandEndless(
        number -> {
          List<JsonNode> many = new ArrayList<>(Collections.nCopies(100_000, items(0).getFirst()));
          many.addAll(items(number));
          return new Page(many, number + 1, 0);
        },
        "pages have been read");
    assertThat(read).hasSizeLessThan(5);
  }
}
