package dev.tfpaas.resources.replication;

import static dev.tfpaas.resources.FailoverStage.calls;
import static dev.tfpaas.resources.FailoverStage.lines;
import static dev.tfpaas.resources.FailoverStage.pair;
import static dev.tfpaas.resources.FailoverStage.replicate;
import static dev.tfpaas.resources.FailoverStage.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.life.Incarnated;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Renaming;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Replications where an app has several databases of one engine.
class SeveralDatabasesTest {
  private static final String FOLLOW = ", 'direction': 'follow'";

  @TempDir Path directory;
  private FailoverStage stage;

  @BeforeEach
  void open() {
    stage = new FailoverStage(directory);
  }

  private static String named(String name, String more) {
    return replicate("shop", "shop-dr", ", 'database': '%s'%s".formatted(name, more));
  }

  private void second() {
    for (String app : new String[] {"shop", "shop-dr"}) {
      stage.dashboard("add", draft -> AppOperations.newDatabase(draft, app, "postgresql/users"));
    }
    stage.clock.move(Duration.ofSeconds(5));
  }

  private LifecycleDriver<PaasClient> another() {
    return stage.driver(new Life<>(new ReplicationKind()));
  }

  /// A group that hands both over.
  private static String both(String active) {
    return pair(active, "")
        .replace(
            "'shop:shop-dr:postgresql'",
            "'shop:shop-dr:postgresql:postgresql', 'shop:shop-dr:postgresql:users'");
  }

  @Test
  void openWhichOneIsMeantIsRefusedWithTheNames() {
    second();

    Outcome plan = stage.replication.plan(replicate("shop", "shop-dr", ""));

    assertThat(text(plan))
        .contains(
            "App shop has several postgresql databases",
            "`database = \"postgresql\"` or `database = \"users\"`");
  }

  @Test
  void nameThatIsNotThereIsRefusedWithTheNames() {
    second();

    Outcome plan = stage.replication.plan(named("user", ""));

    assertThat(text(plan))
        .contains("App shop has no postgresql database user", "`database = \"users\"`");
  }

  @Test
  void namedOnesHaveAFourthPartAndAreHandedOverAtOnce() {
    second();
    LifecycleDriver<PaasClient> users = another();
    Outcome first = stage.replication.apply(named("postgresql", FOLLOW)).orFail();
    Outcome other = users.apply(named("users", FOLLOW)).orFail();
    stage.group.apply(both("primary")).orFail();
    stage.clock.move(Duration.ofSeconds(5));

    Outcome switched = stage.group.apply(both("secondary")).orFail();

    assertThat(first.text("id")).isEqualTo("shop:shop-dr:postgresql:postgresql");
    assertThat(other.text("id")).isEqualTo("shop:shop-dr:postgresql:users");
    assertThat(calls(switched))
        .contains(
            "PUT /apps/shop/databases/postgresql/read-only {on: true}",
            "PUT /apps/shop/databases/postgresql/users/read-only {on: true}",
            "POST /apps/shop-dr/databases/postgresql/promote",
            "POST /apps/shop-dr/databases/postgresql/users/promote");
    assertThat(lines(switched))
        .anyMatch(line -> line.startsWith("4b"))
        .anyMatch(it -> it.startsWith("3b"));
    assertThat(switched.get("last_switch").get("lost_writes").asLong()).isZero();
    stage.clock.move(Duration.ofSeconds(5));
    Outcome after = users.plan(named("users", FOLLOW)).orFail();
    assertThat(after.action()).isEqualTo(Action.NO_OP);
    assertThat(after.text("flows_from")).isEqualTo("shop-dr");
    assertThat(stage.group.apply(both("primary")).orFail().text("active")).isEqualTo("primary");
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void emergencyOfSeveralPromotesThemAtOnce() {
    second();
    another().apply(named("users", "")).orFail();
    stage.replication.apply(named("postgresql", "")).orFail();
    stage.group.apply(both("primary")).orFail();
    stage.clock.move(Duration.ofSeconds(5));
    stage.fail("eu-west");

    Outcome switched =
        stage.group.apply(
            both("secondary")
                .replace(
                    "'active'", "'switch_mode': 'emergency', 'accept_data_loss': true, 'active'"));

    assertThat(switched.orFail().text("active")).isEqualTo("secondary");
    assertThat(lines(switched)).anyMatch(line -> line.startsWith("1b"));
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void oneThatAppearsLaterLeavesThePairAloneAndIsNotHandedOver() {
    stage.formed();

    second();

    assertThat(stage.replication.plan(replicate("shop", "shop-dr", "")).orFail().action())
        .isEqualTo(Action.NO_OP);
    stage.dashboard("write", draft -> AppOperations.write(draft, "shop", 3));
    Outcome switched = stage.group.plan(pair("secondary", ""));
    assertThat(text(switched)).contains("data of postgresql/users", "`database = \"users\"`");
    Outcome accepted = stage.group.plan(pair("secondary", ", 'accept_data_loss': true")).orFail();
    assertThat(calls(accepted)).noneMatch(call -> call.contains("users"));
  }

  @Test
  void nameOfTheOneThatItHasChangesTheStateOnly() {
    stage.formed();
    second();
    int before = stage.callCount();

    Outcome applied = stage.replication.apply(named("postgresql", "")).orFail();

    assertThat(applied.action()).isEqualTo(Action.UPDATE);
    assertThat(applied.text("id")).isEqualTo("shop:shop-dr:postgresql");
    assertThat(applied.text("database")).isEqualTo("postgresql");
    assertThat(stage.callsSince(before)).isEmpty();
    assertThat(stage.replication.plan(named("postgresql", "")).action()).isEqualTo(Action.NO_OP);
    assertThat(text(stage.replication.plan(replicate("shop", "shop-dr", ""))))
        .contains("App shop has several postgresql databases");
  }

  @Test
  void anotherOneReplacesAndEndsTheFirst() {
    stage.replication.apply(replicate("shop", "shop-dr", "")).orFail();
    second();

    Outcome plan = stage.replication.plan(named("users", ""));
    assertThat(plan.action()).isEqualTo(Action.REPLACE);
    Outcome applied = stage.replication.apply(named("users", "")).orFail();

    assertThat(applied.text("id")).isEqualTo("shop:shop-dr:postgresql:users");
    int left = stage.world.read(view -> view.replications().size());
    assertThat(left).isEqualTo(1);
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void twoReplicationsOfOneDatabaseAreRefused() {
    stage.formed();

    Outcome plan = another().plan(named("postgresql", ""));

    assertThat(text(plan)).contains("already takes part in another replication");
  }

  @Test
  void twoSpellingsOfOneDatabaseAreRefusedInThePlan() {
    PaasClient client = stage.client();
    Outcome first = inOnePlan(client).plan(replicate("shop", "shop-dr", FOLLOW)).orFail();

    Outcome second =
        inOnePlan(client).plan(replicate("shop-dr", "shop", ", 'database': 'postgresql'" + FOLLOW));

    Outcome sameWay = inOnePlan(client).plan(named("postgresql", FOLLOW));
    assertThat(first.action()).isEqualTo(Action.CREATE);
    assertThat(text(sameWay)).contains("This plan replicates database postgresql");
    assertThat(text(second))
        .contains(
            "This plan replicates database postgresql of postgresql twice",
            "Another resource of it is shop:shop-dr:postgresql, this one"
                + " shop:shop-dr:postgresql:postgresql");
  }

  @Test
  void twoDatabasesOfOnePlanAreNoSpellingsOfOne() {
    second();
    PaasClient client = stage.client();

    assertThat(inOnePlan(client).plan(named("users", "")).failed()).isFalse();
    assertThat(inOnePlan(client).plan(named("postgresql", "")).failed()).isFalse();
  }

  private static LifecycleDriver<PaasClient> inOnePlan(PaasClient client) {
    return LifecycleDriver.of(new Incarnated(new Life<>(new ReplicationKind())), client);
  }

  @Test
  void renamedOutsideItStaysWhatItIs() {
    second();
    LifecycleDriver<PaasClient> users = another();
    users.apply(named("users", "")).orFail();
    stage.dashboard(
        "rename", draft -> Renaming.database(draft, "shop", "postgresql/users", "people"));
    stage.clock.move(Duration.ofSeconds(5));

    Outcome plan = users.plan(named("users", "")).orFail();
    Outcome agreed = users.apply(named("people", "")).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(plan.text("status")).isEqualTo("replicating");
    assertThat(text(plan)).contains("Database users was renamed to people");
    assertThat(agreed.action()).isEqualTo(Action.UPDATE);
    assertThat(agreed.text("id")).isEqualTo("shop:shop-dr:postgresql:users");
    assertThat(users.plan(named("people", "")).diagnostics()).isEmpty();
  }

  @Test
  void newOneUnderTheOldNameIsNotTakenForTheRenamedOne() {
    second();
    another().apply(named("users", "")).orFail();
    stage.dashboard(
        "rename", draft -> Renaming.database(draft, "shop", "postgresql/users", "people"));
    second();

    Outcome plan = another().plan(named("users", ""));

    assertThat(text(plan))
        .contains("Replication shop:shop-dr:postgresql:users is of postgresql/people by now");
    LifecycleDriver<PaasClient> imported = another();
    imported.importState("shop:shop-dr:postgresql:users");
    Outcome taken = imported.apply(named("people", "")).orFail();
    assertThat(taken.action()).isEqualTo(Action.UPDATE);
    assertThat(imported.plan(named("people", "")).action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void deletedOutsideItIsBrokenAndTheCopyKeepsItsData() {
    second();
    LifecycleDriver<PaasClient> users = another();
    stage.dashboard("write", draft -> AppOperations.write(draft, "shop", 7));
    users.apply(named("users", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));
    long had = position("shop-dr");

    stage.dashboard(
        "delete", draft -> AppOperations.deleteDatabase(draft, "shop", "postgresql/users"));

    Outcome plan = users.plan(named("users", "")).orFail();
    assertThat(plan.text("status")).isEqualTo("broken");
    assertThat(had).isGreaterThanOrEqualTo(7);
    assertThat(position("shop-dr")).isEqualTo(had);
  }

  private long position(String app) {
    return stage.world.read(
        view -> view.position(view.database(app, "postgresql/users").orElseThrow()));
  }

  @Test
  void importTakesBothForms() {
    second();
    another().apply(named("users", "")).orFail();

    LifecycleDriver<PaasClient> imported = another();
    imported.importState("shop-dr:shop:postgresql:users");

    Outcome plan = imported.plan(named("users", "")).orFail();
    assertThat(plan.text("id")).isEqualTo("shop:shop-dr:postgresql:users");
    assertThat(plan.text("database")).isEqualTo("users");
  }

  @Test
  void onlyOneMayHaveAName() {
    stage.dashboard("rename", draft -> Renaming.database(draft, "shop", "postgresql", "orders"));
    stage.dashboard("rename", draft -> Renaming.database(draft, "shop-dr", "postgresql", "orders"));

    Outcome applied = stage.replication.apply(replicate("shop", "shop-dr", "")).orFail();

    assertThat(applied.text("id")).isEqualTo("shop:shop-dr:postgresql");
    assertThat(stage.liveReplication().database()).contains("orders");
    assertThat(stage.replication.plan(replicate("shop", "shop-dr", "")).action())
        .isEqualTo(Action.NO_OP);
  }

  @Test
  void onlyOneIsFoundAndImportedByEitherName() {
    stage.formed();

    LifecycleDriver<PaasClient> named = another();
    named.importState("shop:shop-dr:postgresql:postgresql");

    assertThat(named.plan(named("postgresql", "")).orFail().text("database"))
        .isEqualTo("postgresql");
    assertThat(named.state().get("id").asString()).isEqualTo("shop:shop-dr:postgresql");
  }

  @Test
  void namedOneIsImportedWithoutItsName() {
    another().apply(named("postgresql", "")).orFail();

    LifecycleDriver<PaasClient> unnamed = another();
    unnamed.importState("shop:shop-dr:postgresql");

    assertThat(unnamed.state().get("id").asString())
        .isEqualTo("shop:shop-dr:postgresql:postgresql");
    assertThat(unnamed.state().get("database").isNull()).isTrue();
    assertThat(unnamed.plan(replicate("shop", "shop-dr", "")).orFail().action())
        .isEqualTo(Action.NO_OP);
  }

  @Test
  void renamedOneIsImportedByItsPresentNameAndWithItsGroup() {
    second();
    another().apply(named("users", "")).orFail();
    stage.dashboard(
        "rename", draft -> Renaming.database(draft, "shop", "postgresql/users", "people"));
    stage.group.apply(pair("primary", "").replace("postgresql'", "postgresql:users'")).orFail();

    LifecycleDriver<PaasClient> imported = another();
    imported.importState("shop:shop-dr:postgresql:people");
    stage.group.clear();
    stage.group.importState("shop");

    assertThat(imported.state().get("id").asString()).isEqualTo("shop:shop-dr:postgresql:users");
    assertThat(imported.plan(named("people", "")).orFail().action()).isEqualTo(Action.NO_OP);
    assertThat(stage.group.state().get("replication_ids").toString())
        .contains("shop:shop-dr:postgresql:users");
  }

  @Test
  void nameOfAnAppInTheIdentifierIsNoDatabase() {
    Replication redis =
        new Replication(
            "app:redis:redis",
            "app",
            "redis",
            "redis",
            Replication.Status.REPLICATING,
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            false);

    assertThat(DatabaseChoice.inId("app:redis:redis", redis)).isEmpty();
    assertThat(DatabaseChoice.inId("app:redis:redis:orders", redis)).contains("orders");
  }

  @Test
  void namedLaterItIsMadeAnewUnderItsNewIdentifier() {
    stage.replication.apply(replicate("shop", "shop-dr", "")).orFail();
    stage.replication.apply(named("postgresql", "")).orFail();

    Outcome plan = stage.replication.planReplacement(named("postgresql", ""));
    assertThat(plan.action()).isEqualTo(Action.REPLACE);
    Outcome applied = stage.replication.apply(plan).orFail();

    assertThat(applied.text("id")).isEqualTo("shop:shop-dr:postgresql:postgresql");
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void nameThatIsWrittenWhileTheReplicaIsFilledIsPlannedAsItIsWritten() {
    stage.meanwhile(() -> {
      if (stage.world.<Integer>read(view -> view.replications().size()) > 0) {
        stage.replication.requestStop();
      }
    });
    stage.replication.apply(replicate("shop", "shop-dr", ""));
    stage.meanwhile(() -> {});
    stage.replication.clearStop();

    Outcome plan = stage.replication.plan(named("postgresql", "")).orFail();
    Outcome applied = stage.replication.apply(plan).orFail();

    assertThat(stage.replication.state().get("status").asString()).isEqualTo("replicating");
    assertThat(plan.text("database")).isEqualTo("postgresql");
    assertThat(applied.text("id")).isEqualTo("shop:shop-dr:postgresql");
    assertThat(stage.world.<Integer>read(view -> view.replications().size())).isEqualTo(1);
  }
}
