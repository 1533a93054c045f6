package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.Migration;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.MigrationSpec.Phase;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.platform.Side;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Moves an app by switching a failover group to a copy of it in the other region; Cloud 66 cannot
/// move a running stack.
///
/// The copy, the group and the replication are given. `checked` notes the migration on the target;
/// `prepared` attaches the target and proves that every database of the app is replicated to it;
/// `data_migrated` closes the app and turns replication off; `finalized` opens the target and
/// switches. Going back by itself ends where replication is turned off.
final class Cloud66RegionMigrations implements RegionMigrations {
  /// What the name of a check begins with that tells of a database.
  private static final String REPLICATION = "replication of ";

  private final Account account;
  private final Evidence evidence;
  private final MigrationSteps steps;

  Cloud66RegionMigrations(Account account, Evidence evidence, MigrationSteps steps) {
    this.account = account;
    this.evidence = evidence;
    this.steps = steps;
  }

  @Override
  public Set<String> unsupportedAttributes() {
    return Set.of("new_name");
  }

  @Override
  public Optional<Migration> find(String id) {
    Optional<List<String>> parts = MigrationMark.parts(id);
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    String target = parts.get().get(1);
    return account
        .stack(target)
        .flatMap(_ -> mark(target))
        .filter(mark -> mark.id().equals(id))
        .flatMap(this::migration);
  }

  private Optional<MigrationMark> mark(String target) {
    return Optional.ofNullable(account.variables(target).get(Marks.MIGRATION))
        .flatMap(variable -> MigrationMark.parse(target, variable.value().value()));
  }

  private Optional<Migration> migration(MigrationMark mark) {
    Optional<Stack> app = account.stack(mark.app());
    Optional<Stack> target = account.stack(mark.target());
    Optional<Group> group = account.group(mark.group());
    if (target.isEmpty() || group.isEmpty()) {
      return Optional.empty();
    }
    boolean moved = group.get().leadsTo(mark.target());
    boolean finalized = moved && !group.get().busy();
    Phase phase = finalized ? Phase.FINALIZED : phase(mark, app, group.get());
    Optional<Stack> serving = moved ? target : app;
    return Optional.of(
        new Migration(
            mark.id(),
            mark.app(),
            mark.from(),
            mark.to(),
            Optional.empty(),
            group.get().busy() ? "running" : phase.word(),
            Optional.of(phase),
            group.get().busy(),
            finalized,
            finalized ? Optional.of(mark.target()) : Optional.empty(),
            serving.flatMap(Stack::fqdn).map(name -> "http://" + name).orElse(""),
            finalized ? Duration.ZERO : Duration.ofMinutes(5),
            List.of(
                new Migration.DnsChange(
                    "the public names of the app", "CNAME", group.get().address(), finalized)),
            Optional.empty(),
            app.map(it -> checks(mark, it, target.get())).orElse(List.of())));
  }

  private Phase phase(MigrationMark mark, Optional<Stack> app, Group group) {
    if (!group.has(mark.target()) || app.isEmpty()) {
      return Phase.CHECKED;
    }
    List<String> engines = engines(mark.app());
    boolean noneLeft = engines.stream().noneMatch(engine -> follows(mark, engine));
    boolean closed = app.get().maintenance() || (engines.isEmpty() && !app.get().containers());
    if (noneLeft && closed && !engines.isEmpty()) {
      return Phase.DATA_MIGRATED;
    }
    boolean prepared =
        engines.stream()
            .allMatch(
                engine -> follows(mark, engine) || (closed && steps.wasHandedOver(mark, engine)));
    return prepared ? Phase.PREPARED : Phase.CHECKED;
  }

  private boolean follows(MigrationMark mark, String engine) {
    return evidence.follows(mark.target(), engine, List.of(mark.app(), mark.target()));
  }

  private List<String> engines(String app) {
    List<Server> servers = account.servers(app);
    List<String> engines =
        Cloud66Apps.ENGINES.stream()
            .filter(engine -> servers.stream().anyMatch(server -> server.has(engine)))
            .toList();
    steps.saw(app, engines);
    return engines;
  }

  private List<Migration.Check> checks(MigrationMark mark, Stack app, Stack target) {
    List<Migration.Check> checks = new ArrayList<>();
    checks.add(
        new Migration.Check(
            "target",
            target.healthy() ? "ok" : "warning",
            "%s is %s".formatted(target.uid(), target.word())));
    checks.add(
        new Migration.Check(
            "maintenance",
            app.containers() ? "warning" : "ok",
            app.containers()
                ? "containers have no maintenance mode: stop writers yourself"
                : "the app can be closed"));
    for (String engine : engines(app.uid())) {
      boolean follows = follows(mark, engine);
      checks.add(
          new Migration.Check(
              REPLICATION + engine,
              follows ? "ok" : "warning",
              follows ? "the target follows" : "the target does not follow"));
    }
    return checks;
  }

  @Override
  public Optional<Migration> existing(MigrationSpec spec) {
    if (account.stack(spec.appId()).isPresent()) {
      engines(spec.appId());
    }
    return spec.targetAppId()
        .flatMap(target -> account.stack(target).flatMap(_ -> mark(target)))
        .filter(mark -> mark.app().equals(spec.appId()) && mark.to().equals(spec.toRegion()))
        .filter(mark -> spec.failoverGroupId().map(mark.group()::equals).orElse(true))
        .flatMap(this::migration);
  }

  @Override
  public List<Problem> check(MigrationSpec spec, boolean allowLiveDatabases) {
    return new MigrationChecks(account, spec).check();
  }

  @Override
  public Runbook advance(Optional<Migration> current, MigrationSpec spec, Phase to) {
    current.ifPresent(this::recall);
    List<Step> made = new ArrayList<>();
    Optional<Phase> reached = current.flatMap(Migration::phase);
    for (Phase phase : Phase.values()) {
      boolean done = reached.filter(it -> it.compareTo(phase) >= 0).isPresent();
      if (!done && phase.compareTo(to) <= 0) {
        made.addAll(steps(spec, phase));
      }
    }
    return Runbook.reversible(
        "migrate %s to %s".formatted(spec.appId(), spec.toRegion()), List.of(), made);
  }

  /// Learns the engines from what was read of a migration: Terraform plans again in a process that
  /// has not looked at the app itself, and must get the same steps.
  private void recall(Migration current) {
    if (!current.checks().isEmpty()) {
      steps.saw(
          current.appId(),
          current.checks().stream()
              .map(Migration.Check::name)
              .filter(name -> name.startsWith(REPLICATION))
              .map(name -> name.substring(REPLICATION.length()))
              .toList());
    }
  }

  private List<Step> steps(MigrationSpec spec, Phase phase) {
    return switch (phase) {
      case CHECKED -> List.of(steps.note(spec));
      case PREPARED -> steps.prepare(spec);
      case DATA_MIGRATED -> steps.handOver(spec);
      case FINALIZED -> steps.finish(spec);
    };
  }

  @Override
  public Runbook abort(Migration current) {
    Optional<List<String>> parts = MigrationMark.parts(current.id());
    if (current.ended() || parts.isEmpty()) {
      return Runbook.of("forget migration " + current.id(), List.of());
    }
    return Runbook.of(
        "abort migration " + current.id(),
        steps.abort(current.appId(), parts.get().get(1), parts.get().get(2)));
  }

  /// Returns the place of a stack in a group; empty when it is not in it.
  static Optional<Side> placeOf(Group group, String stack) {
    return List.of(Side.values()).stream()
        .filter(side -> group.stack(side).filter(stack::equals).isPresent())
        .findFirst();
  }
}
