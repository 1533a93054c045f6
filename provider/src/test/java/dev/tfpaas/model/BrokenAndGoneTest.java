package dev.tfpaas.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.model.Workspace.Options;
import dev.tfpaas.model.Workspace.Plan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What histories found of sides that are broken, renamed or gone: the plan knows, and the apply
/// does what it can.
class BrokenAndGoneTest {
  @TempDir Path directory;

  private static Wish edited(Move.Kind kind, int choice) {
    return Wish.PAIR.edited(new Move(kind, 0, choice));
  }

  private static void act(EmulatedGround ground, String name) {
    List<String> names = ground.acts().stream().map(EmulatedGround.Act::name).toList();
    assertThat(ground.act(names.indexOf(name))).isEqualTo(name);
  }

  private static Plan apply(Ground ground, Workspace state, Wish wish) {
    Plan plan = state.plan(wish, Options.NONE);
    assertThat(plan.errors()).isEmpty();
    assertThat(state.apply(plan, Fate.NONE)).isEmpty();
    ground.pass(History.PAUSE);
    return plan;
  }

  private static List<String> summaries(List<Diagnostic> all) {
    return all.stream().map(Diagnostic::summary).toList();
  }

  private static void isAtRest(Workspace state, Wish wish) {
    assertThat(state.drift()).isEmpty();
    assertThat(state.plan(wish, Options.NONE).actions()).isEmpty();
  }

  /// Nobody can start what is broken; that it does not serve is said, and all else is done.
  @Test
  void groupWhoseActiveSideIsBrokenIsTakenOver() {
    try (EmulatedGround ground = new JelasticGround()) {
      apply(ground, new Workspace(ground), Wish.PAIR);
      act(ground, "shop breaks");
      Workspace others = new Workspace(ground);

      Plan plan = apply(ground, others, Wish.PAIR);

      assertThat(summaries(plan.warnings())).contains("Nobody serves: shop is active and does not");
      isAtRest(others, Wish.PAIR);
    }
  }

  @Test
  void brokenCopyIsNeitherChangedNorTakenOver() {
    try (EmulatedGround ground = new JelasticGround()) {
      Workspace state = new Workspace(ground);
      apply(ground, state, Wish.PAIR);
      act(ground, "shop-dr breaks");

      for (Plan plan :
          List.of(
              state.plan(edited(Move.Kind.EDIT_MAINTENANCE, 1), Options.NONE),
              new Workspace(ground).plan(Wish.PAIR, Options.NONE))) {
        assertThat(summaries(plan.errors())).containsExactly("Environment shop-dr is broken");
      }
      assertThat(state.plan(Wish.PAIR, Options.NONE).actions()).isEmpty();

      act(ground, "start shop-dr");
      apply(ground, state, edited(Move.Kind.EDIT_MAINTENANCE, 1));
    }
  }

  /// The copy remembers its source, whatever that is called by now.
  @Test
  void sourceThatWasRenamedIsNotGoneOnceItsGroupIs() {
    for (EmulatedGround made : List.of(new JelasticGround(), new ScalingoGround())) {
      try (EmulatedGround ground = made) {
        Workspace state = new Workspace(ground);
        apply(ground, state, Wish.PAIR);
        act(ground, "rename " + ground.wording().source());
        Wish alone = edited(Move.Kind.EDIT_GROUP, 1);

        apply(ground, state, alone);

        isAtRest(state, alone);
        apply(ground, new Workspace(ground), alone.edited(new Move(Move.Kind.EDIT_NAME, 0, 0)));
        assertThat(ground.look().apps().values()).anyMatch(it -> it.endsWith("shop-b"));
      }
    }
  }

  @Test
  void copyWhoseSourceWasDeletedIsOpened() {
    try (EmulatedGround ground = new ScalingoGround()) {
      Workspace state = new Workspace(ground);
      apply(ground, state, Wish.PAIR);
      act(ground, "delete shop-front");
      Wish open = edited(Move.Kind.EDIT_MAINTENANCE, 2);

      apply(ground, state, open);

      assertThat(state.state().get("copy.one")).isNotNull();
      isAtRest(state, open);
    }
  }

  /// What a switch has handed over is called detached where data follows.
  @Test
  void statusIsNotKeptWhenDataBeginsToFollow() {
    try (Ground ground = new LocalGround()) {
      Workspace state = new Workspace(ground);
      apply(ground, state, Wish.PAIR);
      assertThat(ground.act(17)).isEqualTo("region eu-west fails");
      assertThat(ground.act(0)).isEqualTo("switch to secondary");

      apply(ground, state, edited(Move.Kind.EDIT_REPLICATION, 2));

      assertThat(state.drift()).isEmpty();
    }
  }

  /// Who was a member of a group whose active side was deleted only the look before tells.
  @Test
  void groupOfADeletedSideIsChangedAsItWasPlanned() {
    try (EmulatedGround ground = Cloud66Ground.in(directory)) {
      Workspace state = new Workspace(ground);
      apply(ground, state, Wish.PAIR);
      act(ground, "delete shop");

      Plan plan = state.plan(edited(Move.Kind.EDIT_REPLICATION, 0), Options.NONE);

      assertThat(plan.errors()).isEmpty();
      assertThat(summaries(state.apply(plan, Fate.NONE)))
          .doesNotContain("The world changed since the plan was made");
    }
  }

  @Test
  void replicationThatFlowsTheOtherWayIsNotTakenOver() {
    try (EmulatedGround ground = Cloud66Ground.in(directory)) {
      Plan plan = new Workspace(ground).plan(edited(Move.Kind.EDIT_REPLICATION, 1), Options.NONE);

      assertThat(summaries(plan.errors()))
          .singleElement()
          .asString()
          .endsWith(" exists, and flows the other way");
    }
  }

  /// The second planning of an apply reads nothing, and calls the side as the first one did.
  @Test
  void switchGoesToTheNameThatARenamedSideHasNow() {
    try (EmulatedGround ground = new ScalingoGround()) {
      Workspace state = new Workspace(ground);
      apply(ground, state, Wish.PAIR);
      act(ground, "rename shop-front");

      Plan plan = apply(ground, state, edited(Move.Kind.EDIT_ACTIVE, 2));

      assertThat(summaries(plan.warnings()))
          .contains("App shop-front was renamed to shop-front-old");
    }
  }
}
