package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.LeftBehind;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.Side;
import dev.tfpaas.resources.life.AppNames;
import dev.tfpaas.resources.life.Differences;
import dev.tfpaas.resources.life.Note;
import dev.tfpaas.resources.life.PlatformFailure;
import dev.tfpaas.resources.life.Values;
import dev.tfpaas.resources.replication.ReplicationConfig;
import dev.tfpaas.resources.replication.ReplicationNote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A failover group together with the replications that a switch of it hands over, as read.
///
/// @param group the group
/// @param replications the replications that were found, ordered by identifier
/// @param missing identifiers of replications that could not be read, each with the reason
/// @param left the databases of the side that a switch leaves, once they were looked for; never
///   kept, since they move all the time
public record GroupView(
    FailoverGroup group,
    List<Replication> replications,
    Map<String, String> missing,
    List<LeftBehind> left) {
  private static final String GONE = "it does not exist";

  /// How a group is remembered.
  static final Note<GroupView> NOTE = Note.of("view", GroupView::toValue, GroupView::from);

  /// Copies the collections.
  public GroupView {
    replications = List.copyOf(replications);
    missing = Map.copyOf(missing);
    left = List.copyOf(left);
  }

  /// Reads the replications that an object of the resource names, of a group that was read.
  static GroupView look(Platform platform, FailoverGroup group, Value object) {
    return look(platform, group, Values.texts(object.get("replication_ids")));
  }

  /// Reads the replications of a group that was read.
  static GroupView look(Platform platform, FailoverGroup group, Collection<String> ids) {
    List<Replication> found = new ArrayList<>();
    Map<String, String> missing = new TreeMap<>();
    if (!ids.isEmpty()) {
      Replications replications = ReplicationConfig.replications(platform);
      AppNames names = names(platform, group);
      for (String id : new TreeSet<>(ids)) {
        switch (Observation.of(() -> replications.find(id))) {
          case Observation.Found<Replication>(Replication live) -> found.add(names.of(live));
          case Observation.Gone<Replication> _ -> missing.put(id, GONE);
          case Observation.Unreadable<Replication>(PlatformException failure) ->
              missing.put(id, PlatformFailure.detail(failure));
        }
      }
    }
    return new GroupView(group, found, missing, List.of());
  }

  private static AppNames names(Platform platform, FailoverGroup group) {
    return new AppNames(
        platform.apps(),
        Stream.of(Side.values())
            .flatMap(side -> group.member(side).stream())
            .map(FailoverGroup.Member::appId)
            .toList());
  }

  /// Returns the same with the names by which an object of the resource speaks of the members.
  GroupView named(Platform platform, Value object) {
    FailoverGroup named = named(platform, group, object);
    AppNames names = names(platform, named);
    return named.equals(group)
        ? this
        : new GroupView(named, replications.stream().map(names::of).toList(), missing, left);
  }

  /// Returns a group with the names by which an object of the resource speaks of the members.
  static FailoverGroup named(Platform platform, FailoverGroup group, Value object) {
    return AppNames.in(platform, object, List.of("primary_app_id", "secondary_app_id")).of(group);
  }

  /// Returns the same replications with another group.
  GroupView with(FailoverGroup other) {
    return new GroupView(other, replications, missing, left);
  }

  /// Returns the same with what a switch leaves behind, which is read now.
  ///
  /// @param to the place that is switched to
  GroupView leaving(Platform platform, Side to) {
    return missing.isEmpty()
        ? new GroupView(group, replications, missing, LeftBehind.look(platform, group, to))
        : this;
  }

  /// Returns the same with the directions of an earlier look. A replication whose direction the
  /// same apply changes is changed first: a switch is made as it was planned, and the next plan of
  /// the replication proposes what its new direction asks for.
  GroupView directedAs(GroupView before) {
    return new GroupView(
        group,
        replications.stream()
            .map(now ->
                before.replications.stream()
                    .filter(it -> it.id().equals(now.id()))
                    .findFirst()
                    .map(it -> now.withDirection(it.direction()))
                    .orElse(now))
            .toList(),
        missing,
        left);
  }

  /// Tells whether all its apps exist, as far as anybody knows.
  boolean isWhole() {
    return Stream.of(Side.values())
        .flatMap(side -> group.member(side).stream())
        .allMatch(FailoverGroup.Member::there);
  }

  /// Tells whether all its apps exist and are members, as far as anybody knows.
  boolean isComplete() {
    return group.isComplete();
  }

  /// Identifiers of the replications that do not exist, which is known of them.
  List<String> gone() {
    return missing.entrySet().stream()
        .filter(one -> one.getValue().equals(GONE))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /// Tells whether exactly these replications were looked for.
  boolean covers(Collection<String> ids) {
    TreeSet<String> seen = new TreeSet<>(missing.keySet());
    replications.forEach(replication -> seen.add(replication.id()));
    return seen.equals(new TreeSet<>(ids));
  }

  /// Says what changed of the group and of its replications, one sentence each.
  List<String> changesSince(GroupView before) {
    if (before.group.active() != group.active()) {
      // All else follows from that.
      return List.of(
          "Somebody switched the group: %s was active, %s is."
              .formatted(active(before), active(this)));
    }
    Differences changed = new Differences();
    for (Side side : Side.values()) {
      Optional<FailoverGroup.Member> was = before.group.member(side);
      Optional<FailoverGroup.Member> is = group.member(side);
      changed.of("the app in the place " + side.word(), app(was), app(is));
      if (was.isPresent() && is.isPresent()) {
        changed.of(app(is), state(was.get()), state(is.get()));
      }
    }
    List<String> sentences = new ArrayList<>(changed.sentences());
    for (Replication now : replications) {
      before.replications.stream()
          .filter(it -> it.id().equals(now.id()))
          .forEach(it -> sentences.addAll(ReplicationNote.changes(it, now)));
    }
    return sentences;
  }

  private static String active(GroupView view) {
    return "%s (%s)"
        .formatted(view.group.active().word(), app(view.group.member(view.group.active())));
  }

  private static String app(Optional<FailoverGroup.Member> member) {
    return member.map(FailoverGroup.Member::appId).orElse("none");
  }

  private static String state(FailoverGroup.Member member) {
    if (!member.reachable()) {
      return "unreachable";
    }
    String healthy = member.healthy() ? "" : "unhealthy and ";
    return healthy + (member.maintenance() ? "closed" : "open");
  }

  /// Writes the view as it is remembered.
  Value toValue() {
    Map<String, Value> gone = new TreeMap<>();
    missing.forEach((id, reason) -> gone.put(id, Value.string(reason)));
    return Value.object(
        Map.of(
            "group", GroupNote.toValue(group),
            "replications",
                Value.tuple(replications.stream().map(ReplicationNote::toValue).toList()),
            "missing", Value.map(Type.STRING, gone)));
  }

  /// Reads what [#toValue] wrote.
  static GroupView from(Value value) {
    Map<String, String> missing = new TreeMap<>();
    value.get("missing").asMap().forEach((id, reason) -> missing.put(id, reason.asString()));
    return new GroupView(
        GroupNote.from(value.get("group")),
        value.get("replications").asList().stream().map(ReplicationNote::from).toList(),
        missing,
        List.of());
  }
}
