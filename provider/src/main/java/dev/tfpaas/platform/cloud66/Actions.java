package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.cloud66.Cloud66Api.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Reads what was done to a stack, from the newest action back and no further than needed: an old
/// app has thousands, and an hour has 3,000 calls.
///
/// In which order the pages come is not documented. The first page tells: where it begins with the
/// oldest, the last ones are read instead. Identifiers increase.
final class Actions {
  /// How far back it is looked for what may have happened at any time.
  private static final int FEW = 3;

  /// How far back it is looked for what happened since something.
  private static final int MANY = 100;

  private final Cloud66Api api;

  Actions(Cloud66Api api) {
    this.api = api;
  }

  /// Returns the identifier of the newest action of a stack; 0 when there is none.
  long newest(String stack) {
    return latest(stack).stream().mapToLong(StackAction::id).max().orElse(0);
  }

  /// Returns the actions later than another one, the newest first.
  ///
  /// @param after the identifier of the other
  List<StackAction> since(String stack, long after) {
    return walk(stack, Map.of(), it -> it.id() <= after, MANY).stream()
        .filter(it -> it.id() > after)
        .toList();
  }

  /// Returns the page of the newest, the newest first.
  List<StackAction> latest(String stack) {
    return walk(stack, Map.of(), _ -> true, 1);
  }

  /// Returns the last hundred or so, the newest first.
  List<StackAction> recent(String stack) {
    return walk(stack, Map.of(), _ -> false, FEW);
  }

  /// Returns the last hundred or so and, where there are more, those with a reference, the newest
  /// first: the filter is documented, and checked again.
  List<StackAction> recentAnd(String stack, String reference) {
    Walk walk = new Walk(stack, Map.of(), _ -> false, FEW);
    List<StackAction> recent = walk.back();
    if (walk.isComplete) {
      return recent;
    }
    Map<Long, StackAction> all = new TreeMap<>(Comparator.reverseOrder());
    recent.forEach(it -> all.put(it.id(), it));
    walk(stack, Map.of("user_reference", reference), _ -> false, FEW).stream()
        .filter(it -> it.reference().equals(reference))
        .forEach(it -> all.put(it.id(), it));
    return List.copyOf(all.values());
  }

  /// Reads how far an action is now. When it has ended, what was read while it ran may show what
  /// there was before.
  StackAction one(String stack, long id) {
    StackAction action = api.afresh(() -> StackAction.from(api.read(path(stack) + "/" + id, "id")));
    if (action.finishedAt().isPresent()) {
      api.ended();
    }
    return action;
  }

  private static String path(String stack) {
    return Account.path(stack) + "/actions";
  }

  private List<StackAction> walk(
      String stack, Map<String, String> query, Predicate<StackAction> enough, int most) {
    return new Walk(stack, query, enough, most).back();
  }

  /// One walk from the newest page back. Owned by the thread of its call.
  private final class Walk {
    private final String stack;
    private final Map<String, String> query;
    private final Predicate<StackAction> enough;
    private final Map<Long, StackAction> found = new TreeMap<>(Comparator.reverseOrder());
    private int left;
    private boolean isComplete;

    Walk(String stack, Map<String, String> query, Predicate<StackAction> enough, int most) {
      this.stack = stack;
      this.query = query;
      this.enough = enough;
      this.left = most;
    }

    List<StackAction> back() {
      Page first = api.page(path(stack), query, 1, "id");
      if (isOldestFirst(first)) {
        fromTheEnd(first);
      } else {
        keep(first);
        int number = 1;
        for (int next = first.next(); next > number && goesOn(); ) {
          number = next;
          next = read(number).next();
          isComplete = next <= number;
        }
        isComplete |= first.next() <= 1;
      }
      return List.copyOf(found.values());
    }

    /// Reads the last page, what was begun meanwhile and stands behind it, and those before it.
    private void fromTheEnd(Page first) {
      int last = first.last();
      int number = last;
      for (int next = read(last).next(); next > number; ) {
        number = next;
        next = read(number).next();
      }
      for (int before = last - 1; before > 1 && goesOn(); before--) {
        read(before);
      }
      if (goesOn()) {
        keep(first);
      }
    }

    private Page read(int number) {
      Page page = api.page(path(stack), query, number, "id");
      keep(page);
      return page;
    }

    private void keep(Page page) {
      left--;
      actions(page).forEach(action -> found.put(action.id(), action));
    }

    private boolean goesOn() {
      return left > 0 && found.values().stream().noneMatch(enough);
    }
  }

  /// Whether pages begin with the oldest. Where the last one is not told they are turned from the
  /// first one on, whatever their order.
  private static boolean isOldestFirst(Page page) {
    List<StackAction> actions = actions(page);
    return actions.size() > 1
        && page.last() > 1
        && actions.getFirst().id() < actions.getLast().id();
  }

  private static List<StackAction> actions(Page page) {
    return page.items().stream().map(StackAction::from).toList();
  }
}
