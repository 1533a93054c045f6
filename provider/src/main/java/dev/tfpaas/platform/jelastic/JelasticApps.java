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
        .map(one -> read(one, () -> account.copies()));
  }

  @Override
  public Optional<App> find(String id, Optional<String> ownId) {
    return ownId.isEmpty()
        ? find(id)
        : account
            .findAgain(id, one -> one.appid().equals(ownId.get()))
            .filter(one -> one.state() != State.GONE)
            .map(one -> read(one, () -> account.copies()));
  }

  @Override
  public List<App> list() {
    List<TrackedAction> copies = account.copies();
    return account.all().stream().map(one -> read(one, () -> copies)).toList();
  }

  private App read(Environment environment, Supplier<List<TrackedAction>> copies) {
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
            .or(() -> tracked(copies.get(), environment)),
        Optional.of(environment.appid()));
  }

  /// A copy that was cut short has no mark yet; the platform's own records tell then.
  private Optional<String> tracked(List<TrackedAction> copies, Environment environment) {
    return copies.stream()
        .filter(action -> action.error().isEmpty() && action.concerns(environment.name()))
        .flatMap(action -> action.subject().stream())
        .filter(source -> !source.equals(environment.name()))
        .findFirst()
        .filter(source -> account.find(source).isPresent());
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
