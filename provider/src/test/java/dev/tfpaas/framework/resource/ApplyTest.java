package dev.tfpaas.framework.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.resource.Outcome.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Applying through the lifecycle: what is stored when things go well, and above all when they do
/// not.
class ApplyTest {
  private static final String CONFIG = "{'name': 'a', 'size': 1}";
  private static final String CHANGED = "{'name': 'a', 'size': 2}";

  private final ToyCloud cloud = new ToyCloud();
  private final ToyResource resource = new ToyResource();
  private final LifecycleDriver<ToyCloud> driver = LifecycleDriver.of(resource, cloud);

  private static DiagnosticException failure() {
    return new DiagnosticException(Diagnostic.error("Cannot go on", "The server said no."));
  }

  @Test
  @DisplayName("8.4 #59 no unknown left after apply")
  void appliedStateIsWhollyKnown() {
    Outcome applied = driver.apply(ResourceLifecycleTest.FULL).orFail();

    assertThat(applied.value().isWhollyKnown()).isTrue();
    assertThat(applied.text("name")).isEqualTo("a");
  }

  @Test
  @DisplayName("8.4 #49 unknown config value from another resource: apply gets the value")
  void valueKnownOnlyAtApplyArrives() {
    Outcome plan = driver.plan(driver.config(CONFIG, "size")).orFail();

    Outcome applied = driver.apply(plan, driver.config(CONFIG)).orFail();

    assertThat(plan.get("size").isUnknown()).isTrue();
    assertThat(applied.get("size")).isEqualTo(Value.number(1));
  }

  @Test
  @DisplayName(
      "8.4 #54 create fails half way: object with id is stored and tainted; next apply replaces it")
  void failedCreateStoresItsCheckpoint() {
    resource.applying =
        context -> {
          context.checkpoint(context.planned().with("id", Value.string("made-half")));
          throw failure();
        };

    Outcome failed = driver.apply(CONFIG);

    assertThat(failed.errors()).extracting(Diagnostic::summary).containsExactly("Cannot go on");
    assertThat(driver.tainted()).isTrue();
    assertThat(driver.state().get("id").asString()).isEqualTo("made-half");
    assertThat(driver.state().get("address").isNull()).isTrue();

    cloud.objects.put("made-half", driver.state());
    resource.applying = _ -> Optional.empty();
    Outcome repaired = driver.apply(CONFIG).orFail();

    assertThat(repaired.action()).isEqualTo(Action.REPLACE);
    assertThat(cloud.objects).doesNotContainKey("made-half").hasSize(1);
    assertThat(driver.tainted()).isFalse();
  }

  @Test
  void createThatFailsBeforeAnythingExistsStoresNothing() {
    resource.applying =
        _ -> {
          throw failure();
        };

    driver.apply(CONFIG);

    assertThat(driver.state().isNull()).isTrue();
    assertThat(driver.tainted()).isFalse();
  }

  @Test
  @DisplayName("8.4 #55 update fails half way: stored object = what is true")
  void failedUpdateStoresItsCheckpoint() {
    driver.apply(CONFIG).orFail();
    resource.applying =
        context -> {
          context.checkpoint(context.prior().with("address", Value.string("half")));
          throw failure();
        };

    Outcome failed = driver.apply(CHANGED);

    assertThat(failed.failed()).isTrue();
    assertThat(driver.state().get("address").asString()).isEqualTo("half");
    assertThat(driver.state().get("size")).isEqualTo(Value.number(1));
    assertThat(driver.tainted()).isFalse();
  }

  @Test
  void failedUpdateWithoutCheckpointStoresThePriorState() {
    driver.apply(CONFIG).orFail();
    Value before = driver.state();
    resource.applying =
        _ -> {
          throw failure();
        };

    driver.apply(CHANGED);

    assertThat(driver.state()).isEqualTo(before);
  }

  @Test
  @DisplayName("8.4 #69 exception becomes an error diagnostic; the checkpoint is stored")
  void unexpectedExceptionIsABugAndKeepsTheCheckpoint() {
    resource.applying =
        context -> {
          context.checkpoint(context.planned().with("id", Value.string("made-half")));
          throw new IllegalArgumentException("hunter2");
        };

    Outcome failed = driver.apply(CONFIG);

    assertThat(failed.errors().toString())
        .contains("bug in the provider")
        .contains("create toy_thing")
        .doesNotContain("hunter2");
    assertThat(driver.state().get("id").asString()).isEqualTo("made-half");
    assertThat(driver.log().toString()).contains("ApplyTest");
  }

  @Test
  void errorsOfTheJvmKeepTheCheckpointToo() {
    resource.applying =
        context -> {
          context.checkpoint(context.planned().with("id", Value.string("made-half")));
          throw new NoClassDefFoundError("gone");
        };

    driver.apply(CONFIG);

    assertThat(driver.state().get("id").asString()).isEqualTo("made-half");
  }

  @Test
  void checkpointThatDoesNotConformIsSalvaged() {
    resource.applying =
        context -> {
          context.checkpoint(
              context
                  .planned()
                  .with("id", Value.string("made-half"))
                  .with("size", Value.bool(true)));
          throw failure();
        };

    Outcome failed = driver.apply(CONFIG);

    assertThat(failed.errors()).hasSize(2);
    assertThat(driver.state().get("id").asString()).isEqualTo("made-half");
    assertThat(driver.state().get("size").isNull()).isTrue();
  }

  @Test
  void stateReturnedWithAnErrorIsStoredAsItIs() {
    driver.apply(CONFIG).orFail();
    resource.applying =
        context -> {
          context.diagnostics().error("Stopped half way", "Run apply again.");
          return Optional.of(context.prior().with("address", Value.unknown(Type.STRING)));
        };

    Outcome failed = driver.apply(CHANGED);

    assertThat(failed.errors()).hasSize(1);
    assertThat(driver.state().get("size")).isEqualTo(Value.number(1));
    assertThat(driver.state().get("address").isNull()).isTrue();
  }

  @Test
  @DisplayName("8.4 #59 an unknown left without an error names the attribute")
  void unknownLeftWithoutErrorIsABug() {
    resource.applying =
        context ->
            Optional.of(
                context
                    .client()
                    .fill(context.planned())
                    .with("address", Value.unknown(Type.STRING)));

    Outcome failed = driver.apply(CONFIG);

    assertThat(failed.errors())
        .singleElement()
        .satisfies(d -> assertThat(d.path()).hasToString("address"));
    assertThat(driver.state().get("address").isNull()).isTrue();
  }

  @Test
  @DisplayName("8.4 #58 result that differs from the plan is found before Terraform finds it")
  void resultThatBreaksThePlanIsABug() {
    resource.applying =
        context ->
            Optional.of(context.client().fill(context.planned()).with("name", Value.string("A")));

    Outcome failed = driver.apply(CONFIG);

    assertThat(failed.errors().toString()).contains("was \"a\", but now \"A\"");
  }

  @Test
  @DisplayName("8.4 #67 sensitive value never in a diagnostic")
  void brokenPlanOfASensitiveAttributeShowsNoValue() {
    resource.applying =
        context ->
            Optional.of(
                context.client().fill(context.planned()).with("secret", Value.string("hunter2")));

    Outcome failed = driver.apply("{'name': 'a', 'secret': 'xyzzy'}");

    assertThat(failed.errors().toString())
        .contains("secret")
        .doesNotContain("hunter2")
        .doesNotContain("xyzzy");
  }

  @Test
  @DisplayName("8.4 #56, #57 delete; of something already gone: success")
  void deleteRemoves() {
    driver.apply(CONFIG).orFail();
    resource.deleting = context -> context.client().objects.clear();

    driver.destroy().orFail();

    assertThat(driver.state().isNull()).isTrue();
    assertThat(driver.destroy().orFail().action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void deleteThatReportsAnErrorAndReturnsKeepsThePriorState() {
    driver.apply(CONFIG).orFail();
    Value before = driver.state();
    resource.deleting =
        context -> context.diagnostics().error("Cannot delete toy", "It is still in use.");

    Outcome failed = driver.destroy();

    assertThat(failed.failed()).isTrue();
    assertThat(driver.state()).isEqualTo(before);
  }

  @Test
  void failedDeleteKeepsThePriorStateOrItsCheckpoint() {
    driver.apply(CONFIG).orFail();
    Value before = driver.state();
    resource.deleting =
        _ -> {
          throw failure();
        };
    driver.destroy();
    assertThat(driver.state()).isEqualTo(before);

    resource.deleting =
        context -> {
          context.checkpoint(context.prior().with("address", Value.nullOf(Type.STRING)));
          throw failure();
        };
    driver.destroy();

    assertThat(driver.state().get("address").isNull()).isTrue();
    assertThat(driver.state().get("id")).isEqualTo(before.get("id"));
  }

  @Test
  @DisplayName("8.4 #60 private bytes survive read, plan, update")
  void privateBytesAreEchoed() {
    resource.applying =
        context -> {
          if (context.isCreate()) {
            context.privateState(PrivateState.of("mine"));
          }
          return Optional.empty();
        };

    driver.apply(CONFIG).orFail();
    driver.refresh().orFail();
    driver.apply(CHANGED).orFail();

    assertThat(driver.privateState().text()).isEqualTo("mine");
  }

  @Test
  void privateBytesOfAFailedCallAreStored() {
    driver.apply(CONFIG).orFail();
    resource.applying =
        context -> {
          context.privateState(PrivateState.of("step 3"));
          throw failure();
        };

    driver.apply(CHANGED);

    assertThat(driver.privateState().text()).isEqualTo("step 3");
  }

  @Test
  @DisplayName("8.4 #53 delete after replacement gets its private bytes")
  void replacementHandsPrivateBytesToDelete() {
    List<String> seen = new ArrayList<>();
    resource.applying =
        context -> {
          context.privateState(PrivateState.of("of " + context.planned().get("name").asString()));
          return Optional.empty();
        };
    resource.deleting = context -> seen.add(context.privateState().text());
    driver.apply("{'name': 'a'}").orFail();

    Outcome replaced = driver.apply("{'name': 'b'}").orFail();

    assertThat(replaced.action()).isEqualTo(Action.REPLACE);
    assertThat(seen).containsExactly("of a");
    assertThat(driver.privateState().text()).isEqualTo("of b");
    assertThat(cloud.objects).hasSize(1);
  }

  @Test
  @DisplayName("8.5 #71 stop is seen during a call")
  void stopIsSeen() {
    List<Boolean> seen = new ArrayList<>();
    resource.applying =
        context -> {
          seen.add(context.stopRequested());
          driver.requestStop();
          seen.add(context.stopRequested());
          return Optional.empty();
        };

    driver.apply(CONFIG).orFail();

    assertThat(seen).containsExactly(false, true);
  }

  @Test
  void stateReturnedByAResourceMayLeaveAttributesOut() {
    resource.applying =
        context -> {
          Value all = context.client().fill(context.planned());
          Map<String, Value> some = new HashMap<>(all.asMap());
          some.values().removeIf(Value::isNull);
          return Optional.of(Value.object(some));
        };

    Outcome applied = driver.apply(CONFIG).orFail();

    assertThat(applied.get("note").isKnown()).isTrue();
    assertThat(applied.get("tags").isNull()).isTrue();
  }
}
