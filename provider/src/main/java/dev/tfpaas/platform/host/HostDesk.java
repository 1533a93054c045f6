package dev.tfpaas.platform.host;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Database;
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
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.Sleeper;
import dev.tfpaas.runbook.StopSignal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  public Machines machines() {
    return new Machines(new Ground(directory));
  }

  private HostPlatform platform() {
    return HostPlatform.open(directory, clock);
  }

  /// Says what there is and what it does, one line a thing.
  ///
  /// @throws PlatformException when it cannot be read
  public List<String> show() {
    HostPlatform platform = platform();
    Cloud cloud = machines().ground().read();
    List<String> lines = new ArrayList<>();
    for (Region region : platform.apps().regions()) {
      lines.add("region %s: %s".formatted(region.name(), state(cloud, region)));
    }
    platform.apps().list().forEach(app -> lines.add(line(app)));
    for (String id : cloud.pairs().keySet()) {
      platform.replications().get().flatMap(it -> it.find(id)).ifPresent(it -> lines.add(line(it)));
    }
    for (String id : cloud.groups().keySet()) {
      lines.add(group(platform, id));
    }
    lines.add(
        machines().running().entrySet().stream()
            .map(it -> it.getKey() + " " + it.getValue())
            .collect(Collectors.joining(", ", "processes: ", "")));
    return lines;
  }

  private static String state(Cloud cloud, Region region) {
    if (region.available()) {
      return "up";
    }
    return Optional.ofNullable(cloud.regions().get(region.name()))
        .map(it -> it.cut() ? "cut off" : it.power() ? "not answering" : "failed")
        .orElse("not answering");
  }

  private static String line(App app) {
    String databases =
        app.databases().stream().map(HostDesk::text).collect(Collectors.joining(", "));
    return "app %s in %s: %s, %s%s"
        .formatted(
            app.name(),
            app.region(),
            app.status(),
            app.url(),
            databases.isEmpty() ? "" : "; " + databases);
  }

  private static String text(Database database) {
    return "%s %s, %s%s"
        .formatted(
            database.engine(),
            database.role().name().toLowerCase(Locale.ROOT),
            database.writable() ? "writable" : "not writable",
            database.position().isPresent()
                ? ", %d rows of requests".formatted(database.position().getAsLong())
                : "");
  }

  private static String line(Replication it) {
    return "replication %s: %s to %s, %s%s"
        .formatted(
            it.id(),
            it.sourceAppId(),
            it.replicaAppId(),
            it.status().word(),
            it.lag().map(lag -> ", %d ms behind".formatted(lag.toMillis())).orElse(""));
  }

  private static String group(HostPlatform platform, String id) {
    try {
      FailoverGroup group =
          platform.failoverGroups().get().flatMap(it -> it.find(id)).orElseThrow();
      return "group %s: %s leads to %s, the %s"
          .formatted(
              id,
              group.address(),
              group.member(group.active()).map(FailoverGroup.Member::appId).orElse("nothing"),
              group.active().word());
    } catch (PlatformException unreadable) {
      return "group %s: %s".formatted(id, unreadable.getMessage());
    }
  }

  /// Returns every call that changed something, the oldest first.
  public List<String> log() {
    Path file = directory.resolve("calls.log");
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException failure) {
      throw new HostFailure("%s cannot be read: %s".formatted(file, failure), failure);
    }
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
        .filter(it -> !handed.contains(it.engine()))
        .findFirst()
        .ifPresent(it -> {
          throw new HostFailure(
              "No replication hands over the %s of %s, which would be left behind. %s Replicate it to %s first, or let Terraform switch with `accept_data_loss = true`."
                  .formatted(it.engine(), it.here().app(), it.positions(), it.there().app()));
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
