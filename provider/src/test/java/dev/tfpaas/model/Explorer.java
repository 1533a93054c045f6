package dev.tfpaas.model;

import dev.tfpaas.model.Tape.Point;
import dev.tfpaas.model.Tape.Resume;
import dev.tfpaas.world.MemoryWorld;
import dev.tfpaas.world.View;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Visits every situation that can come about, those with fewer disturbances first, each once, and
/// deep ones before others, so that a search that is cut short has seen whole stories.
///
/// A move is: an operator goes on to its next call or pause, time passes to the next thing that is
/// under way, an operator is killed, an answer is lost, or a [Disturbance]. The last three count as
/// disturbances. Who moves when is free.
final class Explorer {
  /// Longer than any step may stall.
  private static final Duration STALL = Duration.ofSeconds(31);

  private final Scenario scenario;
  private final Bounds bounds;
  private final Set<BigInteger> known = new HashSet<>();
  private final List<Deque<Situation>> waiting = new ArrayList<>();
  private final Stand stand;
  private final Closing closing;
  private Optional<Fault> fault = Optional.empty();
  private long moves;
  private int deepest;

  Explorer(Scenario scenario, Bounds bounds) {
    this.scenario = scenario;
    this.bounds = bounds;
    this.stand = scenario.stand();
    this.closing = new Closing(stand, scenario);
    for (int i = 0; i <= bounds.disturbances(); i++) {
      waiting.add(new ArrayDeque<>());
    }
  }

  /// How far to go.
  ///
  /// @param disturbances at most so many on one path
  /// @param states at most so many in all
  record Bounds(int disturbances, int states) {}

  /// A broken invariant.
  ///
  /// @param what which
  /// @param path what led to it
  record Fault(String what, Situation.Path path) {
    @Override
    public String toString() {
      return what + "\n" + String.join("\n", path.lines());
    }
  }

  /// What was visited.
  ///
  /// @param states different situations
  /// @param moves between them
  /// @param endings different worlds in which everybody had ended
  /// @param deepest the longest path
  /// @param whole up to how many disturbances every path was visited; -1 when not even those
  ///   without any
  /// @param fault the first broken invariant
  record Result(
      int states, long moves, int endings, int deepest, int whole, Optional<Fault> fault) {

    String summary() {
      return "%d states, %d moves, %d endings, up to %d moves deep, all paths of up to %d disturbances"
          .formatted(states, moves, endings, deepest, whole);
    }
  }

  Result explore() {
    add(scenario.first());
    int whole = -1;
    for (Deque<Situation> level : waiting) {
      while (!level.isEmpty() && fault.isEmpty() && known.size() < bounds.states()) {
        visit(level.removeLast());
      }
      if (!level.isEmpty() || fault.isPresent()) {
        break;
      }
      whole++;
    }
    return new Result(known.size(), moves, closing.count(), deepest, whole, fault);
  }

  private void visit(Situation situation) {
    if (situation.isOver()) {
      closing.complaint(situation).ifPresent(what -> fault = Optional.of(what));
    }
    boolean able = false;
    for (int i = 0; i < situation.operators().size(); i++) {
      able |= operate(situation, i);
    }
    pass(situation, able);
    if (situation.path().disturbances() < bounds.disturbances()) {
      disturb(situation);
    }
  }

  /// Lets an operator move; false when it can only wait.
  private boolean operate(Situation situation, int index) {
    Operator operator = situation.operators().get(index);
    if (operator.isFinished()) {
      return false;
    }
    Optional<Point> point = operator.point();
    boolean stale = point.map(Point::waits).orElse(false) && situation.isStale(index);
    boolean moves = !stale && step(situation, index, Resume.GO_ON, 0);
    if (situation.path().disturbances() < bounds.disturbances() && point.isPresent()) {
      add(
          situation.with(
              index, operator.killed(), situation.world(), operator.name() + " is killed", 1));
      if (!point.get().waits() && !point.get().label().equals("apply the plan")) {
        step(situation, index, Resume.LOSE_ANSWER, 1);
      }
    }
    return moves;
  }

  /// Makes a step; false when the operator only looked and saw nothing new.
  private boolean step(Situation situation, int index, Resume how, int cost) {
    Operator operator = situation.operators().get(index);
    String what = operator.point().map(Point::label).orElse("plan");
    Operator moved = stand.move(operator, situation.world(), how);
    String end =
        moved.tape().isPresent() ? "" : moved.done() > operator.done() ? ", over" : ", failed";
    String lost = how == Resume.LOSE_ANSWER ? " (the answer is lost)" : "";
    Situation after =
        situation.with(
            index, moved, stand.world.moment(), operator.name() + ": " + what + lost + end, cost);
    stopped(situation, operator)
        .ifPresent(who -> fault = Optional.of(new Fault(who, after.path())));
    add(after);
    return !after.key().equals(situation.key());
  }

  /// Who served before still serves, unless a person or a switch closed it. Whoever ends a group is
  /// told that its address no longer answers.
  private Optional<String> stopped(Situation before, Operator operator) {
    Map<String, String> now = served();
    boolean ends = !operator.isFinished() && operator.current().config().isEmpty();
    if (!scenario.quiet() || ends || fault.isPresent()) {
      return Optional.empty();
    }
    MemoryWorld.Moment after = stand.world.moment();
    stand.world.go(before.world());
    Map<String, String> was = served();
    stand.world.go(after);
    return was.equals(now)
        ? Optional.empty()
        : Optional.of("nobody is asked to switch, %s served, now %s".formatted(was, now));
  }

  private Map<String, String> served() {
    Map<String, String> served = new TreeMap<>();
    stand
        .world
        .read(View::traffic)
        .forEach(it -> served.put(it.name(), it.served().orElse("nobody")));
    return served;
  }

  private void pass(Situation situation, boolean able) {
    MemoryWorld.Moment now = situation.world();
    Optional<Instant> event = now.nextEvent();
    if (event.isEmpty() && (able || situation.isOver())) {
      return;
    }
    Duration pause = event.map(it -> Duration.between(now.at(), it)).orElse(STALL);
    stand.world.go(now);
    stand.world.pass(pause);
    add(situation.with(stand.world.moment(), pause.toMillis() + " ms pass", 0));
  }

  private void disturb(Situation situation) {
    for (Disturbance disturbance : scenario.disturbances()) {
      stand.world.go(situation.world());
      if (disturbance.happen(stand.world)) {
        add(situation.with(stand.world.moment(), disturbance.name(), 1));
      }
    }
  }

  private void add(Situation situation) {
    moves++;
    if (fault.isPresent() || !known.add(digest(situation.key()))) {
      return;
    }
    deepest = Math.max(deepest, situation.path().length());
    List<String> violations = situation.world().violations();
    if (!violations.isEmpty()) {
      fault = Optional.of(new Fault(String.join("; ", violations), situation.path()));
      return;
    }
    waiting.get(situation.path().disturbances()).addLast(situation);
  }

  private static BigInteger digest(String key) {
    try {
      byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
      return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
