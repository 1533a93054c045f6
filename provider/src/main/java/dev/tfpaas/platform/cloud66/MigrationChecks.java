package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out what stands against moving an app by a copy and a switch.
final class MigrationChecks {
  private final Account account;
  private final MigrationSpec spec;
  private final List<Problem> problems = new ArrayList<>();

  MigrationChecks(Account account, MigrationSpec spec) {
    this.account = account;
    this.spec = spec;
  }

  List<Problem> check() {
    Optional<Stack> app = account.stack(spec.appId());
    if (app.isEmpty()) {
      problems.add(account.noStack("app_id", spec.appId()));
      return List.copyOf(problems);
    }
    mode();
    if (spec.targetAppId().isEmpty()) {
      problem(
          "target_app_id",
          "Cloud 66 cannot move a running application",
          "It is moved by switching to a copy of it in %s. Make one with a paas_app_clone and give its app_id here."
              .formatted(spec.toRegion()));
    } else {
      target(app.get(), spec.targetAppId().get());
    }
    group(app.get());
    return List.copyOf(problems);
  }

  private void mode() {
    if (spec.mode() == MigrationSpec.Mode.LIVE) {
      problem(
          "mode",
          "Cloud 66 cannot migrate live",
          "The application is closed while its data is handed over. Use mode = \"offline\".");
    }
  }

  private void target(Stack app, String uid) {
    Optional<Stack> target = account.stack(uid);
    if (target.isEmpty()) {
      problems.add(account.noStack("target_app_id", uid));
      return;
    }
    String region = account.region(account.servers(uid));
    if (!region.equals(spec.toRegion())) {
      problem(
          "to_region",
          "App %s is not in %s".formatted(uid, spec.toRegion()),
          "Its servers are in %s.".formatted(region.isEmpty() ? "no region yet" : region));
    }
    List<Server> servers = account.servers(app.uid());
    if (account.region(servers).equals(spec.toRegion())) {
      problem(
          "to_region",
          "App %s is in %s already".formatted(app.uid(), spec.toRegion()),
          "Name another region.");
    }
    for (String engine : Cloud66Apps.ENGINES) {
      boolean needed = servers.stream().anyMatch(server -> server.has(engine));
      boolean there = account.servers(uid).stream().anyMatch(server -> server.has(engine));
      if (needed && !there) {
        problem(
            "target_app_id",
            "App %s has no %s".formatted(uid, engine),
            Dashboard.addDatabase(uid, engine) + ", and plan again.");
      }
      if (needed && app.containers() && !spec.manualData()) {
        problem(
            "app_id",
            "Containerised applications have no maintenance mode",
            "So nothing keeps %s from writing while its %s is handed over. Stop its writers yourself, move the data, and use data = \"manual\"."
                .formatted(app.uid(), engine));
      }
    }
  }

  private void group(Stack app) {
    if (spec.failoverGroupId().isEmpty()) {
      problem(
          "failover_group_id",
          "A failover group is needed to move traffic",
          "Make a paas_failover_group with %s in it and give its id here.".formatted(app.uid()));
      return;
    }
    Optional<Group> group = account.group(spec.failoverGroupId().get());
    if (group.isEmpty()) {
      problem(
          "failover_group_id",
          "There is no failover group \"" + spec.failoverGroupId().get() + "\"",
          "Cloud 66 shows no such group to this token.");
      return;
    }
    if (!group.get().leadsTo(app.uid())) {
      problem(
          "failover_group_id",
          "Failover group %s does not lead to %s".formatted(group.get().uid(), app.uid()),
          "It must lead to the app that is moved before the move begins.");
    }
    boolean taken =
        group.get().primary().isPresent()
            && group.get().secondary().isPresent()
            && spec.targetAppId().filter(it -> !group.get().has(it)).isPresent();
    if (taken) {
      problem(
          "failover_group_id",
          "Failover group %s has two other apps".formatted(group.get().uid()),
          "A group holds two. Take the other one out first.");
    }
  }

  private void problem(String attribute, String summary, String detail) {
    problems.add(new Problem(attribute, summary, detail));
  }
}
