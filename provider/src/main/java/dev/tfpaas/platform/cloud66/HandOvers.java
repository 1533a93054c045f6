package dev.tfpaas.platform.cloud66;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Tells whether a database was handed over to its replica: it does not follow any more, and this
/// provider made it so. A replica that never followed looks the same without the action.
///
/// An action of this process is known by its identifier; one of an earlier run by the reference
/// given along. That actions of a stack keep it is not documented: where they say nothing of their
/// caller, one counts that came by the API, ended a following, and began while the source was
/// closed. Such an action does not name its engine, so that there must be as many as there are
/// databases that do not follow any more.
final class HandOvers {
  private static final Set<String> ENDS = Set.of(DatabaseSteps.DISABLE, DatabaseSteps.PROMOTE);
  private static final Set<String> MAINTENANCE =
      Set.of("stack-set: maintenance.mode", "maintenance_mode");

  private final Account account;
  private final Evidence evidence;
  private final Map<DatabaseSteps.Link, Set<Long>> started = new ConcurrentHashMap<>();

  HandOvers(Account account, Evidence evidence) {
    this.account = account;
    this.evidence = evidence;
  }

  /// Tells whether an action ends a following.
  static boolean isEnd(StackAction action) {
    return ENDS.contains(action.name());
  }

  /// Remembers an action that was started here.
  void started(DatabaseSteps.Link link, long action) {
    started.computeIfAbsent(link, _ -> ConcurrentHashMap.newKeySet()).add(action);
  }

  /// Tells whether a database was handed over, later than another action.
  ///
  /// @param after the number of the other action
  boolean wasHandedOver(DatabaseSteps.Link link, long after) {
    if (follows(link)) {
      return false;
    }
    List<StackAction> ends =
        account.actions().since(link.replica(), after).stream()
            .filter(it -> isEnd(it) && it.worked())
            .toList();
    return ends.stream().anyMatch(it -> isOurs(it, link)) || isLikely(link, ends);
  }

  private boolean follows(DatabaseSteps.Link link) {
    return evidence.follows(link.replica(), link.engine(), link.both());
  }

  private boolean isOurs(StackAction action, DatabaseSteps.Link link) {
    return started.getOrDefault(link, Set.of()).contains(action.id())
        || action.reference().equals(link.reference());
  }

  /// Whether actions that say nothing of their caller can only have been those that handed over.
  private boolean isLikely(DatabaseSteps.Link link, List<StackAction> ends) {
    List<StackAction> unnamed = ends.stream().filter(StackAction::isAnonymous).toList();
    if (unnamed.isEmpty()) {
      return false;
    }
    Predicate<StackAction> safe = whileClosed(link.source());
    Map<String, Long> counts =
        unnamed.stream()
            .filter(safe)
            .collect(Collectors.groupingBy(StackAction::name, Collectors.counting()));
    long apart =
        account.servers(link.source()).stream()
            .flatMap(server -> Cloud66Apps.ENGINES.stream().filter(server::has))
            .distinct()
            .map(engine -> new DatabaseSteps.Link(link.source(), link.replica(), engine))
            .filter(other -> !follows(other))
            .filter(other -> ends.stream().noneMatch(it -> isOurs(it, other)))
            .count();
    return counts.values().stream().anyMatch(count -> count >= apart);
  }

  /// Makes the test whether an action began when the source was closed for good already. Where
  /// nothing shows since when it is closed, it was so before.
  private Predicate<StackAction> whileClosed(String source) {
    Optional<StackAction> last =
        account.actions().recent(source).stream()
            .filter(it -> MAINTENANCE.contains(it.name()) && it.worked())
            .findFirst();
    return action -> last.map(closed -> before(closed, action)).orElse(true);
  }

  private static boolean before(StackAction closed, StackAction action) {
    Optional<Instant> end = closed.finishedAt();
    Optional<Instant> begin = action.startedAt();
    if (end.isEmpty() || begin.isEmpty()) {
      return closed.id() < action.id();
    }
    return !end.get().isAfter(begin.get());
  }
}
