package dev.tfpaas.model;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.model.Wish.Part;
import dev.tfpaas.model.Workspace.Options;
import dev.tfpaas.model.Workspace.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// One history: moves made one after the other, each watched. Owned by one thread.
final class History {
  private static final List<Part> PARTS = List.of(Part.values());

  /// What passes between two moves, and after an act of a person.
  static final Duration PAUSE = Duration.ofMinutes(2);

  private final Ground ground;
  private final List<Workspace> states;
  private final List<Wish> wishes = new ArrayList<>(List.of(Wish.PAIR, Wish.PAIR));
  private final List<String> lines = new ArrayList<>();
  private final Watch watch;
  private Optional<String> fault = Optional.empty();

  private History(Ground ground) {
    this.ground = ground;
    this.states = List.of(new Workspace(ground), new Workspace(ground));
    this.watch = new Watch(ground);
  }

  /// What a history came to.
  ///
  /// @param fault what did not hold; empty when all did
  /// @param lines what was done, as a person would tell it
  record Result(Optional<String> fault, List<String> lines) {
    /// Tells which rule was broken, without what differs from one history to another.
    String rule() {
      return fault.map(text -> text.substring(0, text.indexOf(':'))).orElse("");
    }
  }

  /// Draws moves.
  static List<Move> drawn(RandomGenerator random, int count) {
    List<Move> moves = new ArrayList<>();
    moves.add(new Move(Move.Kind.APPLY, 0, 0));
    Move.Kind[] kinds = Move.Kind.values();
    for (int i = 1; i < count; i++) {
      int draw = random.nextInt(kinds.length * 2);
      Move.Kind kind =
          draw < kinds.length ? kinds[draw] : draw % 2 == 0 ? Move.Kind.APPLY : Move.Kind.PERSON;
      moves.add(new Move(kind, random.nextInt(4) == 0 ? 1 : 0, random.nextInt(1 << 10)));
    }
    return moves;
  }

  /// Makes the moves until something does not hold.
  static Result of(List<Move> moves, Supplier<Ground> grounds) {
    try (Ground ground = grounds.get()) {
      History history = new History(ground);
      for (Move move : moves) {
        history.make(move);
        if (history.fault.isPresent()) {
          break;
        }
      }
      return new Result(history.fault, List.copyOf(history.lines));
    }
  }

  /// Leaves out moves as long as the same rule is broken.
  static List<Move> shrunk(List<Move> moves, String rule, Supplier<Ground> grounds) {
    List<Move> kept = new ArrayList<>(moves);
    boolean again = true;
    while (again) {
      again = false;
      for (int i = kept.size() - 1; i >= 0; i--) {
        List<Move> fewer = new ArrayList<>(kept);
        fewer.remove(i);
        if (of(fewer, grounds).rule().equals(rule)) {
          kept = fewer;
          again = true;
        }
      }
    }
    return kept;
  }

  private void make(Move move) {
    try {
      Wish wish = wishes.get(move.state());
      switch (move.kind()) {
        case APPLY, APPLY_KILLED -> apply(move, Options.NONE, false);
        case APPLY_AFTER_OTHERS -> apply(move, Options.NONE, true);
        case REPLACE -> apply(move, Options.replacing(part(move)), false);
        case TARGET -> apply(move, Options.targeting(part(move)), false);
        case REMOVED -> {
          edit(move, wish.edited(move));
          apply(move, Options.REMOVED, false);
        }
        case IMPORTED -> {
          edit(move, wish.edited(move));
          String copy = wishes.get(move.state()).address(Part.COPY);
          boolean had = state(move).state().containsKey(copy);
          apply(move, Options.IMPORTED, false);
          if (!had && state(move).state().containsKey(copy)) {
            watch.imported(ground.wording().id(Part.COPY, wish.name()), move.state());
          }
        }
        case DESTROY -> destroy(move);
        case PERSON -> act(move);
        case IMPORT -> importState(move);
        case FORGET -> {
          say(move, "state rm " + wish.address(part(move)));
          state(move).forget(wish.address(part(move)));
        }
        case TAINT -> {
          say(move, "taint " + wish.address(part(move)));
          state(move).taint(wish.address(part(move)));
        }
        case MOVED_LABEL -> {
          String from = wish.address(part(move));
          edit(move, wish.withLabel(part(move)));
          state(move).move(from, wishes.get(move.state()).address(part(move)));
        }
        case EDIT_COPY,
            EDIT_NAME,
            EDIT_MAINTENANCE,
            EDIT_REPLICATION,
            EDIT_GROUP,
            EDIT_ACTIVE,
            EDIT_FIRST,
            EDIT_LABEL ->
            edit(move, wish.edited(move));
      }
    } catch (AssertionError bug) {
      fault = Optional.of("no bug of the provider: " + bug.getMessage());
    }
    ground.pass(PAUSE);
    watch.rested();
  }

  private Workspace state(Move move) {
    return states.get(move.state());
  }

  private Part part(Move move) {
    Part part = PARTS.get(move.choice() % PARTS.size());
    return ground.wording().parts().contains(part) ? part : Part.GROUP;
  }

  private void say(Move move, String what) {
    lines.add("%s: %s".formatted(move.state() == 0 ? "A" : "B", what));
  }

  private void edit(Move move, Wish edited) {
    wishes.set(move.state(), edited);
    say(move, "edits: " + edited.told(ground.wording()));
  }

  private void apply(Move move, Options options, boolean others) {
    Wish wish = wishes.get(move.state());
    BooleanSupplier unchanged = ground.watchCalls();
    Plan plan = state(move).plan(wish, options);
    String how =
        options.replace().map(it -> " -replace=" + wish.address(it)).orElse("")
            + options.target().map(it -> " -target=" + wish.address(it)).orElse("")
            + (options.removed() ? " with removed blocks" : "")
            + (options.imported() ? " and import blocks" : "");
    boolean well = carryOut(move, plan, "apply" + how, unchanged, others);
    if (well && fault.isEmpty() && options.target().isEmpty() && !others) {
      ground.pass(PAUSE);
      fault = watch.atRest(state(move), plan);
    }
  }

  private void destroy(Move move) {
    BooleanSupplier unchanged = ground.watchCalls();
    carryOut(move, state(move).planDestroy(), "destroy", unchanged, false);
  }

  private boolean carryOut(
      Move move, Plan plan, String what, BooleanSupplier unchanged, boolean others) {
    fault = watch.planned(unchanged, plan);
    say(
        move,
        "%s: %s%s%s"
            .formatted(
                what,
                plan.actions(),
                texts(" refused: ", plan.errors()),
                texts(" warned: ", plan.warnings())));
    if (fault.isPresent() || !plan.errors().isEmpty()) {
      return false;
    }
    if (others) {
      act(move);
    }
    watch.begins(state(move), move.state());
    Fate fate = move.fate();
    List<Diagnostic> errors;
    try {
      errors = state(move).apply(plan, fate);
    } catch (AssertionError stopped) {
      boolean excused = others || watch.isAmbiguous(plan.wish());
      if (excused && String.valueOf(stopped.getMessage()).startsWith("the second plan")) {
        // Terraform stops by itself, before any call, where a creation is planned in another way.
        say(move, "stopped by Terraform: " + stopped.getMessage());
        return false;
      }
      throw stopped;
    }
    boolean cut = fate.isDead() || fate.isStopped();
    say(move, (cut ? "%s, ".formatted(fate) : "") + "applied" + texts(", failed: ", errors));
    fault = watch.applied(state(move), move.state(), plan, errors, others || cut);
    return errors.isEmpty() && !cut;
  }

  private static String texts(String before, List<Diagnostic> all) {
    return all.isEmpty()
        ? ""
        : before
            + String.join(
                " | ",
                all.stream()
                    .map(it -> it.isError() ? it.summary() + ": " + it.detail() : it.summary())
                    .toList());
  }

  private void act(Move move) {
    lines.add("a person: " + ground.act(move.choice()));
  }

  private void importState(Move move) {
    Wish wish = wishes.get(move.state());
    String address = wish.address(part(move));
    if (state(move).state().containsKey(address)) {
      return;
    }
    String id = ground.wording().id(part(move), wish.name());
    Outcome outcome = state(move).importState(address, id);
    say(move, "import " + address + texts(", failed: ", outcome.errors()));
    if (!outcome.failed() && part(move) == Part.COPY) {
      watch.imported(id, move.state());
    }
  }
}
