package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Side;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The steps that form, change and dissolve failover groups.
///
/// The answer to a creation holds no uid: the list before and the list after tell which group is
/// new. Creations of one process are made one after the other, guarded by a lock.
final class GroupSteps {
  private static final String PATH = Cloud66Api.ROOT + "/failover_groups";
  private static final Duration SECONDS = Duration.ofSeconds(10);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Cloud66Api api;
  private final Account account;
  private final Cloud66Steps steps;
  private final ReentrantLock creating = new ReentrantLock();
  private final Map<GroupSpec, String> created = new HashMap<>();
  private final Map<String, GroupSpec> changed = new ConcurrentHashMap<>();

  GroupSteps(Cloud66Api api, Account account, Cloud66Steps steps) {
    this.api = api;
    this.account = account;
    this.steps = steps;
  }

  /// Finds the group of exactly these apps; the one made here where there are several.
  ///
  /// @throws PlatformException when there are several and none was made here
  Optional<Group> made(GroupSpec spec) {
    List<Group> found = account.groups().stream().filter(it -> matches(it, spec)).toList();
    Optional<Group> ours =
        remembered(spec)
            .flatMap(uid -> found.stream().filter(it -> it.uid().equals(uid)).findFirst());
    if (ours.isEmpty() && found.size() > 1) {
      throw Cloud66FailoverGroups.ambiguous(found);
    }
    return ours.or(() -> found.stream().findFirst());
  }

  private static boolean matches(Group group, GroupSpec spec) {
    return group.primary().equals(Optional.of(spec.primaryAppId()))
        && group.secondary().equals(spec.secondaryAppId());
  }

  private Optional<String> remembered(GroupSpec spec) {
    creating.lock();
    try {
      return Optional.ofNullable(created.get(spec));
    } finally {
      creating.unlock();
    }
  }

  Step create(GroupSpec spec, Side active) {
    List<String> text = new ArrayList<>();
    text.add("primary_stack_uid: " + spec.primaryAppId());
    spec.secondaryAppId().ifPresent(app -> text.add("secondary_stack_uid: " + app));
    text.add("current_stack: " + Group.number(active));
    return Step.of(
        "create group",
        spec.primaryAppId() + spec.secondaryAppId().map(app -> " and " + app).orElse(""),
        Call.of("POST", PATH, "{" + String.join(", ", text) + "}"),
        SECONDS,
        () ->
            made(spec)
                .map(it -> new Reading(!it.busy(), it.uid() + (it.busy() ? " is busy" : "")))
                .orElse(Reading.pending("there is no such group")),
        () -> create(spec, body(spec, active)),
        Budgets.USUAL);
  }

  private static ObjectNode body(GroupSpec spec, Side active) {
    ObjectNode body = JSON.objectNode().put("primary_stack_uid", spec.primaryAppId());
    spec.secondaryAppId().ifPresent(app -> body.put("secondary_stack_uid", app));
    return body.put("current_stack", Group.number(active));
  }

  /// Creates a group, and finds out which one it is also when the answer is unclear.
  private void create(GroupSpec spec, ObjectNode body) {
    creating.lock();
    try {
      Set<String> before =
          api.afresh(account::groups).stream().map(Group::uid).collect(Collectors.toSet());
      try {
        api.post(PATH, body);
      } catch (PlatformException failure) {
        if (failure.refused() || !remember(spec, before)) {
          throw failure;
        }
        return;
      }
      remember(spec, before);
    } finally {
      creating.unlock();
    }
  }

  /// Remembers the group that is new; false when none is.
  private boolean remember(GroupSpec spec, Set<String> before) {
    Optional<Group> made =
        account.groups().stream()
            .filter(it -> !before.contains(it.uid()) && matches(it, spec))
            .max(Comparator.comparing(it -> it.createdAt().orElse(Instant.MIN)));
    made.ifPresent(it -> created.put(spec, it.uid()));
    return made.isPresent();
  }

  /// Changes the members in one call; the app that is active stays so, if need be in its new place.
  Optional<Step> change(FailoverGroup current, GroupSpec spec) {
    ObjectNode body = JSON.objectNode();
    List<String> text = new ArrayList<>();
    if (!current.primary().appId().equals(spec.primaryAppId())) {
      body.put("primary_stack_uid", spec.primaryAppId());
      text.add("primary_stack_uid: " + spec.primaryAppId());
    }
    Optional<String> secondary = current.secondary().map(FailoverGroup.Member::appId);
    if (!secondary.equals(spec.secondaryAppId())) {
      body.put("secondary_stack_uid", spec.secondaryAppId().orElse(""));
      text.add("secondary_stack_uid: " + spec.secondaryAppId().orElse("none"));
    }
    if (body.isEmpty()) {
      return Optional.empty();
    }
    Side side = placeOfActive(current, spec);
    if (side != current.active()) {
      body.put("current_stack", Group.number(side));
      text.add("current_stack: " + Group.number(side));
    }
    String uid = current.id();
    return Optional.of(
        Step.of(
            "change members",
            uid,
            Call.of("PUT", Cloud66Steps.groupPath(uid), "{" + String.join(", ", text) + "}"),
            SECONDS,
            () -> {
              Reading seen = has(steps.need(uid), spec, side);
              if (seen.holds()) {
                changed.put(uid, spec);
              }
              return seen;
            },
            () -> api.put("PUT", Cloud66Steps.groupPath(uid), body),
            Budgets.USUAL));
  }

  /// Tells whether a group was changed here to one without a stack, so that an empty place is meant
  /// to be empty.
  boolean wasGivenUp(String group, String stack) {
    return Optional.ofNullable(changed.get(group))
        .filter(spec ->
            !spec.primaryAppId().equals(stack) && !spec.secondaryAppId().equals(Optional.of(stack)))
        .isPresent();
  }

  private static Side placeOfActive(FailoverGroup current, GroupSpec spec) {
    Optional<String> active = current.member(current.active()).map(FailoverGroup.Member::appId);
    for (Side side : Side.values()) {
      if (active.isPresent() && spec.appId(side).equals(active)) {
        return side;
      }
    }
    return current.active();
  }

  private static Reading has(Group group, GroupSpec spec, Side side) {
    return new Reading(
        matches(group, spec) && group.current() == side && !group.busy(),
        "its members are %s and %s%s"
            .formatted(
                group.primary().orElse("none"),
                group.secondary().orElse("none"),
                group.busy() ? ", busy" : ""));
  }

  /// Takes both apps out, without which a group cannot be deleted.
  Step detach(String uid) {
    ObjectNode body = JSON.objectNode().put("primary_stack_uid", "").put("secondary_stack_uid", "");
    return Step.of(
        "detach apps",
        uid,
        Call.of(
            "PUT",
            Cloud66Steps.groupPath(uid),
            "{primary_stack_uid: none, secondary_stack_uid: none}"),
        SECONDS,
        () ->
            account
                .group(uid)
                .map(it ->
                    new Reading(
                        it.primary().isEmpty() && it.secondary().isEmpty() && !it.busy(),
                        "apps are attached" + (it.busy() ? ", busy" : "")))
                .orElse(Reading.holds("it is gone")),
        () -> api.put("PUT", Cloud66Steps.groupPath(uid), body),
        Budgets.USUAL);
  }

  /// Deletes an empty group, and its address for good.
  Step delete(String uid) {
    return Step.of(
        "delete group",
        uid,
        Call.of("DELETE", Cloud66Steps.groupPath(uid)),
        SECONDS,
        () -> new Reading(account.group(uid).isEmpty(), "it is there"),
        () -> api.delete(Cloud66Steps.groupPath(uid)),
        Budgets.USUAL);
  }
}
