package dev.tfpaas.platform.host;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchActs;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.host.HostReading.Look;
import dev.tfpaas.platform.host.ground.Cloud;
import dev.tfpaas.platform.host.ground.Ground;
import dev.tfpaas.platform.host.ground.Records.AppRecord;
import dev.tfpaas.platform.host.ground.Records.GroupRecord;
import dev.tfpaas.platform.host.ground.Records.SwitchRecord;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Runbook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Moves traffic between two apps behind an address of the network. A group's identifier is the
/// name that it was made with.
///
/// @param reading asks
/// @param steps makes the steps that others share
record HostFailoverGroups(HostReading reading, HostSteps steps) implements FailoverGroups {
  /// There is no name to be looked up: a client that connects again is led to the other side.
  private static final Duration TTL = Duration.ZERO;

  @Override
  public Set<String> unsupportedAttributes() {
    return Set.of("domains");
  }

  @Override
  public Optional<FailoverGroup> find(String id) {
    String call = "GET /failover-groups/" + id;
    Look look = reading.look(call);
    return Optional.ofNullable(look.cloud().groups().get(id))
        .map(
            it -> group(look, it, look.requireNetwork(call).leads().getOrDefault(id, it.active())));
  }

  private FailoverGroup group(Look look, GroupRecord it, String leads) {
    return new FailoverGroup(
        it.id(),
        Optional.of(it.name()),
        "http://127.0.0.1:" + it.port(),
        TTL,
        member(look, it.primary()),
        it.secondary().map(app -> member(look, app)),
        leads.equals(it.primary()) ? Side.PRIMARY : Side.SECONDARY,
        false,
        true,
        Set.of(),
        it.last().map(HostFailoverGroups::last));
  }

  private static FailoverGroup.Switch last(SwitchRecord it) {
    return new FailoverGroup.Switch(
        it.toSecondary() ? Side.PRIMARY : Side.SECONDARY,
        it.toSecondary() ? Side.SECONDARY : Side.PRIMARY,
        it.mode(),
        it.startedAt(),
        Optional.of(it.finishedAt()),
        it.downtime(),
        it.whole() ? OptionalLong.of(0) : OptionalLong.empty());
  }

  private FailoverGroup.Member member(Look look, String name) {
    Optional<AppRecord> app = look.cloud().app(name);
    return app.map(it ->
            new FailoverGroup.Member(
                name,
                look.reaches(it),
                reading.isHealthy(look, it),
                reading.isClosed(look, it),
                true,
                Optional.of(it.ownId())))
        .orElseGet(() -> FailoverGroup.Member.gone(name));
  }

  @Override
  public Optional<String> existing(GroupSpec spec) {
    Cloud cloud = reading.look("GET /failover-groups").cloud();
    return Optional.ofNullable(cloud.groups().get(idOf(spec)))
        .or(() -> cloud.groupOf(spec.primaryAppId()))
        .filter(it -> pairs(it, spec))
        .map(GroupRecord::id);
  }

  private static boolean pairs(GroupRecord group, GroupSpec spec) {
    return group.primary().equals(spec.primaryAppId())
        && group.secondary().equals(spec.secondaryAppId());
  }

  private static String idOf(GroupSpec spec) {
    return spec.name().orElse(spec.primaryAppId());
  }

  @Override
  public List<Problem> check(Optional<FailoverGroup> current, GroupSpec spec) {
    Cloud cloud = reading.look("GET /failover-groups").cloud();
    List<Problem> problems = new ArrayList<>();
    String mine = current.map(FailoverGroup::id).orElse(idOf(spec));
    for (Side side : Side.values()) {
      spec.appId(side).ifPresent(app -> problems.addAll(member(cloud, mine, side, app)));
    }
    if (spec.secondaryAppId().equals(Optional.of(spec.primaryAppId()))) {
      problems.add(
          new Problem(
              "secondary_app_id",
              "A failover group needs two different apps",
              "Both primary_app_id and secondary_app_id are %s.".formatted(spec.primaryAppId())));
    }
    Optional.ofNullable(cloud.groups().get(idOf(spec)))
        .filter(it -> !it.id().equals(current.map(FailoverGroup::id).orElse("")))
        .filter(it -> !pairs(it, spec))
        .ifPresent(it ->
            problems.add(
                new Problem(
                    "name",
                    "A failover group named \"" + idOf(spec) + "\" exists with other apps",
                    "It pairs %s and %s. Choose another name."
                        .formatted(it.primary(), it.secondary().orElse("nothing")))));
    current
        .flatMap(it -> it.member(it.active()))
        .map(FailoverGroup.Member::appId)
        .filter(active -> !active.equals(spec.primaryAppId()))
        .filter(active -> !spec.secondaryAppId().equals(Optional.of(active)))
        .ifPresent(active ->
            problems.add(
                new Problem(
                        current.get().active().word() + "_app_id",
                        "App \"" + active + "\" is active and cannot leave its failover group",
                        "Switch to the other app first, then change this attribute.")
                    .by(SafetyRule.SERVES)));
    return List.copyOf(problems);
  }

  private static List<Problem> member(Cloud cloud, String mine, Side side, String app) {
    String attribute = side.word() + "_app_id";
    if (cloud.app(app).isEmpty()) {
      return List.of(HostCloneChecks.unknownApp(cloud, attribute, app));
    }
    return cloud
        .groupOf(app)
        .filter(other -> !other.id().equals(mine))
        .map(other ->
            new Problem(
                    attribute,
                    "App \"" + app + "\" belongs to failover group " + other.id(),
                    "An app can be in one failover group only. Dissolve the other group, or import it with the id %s."
                        .formatted(other.id()))
                .by(SafetyRule.MEMBER))
        .stream()
        .toList();
  }

  @Override
  public Runbook create(GroupSpec spec, Side active) {
    String id = idOf(spec);
    Call call = Call.of("PUT", "/failover-groups/" + id, body(spec, "active: " + active.word()));
    return Runbook.of(
        "form failover group " + id,
        List.of(
            steps.step(
                "form group",
                id,
                call,
                () -> {
                  Look look = reading.look("GET /failover-groups/" + id);
                  boolean isThere =
                      Optional.ofNullable(look.cloud().groups().get(id))
                          .filter(it -> pairs(it, spec))
                          .isPresent();
                  return new Reading(
                      isThere && look.requireNetwork(call.toString()).leads().containsKey(id),
                      "it is not there");
                },
                () ->
                    reading
                        .machines()
                        .change(cloud ->
                            cloud
                                .groups()
                                .put(
                                    id,
                                    new GroupRecord(
                                        id,
                                        id,
                                        spec.primaryAppId(),
                                        spec.secondaryAppId(),
                                        active == Side.SECONDARY,
                                        Ground.freePorts(cloud, 1).getFirst(),
                                        Optional.empty()))))));
  }

  private static String body(GroupSpec spec, String more) {
    List<String> parts = new ArrayList<>();
    parts.add("primary: " + spec.primaryAppId());
    spec.secondaryAppId().ifPresent(it -> parts.add("secondary: " + it));
    parts.add(more);
    return "{" + String.join(", ", parts) + "}";
  }

  @Override
  public Runbook update(FailoverGroup current, GroupSpec spec) {
    String id = current.id();
    String name = spec.name().or(current::name).orElse(id);
    boolean same =
        current.name().equals(Optional.of(name))
            && current.primary().appId().equals(spec.primaryAppId())
            && current.secondary().map(FailoverGroup.Member::appId).equals(spec.secondaryAppId());
    if (same) {
      return Runbook.of("change failover group " + id, List.of());
    }
    Call call = Call.of("PATCH", "/failover-groups/" + id, body(spec, "name: " + name));
    return Runbook.of(
        "change failover group " + id,
        List.of(
            steps.step(
                "change group",
                id,
                call,
                () ->
                    new Reading(
                        Optional.ofNullable(
                                reading.look("GET /failover-groups/" + id).cloud().groups().get(id))
                            .filter(it -> pairs(it, spec) && it.name().equals(name))
                            .isPresent(),
                        "it is as it was"),
                () ->
                    reading
                        .machines()
                        .change(cloud ->
                            cloud
                                .groups()
                                .computeIfPresent(id, (_, it) -> changed(it, spec, name))))));
  }

  /// The app that the address leads to stays, in whichever place it is from now on.
  private static GroupRecord changed(GroupRecord it, GroupSpec spec, String name) {
    return new GroupRecord(
        it.id(),
        name,
        spec.primaryAppId(),
        spec.secondaryAppId(),
        spec.secondaryAppId().equals(Optional.of(it.active())),
        it.port(),
        it.last());
  }

  @Override
  public SwitchActs switchActs(FailoverGroup current, SwitchSpec spec) {
    return new HostSwitch(steps, current, spec);
  }

  @Override
  public Runbook delete(FailoverGroup current) {
    String id = current.id();
    Call call = Call.of("DELETE", "/failover-groups/" + id);
    return Runbook.of(
        "dissolve failover group " + id,
        List.of(
            steps.step(
                "dissolve group",
                id,
                call,
                () ->
                    new Reading(
                        !reading.look(call.toString()).cloud().groups().containsKey(id),
                        "it is there"),
                () ->
                    reading
                        .machines()
                        .change(cloud -> {
                          cloud.groups().remove(id);
                          cloud
                              .marks()
                              .remove(HostIncarnations.key(Incarnations.Kind.FAILOVER_GROUP, id));
                        }))));
  }

  @Override
  public String trafficAfterDelete(FailoverGroup current) {
    String app =
        current.member(current.active()).map(FailoverGroup.Member::appId).orElse("the app");
    return "The address %s no longer answers; clients reach %s only by its own address, and both apps keep running as they are."
        .formatted(current.address(), app);
  }
}
