package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.DestroyPlanContext;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Side;
import dev.tfpaas.resources.life.Beside;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.Change;
import dev.tfpaas.resources.life.Kind;
import dev.tfpaas.resources.life.Note;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Remembered;
import dev.tfpaas.resources.life.Values;
import dev.tfpaas.resources.life.Watching;
import dev.tfpaas.resources.life.Wording;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `paas_failover_group`: two apps, one address, and which of them is active.
public final class GroupKind implements Kind<GroupView, GroupConfig> {
  @Override
  public String typeName() {
    return GroupSchema.TYPE_NAME;
  }

  @Override
  public Schema schema() {
    return GroupSchema.SCHEMA;
  }

  @Override
  public void validate(Value config, Diagnostics diagnostics) {
    Value primary = config.get("primary_app_id");
    Value secondary = config.get("secondary_app_id");
    if (primary.isKnown() && primary.equals(secondary)) {
      diagnostics.error(
          Path.root().attribute("secondary_app_id"),
          "The same app twice",
          "`primary_app_id` and `secondary_app_id` are both \"%s\". A failover group needs two different apps."
              .formatted(primary.asString()));
    }
    if (secondary.isNull() && config.get("active").equals(Value.string("secondary"))) {
      diagnostics.error(
          Path.root().attribute("active"),
          "There is no second app",
          "`active = \"secondary\"` needs `secondary_app_id`.");
    }
    diagnostics.addAll(GroupRefusals.emergency(config));
  }

  @Override
  public Capability<FailoverGroups> capability(Platform platform) {
    return platform.failoverGroups();
  }

  @Override
  public String identity(Value object) {
    return Values.known(object, "primary_app_id");
  }

  @Override
  public Optional<Incarnations.Kind> marked() {
    return Optional.of(Incarnations.Kind.FAILOVER_GROUP);
  }

  @Override
  public Note<GroupView> note() {
    return GroupView.NOTE;
  }

  @Override
  public List<String> changes(GroupView before, GroupView now) {
    return now.changesSince(before);
  }

  @Override
  public void plan(PlanContext<PaasClient> context, Remembered<GroupView> remembered) {
    new GroupPlan(context, remembered).plan();
  }

  @Override
  public void planDestroy(
      DestroyPlanContext<PaasClient> context, Remembered<GroupView> remembered) {
    GroupDestruction.plan(context, remembered);
  }

  @Override
  public GroupConfig wanted(
      Platform platform, Value object, Value config, Optional<GroupView> current) {
    return GroupConfig.from(object, current.map(GroupView::group));
  }

  @Override
  public Optional<GroupView> existing(Platform platform, GroupConfig wanted, Value planned) {
    return GroupConfig.groups(platform)
        .existing(wanted.spec())
        .flatMap(id -> find(platform, id, planned));
  }

  @Override
  public Optional<GroupView> find(Platform platform, String id, Value object) {
    return GroupConfig.groups(platform)
        .find(id)
        .map(group -> GroupView.named(platform, group, object))
        .map(group -> GroupView.look(platform, group, object));
  }

  @Override
  public Optional<GroupView> find(
      Platform platform, String id, Value object, Remembered<GroupView> remembered) {
    return GroupConfig.groups(platform)
        .find(id, remembered.seen().map(GroupView::group))
        .map(group -> GroupView.named(platform, group, object))
        .map(group -> GroupView.look(platform, group, object));
  }

  @Override
  public Beside beside(Platform platform, GroupView live, Value object) {
    return new Beside(
        Map.of(),
        GroupConfig.groups(platform).remarks(live.group()).stream()
            .map(one ->
                Diagnostic.warning(
                    Capabilities.place(one.attribute()), one.summary(), one.detail()))
            .toList());
  }

  @Override
  public List<Diagnostic> refusals(
      Platform platform, Optional<GroupView> existing, GroupConfig wanted) {
    Optional<FailoverGroup> group = existing.map(GroupView::group);
    List<Diagnostic> refusals =
        new ArrayList<>(
            Capabilities.errors(GroupConfig.groups(platform).check(group, wanted.spec())));
    group.ifPresent(it -> refusals.addAll(GroupCreation.adoption(it, wanted.active())));
    refusals.addAll(
        forming(platform, existing, wanted).problems().stream()
            .filter(Diagnostic::isError)
            .toList());
    return refusals;
  }

  /// A group that is taken over stays as it is. Who serves is asked again before the first call.
  private static Forming forming(
      Platform platform, Optional<GroupView> existing, GroupConfig wanted) {
    Value pair =
        Value.object(
            Map.of(
                "primary_app_id", Value.string(wanted.spec().primaryAppId()),
                "secondary_app_id", Values.text(wanted.spec().secondaryAppId())));
    return existing
        .map(view -> new Forming(Optional.of(view.group().active()), List.of()))
        .orElseGet(() -> Forming.of(platform, pair, wanted.active()));
  }

  @Override
  public List<Diagnostic> refusals(Change<GroupView, GroupConfig> change) {
    GroupChange steps = GroupChange.of(change);
    GroupConfig wanted = change.wanted();
    FailoverGroup before = change.current().group();
    List<Diagnostic> refusals = new ArrayList<>();
    if (!steps.switched().group().equals(before)) {
      refusals.addAll(
          Capabilities.errors(
              GroupConfig.groups(change.platform()).check(Optional.of(before), wanted.spec())));
    }
    steps.target().ifPresent(to -> refusals.addAll(SwitchRefusals.of(change, steps, to)));
    return refusals;
  }

  @Override
  public List<Diagnostic> refusals(
      Platform platform, GroupView live, Value state, Remembered<GroupView> remembered) {
    List<Diagnostic> refusals = new ArrayList<>(GroupRefusals.protection(state));
    refusals.addAll(GroupRefusals.switchedSince(live.group(), state));
    return refusals;
  }

  @Override
  public Runbook create(Platform platform, Optional<GroupView> existing, GroupConfig wanted) {
    Side active = forming(platform, existing, wanted).active().orElse(Side.PRIMARY);
    return GroupConfig.groups(platform).create(wanted.spec(), active);
  }

  /// The steps are those of the plan; the user's limit on the wait before a switch commits itself
  /// is put around them.
  @Override
  public Runbook update(Change<GroupView, GroupConfig> change) {
    GroupChange steps = GroupChange.of(change);
    return change
        .wanted()
        .guards()
        .drainTimeout()
        .filter(_ -> !steps.switched().replications().isEmpty())
        .map(limit -> Drain.limited(steps.runbook(), limit, change.clock()))
        .orElse(steps.runbook());
  }

  @Override
  public Watching<GroupView> watch(Change<GroupView, GroupConfig> change) {
    return SwitchWatch.of(change);
  }

  @Override
  public Runbook delete(Platform platform, GroupView live, Value state) {
    return GroupConfig.groups(platform).delete(live.group());
  }

  @Override
  public Map<String, Value> shown(GroupView view) {
    FailoverGroup live = view.group();
    Map<String, Value> shown = readings(live);
    shown.put("id", Value.string(live.id()));
    shown.put("name", Values.text(live.name()));
    shown.put("applied_active", Value.string(live.active().word()));
    return shown;
  }

  /// Keeps the `applied_active` of before, so that the next plan goes on with a switch that was not
  /// finished.
  @Override
  public Value observed(Value before, GroupView view) {
    FailoverGroup live = view.group();
    boolean imported = before.get("address").isNull();
    Map<String, Value> state = new HashMap<>(before.asMap());
    state.putAll(readings(live));
    state.put("last_switch", Downtime.shown(live, before.get("last_switch")));
    state.put("name", Values.text(live.name()));
    state.put("primary_app_id", Value.string(live.primary().appId()));
    state.put("secondary_app_id", Values.text(live.secondary().map(FailoverGroup.Member::appId)));
    boolean none = live.domains().isEmpty();
    // Domains that the configuration does not speak of are none of its business.
    if (imported ? !none : !before.get("domains").isNull()) {
      state.put("domains", Values.texts(live.domains()));
    }
    return Value.object(state);
  }

  private static Map<String, Value> readings(FailoverGroup live) {
    Side active = live.active();
    Map<String, Value> found = new HashMap<>();
    found.put("address", Value.string(live.address()));
    found.put("ttl_seconds", Value.number(live.ttl().toSeconds()));
    found.put("active", Value.string(active.word()));
    found.put("active_app_id", Values.text(live.member(active).map(FailoverGroup.Member::appId)));
    found.put(
        "standby_app_id",
        Values.text(live.member(active.other()).map(FailoverGroup.Member::appId)));
    found.put("dns_populated", Value.bool(live.dnsPopulated()));
    found.put("last_switch", Downtime.shown(live.lastSwitch()));
    return found;
  }

  /// To make it anew would take its address away from clients.
  @Override
  public HalfMade halfMade(GroupView live, Outcome.Unfinished early) {
    return HalfMade.COMPLETED_BY_THE_NEXT_APPLY;
  }

  @Override
  public Optional<Value> imported(Platform platform, String id) {
    return GroupConfig.groups(platform).find(id).map(group -> GroupImport.state(platform, group));
  }

  @Override
  public String noun() {
    return "failover group";
  }

  @Override
  public Map<String, Value> applied(Value config) {
    return Map.of("active", config.get("active"));
  }

  @Override
  public String standing(GroupView live) {
    return Standing.of(live);
  }

  @Override
  public String cannotCreate(GroupConfig wanted) {
    return "Cannot create the failover group";
  }

  @Override
  public String nothingMade(GroupConfig wanted) {
    return "Each app answers at its own address only.";
  }

  @Override
  public String notComplete(GroupView live, GroupConfig wanted) {
    return "The failover group is not complete yet";
  }

  @Override
  public String notAsPlanned(Change<GroupView, GroupConfig> change) {
    return GroupChange.of(change)
        .target()
        .map(to -> "The switch to %s is not finished".formatted(to.word()))
        .orElse("The failover group is not as planned yet");
  }

  @Override
  public String next(GroupView live, GroupConfig wanted, Outcome.Unfinished early) {
    Side active = live.group().active();
    boolean wentBack =
        early.wentBack() && wanted.active().filter(side -> side != active).isPresent();
    String on = Wording.goOn(early, "`terraform apply`");
    return wentBack
        ? "%s To stay where it is, set `active = \"%s\"`.".formatted(on, active.word())
        : on;
  }

  @Override
  public String cannotDelete(String id) {
    return "Cannot dissolve failover group " + id;
  }

  @Override
  public String howToImport(Platform platform) {
    return "Give the identifier of the group as the platform shows it.";
  }
}
