package dev.tfpaas.platform.http;

import dev.tfpaas.platform.PlatformException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;

/// Turns the pages of a list up to its end, which a broken answer may never reach.
///
/// @param platform the platform's name, for messages
/// @param call the call that reads a page, for messages
public record PagedList(String platform, String call) {
  /// Three thousand apps, at thirty a page.
  private static final int MOST_PAGES = 100;

  /// Where the answer itself says that there are more, an account may have as many.
  private static final int MOST_TOLD_PAGES = 500;

  /// As many as two of the largest answers that are read have.
  private static final int MOST_VALUES = 600_000;

  private static final Duration LONGEST = Duration.ofMinutes(2);

  /// One page.
  ///
  /// @param items what is on it
  /// @param next the number of the next one; 0, or any that is not beyond this one, when there is
  ///   none
  /// @param last the number of the last one; 0 when not told
  public record Page(List<JsonNode> items, int next, int last) {
    /// Copies the items.
    public Page {
      items = List.copyOf(items);
    }
  }

  /// Reads them all.
  ///
  /// @param read reads one by its number, from 1
  /// @throws PlatformException of kind `UNAVAILABLE` when the list contradicts itself: it repeats a
  ///   page, goes on behind the last one that it tells, or does not end
  public List<JsonNode> all(IntFunction<Page> read) {
    List<JsonNode> items = new ArrayList<>();
    Set<List<JsonNode>> seen = new HashSet<>();
    long end = System.nanoTime() + LONGEST.toNanos();
    long values = 0;
    int number = 1;
    for (int turned = 1; ; turned++) {
      Page page = read.apply(number);
      if (page.items().isEmpty()) {
        return List.copyOf(items);
      }
      if (!seen.add(page.items())) {
        throw endless("its page %d has what an earlier one had".formatted(number));
      }
      items.addAll(page.items());
      if (page.next() <= number) {
        return List.copyOf(items);
      }
      values += page.items().stream().mapToLong(PagedList::values).sum();
      if (page.last() > 0 && number > page.last()) {
        throw endless("it tells of %d pages and has more".formatted(page.last()));
      }
      if (turned >= (page.last() > 0 ? MOST_TOLD_PAGES : MOST_PAGES)
          || values > MOST_VALUES
          || System.nanoTime() - end > 0) {
        throw endless("%d pages have been read".formatted(turned));
      }
      number = page.next();
    }
  }

  private static long values(JsonNode node) {
    long values = 1;
    for (JsonNode inner : node) {
      values += values(inner);
    }
    return values;
  }

  private PlatformException endless(String why) {
    return PlatformException.unreadable(platform, call, "the list does not end: %s".formatted(why));
  }
}
