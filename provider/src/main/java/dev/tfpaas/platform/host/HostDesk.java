package dev.tfpaas.platform.host;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.LeftBehind;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Region;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.host.ground.Cloud;
import dev.tfpaas.platform.host.ground.Ground;
import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.process.OwnFiles;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.Sleeper;
import dev.tfpaas.runbook.StopSignal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// What a person sees of the platform, and can do to it behind Terraform's back.
///
/// @param directory where the platform is kept
/// @param clock gives the time
public record HostDesk(Path directory, Clock clock) {
  /// Returns what starts and stops everything.
  ///
  /// @throws HostFailure on a system that the platform cannot be on, as Windows
  public Machines machines() {
    if (!OwnFiles.canBeKept(directory)) {
      throw new HostFailure(
          "The platform host cannot be on this system: its servers and apps are processes of Linux"
              + " or macOS.");
    }
    return new Machines(new Ground(directory));
  }

  private HostPlatform platform() {
    return HostPlatform.open(directory, clock);
  }

  /// Looks at everything there is.
  ///
  /// @throws PlatformException when it cannot be read
  public HostView look() {
    HostPlatform platform = platform();
    Cloud cloud = machines().ground().read();
    Map<String, String> regions = new LinkedHashMap<>();
    platform.apps().regions().forEach(region -> regions.put(region.name(), state(cloud, region)));
    return new HostView(
        regions,
        platform.apps().list(),
        cloud.pairs().keySet().stream()
            .flatMap(id -> platform.replications().get().flatMap(it -> it.find(id)).stream())
            .toList(),
        cloud.groups().keySet().stream().map(id -> group(platform, id)).toList(),
        machines().running());
  }

  private static String state(Cloud cloud, Region region) {
    if (region.available()) {
      return "up";
    }
    return Optional.ofNullable(cloud.regions().get(region.name()))
        .map(it -> it.cut() ? "cut off" : it.power() ? "not answering" : "failed")
        .orElse("not answering");
  }

  private static HostView.Group group(HostPlatform platform, String id) {
    try {
      return new HostView.Group(
          id, platform.failoverGroups().get().flatMap(it -> it.find(id)), Optional.empty());
    } catch (PlatformException unreadable) {
      return new HostView.Group(
          id, Optional.empty(), Optional.of(String.valueOf(unreadable.getMessage())));
    }
  }

  /// A call that changed something.
  ///
  /// @param at when it was made, as it was noted
  public record Made(String at, String call) {}

  /// Returns every call that changed something, the oldest first.
  public List<Made> log() {
    Path file = directory.resolve("calls.log");
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().map(HostDesk::made).toList()
          : List.of();
    } catch (IOException failure) {
      throw HostFailure.of("%s cannot be read".formatted(file), failure);
    }
  }

  private static Made made(String line) {
    int gap = Math.max(line.indexOf("  "), 0);
    return new Made(line.substring(0, gap), line.substring(gap).strip());
  }

  /// Returns the address of a group.
  public URI address(String group) {
    return Optional.ofNullable(machines().ground().read().groups().get(group))
        .map(it -> URI.create("http://127.0.0.1:" + it.port()))
        .orElseThrow(() -> noGroup(group));
  }

  private HostFailure noGroup(String group) {
    return new HostFailure(
        "There is no failover group %s; there are %s."
            .formatted(group, machines().ground().read().groups().keySet()));
  }

  /// Makes the planned switch of a group with the replications between its apps, by the steps that
  /// a plan shows.
  ///
  /// @param to the side; empty for the other one
  /// @param lines takes a line a step
  /// @return whether it was made
  public boolean switchOver(String group, Optional<Side> to, Consumer<String> lines) {
    HostPlatform platform = platform();
    FailoverGroups groups = platform.failoverGroups().get().orElseThrow();
    FailoverGroup now = groups.find(group).orElseThrow(() -> noGroup(group));
    Side side = to.orElse(now.active().other());
    if (now.active() == side) {
      lines.accept("%s leads to its %s already".formatted(group, side.word()));
      return true;
    }
    List<Replication> between =
        machines().ground().read().pairs().values().stream()
            .filter(it ->
                now.secondary().filter(member -> it.has(member.appId())).isPresent()
                    && it.has(now.primary().appId()))
            .flatMap(it -> platform.replications().get().flatMap(all -> all.find(it.id())).stream())
            .toList();
    for (Replication one : between) {
      boolean flows =
          one.status() == Replication.Status.REPLICATING
              && one.replicaAppId().equals(now.requireMember(side).appId());
      if (!flows) {
        throw new HostFailure(
            "Replication %s is %s and does not lead to %s, which would lack what was written. Reverse it first: swap its two ids and apply."
                .formatted(one.id(), one.status().word(), now.requireMember(side).appId()));
      }
    }
    Set<String> handed = between.stream().map(Replication::engine).collect(Collectors.toSet());
    LeftBehind.look(platform, now, side).stream()
        .filter(it -> !handed.contains(it.called()))
        .findFirst()
        .ifPresent(it -> {
          throw new HostFailure(
              "No replication hands over the %s of %s, which would be left behind. %s Replicate it to %s first, or let Terraform switch with `accept_data_loss = true`."
                  .formatted(it.called(), it.here().app(), it.positions(), it.there().app()));
        });
    Outcome outcome =
        new Runner(clock, Sleeper.THREAD, lines)
            .run(
                groups.switchOver(
                    now, new SwitchSpec(side, SwitchSpec.Mode.PLANNED, true, between)),
                StopSignal.NEVER);
    return outcome instanceof Outcome.Completed;
  }
}
