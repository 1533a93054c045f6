package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.world.Caller;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.RefusedCall;
import dev.tfpaas.world.View;
import dev.tfpaas.world.World;
import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.Timings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// The world, and what belongs to Cloud 66 beside it. Guarded by the emulator's lock.
final class Model {
  /// All scopes that there are.
  static final Set<String> SCOPES =
      Set.of("public", "redeploy", "jobs", "users", "admin", "reboot");

  final World world;
  final Clock clock;
  final Cloud66Options options;
  final Map<String, Set<String>> tokens = new HashMap<>();
  final Set<String> hidden = new HashSet<>();
  final Map<String, GroupState> groups = new LinkedHashMap<>();
  final List<ActionState> actions = new ArrayList<>();
  final Map<String, String> failures = new HashMap<>();
  private final Estate estate;
  private final Map<String, StackState> stacks = new LinkedHashMap<>();
  private final Map<String, Integer> lives = new HashMap<>();
  private final Set<String> addresses = new HashSet<>();
  private long lastAction = 4100;
  private int lastVariable = 7000;
  private int lastGroup;

  Model(World world, Estate estate, Clock clock, Cloud66Options options) {
    this.world = world;
    this.estate = estate;
    this.clock = clock;
    this.options = options;
    tokens.put(options.token(), SCOPES);
    discover();
  }

  Instant now() {
    return clock.instant();
  }

  <T> T look(Function<View, T> query) {
    return world.read(query);
  }

  Duration timing(Timings.Timing timing) {
    return look(view -> view.settings().timings().of(timing));
  }

  /// Changes the world; what the world refuses is a bad request.
  void change(Caller by, String call, Consumer<Draft> change) {
    try {
      world.call(by, call, change);
    } catch (RefusedCall refusal) {
      throw switch (refusal.kind()) {
        case NOT_FOUND -> ApiError.notFound();
        case CONFLICT -> ApiError.unprocessable(String.valueOf(refusal.getMessage()));
        case UNAVAILABLE, REJECTED -> ApiError.bad(String.valueOf(refusal.getMessage()));
      };
    }
  }

  /// Gives every app of the world a stack, and forgets stacks whose app is gone.
  void discover() {
    List<AppFact> apps = look(View::apps);
    Set<String> names = new HashSet<>();
    apps.forEach(app -> names.add(app.name()));
    stacks.keySet().stream()
        .filter(app -> !names.contains(app))
        .toList()
        .forEach(app -> {
          stacks.remove(app);
          lives.merge(app, 1, Integer::sum);
        });
    apps.forEach(app -> stacks.computeIfAbsent(app.name(), this::found));
  }

  private StackState found(String app) {
    boolean containers = options.containers().contains(app);
    StackState stack = new StackState(app, life(app), app, containers, now(), Instant.MIN);
    for (Estate.App first : estate.apps()) {
      if (first.name().equals(app)) {
        new TreeMap<>(first.variables()).forEach((name, value) -> set(stack, name, value));
      }
    }
    if (containers) {
      stack.services.add(
          version(
              "version: 2\nservices:\n  web:\n    image: \"acme/%s:5\"\n%s"
                  .formatted(app, databases(app)),
              ""));
    }
    return stack;
  }

  /// Returns how many stacks an app of the world had before this one.
  int life(String app) {
    return lives.getOrDefault(app, 0);
  }

  private String databases(String app) {
    StringBuilder text = new StringBuilder();
    for (DatabaseFact database : look(view -> view.databases(app))) {
      text.append(text.isEmpty() ? "databases:\n" : "").append("  - ").append(database.engine());
      text.append('\n');
    }
    return text.toString();
  }

  StackState.FileVersion version(String body, String comments) {
    return new StackState.FileVersion(Ids.hex("version:" + body + now()), body, comments, now());
  }

  /// Adds a stack for an app that was just made in the world.
  void add(StackState stack) {
    stacks.put(stack.app, stack);
  }

  List<StackState> stacks() {
    discover();
    return stacks.values().stream()
        .filter(stack -> !hidden.contains(stack.uid))
        .sorted((one, other) -> one.app.compareTo(other.app))
        .toList();
  }

  Optional<StackState> find(String uid) {
    return stacks().stream().filter(stack -> stack.uid.equals(uid)).findFirst();
  }

  /// Finds a stack, also one that the token may not see: groups name their members to everybody.
  Optional<StackState> known(String uid) {
    discover();
    return stacks.values().stream().filter(stack -> stack.uid.equals(uid)).findFirst();
  }

  StackState stack(String uid) {
    return find(uid)
        .orElseThrow(() ->
            hidden.contains(uid) && options.dialect().is("invisible-stack", "forbidden")
                ? ApiError.forbidden("You may not see this application")
                : ApiError.notFound());
  }

  AppFact app(StackState stack) {
    return look(view -> view.app(stack.app)).orElseThrow(ApiError::notFound);
  }

  /// Sets a variable of the user's own.
  void set(StackState stack, String name, String value) {
    StackState.VariableState old = stack.variables.get(name);
    stack.variables.put(
        name,
        old == null
            ? new StackState.VariableState(++lastVariable, value, now(), now(), List.of())
            : old.changed(value, now()));
  }

  /// Begins an action that takes some time. A failure that the operator ordered for its name comes
  /// true.
  ActionState begin(StackState stack, String name, Duration takes, Consumer<Draft> effect) {
    return begin(stack, name, "", takes, effect);
  }

  ActionState begin(
      StackState stack, String name, String reference, Duration takes, Consumer<Draft> effect) {
    String failure = failures.remove(name);
    if (failure != null) {
      return record(stack, name, reference, takes, failure);
    }
    try {
      world.call(Caller.API, name + " " + stack.app, effect);
    } catch (RefusedCall refusal) {
      return record(stack, name, reference, takes, String.valueOf(refusal.getMessage()));
    }
    return record(stack, name, reference, takes, "");
  }

  /// Begins an action that is bound to fail.
  ActionState record(
      StackState stack, String name, String reference, Duration takes, String failure) {
    ActionState action =
        new ActionState(
            ++lastAction,
            stack.uid,
            name,
            now(),
            now().plus(takes),
            failure.isEmpty(),
            failure.isEmpty() ? "Completed successfully" : failure,
            reference);
    actions.add(action);
    return action;
  }

  GroupState newGroup() {
    lastGroup++;
    int salt = 0;
    String address;
    do {
      int number = Ids.number("address:" + lastGroup + ":" + salt++);
      address =
          "%03d-%03d-%03d.cloud66.net"
              .formatted(number % 1000, number / 97 % 1000, lastGroup + 100);
    } while (!addresses.add(address));
    return new GroupState("fg-" + Ids.hex("group:" + lastGroup + now()), address, now());
  }
}
