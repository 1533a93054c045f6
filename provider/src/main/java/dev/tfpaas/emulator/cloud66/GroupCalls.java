package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.world.Caller;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.Groups;
import dev.tfpaas.world.RefusedCall;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.Timings.Timing;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// `/failover_groups`.
///
/// A group is the emulator's own, because it may be empty. As soon as it leads to an app it also
/// exists in the world, so that clients follow it and its switches are counted. The world has one
/// group to an app: a second one is only kept here, and no client follows it.
final class GroupCalls {
  private final Model model;
  private final StackCalls stacks;

  GroupCalls(Model model, StackCalls stacks) {
    this.model = model;
    this.stacks = stacks;
  }

  Reply list() {
    return Envelope.whole(model.groups.values().stream().map(this::json).toList());
  }

  private ObjectNode json(GroupState group) {
    ObjectNode json = Envelope.JSON.objectNode();
    json.put("uid", group.uid);
    json.put("address", group.address);
    if (model.options.dialect().is("current-stack", "number")) {
      json.put("current_stack", group.current);
    } else {
      json.put("current_stack", group.current == 1 ? "primary" : "secondary");
    }
    member(json, "primary", group.primary);
    member(json, "secondary", group.secondary);
    json.put("busy_toggling", busy(group));
    json.put("readonly", false);
    json.put("created_at", group.createdAt.toString());
    json.put("updated_at", group.updatedAt.toString());
    return json;
  }

  private void member(ObjectNode json, String place, String uid) {
    Optional<StackState> stack = model.known(uid);
    if (stack.isPresent()) {
      json.put(place + "_stack_uid", uid);
      json.put(place + "_stack_name", stack.get().name);
    } else {
      json.put(place + "_stack_uid", uid.isEmpty() ? null : uid);
      json.putNull(place + "_stack_name");
    }
  }

  /// Takes an application that is deleted out of the world's groups: who is led to it finds nobody.
  void leaves(Draft draft, String uid) {
    model.groups.values().stream()
        .filter(group -> group.has(uid))
        .forEach(group -> mirror(draft, group, without(group, uid)));
  }

  /// Empties the places of an application that was deleted, in the dialect that does so.
  void left(String uid) {
    if (model.options.dialect().is("deleted-member", "empty")) {
      model.groups.values().stream()
          .filter(group -> group.has(uid))
          .forEach(group -> {
            Wanted left = without(group, uid);
            group.primary = left.primary();
            group.secondary = left.secondary();
            group.updatedAt = model.now();
          });
    }
  }

  private static Wanted without(GroupState group, String uid) {
    return new Wanted(
        group.primary.equals(uid) ? "" : group.primary,
        group.secondary.equals(uid) ? "" : group.secondary,
        group.current);
  }

  /// A switch is under way; forming a group is none.
  private boolean busy(GroupState group) {
    boolean moving =
        model
            .look(view -> view.group(group.uid))
            .filter(GroupFact::busy)
            .flatMap(GroupFact::last)
            .filter(last -> last.finishedAt().isEmpty())
            .isPresent();
    return moving || model.now().isBefore(group.busyUntil);
  }

  Reply create(Body body) {
    GroupState group = model.newGroup();
    Wanted wanted = wanted(group, body);
    check(group, wanted);
    apply(group, wanted);
    model.groups.put(group.uid, group);
    return Envelope.done("Failover Group created");
  }

  Reply update(String uid, Body body) {
    GroupState group = need(uid);
    if (busy(group)) {
      String text = "The failover group cannot be updated at this time";
      throw model.options.dialect().is("busy-group-answer", "unprocessable")
          ? ApiError.unprocessable(text)
          : ApiError.conflict(text);
    }
    Wanted wanted = wanted(group, body);
    check(group, wanted);
    apply(group, wanted);
    return Envelope.done("Failover Group updated");
  }

  Reply delete(String uid) {
    GroupState group = need(uid);
    if (!group.primary.isEmpty() || !group.secondary.isEmpty()) {
      throw ApiError.bad("Failover group is attached to an application");
    }
    model.groups.remove(uid);
    return Envelope.done("Failover Group deleted");
  }

  private GroupState need(String uid) {
    return Optional.ofNullable(model.groups.get(uid)).orElseThrow(ApiError::notFound);
  }

  /// What a group is to be: absent fields stay, empty ones detach.
  private record Wanted(String primary, String secondary, int current) {
    String active() {
      return current == 1 ? primary : secondary;
    }
  }

  private static Wanted wanted(GroupState group, Body body) {
    int current =
        body.text("current_stack")
            .map(text ->
                switch (text) {
                  case "1" -> 1;
                  case "2" -> 2;
                  default -> throw ApiError.bad("current_stack must be 1 or 2");
                })
            .orElse(group.current);
    return new Wanted(
        body.field("primary_stack_uid").orElse(group.primary),
        body.field("secondary_stack_uid").orElse(group.secondary),
        current);
  }

  private void check(GroupState group, Wanted wanted) {
    for (String uid : List.of(wanted.primary(), wanted.secondary())) {
      boolean stays = uid.equals(group.primary) || uid.equals(group.secondary);
      if (uid.isEmpty() || stays) {
        continue;
      }
      if (model.find(uid).isEmpty()) {
        throw ApiError.bad("There is no application " + uid);
      }
      if (model.options.dialect().is("groups-of-a-stack", "one")
          && model.groups.values().stream().anyMatch(it -> it != group && it.has(uid))) {
        throw ApiError.bad("The application is in another failover group");
      }
      if (stacks.json(model.stack(uid)).path("status").asInt() != 1) {
        throw ApiError.bad("The application has no web head yet");
      }
    }
    if (!wanted.primary().isEmpty() && wanted.primary().equals(wanted.secondary())) {
      throw ApiError.bad("Primary and secondary applications must be different");
    }
    boolean switches = wanted.current() != group.current || wanted.current() == 2;
    boolean detachesAll = wanted.primary().isEmpty() && wanted.secondary().isEmpty();
    if (switches && wanted.active().isEmpty() && !detachesAll) {
      throw ApiError.bad("The current application is missing");
    }
  }

  private void apply(GroupState group, Wanted wanted) {
    boolean moves = !group.active().isEmpty() && !wanted.active().equals(group.active());
    try {
      model.world.call(
          Caller.API, "PUT /failover_groups/" + group.uid, draft -> mirror(draft, group, wanted));
    } catch (RefusedCall elsewhere) {
      // The world has no place for it, e.g. because one app is in two groups.
      model.world.call(
          Caller.API,
          "PUT /failover_groups/%s (%s)".formatted(group.uid, elsewhere.getMessage()),
          draft -> draft.group(group.uid).ifPresent(_ -> Groups.dissolve(draft, group.uid)));
    }
    if (moves && !wanted.active().isEmpty()) {
      group.busyUntil = model.now().plus(model.timing(Timing.DNS));
    }
    group.primary = wanted.primary();
    group.secondary = wanted.secondary();
    group.current = wanted.current();
    group.updatedAt = model.now();
  }

  /// Brings the world's group in line.
  private void mirror(Draft draft, GroupState group, Wanted wanted) {
    Optional<GroupFact> there = draft.group(group.uid);
    if (wanted.active().isEmpty() || wanted.primary().isEmpty()) {
      there.ifPresent(_ -> Groups.dissolve(draft, group.uid));
      return;
    }
    GroupFact.Place place =
        wanted.current() == 1 ? GroupFact.Place.PRIMARY : GroupFact.Place.SECONDARY;
    Groups.Members members =
        new Groups.Members(
            group.address,
            model.known(wanted.primary()).orElseThrow(ApiError::notFound).app,
            model.known(wanted.secondary()).map(stack -> stack.app),
            List.of());
    if (there.isEmpty()) {
      Groups.form(draft, group.uid, members, place);
      return;
    }
    boolean same =
        there.get().primary().equals(members.primary())
            && there.get().secondary().equals(members.secondary());
    if (same && there.get().active() == place) {
      return;
    }
    boolean stays =
        there
            .get()
            .answers()
            .equals(
                place == GroupFact.Place.PRIMARY
                    ? members.primary()
                    : members.secondary().orElse(""));
    if (there.get().busy() || (!same && !stays)) {
      Groups.dissolve(draft, group.uid);
      Groups.form(draft, group.uid, members, place);
    } else if (!same) {
      Groups.change(draft, group.uid, members);
    } else {
      Groups.move(draft, group.uid, place, GroupFact.Mode.OUTSIDE);
    }
  }
}
