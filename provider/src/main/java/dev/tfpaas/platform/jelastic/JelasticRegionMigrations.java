package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.Migration;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.MigrationSpec.Mode;
import dev.tfpaas.platform.MigrationSpec.Phase;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.platform.http.HostNames;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Moves environments with the platform's own call, live inside a data centre, offline elsewhere.
///
/// It is one call without phases that cannot be cancelled, so that all attributes about phases are
/// refused. Data comes along. An identifier is `environment:region`.
final class JelasticRegionMigrations implements RegionMigrations {
  /// Jelastic publishes no durations; this is a figure to plan with, not a promise.
  private static final Duration DOWNTIME = Duration.ofMinutes(10);

  private final Account account;
  private final MigrationSteps steps;
  private final MarkSteps marks;
  private final HostNames names;

  JelasticRegionMigrations(
      Account account, MigrationSteps steps, MarkSteps marks, HostNames names) {
    this.account = account;
    this.steps = steps;
    this.marks = marks;
    this.names = names;
  }

  @Override
  public Set<String> unsupportedAttributes() {
    return Set.of("new_name", "phase", "data", "target_app_id", "failover_group_id");
  }

  @Override
  public Optional<Migration> find(String id) {
    int colon = id.lastIndexOf(':');
    return colon < 1
        ? Optional.empty()
        : account
            .find(id.substring(0, colon))
            .map(environment -> migration(environment, id.substring(colon + 1)));
  }

  /// An environment that is in the region needs no call, whoever brought it there.
  @Override
  public Optional<Migration> existing(MigrationSpec spec) {
    return account
        .find(spec.appId())
        .filter(it -> it.hostGroup().equals(spec.toRegion()) || isOnItsWay(it, spec.toRegion()))
        .map(environment -> migration(environment, spec.toRegion()));
  }

  private boolean isOnItsWay(Environment environment, String region) {
    return environment.state() == State.MIGRATING
        && account.running().stream()
            .filter(action -> action.number() == TrackedAction.MIGRATE)
            .anyMatch(action -> action.concerns(environment.name()) && action.concerns(region));
  }

  private Migration migration(Environment environment, String to) {
    State state = environment.state();
    boolean busy = state == State.MIGRATING;
    boolean there = environment.hostGroup().equals(to) && !busy;
    Optional<String> from = origin(environment, to);
    String status;
    if (there) {
      status = "finalized";
    } else {
      status = busy ? "running" : "in " + environment.hostGroup() + ", " + environment.doing();
    }
    return new Migration(
        environment.name() + ":" + to,
        environment.name(),
        there ? from.orElse("") : environment.hostGroup(),
        to,
        Optional.empty(),
        status,
        there ? Optional.of(Phase.FINALIZED) : Optional.empty(),
        busy,
        there,
        there ? Optional.of(environment.name()) : Optional.empty(),
        environment.url(),
        there ? Duration.ZERO : DOWNTIME,
        there ? dnsChanges(environment, from) : List.of(),
        Optional.empty(),
        there ? List.of(new Migration.Check("migration possibility", "ok", "")) : List.of());
  }

  /// Returns where an environment came from; empty when that was not noted.
  private Optional<String> origin(Environment environment, String to) {
    return account
        .mark(environment, Mark.MOVED)
        .filter(way -> way.endsWith(">" + to))
        .map(way -> way.substring(0, way.indexOf('>')));
  }

  /// The environment's own domain changes with the data centre, and every CNAME to it must follow.
  private List<Migration.DnsChange> dnsChanges(Environment environment, Optional<String> from) {
    if (from.isEmpty()) {
      return List.of();
    }
    List<HostGroup> groups = account.places(List.of(from.get(), environment.hostGroup()));
    Optional<String> before = from.flatMap(name -> domain(groups, name));
    boolean same = before.isEmpty() || before.equals(domain(groups, environment.hostGroup()));
    if (same) {
      return List.of();
    }
    List<Migration.DnsChange> changes = new ArrayList<>();
    for (String domain : new TreeSet<>(environment.domains())) {
      changes.add(
          new Migration.DnsChange(
              domain, "CNAME", environment.domain(), names.leadsTo(domain, environment.domain())));
    }
    return changes;
  }

  private static Optional<String> domain(List<HostGroup> groups, String name) {
    return groups.stream()
        .filter(group -> group.name().equals(name))
        .map(HostGroup::domain)
        .findFirst();
  }

  @Override
  public List<Problem> check(MigrationSpec spec, boolean allowLiveDatabases) {
    Optional<Problem> unusable = JelasticAppClones.unusable(account, "to_region", spec.toRegion());
    Optional<Environment> environment = account.find(spec.appId());
    if (unusable.isPresent() || environment.isEmpty()) {
      return unusable.or(() -> Optional.of(unknown(spec.appId()))).stream().toList();
    }
    return check(environment.get(), spec, allowLiveDatabases).stream().toList();
  }

  private static Problem unknown(String name) {
    return new Problem(
        "app_id",
        "There is no environment \"%s\"".formatted(name),
        "Check the spelling; environments are known by their names.");
  }

  private Optional<Problem> check(
      Environment environment, MigrationSpec spec, boolean allowLiveDatabases) {
    Optional<String> forbidden =
        Moving.forbidden(account, environment.hostGroup(), spec.toRegion());
    if (forbidden.isPresent()) {
      return Optional.of(
          new Problem(
              "to_region",
              "Environments cannot be migrated to " + spec.toRegion(),
              "It is not possible: %s. Clone the environment there by its own means, or ask the hoster."
                  .formatted(forbidden.get())));
    }
    if (!JelasticApps.isHealthy(environment.state())) {
      return Optional.of(
          new Problem(
              "app_id",
              "Environment %s is %s".formatted(spec.appId(), environment.doing()),
              "Jelastic migrates environments that run, or were stopped."));
    }
    if (spec.mode() == Mode.LIVE && !steps.isLive(environment, spec.toRegion())) {
      return Optional.of(
          new Problem(
              "mode",
              "%s cannot migrate live from %s to %s"
                  .formatted(spec.appId(), environment.hostGroup(), spec.toRegion()),
              "Live migration is only possible inside one data centre. Use mode = \"offline\" or"
                  + " \"auto\": the environment is stopped for the whole time."));
    }
    boolean risky = spec.mode() == Mode.LIVE && !environment.engines().isEmpty();
    return risky && !allowLiveDatabases
        ? Optional.of(
            new Problem(
                    "mode",
                    "Live migration of an active database is refused",
                    "Jelastic warns that data in flight may be lost or corrupted, and %s has %s. Use mode = \"offline\", or set `allow_live_databases = true`."
                        .formatted(spec.appId(), String.join(", ", environment.engines())))
                .by(SafetyRule.DATA))
        : Optional.empty();
  }

  @Override
  public Runbook advance(Optional<Migration> current, MigrationSpec spec, Phase to) {
    String region = spec.toRegion();
    if (current.filter(Migration::ended).isPresent()) {
      return Runbook.of("migrate %s to %s".formatted(spec.appId(), region), List.of());
    }
    Step note =
        marks.write(
            new MarkSteps.Note(
                spec.appId(),
                Mark.MOVED,
                "its region > " + region,
                environment -> environment.hostGroup() + ">" + region),
            (environment, way) ->
                environment.hostGroup().equals(region)
                    || way.equals(Optional.of(environment.hostGroup() + ">" + region)));
    return Runbook.of(
        "migrate %s to %s".formatted(spec.appId(), region),
        List.of(note, steps.migrate(spec.appId(), region, spec.mode())));
  }

  /// Nothing can be cancelled: a migration that is under way has to end first. An environment that
  /// is not on its way is where it was.
  @Override
  public Runbook abort(Migration current) {
    return Runbook.of(
        "abort migration " + current.id(),
        current.busy() ? List.of(steps.uncancellable(current.appId())) : List.of());
  }
}
