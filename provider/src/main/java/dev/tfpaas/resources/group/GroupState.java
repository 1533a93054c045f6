package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Side;
import dev.tfpaas.resources.life.Facts;
import dev.tfpaas.resources.life.Procedure;
import dev.tfpaas.resources.life.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The state of a `paas_failover_group` and the facts kept beside it.
final class GroupState {
  private static final String VIEW = "view";
  private static final String UNREADABLE = "unreadable";
  private static final String UNFINISHED = "unfinished";

  private GroupState() {}

  /// Returns the state after an apply: as planned, and what was unknown as read.
  static Value applied(Value planned, FailoverGroup live, Procedure procedure) {
    Map<String, Value> found = live(live);
    found.put("id", Value.string(live.id()));
    found.put("name", Values.text(live.name()));
    found.put("applied_active", Value.string(live.active().word()));
    found.put(Procedure.ATTRIBUTE, procedure.toValue());
    return Values.filled(planned, found);
  }

  /// Returns the state after a look: what the platform shows, and the rest as it was.
  static Value observed(Value prior, FailoverGroup live) {
    boolean imported = prior.get("address").isNull();
    Map<String, Value> state = new HashMap<>(prior.asMap());
    state.putAll(live(live));
    state.put("name", Values.text(live.name()));
    state.put("primary_app_id", Value.string(live.primary().appId()));
    state.put("secondary_app_id", Values.text(live.secondary().map(FailoverGroup.Member::appId)));
    boolean none = live.domains().isEmpty();
    // Domains that the configuration does not speak of are none of its business.
    if (imported ? !none : !prior.get("domains").isNull()) {
      state.put("domains", Values.texts(live.domains()));
    }
    return Value.object(state);
  }

  private static Map<String, Value> live(FailoverGroup live) {
    Side active = live.active();
    Map<String, Value> found = new HashMap<>();
    found.put("address", Value.string(live.address()));
    found.put("ttl_seconds", Value.number(live.ttl().toSeconds()));
    found.put("active", Value.string(active.word()));
    found.put("active_app_id", appId(live, active));
    found.put("standby_app_id", appId(live, active.other()));
    found.put("dns_populated", Value.bool(live.dnsPopulated()));
    found.put("last_switch", GroupFacts.switchValue(live.lastSwitch()));
    return found;
  }

  private static Value appId(FailoverGroup group, Side side) {
    return group
        .member(side)
        .map(member -> Value.string(member.appId()))
        .orElse(Value.nullOf(Type.STRING));
  }

  /// Returns the facts after a look.
  static PrivateState facts(GroupView view) {
    return Facts.write(Value.object(Map.of(VIEW, view.toValue())));
  }

  /// Returns the facts after a look, with what they say of a creation that was stopped.
  static PrivateState refreshed(PrivateState before, GroupView view) {
    return isUnfinished(before) ? unfinished(facts(view)) : facts(view);
  }

  /// Returns the facts of a group whose creation was stopped.
  static PrivateState unfinished(PrivateState facts) {
    Map<String, Value> more = new HashMap<>();
    Facts.read(facts).ifPresent(all -> more.putAll(all.asMap()));
    more.put(UNFINISHED, Value.bool(true));
    return Facts.write(Value.object(more));
  }

  /// Says whether the creation of the group was stopped.
  static boolean isUnfinished(PrivateState facts) {
    return Facts.read(facts).flatMap(all -> Facts.part(all, UNFINISHED)).isPresent();
  }

  /// Returns the facts after a look that saw nothing: what was seen last stays.
  static PrivateState unreadable(PrivateState before, String reason) {
    Map<String, Value> facts = new HashMap<>();
    Facts.read(before)
        .flatMap(all -> Facts.part(all, VIEW))
        .ifPresent(view -> facts.put(VIEW, view));
    facts.put(UNREADABLE, Value.string(reason));
    PrivateState unreadable = Facts.write(Value.object(facts));
    return isUnfinished(before) ? unfinished(unreadable) : unreadable;
  }

  /// Returns the group as it was read last; empty when nothing is known of it.
  static Optional<GroupView> lastRead(PrivateState facts) {
    return Facts.read(facts).flatMap(all -> Facts.part(all, VIEW)).map(GroupView::from);
  }

  /// Says why the last look saw nothing; empty when it did.
  static Optional<String> unreadable(PrivateState facts) {
    return Facts.read(facts).flatMap(all -> Facts.part(all, UNREADABLE)).map(Value::asString);
  }

  /// Says what changed since the facts were kept.
  static List<String> changes(PrivateState facts, GroupView now) {
    return Facts.read(facts)
        .flatMap(all -> Facts.part(all, VIEW))
        .map(before -> Facts.changes(before, now.toValue()))
        .orElse(List.of());
  }
}
