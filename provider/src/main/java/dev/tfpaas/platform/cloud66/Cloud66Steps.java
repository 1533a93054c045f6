package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.http.HttpCall;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Sleeper;
import dev.tfpaas.runbook.Step;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The steps that several capabilities share.
final class Cloud66Steps {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Duration MAINTENANCE = Duration.ofSeconds(40);
  private static final Duration TRAFFIC = Duration.ofMinutes(5);

  private final Cloud66Api api;
  private final Account account;
  private final Clock clock;
  private final Sleeper sleeper;

  Cloud66Steps(Cloud66Api api, Account account, Clock clock, Sleeper sleeper) {
    this.api = api;
    this.account = account;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /// What a maintenance step means for a stack that has no maintenance mode.
  enum Need {
    /// The step fails: without it, data could be lost.
    REQUIRED,
    /// The step counts as done.
    WHERE_THERE_IS
  }

  /// Puts a stack into maintenance.
  Step close(String stack, Need need) {
    return maintenance(stack, true, need)
        .undoneBy(
            "maintenance off",
            maintenanceCall(stack, false),
            () -> {
              // A stack that has no maintenance mode was never closed.
              if (account.hasMaintenance(stack)) {
                reopen(stack);
              }
            });
  }

  /// Takes a stack out of maintenance and sees to the end of it: a run that began meanwhile would
  /// find the stack closed, and rely on that.
  private void reopen(String stack) {
    FollowedAction action = new FollowedAction(account, stack);
    action.follow(setMaintenance(stack, false));
    action.await(clock, sleeper);
  }

  /// Waits until an action has ended.
  void await(String stack, StackAction started) {
    FollowedAction action = new FollowedAction(account, stack);
    action.follow(started);
    action.await(clock, sleeper);
  }

  /// Takes a stack out of maintenance.
  Step open(String stack) {
    return maintenance(stack, false, Need.WHERE_THERE_IS);
  }

  private Step maintenance(String stack, boolean on, Need need) {
    FollowedAction action = new FollowedAction(account, stack);
    return Step.of(
        on ? "maintenance on" : "maintenance off",
        stack,
        maintenanceCall(stack, on),
        MAINTENANCE,
        () -> action.running().orElseGet(() -> inMaintenance(stack, on, need)),
        () -> {
          refuseWithoutMaintenance(stack);
          action.follow(setMaintenance(stack, on));
        },
        Budgets.USUAL);
  }

  private static String settingPath(String stack) {
    return Account.path(stack) + "/settings/maintenance-mode";
  }

  private static Call maintenanceCall(String stack, boolean on) {
    return Call.of("PUT", settingPath(stack), "{value: " + (on ? 1 : 0) + "}");
  }

  private StackAction setMaintenance(String stack, boolean on) {
    ObjectNode body = JSON.objectNode().put("value", on ? "1" : "0");
    return StackAction.from(api.put("PUT", settingPath(stack), body));
  }

  private Reading inMaintenance(String stack, boolean on, Need need) {
    Stack seen = account.need(stack);
    if (on
        && !seen.maintenance()
        && need == Need.WHERE_THERE_IS
        && !account.hasMaintenance(stack)) {
      return Reading.holds(stack + " has no maintenance mode, and is left as it is");
    }
    return new Reading(
        seen.maintenance() == on,
        "maintenance is %s, the stack is %s"
            .formatted(seen.maintenance() ? "on" : "off", seen.word()));
  }

  private void refuseWithoutMaintenance(String stack) {
    if (!account.hasMaintenance(stack)) {
      throw PlatformException.rejected(
          Cloud66Platform.NAME, "GET " + Account.path(stack) + "/settings", noMaintenance(stack));
    }
  }

  /// Says why a stack cannot be put into maintenance, and what to do instead.
  static String noMaintenance(String stack) {
    return ("application %s has no maintenance mode: Cloud 66 offers it to Rails and Rack"
            + " applications only, not to containers. Nothing else in its API stops an application"
            + " from writing. Stop its writers yourself, and switch with `switch_mode ="
            + " \"emergency\"` and `accept_data_loss = true`")
        .formatted(stack);
  }

  /// Moves traffic to a side of a group.
  Step move(String group, Side to, String stack) {
    ObjectNode body = JSON.objectNode().put("current_stack", Group.number(to));
    Call call = Call.of("PUT", groupPath(group), "{current_stack: " + Group.number(to) + "}");
    return Step.of(
        "move traffic",
        group + " to " + stack,
        call,
        TRAFFIC,
        () -> leadsTo(group, to),
        () -> api.put("PUT", groupPath(group), body),
        Budgets.USUAL);
  }

  /// Makes the proof that a stack serves.
  ///
  /// @param ready says what else must hold of it
  Step.Gate serves(String stack, Ready ready) {
    return new Step.Gate(stack + " serves", () -> serving(stack, ready));
  }

  /// Says what of a stack is not ready yet.
  @FunctionalInterface
  interface Ready {
    /// Returns what is missing; empty when nothing is.
    Optional<String> missing();
  }

  private Reading leadsTo(String uid, Side to) {
    Group group = need(uid);
    return new Reading(
        group.current() == to && !group.busy(),
        "the group leads to %s%s".formatted(group.current().word(), group.busy() ? ", busy" : ""));
  }

  private Reading serving(String stack, Ready ready) {
    Stack seen = account.need(stack);
    if (!seen.healthy() || seen.maintenance()) {
      return Reading.pending(
          "%s is %s%s".formatted(stack, seen.word(), seen.maintenance() ? ", in maintenance" : ""));
    }
    return ready.missing().map(Reading::pending).orElse(Reading.holds(stack + " serves"));
  }

  /// Reads a group that must be there.
  Group need(String uid) {
    return account
        .group(uid)
        .orElseThrow(() ->
            PlatformException.notFound(
                Cloud66Platform.NAME,
                "GET " + Cloud66Api.ROOT + "/failover_groups",
                "there is no failover group " + uid));
  }

  static String groupPath(String uid) {
    return Cloud66Api.ROOT + "/failover_groups/" + HttpCall.encoded(uid);
  }

  /// Starts an action by a `POST`, unless it runs already: a run that died leaves it running. When
  /// the answer is unclear, the list of actions tells whether it was started, so that nothing is
  /// started twice. One that runs and does not say whose it is may be that of another database: it
  /// is waited for, and its effect decides.
  ///
  /// @param isDone whether what the action is for can be seen
  /// @return the identifier of the action
  long start(String stack, ObjectNode body, FollowedAction follow, BooleanSupplier isDone) {
    String name = body.path("command").asString("");
    String reference = body.path("user_reference").asString("");
    List<StackAction> latest = api.afresh(() -> account.actions().latest(stack));
    List<StackAction> running =
        latest.stream()
            .filter(it -> it.name().equals(name) && it.maybeOurs(reference))
            .filter(it -> it.finishedAt().isEmpty())
            .toList();
    StackAction started =
        running.stream()
            .filter(it -> it.reference().equals(reference) && !reference.isEmpty())
            .findFirst()
            .or(() -> running.stream().filter(it -> hasDone(stack, it, isDone)).findFirst())
            .orElseGet(() -> begun(stack, body, newest(latest)));
    follow.follow(started);
    return started.id();
  }

  /// Waits for an action, and tells whether it was the one that is wanted; one that failed was not.
  private boolean hasDone(String stack, StackAction running, BooleanSupplier isDone) {
    try {
      await(stack, running);
    } catch (PlatformException failure) {
      if (failure.kind() != PlatformException.Kind.REJECTED) {
        throw failure;
      }
      return false;
    }
    return isDone.getAsBoolean();
  }

  private StackAction begun(String stack, ObjectNode body, long before) {
    try {
      return StackAction.from(api.post(Account.path(stack) + "/actions", body));
    } catch (PlatformException failure) {
      String name = body.path("command").asString("");
      String reference = body.path("user_reference").asString("");
      Optional<StackAction> since =
          failure.refused()
              ? Optional.empty()
              : account.actions().since(stack, before).stream()
                  .filter(it -> it.name().equals(name) && it.maybeOurs(reference))
                  .max(Comparator.comparingLong(StackAction::id));
      return since.orElseThrow(() -> failure);
    }
  }

  private static long newest(List<StackAction> actions) {
    return actions.stream().mapToLong(StackAction::id).max().orElse(0);
  }
}
