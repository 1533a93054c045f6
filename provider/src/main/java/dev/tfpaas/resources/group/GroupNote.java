package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Side;
import dev.tfpaas.resources.life.Values;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A [FailoverGroup] as a value, and back: the form in which it is remembered.
final class GroupNote {
  private static final Type MEMBER =
      Type.object(
          Map.of(
              "app_id", Type.STRING,
              "reachable", Type.BOOL,
              "healthy", Type.BOOL,
              "maintenance", Type.BOOL,
              "there", Type.BOOL,
              "own_id", Type.STRING,
              "name", Type.STRING,
              "joined", Type.BOOL));

  /// A part of the attribute `last_switch`, too.
  static final Type SWITCH =
      Type.object(
          Map.of(
              "from", Type.STRING,
              "to", Type.STRING,
              "mode", Type.STRING,
              "started_at", Type.STRING,
              "finished_at", Type.STRING,
              "downtime", Type.STRING,
              "lost_writes", Type.NUMBER));

  private GroupNote() {}

  /// Writes a group.
  static Value toValue(FailoverGroup group) {
    return Value.object(
        Map.ofEntries(
            Map.entry("id", Value.string(group.id())),
            Map.entry("name", Values.text(group.name())),
            Map.entry("address", Value.string(group.address())),
            Map.entry("ttl", Values.duration(Optional.of(group.ttl()))),
            Map.entry("primary", toValue(group.primary())),
            Map.entry(
                "secondary",
                group.secondary().map(GroupNote::toValue).orElse(Value.nullOf(MEMBER))),
            Map.entry("active", Value.string(group.active().word())),
            Map.entry("busy", Value.bool(group.busy())),
            Map.entry("dns_populated", Value.bool(group.dnsPopulated())),
            Map.entry("domains", Values.texts(group.domains())),
            Map.entry("last_switch", switchValue(group.lastSwitch()))));
  }

  /// Reads what [#toValue(FailoverGroup)] wrote.
  static FailoverGroup from(Value value) {
    Value secondary = value.get("secondary");
    return new FailoverGroup(
        value.get("id").asString(),
        value.get("name").optionalString(),
        value.get("address").asString(),
        Values.duration(value.get("ttl")).orElse(Duration.ZERO),
        member(value.get("primary")),
        secondary.isNull() ? Optional.empty() : Optional.of(member(secondary)),
        Side.parse(value.get("active").asString()),
        value.get("busy").asBool(),
        value.get("dns_populated").asBool(),
        Values.texts(value.get("domains")),
        lastSwitch(value.get("last_switch")));
  }

  /// Writes a switch, null when there was none.
  static Value switchValue(Optional<FailoverGroup.Switch> made) {
    return made.map(last ->
            Value.object(
                Map.of(
                    "from", Value.string(last.from().word()),
                    "to", Value.string(last.to().word()),
                    "mode", Value.string(last.mode()),
                    "started_at", Values.instant(Optional.of(last.startedAt())),
                    "finished_at", Values.instant(last.finishedAt()),
                    "downtime", Values.duration(last.downtime()),
                    "lost_writes", Values.number(last.lostWrites()))))
        .orElse(Value.nullOf(SWITCH));
  }

  private static Optional<FailoverGroup.Switch> lastSwitch(Value value) {
    return value.isNull()
        ? Optional.empty()
        : Optional.of(
            new FailoverGroup.Switch(
                Side.parse(value.get("from").asString()),
                Side.parse(value.get("to").asString()),
                value.get("mode").asString(),
                Values.instant(value.get("started_at")).orElseThrow(),
                Values.instant(value.get("finished_at")),
                Values.duration(value.get("downtime")),
                Values.number(value.get("lost_writes"))));
  }

  private static Value toValue(FailoverGroup.Member member) {
    return Value.object(
        Map.of(
            "app_id", Value.string(member.appId()),
            "reachable", Value.bool(member.reachable()),
            "healthy", Value.bool(member.healthy()),
            "maintenance", Value.bool(member.maintenance()),
            "there", Value.bool(member.there()),
            "own_id", Values.text(member.ownId()),
            "name", Values.text(member.name()),
            "joined", Value.bool(member.joined())));
  }

  private static FailoverGroup.Member member(Value value) {
    return new FailoverGroup.Member(
        value.get("app_id").asString(),
        value.get("reachable").asBool(),
        value.get("healthy").asBool(),
        value.get("maintenance").asBool(),
        // Earlier versions wrote none of these.
        Optional.ofNullable(value.asMap().get("there")).map(Value::asBool).orElse(true),
        Optional.ofNullable(value.asMap().get("own_id")).flatMap(Value::optionalString),
        Optional.ofNullable(value.asMap().get("name")).flatMap(Value::optionalString),
        Optional.ofNullable(value.asMap().get("joined")).map(Value::asBool).orElse(true));
  }
}
