package dev.tfpaas.resources.replication;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.PaasClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which of several databases of an engine a `paas_db_replication` is of.
///
/// A name that is left out means the only one. An existing replication stays with the database that
/// it has, also when another one of the engine appears later, or when it is renamed.
final class DatabaseChoice {
  private DatabaseChoice() {}

  /// Returns what forbids a creation: that it leaves open which database is meant, or names one
  /// that is not there. None where the source cannot be read.
  ///
  /// @param existing what has the identifier already; empty when there is none
  static List<Problem> problems(
      Platform platform, Optional<Replication> existing, ReplicationSpec spec) {
    if (existing.isPresent()) {
      return existing
          .filter(it -> spec.database().filter(name -> !name.equals(it.choice())).isPresent())
          .map(it -> List.of(ofAnother(it)))
          .orElse(List.of());
    }
    return app(platform, spec.sourceAppId())
        .filter(_ -> canBeNamed(platform) || spec.database().isPresent())
        .flatMap(source -> problem(source, spec.engine(), spec.database()))
        .map(List::of)
        .orElse(List.of());
  }

  /// Returns what forbids a creation of what is replicated already under another name.
  static Optional<Problem> again(
      Replications replications, Replication existing, ReplicationSpec spec) {
    return Optional.of(replications.idOf(spec))
        .filter(id -> !id.equals(replications.newId(spec)))
        .map(id ->
            new Problem(
                "engine",
                "The %s of %s follows already"
                    .formatted(existing.called(), existing.replicaAppId()),
                "It already takes part in another replication between the two apps: %s. Leave this one out where the configuration has both; to take that one over, import it."
                    .formatted(id)));
  }

  private static boolean canBeNamed(Platform platform) {
    return platform
        .replications()
        .get()
        .filter(it -> it.unsupportedAttributes().contains(ReplicationConfig.DATABASE))
        .isEmpty();
  }

  /// Refuses a creation of what another creation of this plan is of, by its name there and without
  /// it here, or the other way round.
  static void twice(PlanContext<PaasClient> context, Platform platform, ReplicationSpec spec) {
    String choice = spec.database().or(() -> only(platform, spec)).orElse("");
    if (choice.isEmpty()) {
      return;
    }
    String pair =
        Stream.of(spec.sourceAppId(), spec.replicaAppId())
            .sorted()
            .collect(Collectors.joining(":", "", ":" + spec.engine() + ":" + choice));
    String id = ReplicationConfig.replications(platform).newId(spec);
    context
        .client()
        .plannedDatabases()
        .creates(pair, id)
        .map(other ->
            new Problem(
                ReplicationConfig.DATABASE,
                "This plan replicates database %s of %s twice".formatted(choice, spec.engine()),
                "Another resource of it is %s, this one %s, and both are the same database of %s and %s. Leave one of the two out, or name another database."
                    .formatted(other, id, spec.sourceAppId(), spec.replicaAppId())))
        .ifPresent(it -> context.diagnostics().addAll(Capabilities.errors(List.of(it))));
  }

  private static Optional<String> only(Platform platform, ReplicationSpec spec) {
    List<String> choices =
        app(platform, spec.sourceAppId()).stream()
            .flatMap(it -> it.databasesOf(spec.engine()).stream())
            .map(Database::choice)
            .toList();
    return choices.stream().filter(_ -> choices.size() == 1).findFirst();
  }

  private static Problem ofAnother(Replication existing) {
    return new Problem(
        ReplicationConfig.DATABASE,
        "Replication %s is of %s by now".formatted(existing.id(), existing.called()),
        "Its database was renamed since it was made. To take it over, import it and write `database = \"%s\"`; to replicate another database, end it first."
            .formatted(existing.choice()));
  }

  private static Optional<Problem> problem(App source, String engine, Optional<String> name) {
    List<String> choices = source.databasesOf(engine).stream().map(Database::choice).toList();
    String all = choices.stream().map("`database = \"%s\"`"::formatted).collect(or());
    if (name.isEmpty() && choices.size() > 1) {
      return Optional.of(
          new Problem(
              ReplicationConfig.DATABASE,
              "App %s has several %s databases".formatted(source.id(), engine),
              "Say which one is to be replicated: %s.".formatted(all)));
    }
    // That there is none of the engine at all is what the platform says.
    return name.filter(it -> !choices.isEmpty() && !choices.contains(it))
        .map(it ->
            new Problem(
                ReplicationConfig.DATABASE,
                "App %s has no %s database %s".formatted(source.id(), engine, it),
                "It has: %s.".formatted(all)));
  }

  private static Collector<CharSequence, ?, String> or() {
    return Collectors.joining(" or ");
  }

  private static Optional<App> app(Platform platform, String id) {
    return Observation.of(() -> platform.apps().find(id)) instanceof Observation.Found<App>(App it)
        ? Optional.of(it)
        : Optional.empty();
  }

  /// Returns the name that somebody who imports a replication gave as the fourth part of the
  /// identifier, after the two apps and the engine; empty where there is none.
  static Optional<String> inId(String given, Replication live) {
    String[] parts = given.split(":", 4);
    return Optional.of(parts)
        .filter(it -> it.length == 4 && it[2].equals(live.engine()))
        .map(it -> it[3]);
  }

  /// Looks at a planned creation, as far as it is known: also before its replica exists.
  ///
  /// @param goes what is ended to be made anew; empty when nothing is
  static void check(
      PlanContext<PaasClient> context, Platform platform, Optional<Replication> goes) {
    Value planned = context.planned();
    boolean known =
        List.of("source_app_id", "engine", ReplicationConfig.DATABASE).stream()
            .allMatch(name -> planned.get(name).isWhollyKnown());
    if (!known) {
      return;
    }
    Replications replications = ReplicationConfig.replications(platform);
    Optional<Replication> existing =
        ReplicationConfig.isKnown(planned)
            ? replications.find(replications.idOf(ReplicationConfig.from(planned).spec()))
            : Optional.empty();
    boolean again =
        existing.isPresent()
            && goes.map(Replication::id).filter(existing.get().id()::equals).isEmpty();
    if (again) {
      again(replications, existing.get(), ReplicationConfig.from(planned).spec())
          .ifPresent(it -> context.diagnostics().addAll(Capabilities.errors(List.of(it))));
    }
    ReplicationSpec spec =
        new ReplicationSpec(
                planned.get("source_app_id").asString(),
                "",
                planned.get("engine").asString(),
                false,
                Optional.empty())
            .of(planned.get(ReplicationConfig.DATABASE).optionalString());
    context.diagnostics().addAll(Capabilities.errors(problems(platform, existing, spec)));
  }

  /// Tells whether another database is meant from now on, and demands replacement then. The same
  /// one by its name, or without it where it is the only one, is no other.
  ///
  /// @param current the replication as it is; empty when it cannot be read
  static boolean replaced(
      PlanContext<PaasClient> context, Platform platform, Optional<Replication> current) {
    if (!context.changed(ReplicationConfig.DATABASE)) {
      return false;
    }
    Value planned = context.planned().get(ReplicationConfig.DATABASE);
    if (planned.isNull()) {
      Optional<Problem> open =
          app(platform, context.prior().get("source_app_id").asString())
              .flatMap(
                  it -> problem(it, context.prior().get("engine").asString(), Optional.empty()));
      context.diagnostics().addAll(Capabilities.errors(open.stream().toList()));
      return open.isPresent();
    }
    Optional<Replication> live = current.or(() -> find(context, platform));
    boolean same =
        planned.isKnown() && live.filter(it -> it.choice().equals(planned.asString())).isPresent();
    if (!same) {
      context.requireReplace(Path.root().attribute(ReplicationConfig.DATABASE));
    }
    return !same;
  }

  private static Optional<Replication> find(PlanContext<PaasClient> context, Platform platform) {
    return ReplicationConfig.replications(platform).find(context.prior().get("id").asString());
  }

  /// Warns where a database is known by another name than it has.
  static void warnOfName(PlanContext<PaasClient> context, Replication current) {
    Optional<String> known = context.prior().get(ReplicationConfig.DATABASE).optionalString();
    boolean renamed = known.filter(name -> !name.equals(current.choice())).isPresent();
    if (renamed && !context.changed(ReplicationConfig.DATABASE)) {
      context
          .diagnostics()
          .warning(
              Path.root().attribute(ReplicationConfig.DATABASE),
              "Database %s was renamed to %s".formatted(known.get(), current.choice()),
              "It is the same database, and was renamed outside of Terraform. Nothing is changed: the replication goes on, and every call goes to the database. To agree, write `database = \"%s\"`, which changes the state only."
                  .formatted(current.choice()));
    }
  }
}
