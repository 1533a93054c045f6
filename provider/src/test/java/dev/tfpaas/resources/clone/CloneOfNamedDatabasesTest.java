package dev.tfpaas.resources.clone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.resources.LocalRig;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Values;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Renaming;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies of an app that has several databases of one engine.
class CloneOfNamedDatabasesTest {
  private static final String ORDERS = copy("postgresql/orders");

  @TempDir private Path directory;
  private LocalRig rig;
  private LifecycleDriver<PaasClient> clone;

  @BeforeEach
  void openThePlatform() {
    rig = new LocalRig(directory.resolve("paas"));
    clone = rig.driver(new Life<>(new CloneKind()));
    rig.outside("add", draft -> AppOperations.newDatabase(draft, "shop", "postgresql/orders"));
    rig.clock.move(Duration.ofSeconds(5));
  }

  private static String copy(String databases) {
    return "{'source_app_id': 'shop', 'name': 'standby', 'region': 'eu-central', 'databases': ['%s']}"
        .formatted(databases.replace(", ", "', '"));
  }

  private void rename(String app) {
    rig.outside("rename", draft -> Renaming.database(draft, app, "postgresql/orders", "sales"));
    rig.clock.move(Duration.ofSeconds(5));
  }

  private static String text(Outcome outcome) {
    return outcome.diagnostics().stream()
        .map(Diagnostic::toString)
        .collect(Collectors.joining("\n"));
  }

  private static Value texts(String... all) {
    return Values.list(List.of(all));
  }

  @Test
  void nameThatNobodyHasIsRefusedWithTheNames() {
    Outcome created = clone.plan(copy("postgresql/oders"));
    clone.apply(ORDERS).orFail();
    Outcome changed = clone.plan(copy("postgresql/orders, postgresql/oders"));

    for (Outcome plan : List.of(created, changed)) {
      assertThat(plan.failed()).isTrue();
      assertThat(text(plan))
          .contains("App shop has no database postgresql/oders", "postgresql, postgresql/orders");
    }
  }

  @Test
  void renamedOutsideItIsAWarningAndNothingIsMadeUnderTheOldName() {
    clone.apply(ORDERS).orFail();
    rename("shop");
    rename("standby");
    int before = rig.calls().size();

    Outcome applied = clone.apply(ORDERS).orFail();
    Outcome agreed = clone.apply(copy("postgresql/sales")).orFail();

    assertThat(text(applied))
        .contains(
            "The copy keeps its postgresql/sales", "write `databases = [\"postgresql/sales\"]`");
    assertThat(agreed.get("databases")).isEqualTo(texts("postgresql/sales"));
    assertThat(rig.callsSince(before)).isEmpty();
  }

  @Test
  void oneWithoutANameMayBeNamedByItsEngine() {
    String both = copy("postgresql/orders, postgresql/postgresql");
    clone.apply(ORDERS).orFail();

    Outcome applied = clone.apply(both).orFail();

    assertThat(rig.app("standby").databases())
        .extracting(it -> it.called())
        .containsExactlyInAnyOrder("postgresql", "postgresql/orders");
    assertThat(applied.get("databases"))
        .isEqualTo(texts("postgresql/orders", "postgresql/postgresql"));
    assertThat(clone.plan(both).orFail().action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void narrowedFromAllOfAnEngineTheOthersAreKeptAndNamed() {
    clone.apply(copy("postgresql")).orFail();
    int before = rig.calls().size();

    Outcome narrowed = clone.apply(ORDERS).orFail();

    assertThat(text(narrowed))
        .contains("The copy keeps its postgresql", "write `databases = [\"postgresql\"]`");
    assertThat(narrowed.get("databases")).isEqualTo(texts("postgresql"));
    assertThat(rig.callsSince(before)).isEmpty();
    assertThat(rig.app("standby").databases()).hasSize(2);
  }

  @Test
  void narrowedAndWidenedAtOnceIsRefusedWithWhatToWrite() {
    clone.apply(copy("postgresql")).orFail();

    Outcome plan = clone.plan(copy("postgresql/orders, redis"));

    assertThat(plan.failed()).isTrue();
    assertThat(text(plan)).contains("write `databases = [\"postgresql\", \"redis\"]`");
  }

  @Test
  void renamedInTheCopyAloneItIsAWarningThatSaysSo() {
    clone.apply(ORDERS).orFail();
    rename("standby");
    int before = rig.calls().size();

    Outcome applied = clone.apply(ORDERS).orFail();
    Outcome agreed = clone.apply(copy("postgresql/sales")).orFail();

    assertThat(text(applied))
        .contains(
            "The copy has postgresql/sales, and no postgresql/orders any more",
            "It was renamed in the copy",
            "To agree, write `databases = [\"postgresql/sales\"]`");
    assertThat(agreed.get("databases")).isEqualTo(texts("postgresql/sales"));
    assertThat(rig.callsSince(before)).isEmpty();
    assertThat(clone.plan(copy("postgresql/sales")).diagnostics()).isEmpty();
  }

  @Test
  void namedBesideTheRenamedOneItIsMade() {
    clone.apply(ORDERS).orFail();
    rename("standby");

    clone.apply(copy("postgresql/sales, postgresql/orders")).orFail();

    assertThat(rig.app("standby").databases())
        .extracting(it -> it.called())
        .containsExactlyInAnyOrder("postgresql/orders", "postgresql/sales");
  }
}
