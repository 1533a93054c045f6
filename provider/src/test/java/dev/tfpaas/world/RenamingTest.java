package dev.tfpaas.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.MarkFact;
import dev.tfpaas.world.fact.ReplicationFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An app that is renamed takes with it what is its own, and an app that is made anew under its old
/// name is another one.
class RenamingTest {
  private static final String STANDBY = "shop-standby";

  private final MemoryWorld world =
      new MemoryWorld(Estate.builtIn(), Instant.parse("2026-01-01T00:00:00Z"));

  private void call(Consumer<Draft> change) {
    world.call(Caller.DASHBOARD, "a call", change);
    world.pass(Duration.ofSeconds(5));
  }

  private void copy(String name) {
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
                Optional.empty(),
                false)));
  }

  private AppFact app(String name) {
    return world.read(view -> view.app(name)).orElseThrow();
  }

  @BeforeEach
  void pair() {
    copy(STANDBY);
    for (String engine : List.of("postgresql", "redis")) {
      ReplicationFact wanted =
          new ReplicationFact(
              "pair " + engine, "shop", STANDBY, engine, ReplicationFact.Mode.SEEDING);
      call(draft -> Replicating.start(draft, wanted, false));
    }
    Groups.Members members = new Groups.Members("shop", "shop", Optional.of(STANDBY), List.of());
    call(draft -> Groups.form(draft, "shop", members, GroupFact.Place.PRIMARY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UP", "a b/c", "", "-a", "a-"})
  void appIsCalledAsItsAddressMayBegin(String name) {
    copy(STANDBY);

    assertThatThrownBy(() -> call(draft -> Renaming.rename(draft, STANDBY, name)))
        .isInstanceOf(RefusedCall.class)
        .hasMessageContaining("is no name");
  }

  @Test
  void renamedAppKeepsItsOwnIdAndServesOn() {
    String own = app("shop").ownId();
    call(draft -> Renaming.rename(draft, "shop", "store"));

    assertThat(app("store").ownId()).isEqualTo(own);
    assertThat(world.<Optional<AppFact>>read(view -> view.app("shop"))).isEmpty();
    assertThat(world.<Optional<String>>read(view -> view.traffic().getLast().served()))
        .contains("store");
    assertThat(world.moment().violations()).isEmpty();
  }

  @Test
  void groupReplicationsAndDataGoWithIt() {
    call(draft -> Renaming.rename(draft, "shop", "store"));
    long before = behind();
    world.pass(Duration.ofSeconds(5));

    GroupFact group = world.read(view -> view.group("shop")).orElseThrow();
    assertThat(group.primary()).isEqualTo("store");
    assertThat(group.secondary()).contains(STANDBY);
    assertThat(world.<List<ReplicationFact>>read(view -> view.replicationsOf("store")))
        .extracting(ReplicationFact::source)
        .containsExactly("store", "store");
    assertThat(behind()).isEqualTo(before);
    assertThat(app(STANDBY).clonedFrom()).contains("store");
  }

  private long behind() {
    return world.read(view ->
        view.position(view.database("store", "postgresql").orElseThrow())
            - view.position(view.database(STANDBY, "postgresql").orElseThrow()));
  }

  @Test
  void whatIsUnderWayReachesItUnderItsNewName() {
    world.call(Caller.API, "close", draft -> AppOperations.maintenance(draft, STANDBY, true));
    call(draft -> Renaming.rename(draft, STANDBY, "shop-dr"));

    assertThat(app("shop-dr").maintenance()).isTrue();
  }

  @Test
  void appMadeAnewUnderTheOldNameIsAnotherOne() {
    String own = app(STANDBY).ownId();
    call(draft -> Renaming.rename(draft, STANDBY, "shop-dr"));
    copy(STANDBY);
    call(draft -> AppOperations.write(draft, STANDBY, 7));

    assertThat(app("shop-dr").ownId()).isEqualTo(own);
    assertThat(app(STANDBY).ownId()).isNotEqualTo(own);
    assertThat(world.moment().violations()).isEmpty();
  }

  @Test
  void dataOfANewAppIsNotTheDataOfARenamedOne() {
    call(draft -> Renaming.rename(draft, "shop", "store"));
    call(draft ->
        AppOperations.copy(
            draft,
            new AppOperations.Copy(
                "store",
                "shop",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                false)));
    call(draft -> AppOperations.write(draft, "shop", 7));

    assertThat(world.moment().violations()).isEmpty();
    assertThat(world.<String>read(view -> view.database("shop", "redis").orElseThrow().dataSet()))
        .isNotEqualTo(
            world.<String>read(view -> view.database("store", "redis").orElseThrow().dataSet()));
  }

  @Test
  void markGoesWithTheAppAndNotWithItsName() {
    call(draft -> Marking.mark(draft, AppFact.KIND, STANDBY, "ours"));
    call(draft -> Renaming.rename(draft, STANDBY, "shop-dr"));

    assertThat(world.<Optional<MarkFact>>read(view -> view.mark("app/shop-dr")))
        .map(MarkFact::incarnation)
        .contains("ours");
    assertThat(world.<Optional<MarkFact>>read(view -> view.mark("app/" + STANDBY))).isEmpty();
  }

  @Test
  void takenNameIsRefused() {
    assertThatThrownBy(() -> call(draft -> Renaming.rename(draft, "shop", "blog")))
        .isInstanceOf(RefusedCall.class)
        .hasMessage("the name blog is taken");
  }
}
