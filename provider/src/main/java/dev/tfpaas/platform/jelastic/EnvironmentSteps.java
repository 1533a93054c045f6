package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Sleeper;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The steps that start, stop and delete environments.
final class EnvironmentSteps {
  private static final String START = JelasticApi.CONTROL + "startenv";
  private static final String STOP = JelasticApi.CONTROL + "stopenv";
  private static final String DELETE = JelasticApi.CONTROL + "deleteenv";

  private final JelasticApi api;
  private final Account account;
  private final Sleeper sleeper;

  EnvironmentSteps(JelasticApi api, Account account, Sleeper sleeper) {
    this.api = api;
    this.account = account;
    this.sleeper = sleeper;
  }

  /// Starts an environment.
  Step start(String name) {
    return power(name, "start", START, State.STARTING);
  }

  /// Starts an environment, unless it is broken: nobody can start that one, and whoever asks for it
  /// goes on without.
  Step startUnlessBroken(String name) {
    Step start = start(name);
    return start.probedBy(() ->
        account.find(name).filter(it -> it.state() == State.BROKEN).isPresent()
            ? Reading.holds("it is broken")
            : start.probe().read());
  }

  /// Stops an environment: users see the platform's page that says so.
  Step stop(String name) {
    return power(name, "stop", STOP, State.STOPPING);
  }

  private Step power(String name, String title, String method, State meanwhile) {
    LongCall call = new LongCall(account, sleeper);
    Look look = new Look(account, name);
    boolean up = method.equals(START);
    return Step.of(
            title,
            name,
            JelasticApi.call(method, "{envName: %s}".formatted(name)),
            Duration.ofMinutes(1),
            () -> {
              Environment now = look.need();
              State state = now.state();
              if (isGoal(state, up)) {
                return Reading.holds(now.doing());
              }
              call.refusal()
                  .or(() -> call.doubt().filter(_ -> state.atRest()))
                  .ifPresent(failure -> {
                    throw failure;
                  });
              return state == meanwhile
                  ? Reading.underWay(now.doing())
                  : Reading.pending(now.doing());
            },
            account.onWhatThereIs(() -> switchPower(call, look.act(), method)),
            Budgets.POWER)
        .after("nothing else is done to " + name, atRest(look, method));
  }

  private static boolean isGoal(State state, boolean up) {
    return up ? state == State.RUNNING : state.isDown();
  }

  /// Stops an environment, now; the way back of [#start].
  void stopNow(String name) {
    Environment now = account.afresh(() -> account.need(name));
    switchPower(new LongCall(account, sleeper), now, STOP);
  }

  static Call stopCall(String name) {
    return JelasticApi.call(STOP, "{envName: %s}".formatted(name));
  }

  private void switchPower(LongCall call, Environment now, String method) {
    String name = now.name();
    boolean up = method.equals(START);
    if (isGoal(now.state(), up)) {
      return;
    }
    call.make(
        () -> api.changeLong(method, Map.of("envName", name), Budgets.POWER.limit()),
        () -> {
          State state = account.need(name).state();
          return isGoal(state, up) || state == (up ? State.STARTING : State.STOPPING);
        });
  }

  /// Reads whether nothing is being done to an environment; one that is broken stays so.
  private static Probe atRest(Look look, String method) {
    return () -> {
      Environment now = look.gate();
      State state = now.state();
      if (state == State.BROKEN) {
        throw ReadFailures.of(method, "environment %s is broken".formatted(now.name()));
      }
      return new Reading(state.atRest(), "it is " + now.doing());
    };
  }

  /// Reads whether an environment serves.
  Probe serves(String name) {
    return () -> {
      Environment now = account.need(name);
      if (now.state() == State.BROKEN) {
        throw ReadFailures.of(START, "environment %s is broken".formatted(name));
      }
      return new Reading(now.state() == State.RUNNING, "it is " + now.doing());
    };
  }

  /// Deletes an environment that no custom domain leads to.
  Step delete(String name) {
    LongCall call = new LongCall(account, sleeper);
    return Step.of(
        "delete environment",
        name,
        JelasticApi.call(DELETE, "{envName: %s}".formatted(name)),
        Duration.ofMinutes(1),
        () -> {
          Optional<Environment> live = account.find(name);
          call.refusal()
              .ifPresent(failure -> {
                throw failure;
              });
          return new Reading(
              live.isEmpty() || live.get().state() == State.GONE,
              live.map(Environment::doing).orElse("gone"));
        },
        account.onWhatThereIs(() -> deleteNow(call, name)),
        Budgets.POWER);
  }

  private void deleteNow(LongCall call, String name) {
    Optional<Environment> live = account.find(name);
    if (live.isEmpty()) {
      return;
    }
    if (!live.get().domains().isEmpty()) {
      throw ReadFailures.of(
          DELETE,
          "the domains %s are bound to %s, and would lead nowhere; switch the failover group, or unbind them, first"
              .formatted(String.join(", ", live.get().domains().stream().sorted().toList()), name));
    }
    String appid = live.get().appid();
    call.make(
        () -> sendDelete(name),
        // Somebody may make another environment of that name at once.
        () -> account.find(name).filter(it -> it.appid().equals(appid)).isEmpty());
  }

  /// Some hosters want it confirmed, by the name of the environment or by the password of the
  /// account, which a token does not have. What is refused because that is missing has changed
  /// nothing.
  private JsonNode sendDelete(String name) {
    try {
      return api.changeLong(DELETE, Map.of("envName", name), Budgets.POWER.limit());
    } catch (PlatformException unconfirmed) {
      if (!asksForConfirmation(unconfirmed)) {
        throw unconfirmed;
      }
      return deleteByName(name, unconfirmed);
    }
  }

  private static boolean asksForConfirmation(PlatformException failure) {
    return failure.kind() == Kind.REJECTED
        && String.valueOf(failure.getMessage()).contains("[password]");
  }

  private JsonNode deleteByName(String name, PlatformException unconfirmed) {
    try {
      return api.changeLong(
          DELETE,
          Map.of("envName", name, "password", account.liveName(name)),
          Budgets.POWER.limit());
    } catch (PlatformException failure) {
      if (!failure.refused() || failure.safeToRepeat()) {
        throw failure;
      }
      throw ReadFailures.of(
          DELETE,
          "this hoster asks for the account's password to delete an environment, which a token does not have, and nothing was deleted (%s). Delete %s in the dashboard; destroying it here then only forgets it"
              .formatted(unconfirmed.getMessage(), name));
    }
  }
}
