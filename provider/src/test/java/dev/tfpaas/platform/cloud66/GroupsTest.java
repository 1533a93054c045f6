package dev.tfpaas.platform.cloud66;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.emulator.Fault;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Failover groups of Cloud 66: formed, changed, dissolved, and never twice.
class GroupsTest {
  @TempDir Path directory;
  private Stage stage;
  private GroupSpec alone;
  private GroupSpec both;

  @BeforeEach
  void open() {
    stage = new Stage(directory);
    alone = new GroupSpec(Optional.empty(), stage.uid("shop"), Optional.empty(), Set.of());
    both =
        new GroupSpec(
            Optional.empty(), stage.uid("shop"), Optional.of(stage.uid("blog")), Set.of());
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private FailoverGroup formed(GroupSpec spec) {
    stage.done(stage.groups().create(spec, Side.PRIMARY));
    return stage.groups().existing(spec).flatMap(stage.groups()::find).orElseThrow();
  }

  @Test
  void createdGroupIsFoundAlthoughTheAnswerNamesNoUid() {
    FailoverGroup group = formed(alone);

    assertThat(group.id()).startsWith("fg-").hasSize(35);
    assertThat(group.address()).matches("\\d{3}-\\d{3}-\\d{3}\\.cloud66\\.net");
    assertThat(group.ttl()).isEqualTo(Duration.ofMinutes(5));
    assertThat(stage.changes())
        .containsExactly(
            "POST /api/3/failover_groups primary_stack_uid: %s, current_stack: 1"
                .formatted(stage.uid("shop")));
  }

  @ParameterizedTest
  @EnumSource(Fault.Kind.class)
  void noFaultOfTheCreationMakesTwoGroups(Fault.Kind kind) {
    stage.fault(kind, "POST", "/failover_groups", 500);

    Outcome first = stage.run(stage.groups().create(alone, Side.PRIMARY));
    if (kind == Fault.Kind.EXPIRE_TOKEN) {
      assertThat(first).isInstanceOf(Outcome.Failed.class);
      return;
    }
    stage.done(stage.groups().create(alone, Side.PRIMARY));

    assertThat(stage.dashboardGroups()).hasSize(1);
  }

  @Test
  void groupOfSomebodyElseIsNotTakenForTheNewOne() {
    formed(alone);
    stage.dashboard(
        "POST", "/groups", "{\"primary_stack_uid\": \"%s\"}".formatted(stage.uid("shop")));

    String ours = stage.groups().existing(alone).orElseThrow();

    assertThat(stage.dashboardGroups()).hasSize(2);
    assertThat(ours).isEqualTo(stage.dashboardGroups().getFirst());
  }

  @Test
  void groupOfTheSamePrimaryWithAnotherStandbyIsNotTheOneThatIsLookedFor() {
    formed(both);

    assertThat(stage.groups().existing(alone)).isEmpty();
  }

  /// Somebody makes a group of other apps between the list before the call and the one after it.
  @Test
  void newGroupOfOtherAppsDoesNotShowThatTheCallHadItsEffect() {
    String blog = "{\"primary_stack_uid\": \"%s\"}".formatted(stage.uid("blog"));
    AtomicBoolean listed = new AtomicBoolean();
    stage.watched.answer((request, own) -> {
      if (request.path().endsWith("/failover_groups") && listed.compareAndSet(false, true)) {
        stage.dashboard("POST", "/groups", blog);
      }
      return own;
    });
    stage.fault(Fault.Kind.STATUS, "POST", "/failover_groups", 500);

    assertThatThrownBy(
            () -> stage.groups().create(alone, Side.PRIMARY).steps().getFirst().act().run())
        .isInstanceOf(PlatformException.class);
    assertThat(stage.dashboardGroups()).hasSize(1);
  }

  @Test
  void twoGroupsOfTheSameAppsAreNotGuessedBetween() {
    formed(alone);
    stage.dashboard(
        "POST", "/groups", "{\"primary_stack_uid\": \"%s\"}".formatted(stage.uid("shop")));

    assertThatThrownBy(() -> stage.open().failoverGroups().get().orElseThrow().existing(alone))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("terraform import");
  }

  @Test
  void secondaryIsAttachedByItsKeyAlone() {
    FailoverGroup group = formed(alone);
    stage.server.log().clear();

    stage.done(stage.groups().update(group, both));

    assertThat(stage.changes())
        .containsExactly(
            "PUT /api/3/failover_groups/GROUP secondary_stack_uid: " + stage.uid("blog"));
    assertThat(stage.groups().find(group.id()).orElseThrow().secondary()).isPresent();
  }

  @Test
  void exchangedPlacesKeepTheActiveApp() {
    FailoverGroup group = formed(both);
    GroupSpec exchanged =
        new GroupSpec(
            Optional.empty(), stage.uid("blog"), Optional.of(stage.uid("shop")), Set.of());

    stage.done(stage.groups().update(group, exchanged));

    FailoverGroup now = stage.groups().find(group.id()).orElseThrow();
    assertThat(now.member(now.active()).orElseThrow().appId()).isEqualTo(stage.uid("shop"));
    assertThat(now.active()).isEqualTo(Side.SECONDARY);
  }

  @Test
  void appsAreDetachedBeforeTheGroupIsDeleted() {
    FailoverGroup group = formed(both);
    stage.server.log().clear();

    stage.done(stage.groups().delete(group));

    assertThat(stage.changes())
        .containsExactly(
            "PUT /api/3/failover_groups/GROUP primary_stack_uid: , secondary_stack_uid:",
            "DELETE /api/3/failover_groups/GROUP");
    assertThat(stage.groups().find(group.id())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"EXPIRE_TOKEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void faultsOfTheDeletionAreSurvived(Fault.Kind kind) {
    FailoverGroup group = formed(both);
    stage.fault(kind, "DELETE", "/failover_groups", 503);

    stage.done(stage.groups().delete(group));

    assertThat(stage.dashboardGroups()).isEmpty();
  }

  @Test
  void busyGroupIsWaitedFor() {
    FailoverGroup group = formed(both);
    stage
        .server
        .faults()
        .add(new Fault("PUT", "/failover_groups", "", 0, 3, Fault.Kind.STATUS, 422, Duration.ZERO));

    stage.done(
        stage
            .groups()
            .switchOver(
                group, new SwitchSpec(Side.SECONDARY, SwitchSpec.Mode.PLANNED, false, List.of())));

    assertThat(stage.groups().find(group.id()).orElseThrow().active()).isEqualTo(Side.SECONDARY);
  }

  @Test
  void nameAndDomainsAreRefused() {
    assertThat(stage.groups().unsupportedAttributes()).containsExactlyInAnyOrder("name", "domains");
  }

  @Test
  void sameAppTwiceAndUnknownAppAreProblems() {
    GroupSpec twice =
        new GroupSpec(
            Optional.empty(), stage.uid("shop"), Optional.of(stage.uid("shop")), Set.of());
    GroupSpec unknown = new GroupSpec(Optional.empty(), "f".repeat(32), Optional.empty(), Set.of());

    assertThat(stage.groups().check(Optional.empty(), twice))
        .extracting(Problem::attribute)
        .containsExactly("secondary_app_id");
    assertThat(stage.groups().check(Optional.empty(), unknown))
        .extracting(Problem::attribute)
        .containsExactly("primary_app_id");
  }

  @Test
  void appThatMayNotBeSeenIsNotGone() {
    formed(both);
    String blog = stage.uid("blog");
    stage.dashboard("POST", "/stacks/%s/hide".formatted(blog), "");

    assertThatThrownBy(() -> stage.platform.apps().find(blog))
        .isInstanceOfSatisfying(
            PlatformException.class,
            failure -> assertThat(failure.kind()).isEqualTo(PlatformException.Kind.DENIED));
    assertThat(stage.groups().existing(both).flatMap(stage.groups()::find)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"1, PRIMARY", "2, SECONDARY", "2.0, SECONDARY", "'\"2\"', SECONDARY"})
  void activeSideIsReadInEveryForm(String told, Side side) {
    assertThat(Group.from(group(told)).current()).isEqualTo(side);
  }

  @Test
  void activeSideThatNobodyKnowsIsNotTakenForTheFirst() {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> Group.from(group("\"third\"")))
        .withMessageContaining("current_stack of a group is neither 1 nor 2: third");
  }

  private static JsonNode group(String current) {
    return new ObjectMapper().readTree("{\"uid\":\"g\",\"current_stack\":%s}".formatted(current));
  }
}
