package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.Region;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Reads Jelastic's environments and host groups.
final class JelasticApps implements Apps {
  /// The engines that node groups of databases run, ordered.
  static final List<String> ENGINES = List.of("mongodb", "mysql", "postgresql", "redis");

  private final Account account;

  JelasticApps(Account account) {
    this.account = account;
  }

  @Override
  public Optional<App> find(String id) {
    return account
        .find(id)
        .filter(one -> one.state() != State.GONE)
        .map(one -> read(one, () -> account.comings()));
  }

  @Override
  public Optional<App> find(String id, Optional<String> ownId) {
    return ownId.isEmpty()
        ? find(id)
        : account
            .findAgain(id, one -> one.appid().equals(ownId.get()))
            .filter(one -> one.state() != State.GONE)
            .map(one -> read(one, () -> account.comings()));
  }

  @Override
  public List<App> list() {
    List<TrackedAction> comings = account.comings();
    return account.all().stream().map(one -> read(one, () -> comings)).toList();
  }

  private App read(Environment environment, Supplier<List<TrackedAction>> comings) {
    Map<String, String> properties = account.properties(environment).orElse(Map.of());
    Optional<String> group = Mark.read(properties, Mark.GROUP, environment);
    State state = environment.state();
    List<Database> databases =
        environment.engines().stream()
            .map(engine ->
                new Database(
                    engine, Database.Role.PRIMARY, state == State.RUNNING, OptionalLong.empty()))
            .toList();
    return new App(
        environment.name(),
        account.liveName(environment.name()),
        Optional.empty(),
        environment.hostGroup(),
        Optional.empty(),
        Optional.empty(),
        environment.url(),
        state.word(),
        true,
        isHealthy(state),
        state.isDown(),
        databases,
        group,
        group.isPresent() && !environment.domains().isEmpty(),
        Mark.read(properties, Mark.CLONED_FROM, environment)
            .or(() -> tracked(comings.get(), environment)),
        Optional.of(environment.appid()));
  }

  /// A copy that was cut short has no mark yet; the platform's own records tell then. What came
  /// last under its name counts: a copy may have been deleted since, and another made by hand.
  private Optional<String> tracked(List<TrackedAction> comings, Environment environment) {
    return comings.stream()
        .filter(action -> action.error().isEmpty() && action.concerns(environment.name()))
        .filter(action -> !(isCopy(action) && action.subject().equals(named(environment))))
        .findFirst()
        .filter(JelasticApps::isCopy)
        .flatMap(TrackedAction::subject)
        .filter(source -> account.find(source).isPresent());
  }

  private static boolean isCopy(TrackedAction action) {
    return action.number() == TrackedAction.CLONE;
  }

  private static Optional<String> named(Environment environment) {
    return Optional.of(environment.name());
  }

  /// Tells whether an environment would serve, or would after being started.
  static boolean isHealthy(State state) {
    return switch (state) {
      case RUNNING, STOPPED, SLEEPING, STARTING, STOPPING, FALLING_ASLEEP, MIGRATING, UPDATING ->
          true;
      case SUSPENDED, CREATING, CLONING, GONE, EXPORTING, BROKEN, RESTORING, OTHER -> false;
    };
  }

  @Override
  public List<Region> regions() {
    return account.hostGroups().stream()
        .map(group -> new Region(group.name(), group.displayName(), group.centre(), group.usable()))
        .toList();
  }

  @Override
  public List<String> engines() {
    return ENGINES;
  }
}
