package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Replication between the databases of two stacks: switched on in the dashboard, switched off,
/// promoted and filled anew by calls. An identifier is the two uids in alphabetical order and the
/// engine, the same in both directions.
///
/// The API has no object for it and tells no lag. What follows whom is inferred, see [Evidence];
/// what followed whom is read from the actions that ended it. A backup task can neither be read nor
/// changed nor removed, so that one is only made where no fresh backup exists.
final class Cloud66Replications implements Replications {
  private final Account account;
  private final DatabaseSteps steps;
  private final BackupSteps backups;

  Cloud66Replications(Account account, DatabaseSteps steps, BackupSteps backups) {
    this.account = account;
    this.steps = steps;
    this.backups = backups;
  }

  @Override
  public Set<String> unsupportedAttributes() {
    return Set.of("database");
  }

  @Override
  public Optional<String> whyNot(String attribute) {
    return Optional.of(attribute)
        .filter("database"::equals)
        .map(_ ->
            "Its API knows the databases of an application by their engine alone, so that it cannot"
                + " tell several of one engine apart. Leave `database` out.");
  }

  @Override
  public String idOf(ReplicationSpec spec) {
    return idOf(List.of(spec.sourceAppId(), spec.replicaAppId(), spec.engine()));
  }

  @Override
  public Optional<Replication> find(String id) {
    List<String> parts = Arrays.asList(id.split(":", -1));
    if (parts.size() != 3) {
      return Optional.empty();
    }
    Optional<Seen> one = look(parts.get(0));
    Optional<Seen> other = look(parts.get(1));
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    // Imported in the other order it is the same one, and is to be called the same.
    return replication(idOf(parts), one.get(), other.get(), parts.get(2));
  }

  private static String idOf(List<String> parts) {
    return Stream.of(parts.get(0), parts.get(1)).sorted().collect(Collectors.joining(":"))
        + ":"
        + parts.get(2);
  }

  /// One of the two stacks with what it shows.
  private record Seen(Stack stack, List<Server> servers, Map<String, Variable> variables) {
    String uid() {
      return stack.uid();
    }
  }

  private Optional<Seen> look(String uid) {
    return account
        .stack(uid)
        .map(stack -> new Seen(stack, account.servers(uid), account.variables(uid)));
  }

  private Optional<Replication> replication(String id, Seen one, Seen other, String engine) {
    List<Map<String, Variable>> variables = List.of(one.variables(), other.variables());
    if (Evidence.follows(other.servers(), engine, variables)) {
      return Optional.of(following(id, one, other, engine));
    }
    if (Evidence.follows(one.servers(), engine, variables)) {
      return Optional.of(following(id, other, one, engine));
    }
    return ended(one, other, engine)
        .map(end ->
            end.replica().equals(other.uid())
                ? apart(id, one, other, engine, end)
                : apart(id, other, one, engine, end));
  }

  private Replication following(String id, Seen source, Seen replica, String engine) {
    boolean answers =
        source.stack().reachable()
            && replica.stack().reachable()
            && Stream.concat(source.servers().stream(), replica.servers().stream())
                .filter(server -> server.has(engine))
                .allMatch(Server::reachable);
    return new Replication(
        id,
        source.uid(),
        replica.uid(),
        engine,
        answers ? Replication.Status.REPLICATING : Replication.Status.BROKEN,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        account.newestBackup(source.uid(), engine),
        takesWrites(source.stack()),
        false);
  }

  /// A stack in maintenance serves a static page and writes nothing.
  private static boolean takesWrites(Stack stack) {
    return stack.reachable() && !stack.maintenance();
  }

  /// The action that ended a replication.
  ///
  /// @param replica the stack that followed until then
  /// @param promoted whether it was promoted, or else switched off
  private record End(long action, String replica, boolean promoted) {}

  /// Our own actions are looked for by their reference, those of others among the newest; where
  /// neither is left to see, the mark of the replication says that there was one.
  private Optional<End> ended(Seen one, Seen other, String engine) {
    String there = new DatabaseSteps.Link(one.uid(), other.uid(), engine).reference();
    String back = new DatabaseSteps.Link(other.uid(), one.uid(), engine).reference();
    return Stream.of(end(other.uid(), there), end(one.uid(), back))
        .flatMap(Optional::stream)
        .max(Comparator.comparingLong(End::action))
        .or(() -> marked(one, other, engine));
  }

  /// Actions that others started carry no reference and count for the stack they were made on.
  private Optional<End> end(String replica, String reference) {
    return account.actions().recentAnd(replica, reference).stream()
        // One that still runs has shown its effect already.
        .filter(it -> HandOvers.isEnd(it) && (it.worked() || it.finishedAt().isEmpty()))
        .filter(it -> it.reference().isEmpty() || it.reference().equals(reference))
        .max(Comparator.comparingLong(StackAction::id))
        .map(it -> new End(it.id(), replica, it.name().equals(DatabaseSteps.PROMOTE)));
  }

  private static Optional<End> marked(Seen one, Seen other, String engine) {
    if (one.variables().containsKey(Marks.incarnation(engine, other.uid()))) {
      return Optional.of(new End(0, one.uid(), false));
    }
    return other.variables().containsKey(Marks.incarnation(engine, one.uid()))
        ? Optional.of(new End(0, other.uid(), false))
        : Optional.empty();
  }

  private Replication apart(String id, Seen source, Seen replica, String engine, End end) {
    return new Replication(
        id,
        source.uid(),
        replica.uid(),
        engine,
        end.promoted() ? Replication.Status.PROMOTED : Replication.Status.DETACHED,
        newer(source.stack(), replica.stack()),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        account.newestBackup(source.uid(), engine),
        takesWrites(source.stack()),
        replica.stack().reachable());
  }

  /// The side that gets the traffic holds the newer data, unless it has been closed since.
  private Optional<String> newer(Stack source, Stack replica) {
    List<Group> groups = account.groups();
    if (groups.stream().anyMatch(group -> group.leadsTo(replica.uid()))) {
      return Optional.of(replica.uid());
    }
    return groups.stream().anyMatch(group -> group.leadsTo(source.uid())) && takesWrites(source)
        ? Optional.of(source.uid())
        : Optional.empty();
  }

  @Override
  public List<Problem> check(Optional<Replication> current, ReplicationSpec spec) {
    List<Problem> problems = new ArrayList<>();
    if (!Cloud66Apps.ENGINES.contains(spec.engine())) {
      problems.add(
          new Problem(
              "engine",
              "Cloud 66 does not replicate " + spec.engine() + " between applications",
              "It replicates %s between applications%s."
                  .formatted(
                      String.join(", ", Cloud66Apps.ENGINES),
                      spec.engine().equals("mongodb")
                          ? "; MongoDB only inside one application"
                          : "")));
    }
    if (spec.sourceAppId().equals(spec.replicaAppId())) {
      problems.add(
          new Problem(
              "replica_app_id",
              "An app cannot be the replica of itself",
              "Both source_app_id and replica_app_id are %s.".formatted(spec.sourceAppId())));
    }
    spec.backup().flatMap(BackupSteps::problem).ifPresent(problems::add);
    if (problems.isEmpty()) {
      engine("source_app_id", spec.sourceAppId(), spec.engine()).ifPresent(problems::add);
      engine("replica_app_id", spec.replicaAppId(), spec.engine()).ifPresent(problems::add);
    }
    boolean changes =
        current
            .filter(it -> it.sourceAppId().equals(spec.sourceAppId()))
            .filter(it ->
                it.status() == Replication.Status.REPLICATING
                    || it.status() == Replication.Status.BROKEN)
            .isEmpty();
    if (problems.isEmpty() && changes) {
      overActive(spec).ifPresent(problems::add);
    }
    return List.copyOf(problems);
  }

  private Optional<Problem> engine(String attribute, String app, String engine) {
    if (account.stack(app).isEmpty()) {
      return Optional.of(account.noStack(attribute, app));
    }
    if (account.servers(app).stream().anyMatch(server -> server.has(engine))) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            attribute,
            "App %s has no %s".formatted(app, engine),
            "Cloud 66 has no API call to add a database to an application that exists. "
                + Dashboard.addDatabase(app, engine)
                + ", and plan again."));
  }

  private Optional<Problem> overActive(ReplicationSpec spec) {
    return account.groups().stream()
        .filter(group -> group.leadsTo(spec.replicaAppId()))
        .findFirst()
        .map(group ->
            new Problem(
                    "replica_app_id",
                    "App %s serves failover group %s".formatted(spec.replicaAppId(), group.uid()),
                    "Replication would overwrite the data that its users write. Replicate from it"
                        + " instead, or switch the group to its other side first.")
                .by(SafetyRule.SERVES));
  }

  /// To switch replication on is a click, which no switch can make.
  @Override
  public Optional<String> cannotFollow(Optional<ReplicationSpec> spec) {
    String clicks =
        spec.map(it -> it.between(it.replicaAppId(), it.sourceAppId()))
            .map(Dashboard::replicate)
            .orElse("Cloud 66 has no API call to switch replication on");
    return Optional.of(
        "A switch could not make the old side follow the new one. Leave `direction` out. After a switch, by hand: %s, with the two ids swapped."
            .formatted(clicks));
  }

  @Override
  public Runbook create(ReplicationSpec spec) {
    return Runbook.of(
        "replicate %s of %s to %s"
            .formatted(spec.engine(), spec.sourceAppId(), spec.replicaAppId()),
        begin(spec));
  }

  private List<Step> begin(ReplicationSpec spec) {
    List<Step> made = new ArrayList<>();
    spec.backup()
        .ifPresent(
            schedule -> made.add(backups.backUp(spec.sourceAppId(), spec.engine(), schedule)));
    made.add(steps.on(spec));
    return made;
  }

  @Override
  public Runbook update(Replication current, ReplicationSpec spec) {
    String title = "update replication " + current.id();
    if (!current.sourceAppId().equals(spec.sourceAppId())) {
      return Runbook.of(title, begin(spec));
    }
    List<Step> made = new ArrayList<>();
    spec.backup()
        .ifPresent(
            schedule -> made.add(backups.backUp(spec.sourceAppId(), spec.engine(), schedule)));
    if (current.status() == Replication.Status.BROKEN) {
      made.add(steps.resync(link(current)));
    }
    return Runbook.of(title, made);
  }

  @Override
  public boolean isBegunByHand() {
    return true;
  }

  @Override
  public String afterDetaching(Replication current) {
    return "the replica becomes a database of its own, which accepts writes beside its source";
  }

  @Override
  public Runbook delete(Replication current, OnDestroy onDestroy) {
    boolean follows =
        switch (current.status()) {
          case SEEDING, REPLICATING, BROKEN -> true;
          case DETACHED, PROMOTED -> false;
        };
    List<Step> made =
        follows && onDestroy == OnDestroy.DETACH ? List.of(steps.off(link(current))) : List.of();
    return Runbook.of("end replication " + current.id(), made);
  }

  private static DatabaseSteps.Link link(Replication current) {
    return new DatabaseSteps.Link(current.sourceAppId(), current.replicaAppId(), current.engine());
  }
}
