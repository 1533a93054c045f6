package dev.tfpaas.platform.local;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchActs;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import dev.tfpaas.world.Groups;
import dev.tfpaas.world.Renaming;
import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.PendingFact;
import dev.tfpaas.world.fact.Timings.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Moves traffic between the local platform's apps. A group's identifier is the name it was made
/// with, which is the first app's name when none was given.
final class LocalFailoverGroups implements FailoverGroups {
  private static final Duration TTL = Duration.ofSeconds(30);

  private final LocalWorld world;
  private final LocalSteps steps;

  LocalFailoverGroups(LocalWorld world, LocalSteps steps) {
    this.world = world;
    this.steps = steps;
  }

  @Override
  public Set<String> unsupportedAttributes() {
    return Set.of();
  }

  @Override
  public Optional<FailoverGroup> find(String id) {
    return world.read(
        "GET /failover-groups/" + id,
        view -> view.group(id).map(it -> world.names().known(view, group(view, it))));
  }

  /// Recognises members that were renamed since.
  @Override
  public Optional<FailoverGroup> find(String id, Optional<FailoverGroup> before) {
    return world.read(
        "GET /failover-groups/" + id,
        view -> {
          for (Side side : Side.values()) {
            before
                .flatMap(group -> group.member(side))
                .ifPresent(member ->
                    member
                        .ownId()
                        .flatMap(own -> Renaming.owned(view, own))
                        .ifPresent(app -> world.names().know(member.appId(), app)));
          }
          return view.group(id).map(it -> world.names().known(view, group(view, it)));
        });
  }

  @Override
  public List<Problem> remarks(FailoverGroup group) {
    return world.read(
        "GET /failover-groups/" + group.id(),
        view -> {
          List<Problem> remarks = new ArrayList<>();
          for (Side side : Side.values()) {
            group
                .member(side)
                .map(FailoverGroup.Member::appId)
                .filter(app -> !world.names().live(view, app).equals(app))
                .map(app -> renamed(side, app, world.names().live(view, app)))
                .ifPresent(remarks::add);
          }
          return List.copyOf(remarks);
        });
  }

  private static Problem renamed(Side side, String app, String live) {
    return new Problem(
        side.word() + "_app_id",
        "App %s was renamed to %s".formatted(app, live),
        "It is the same app, and was renamed outside of Terraform. Nothing is changed: it stays known here as %s, and every call goes to the app. To make names agree, rename it back."
            .formatted(app));
  }

  private static FailoverGroup group(View view, GroupFact it) {
    return new FailoverGroup(
        it.id(),
        Optional.of(it.name()),
        it.address(),
        TTL,
        member(view, it.primary()),
        it.secondary().map(app -> member(view, app)),
        LocalSteps.side(it.active()),
        it.busy(),
        it.dns().populated(),
        Set.copyOf(it.domains()),
        it.last().map(LocalFailoverGroups::lastSwitch));
  }

  private static FailoverGroup.Member member(View view, String app) {
    Optional<AppFact> found = view.app(app);
    return new FailoverGroup.Member(
        app,
        found.map(view::reachable).orElse(false),
        found.map(view::healthy).orElse(false),
        found.map(it -> staysInMaintenance(view, it)).orElse(false),
        found.isPresent(),
        found.map(AppFact::ownId));
  }

  /// What is being taken back counts as taken back already: a switch that finds it must not rely on
  /// it.
  private static boolean staysInMaintenance(View view, AppFact app) {
    return app.maintenance()
        && !LocalSteps.isBecoming(view, PendingFact.Effect.MAINTENANCE, app.name(), false);
  }

  private static FailoverGroup.Switch lastSwitch(GroupFact.Switch it) {
    return new FailoverGroup.Switch(
        LocalSteps.side(it.from()),
        LocalSteps.side(it.to()),
        it.mode().word(),
        it.startedAt(),
        it.finishedAt(),
        it.downtime(),
        it.lostWrites());
  }

  @Override
  public Optional<String> existing(GroupSpec known) {
    return world.read(
        "GET /failover-groups",
        view -> {
          GroupSpec spec = world.names().live(view, known);
          return view.group(idOf(known))
              .or(() -> view.groupNamed(idOf(known)))
              .or(() -> view.groupOf(spec.primaryAppId()))
              .filter(it -> pairs(it, spec))
              .map(GroupFact::id);
        });
  }

  /// One of that name that pairs other apps is another group.
  private static boolean pairs(GroupFact group, GroupSpec spec) {
    return group.primary().equals(spec.primaryAppId())
        && group.secondary().equals(spec.secondaryAppId());
  }

  private static String idOf(GroupSpec spec) {
    return spec.name().orElse(spec.primaryAppId());
  }

  @Override
  public List<Problem> check(Optional<FailoverGroup> current, GroupSpec spec) {
    return world.read(
        "GET /failover-groups",
        view ->
            LocalGroupChecks.check(
                view,
                current.map(group -> world.names().live(view, group)),
                world.names().live(view, spec)));
  }

  @Override
  public Runbook create(GroupSpec known, Side active) {
    String id = idOf(known);
    GroupSpec spec = live(known);
    Groups.Members members = members(id, spec);
    Call call =
        Call.of(
            "PUT",
            "/failover-groups/" + id,
            body(spec, Optional.empty(), "active: " + active.word()));
    Step form =
        Step.of(
            "form group",
            id,
            call,
            world.usual(Timing.DNS),
            world.effect(
                "GET /failover-groups/" + id,
                call,
                view ->
                    new Reading(
                        view.group(id)
                            .map(it -> it.dns().populated() && same(it, members))
                            .orElse(false),
                        LocalWorld.progress(view, id))),
            world.action(call, draft -> Groups.form(draft, id, members, LocalSteps.place(active))),
            LocalSteps.BUDGET);
    return Runbook.of("form failover group " + id, List.of(form));
  }

  private GroupSpec live(GroupSpec known) {
    return world.read("GET /apps", view -> world.names().live(view, known));
  }

  private FailoverGroup live(FailoverGroup known) {
    return world.read("GET /apps", view -> world.names().live(view, known));
  }

  private SwitchSpec live(SwitchSpec known) {
    return world.read("GET /apps", view -> world.names().live(view, known));
  }

  private static Groups.Members members(String name, GroupSpec spec) {
    return new Groups.Members(
        name,
        spec.primaryAppId(),
        spec.secondaryAppId(),
        List.copyOf(new TreeSet<>(spec.domains())));
  }

  private static boolean same(GroupFact group, Groups.Members members) {
    return group.primary().equals(members.primary())
        && group.secondary().equals(members.secondary());
  }

  private static String body(GroupSpec spec, Optional<String> name, String more) {
    List<String> parts = new ArrayList<>();
    name.ifPresent(it -> parts.add("name: " + it));
    parts.add("primary: " + spec.primaryAppId());
    spec.secondaryAppId().ifPresent(it -> parts.add("secondary: " + it));
    if (!more.isEmpty()) {
      parts.add(more);
    }
    parts.add("domains: [" + String.join(", ", new TreeSet<>(spec.domains())) + "]");
    return "{" + String.join(", ", parts) + "}";
  }

  @Override
  public Runbook update(FailoverGroup known, GroupSpec wanted) {
    FailoverGroup current = live(known);
    GroupSpec spec = live(wanted);
    String id = current.id();
    String name = spec.name().or(current::name).orElse(id);
    boolean same =
        current.name().equals(Optional.of(name))
            && current.primary().appId().equals(spec.primaryAppId())
            && current.secondary().map(FailoverGroup.Member::appId).equals(spec.secondaryAppId())
            && current.domains().equals(spec.domains());
    if (same) {
      return Runbook.of("change failover group " + id, List.of());
    }
    Groups.Members members = members(name, spec);
    Call call = Call.of("PATCH", "/failover-groups/" + id, body(spec, Optional.of(name), ""));
    Step change =
        Step.of(
            "change group",
            id,
            call,
            world.usual(Timing.CONFIGURE),
            world.effect(
                "GET /failover-groups/" + id,
                call,
                view ->
                    new Reading(
                        view.group(id)
                            .map(it ->
                                same(it, members)
                                    && it.name().equals(members.name())
                                    && it.domains().equals(members.domains()))
                            .orElse(false),
                        LocalWorld.progress(view, id))),
            world.action(call, draft -> Groups.change(draft, id, members)),
            LocalSteps.BUDGET);
    return Runbook.of("change failover group " + id, List.of(change));
  }

  @Override
  public Runbook switchOver(FailoverGroup current, SwitchSpec spec) {
    return FailoverGroups.super.switchOver(live(current), live(spec));
  }

  @Override
  public Runbook finish(FailoverGroup current, SwitchSpec made) {
    return FailoverGroups.super.finish(live(current), live(made));
  }

  @Override
  public SwitchActs switchActs(FailoverGroup current, SwitchSpec spec) {
    return new LocalSwitch(world, steps, new ReplicationSteps(world), current, spec);
  }

  @Override
  public Runbook delete(FailoverGroup current) {
    String id = current.id();
    Call call = Call.of("DELETE", "/failover-groups/" + id);
    Step dissolve =
        Step.of(
            "dissolve group",
            id,
            call,
            world.usual(Timing.CONFIGURE),
            world.effect(
                "GET /failover-groups/" + id,
                call,
                view -> new Reading(view.group(id).isEmpty(), "it is there")),
            world.action(call, draft -> Groups.dissolve(draft, id)),
            LocalSteps.BUDGET);
    return Runbook.of("dissolve failover group " + id, List.of(dissolve));
  }

  @Override
  public String trafficAfterDelete(FailoverGroup current) {
    String app =
        current.member(current.active()).map(FailoverGroup.Member::appId).orElse("the app");
    return "The address %s no longer answers; clients reach %s only by its own address, and both apps keep running as they are."
        .formatted(current.address(), app);
  }
}
