package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.Region;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

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
    return account.find(id).filter(one -> one.state() != State.GONE).map(this::read);
  }

  @Override
  public Optional<App> find(String id, Optional<String> ownId) {
    return ownId.isEmpty()
        ? find(id)
        : account
            .findAgain(id, one -> one.appid().equals(ownId.get()))
            .filter(one -> one.state() != State.GONE)
            .map(this::read);
  }

  @Override
  public Optional<App> known(String id) {
    return account.findKnown(id).filter(one -> one.state() != State.GONE).map(this::read);
  }

  @Override
  public List<App> list() {
    return account.all().stream().map(this::read).toList();
  }

  private App read(Environment environment) {
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
        environment.doing(),
        true,
        isHealthy(state),
        state.isDown(),
        databases,
        group,
        group.isPresent() && !environment.domains().isEmpty(),
        Mark.read(properties, Mark.CLONED_FROM, environment).or(() -> told(environment)),
        Optional.of(environment.appid()));
  }

  /// Where nothing can be noted, the platform's own records tell, for display: what they show
  /// anybody may have made, see [JelasticAppClones#isMarked].
  private Optional<String> told(Environment environment) {
    return account.keepsProperties()
        ? Optional.empty()
        : account.copiedFrom(environment.name()).filter(source -> account.find(source).isPresent());
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
