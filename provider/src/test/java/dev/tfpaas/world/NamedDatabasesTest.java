package dev.tfpaas.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.ReplicationFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Databases that have names of their own.
class NamedDatabasesTest {
  private final MemoryWorld world =
      new MemoryWorld(Estate.builtIn(), Instant.parse("2026-01-01T00:00:00Z"));

  private void call(Consumer<Draft> change) {
    world.call(Caller.DASHBOARD, "a call", change);
    world.pass(Duration.ofSeconds(5));
  }

  private void copy(String name, List<String> databases) {
    call(draft ->
        AppOperations.copy(
            draft,
            new AppOperations.Copy(
                "shop",
                name,
                Optional.empty(),
                Optional.of("eu-central"),
                Optional.empty(),
                Map.of(),
                Optional.of(databases),
                false)));
  }

  private List<String> databases(String app) {
    return world.read(view -> view.databases(app).stream().map(DatabaseFact::called).toList());
  }

  private void replicate(String replica) {
    ReplicationFact wanted =
        new ReplicationFact(
            "to " + replica, "shop", replica, "postgresql", ReplicationFact.Mode.SEEDING);
    call(draft -> Replicating.start(draft, wanted, false));
  }

  @Test
  void nameOfTheEngineIsNoOther() {
    assertThatThrownBy(
            () -> call(draft -> AppOperations.newDatabase(draft, "shop", "postgresql/postgresql")))
        .isInstanceOf(RefusedCall.class)
        .hasMessage("app shop has a database postgresql already");

    call(draft -> AppOperations.addDatabase(draft, "shop", "postgresql/postgresql"));

    assertThat(databases("shop")).containsOnlyOnce("postgresql").hasSize(2);
  }

  @Test
  void onlyTheOneWithoutANameIsCopiedWhenItIsNamed() {
    call(draft -> AppOperations.newDatabase(draft, "shop", "postgresql/users"));

    copy("one", List.of("postgresql/postgresql"));
    copy("all", List.of("postgresql"));

    assertThat(databases("one")).containsExactly("postgresql");
    assertThat(databases("all")).containsExactlyInAnyOrder("postgresql", "postgresql/users");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:b", "a/b", "Orders X", "1st"})
  void whatIsNoNameIsRefused(String name) {
    String message = "\"" + name + "\" is no name for a database";
    assertThatThrownBy(
            () -> call(draft -> AppOperations.newDatabase(draft, "shop", "postgresql/" + name)))
        .isInstanceOf(RefusedCall.class)
        .hasMessageContaining(message);
    assertThatThrownBy(() -> call(draft -> Renaming.database(draft, "shop", "postgresql", name)))
        .isInstanceOf(RefusedCall.class)
        .hasMessageContaining(message);
  }

  @Test
  void renamedAtOneReplicaItIsRenamedAtTheOtherAsWell() {
    copy("one", List.of("postgresql"));
    copy("two", List.of("postgresql"));
    replicate("one");
    replicate("two");

    call(draft -> Renaming.database(draft, "one", "postgresql", "orders"));

    for (String app : List.of("shop", "one", "two")) {
      assertThat(databases(app)).contains("postgresql/orders").doesNotContain("postgresql");
    }
    assertThat(world.<List<ReplicationFact>>read(view -> view.replicationsOf("shop")))
        .hasSize(2)
        .extracting(ReplicationFact::called)
        .containsOnly("postgresql/orders");
  }

  @Test
  void eachOneThatHadANameHasItsOwnData() {
    for (String name : List.of("first", "second", "third")) {
      call(draft -> AppOperations.newDatabase(draft, "shop", "mysql"));
      call(draft -> AppOperations.write(draft, "shop", 3));
      call(draft -> Renaming.database(draft, "shop", "mysql", name));
    }

    List<String> sets =
        world.read(view -> view.databases("shop").stream().map(DatabaseFact::dataSet).toList());
    assertThat(sets).doesNotHaveDuplicates();
    assertThat(world.moment().violations()).isEmpty();
  }
}
