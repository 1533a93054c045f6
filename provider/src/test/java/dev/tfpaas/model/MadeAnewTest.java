package dev.tfpaas.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.model.Wish.Part;
import dev.tfpaas.model.Workspace.Options;
import dev.tfpaas.model.Workspace.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is made anew, by us or by others, that would not come back, or is not ours any more.
class MadeAnewTest {
  private static final Wish COPY = Wish.PAIR.edited(move(Move.Kind.EDIT_GROUP, 1));

  @TempDir Path directory;

  private static Move move(Move.Kind kind, int choice) {
    return new Move(kind, 0, choice);
  }

  private static void apply(Ground ground, Workspace state, Wish wish) {
    Plan plan = state.plan(wish, Options.NONE);
    assertThat(plan.errors()).isEmpty();
    assertThat(state.apply(plan, Fate.NONE)).isEmpty();
    ground.pass(History.PAUSE);
  }

  private static List<String> summaries(List<Diagnostic> all) {
    return all.stream().map(Diagnostic::summary).toList();
  }

  @Test
  void replicationThatOnlyAPersonCanBeginIsNotEndedToBeMadeAnew() {
    try (Ground ground = Cloud66Ground.in(directory)) {
      Workspace state = new Workspace(ground);
      apply(ground, state, Wish.PAIR);

      for (Plan plan :
          List.of(
              state.plan(Wish.PAIR, Options.replacing(Part.REPLICATION)),
              state.plan(Wish.PAIR.withLabel(Part.REPLICATION), Options.NONE))) {
        assertThat(summaries(plan.errors()))
            .singleElement()
            .asString()
            .endsWith(" would end, and only a person can begin it again");
      }

      Plan end = state.plan(Wish.PAIR.edited(move(Move.Kind.EDIT_REPLICATION, 0)), Options.NONE);
      assertThat(end.warnings())
          .anySatisfy(it -> assertThat(it.detail()).contains("accepts writes beside its source"));
    }
  }

  @Test
  void replicationThatWasImportedByItsAppsInTheOtherOrderIsCalledTheSame() {
    try (Ground ground = Cloud66Ground.in(directory)) {
      String source = ground.wording().source();
      String copy = ground.wording().copyId().apply("shop-dr");
      Set<String> called = new TreeSet<>();

      for (String id : List.of(source + ":" + copy, copy + ":" + source)) {
        Workspace state = new Workspace(ground);
        assertThat(state.importState("replication.one", id + ":postgresql").errors()).isEmpty();
        state.state().values().forEach(it -> called.add(it.state().get("id").asString()));
      }

      assertThat(called).hasSize(1);
    }
  }

  /// What was imported bears no mark of its own.
  @Test
  void importedCopyThatAnotherStateMadeAnewIsNotDestroyed() {
    try (Ground ground = new LocalGround()) {
      Workspace theirs = new Workspace(ground);
      Workspace ours = new Workspace(ground);
      apply(ground, theirs, COPY);
      assertThat(ours.importState("copy.one", "shop-dr").errors()).isEmpty();
      assertThat(theirs.apply(theirs.planDestroy(), Fate.NONE)).isEmpty();
      apply(ground, theirs, COPY);
      Set<String> before = ground.look().apps().keySet();

      Plan plan = ours.planDestroy();

      assertThat(summaries(plan.warnings())).contains("shop-dr was taken over");
      assertThat(ours.apply(plan, Fate.NONE)).isEmpty();
      assertThat(ground.look().apps().keySet()).isEqualTo(before);
      assertThat(ours.state()).isEmpty();
    }
  }

  private static void act(EmulatedGround ground, String name) {
    List<String> names = ground.acts().stream().map(EmulatedGround.Act::name).toList();
    assertThat(ground.act(names.indexOf(name))).isEqualTo(name);
  }

  /// Deletes the standby and lets one apply make it anew: nothing is left to do then.
  private static Workspace withNewStandby(EmulatedGround ground) {
    Workspace state = new Workspace(ground);
    apply(ground, state, Wish.PAIR);
    act(ground, "delete shop-dr");

    Plan plan = state.plan(Wish.PAIR, Options.NONE);
    assertThat(summaries(plan.warnings()))
        .contains(ground.wording().copyId().apply("shop-dr") + ", the standby, was deleted");
    apply(ground, state, Wish.PAIR);

    assertThat(state.drift()).isEmpty();
    assertThat(state.plan(Wish.PAIR, Options.NONE).actions()).isEmpty();
    return state;
  }

  /// Who is a member is read from marks of the apps; the new one was made without any.
  @Test
  void newStandbyCanBeSwitchedToWhenTheOtherRegionDies() {
    try (EmulatedGround ground = new ScalingoGround()) {
      Workspace state = withNewStandby(ground);
      act(ground, "region osc-fr1 fails");
      Wish emergency = Wish.PAIR.edited(move(Move.Kind.EDIT_ACTIVE, 2));
      assertThat(emergency.emergency()).isTrue();

      apply(ground, state, emergency);

      assertThat(ground.look().served())
          .containsEntry("shop-front+osc-secnum-fr1/shop-dr", "osc-secnum-fr1/shop-dr");
    }
  }

  @Test
  void groupOutlivesTheOldSideOnceTheStandbyWasMadeAnew() {
    try (EmulatedGround ground = new JelasticGround()) {
      Workspace state = withNewStandby(ground);
      act(ground, "delete shop");

      assertThat(state.drift()).noneMatch(it -> it.endsWith(" is gone"));
    }
  }

  /// The group stays whose it was.
  @Test
  void groupWhoseStandbyWasMadeAnewIsStillOursToEnd() {
    for (EmulatedGround made : List.of(new ScalingoGround(), new JelasticGround())) {
      try (EmulatedGround ground = made) {
        Workspace state = withNewStandby(ground);

        Plan plan = state.planDestroy();

        assertThat(summaries(plan.warnings())).noneMatch(it -> it.endsWith(" was taken over"));
        assertThat(state.apply(plan, Fate.NONE)).isEmpty();
        assertThat(state.state()).isEmpty();
      }
    }
  }

  /// The embedded platform lets nobody delete a member.
  private List<EmulatedGround> grounds() {
    return List.of(Cloud66Ground.in(directory), new ScalingoGround(), new JelasticGround());
  }

  /// Deletes the standby, and makes it anew while nothing is said of its group.
  private static Workspace withStandbyOfAnotherApply(EmulatedGround ground) {
    Workspace state = new Workspace(ground);
    apply(ground, state, Wish.PAIR);
    act(ground, "delete shop-dr");
    if (ground instanceof Cloud66Ground) {
      act(ground, "copy shop as shop-dr");
      act(ground, "shop-dr follows shop");
    }
    Plan plan = state.plan(Wish.PAIR, Options.targeting(Part.COPY));
    assertThat(plan.errors()).isEmpty();
    assertThat(plan.actions()).containsOnlyKeys("copy.one");
    assertThat(state.apply(plan, Fate.NONE)).isEmpty();
    ground.pass(History.PAUSE);
    return state;
  }

  private static List<String> unjoined(Plan plan) {
    return summaries(plan.warnings()).stream()
        .filter(it -> it.endsWith(" was made anew, and is no member of the group yet"))
        .toList();
  }

  @Test
  void standbyThatAnotherApplyMadeAnewIsJoinedByTheNext() {
    for (EmulatedGround made : grounds()) {
      try (EmulatedGround ground = made) {
        Workspace state = withStandbyOfAnotherApply(ground);
        boolean marks = !(ground instanceof Cloud66Ground);

        Plan plan = state.plan(Wish.PAIR, Options.NONE);

        assertThat(unjoined(plan)).as(ground.getClass().getSimpleName()).hasSize(marks ? 1 : 0);
        if (marks) {
          assertThat(plan.actions()).containsOnlyKeys("group.one");
        }
        apply(ground, state, Wish.PAIR);
        Plan next = state.plan(Wish.PAIR, Options.NONE);
        assertThat(unjoined(next)).isEmpty();
        assertThat(next.actions()).as(ground.getClass().getSimpleName()).isEmpty();
        assertThat(state.drift()).isEmpty();
      }
    }
  }

  /// The other app alone tells of the group then.
  @Test
  void groupOfAStandbyThatAnotherApplyMadeAnewOutlivesTheOldSide() {
    for (EmulatedGround made : List.of(new ScalingoGround(), new JelasticGround())) {
      try (EmulatedGround ground = made) {
        Workspace state = withStandbyOfAnotherApply(ground);
        apply(ground, state, Wish.PAIR);

        act(ground, ground instanceof JelasticGround ? "delete shop" : "delete shop-front");

        assertThat(state.drift()).noneMatch(it -> it.endsWith(" is gone"));
      }
    }
  }

  /// What a person takes from one side is put back, and said before.
  @Test
  void memberWhoseMarksWereTakenIsJoinedAgain() {
    try (EmulatedGround ground = new ScalingoGround()) {
      for (String app : List.of("shop-front", "shop-dr")) {
        Workspace state = new Workspace(ground);
        apply(ground, state, Wish.PAIR);
        act(ground, "take the marks of " + app);

        assertThat(unjoined(state.plan(Wish.PAIR, Options.NONE))).hasSize(1);
        apply(ground, state, Wish.PAIR);

        assertThat(state.plan(Wish.PAIR, Options.NONE).actions()).isEmpty();
        assertThat(ground.look().served()).containsKey("shop-front+osc-secnum-fr1/shop-dr");
      }
    }
  }
}
