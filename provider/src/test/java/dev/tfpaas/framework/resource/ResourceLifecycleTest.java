package dev.tfpaas.framework.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.framework.schema.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Planning and reading through the lifecycle as Terraform does it; [ApplyTest] has what happens
/// when applying.
class ResourceLifecycleTest {
  static final String FULL =
      """
      {'name': 'a', 'size': 2, 'mode': 'slow', 'note': 'n', 'secret': 'xyzzy', 'label': 'L',
       'tags': {'k': 'v'}, 'zones': ['b', 'a'], 'guards': {'max_lag': '5s'},
       'anything': {'type': ['tuple', ['string', 'number']], 'value': ['x', 0.1]},
       'disks': [{'label': 'one'}, {'label': 'two'}],
       'peers': [{'host': 'x'}, {'host': 'y', 'port': 81}],
       'members': {'m': {'role': 'r'}},
       'timeouts': {'create': '1m'}, 'network': {'port': 1}, 'rule': [{'port': 2}, {'port': 3}],
       'grant': [{'port': 4}], 'alias': {'w': {'port': 5}}, 'settings': {'level': 1}}
      """;

  private final ToyCloud cloud = new ToyCloud();
  private final ToyResource resource = new ToyResource();
  private final LifecycleDriver<ToyCloud> driver = LifecycleDriver.of(resource, cloud);

  @Test
  @DisplayName("8.4 #45 create: computed attributes unknown, configured ones equal config")
  void createPlansUnknownForWhatTheServerFills() {
    Outcome plan = driver.plan(driver.config(FULL, "tags")).orFail();

    assertThat(plan.action()).isEqualTo(Action.CREATE);
    assertThat(plan.get("id").isUnknown()).isTrue();
    assertThat(plan.get("address").isUnknown()).isTrue();
    assertThat(plan.get("history").isUnknown()).isTrue();
    assertThat(plan.get("tags").isUnknown()).isTrue();
    assertThat(plan.text("name")).isEqualTo("a");
    assertThat(plan.text("note")).isEqualTo("n");
    assertThat(plan.get("guards").get("level").isUnknown()).isTrue();
    assertThat(plan.get("disks").asList().getFirst().get("uuid").isUnknown()).isTrue();
    assertThat(plan.get("members").get("m").get("token").isUnknown()).isTrue();
    assertThat(plan.get("rule").asList().get(1).get("rule_id").isUnknown()).isTrue();
    assertThat(plan.get("alias").get("w").get("rule_id").isUnknown()).isTrue();
    assertThat(plan.get("peers").asList())
        .allSatisfy(p -> assertThat(p.get("port").isKnown()).isTrue());
  }

  @Test
  void defaultStandsInForWhatIsNotConfigured() {
    assertThat(driver.plan("{'name': 'a'}").text("mode")).isEqualTo("fast");
    assertThat(driver.plan("{'name': 'a', 'mode': 'slow'}").text("mode")).isEqualTo("slow");
  }

  @Test
  void removedAttributeFallsBackToItsDefault() {
    driver.apply("{'name': 'a', 'mode': 'slow'}").orFail();

    Outcome plan = driver.plan("{'name': 'a'}").orFail();

    assertThat(plan.action()).isEqualTo(Action.UPDATE);
    assertThat(plan.text("mode")).isEqualTo("fast");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FULL,
        "{'name': 'a'}",
        "{'name': 'a', 'tags': {}, 'zones': [], 'disks': [], 'peers': [], 'members': {}}",
        "{'name': 'a', 'guards': {}, 'network': {'port': 1}, 'timeouts': {}}",
        "{'name': 'a', 'peers': [{'host': 'x'}, {'host': 'x', 'port': 81}]}",
      })
  @DisplayName("8.4 #47 apply then plan: no changes")
  void planAfterApplyIsEmpty(String config) {
    driver.apply(config).orFail();

    Outcome plan = driver.plan(config).orFail();

    assertThat(plan.value()).isEqualTo(plan.prior());
    assertThat(plan.action()).isEqualTo(Action.NO_OP);
  }

  @Test
  @DisplayName("8.4 #46 plan twice with the same request: equal answers")
  void planningTwiceGivesTheSame() {
    driver.apply(FULL).orFail();
    Value changed = driver.config(FULL.replace("'size': 2", "'size': 3"));

    assertThat(driver.plan(changed).value()).isEqualTo(driver.plan(changed).value());
  }

  @Test
  void updateMakesOnlyUnkeptComputedAttributesUnknown() {
    driver.apply(FULL).orFail();

    Outcome plan = driver.plan(FULL.replace("'size': 2", "'size': 3")).orFail();

    assertThat(plan.action()).isEqualTo(Action.UPDATE);
    assertThat(plan.get("id")).isEqualTo(plan.prior().get("id"));
    assertThat(plan.get("disks")).isEqualTo(plan.prior().get("disks"));
    assertThat(plan.get("peers")).isEqualTo(plan.prior().get("peers"));
    assertThat(plan.get("guards")).isEqualTo(plan.prior().get("guards"));
    assertThat(plan.get("grant")).isEqualTo(plan.prior().get("grant"));
    assertThat(plan.get("address").isUnknown()).isTrue();
    assertThat(plan.get("history").isUnknown()).isTrue();
  }

  @Test
  void newElementsGetUnknownComputedAttributes() {
    driver.apply("{'name': 'a', 'disks': [{'label': 'one'}], 'peers': [{'host': 'x'}]}").orFail();

    Outcome plan =
        driver
            .plan(
                "{'name': 'a', 'disks': [{'label': 'one'}, {'label': 'two'}],"
                    + " 'peers': [{'host': 'x'}, {'host': 'y'}]}")
            .orFail();

    List<Value> disks = plan.get("disks").asList();
    assertThat(disks.get(0)).isEqualTo(plan.prior().get("disks").asList().getFirst());
    assertThat(disks.get(1).get("uuid").isUnknown()).isTrue();
    assertThat(plan.get("peers").asList())
        .contains(plan.prior().get("peers").asList().getFirst())
        .anySatisfy(p -> assertThat(p.get("key").isUnknown()).isTrue());
  }

  @Test
  @DisplayName("8.4 #50 optional+computed: unset keeps prior; set then removed keeps prior")
  void optionalComputedKeepsPrior() {
    driver.apply("{'name': 'a', 'note': 'mine'}").orFail();

    assertThat(driver.plan("{'name': 'a'}").orFail().action()).isEqualTo(Action.NO_OP);
    assertThat(driver.plan("{'name': 'a', 'size': 5}").orFail().text("note")).isEqualTo("mine");
  }

  @Test
  void nullOfAnOptionalComputedAttributeIsKeptToo() {
    driver.apply("{'name': 'a', 'note': 'x'}").orFail();
    driver.restore(driver.state().with("note", Value.nullOf(Type.STRING)), PrivateState.NONE);

    Outcome plan = driver.planWithoutRefresh(driver.config("{'name': 'a', 'size': 5}")).orFail();

    assertThat(plan.get("note").isNull()).isTrue();
  }

  @Test
  @DisplayName("8.4 #48 plan after remote drift shows exactly the drift")
  void driftIsShown() {
    driver.apply("{'name': 'a', 'size': 2}").orFail();
    cloud.objects.replaceAll((_, object) -> object.with("size", Value.number(9)));

    Outcome plan = driver.plan("{'name': 'a', 'size': 2}").orFail();

    assertThat(plan.prior().get("size")).isEqualTo(Value.number(9));
    assertThat(plan.get("size")).isEqualTo(Value.number(2));
    assertThat(plan.action()).isEqualTo(Action.UPDATE);
  }

  @Test
  @DisplayName(
      "8.4 #51, 8.3 #42 blocks from dynamic with unknown for_each, nested attributes unknown as a"
          + " whole")
  void unknownCollectionsStayUnknown() {
    Value config =
        driver.config(
            "{'name': 'a'}", "rule", "grant", "alias", "disks", "peers", "members", "guards");

    Outcome plan = driver.plan(config).orFail();

    for (String name : List.of("rule", "grant", "alias", "disks", "peers", "members", "guards")) {
      assertThat(plan.get(name).isUnknown()).as(name).isTrue();
    }
  }

  @Test
  @DisplayName("8.4 #51 nested blocks: none, one, many, none again")
  void blocksComeAndGo() {
    driver.apply("{'name': 'a'}").orFail();
    driver.apply("{'name': 'a', 'rule': [{'port': 1}], 'grant': [{'port': 1}]}").orFail();
    driver
        .apply("{'name': 'a', 'rule': [{'port': 1}, {'port': 2}], 'alias': {'x': {'port': 1}}}")
        .orFail();

    Outcome last = driver.apply("{'name': 'a'}").orFail();

    assertThat(last.get("rule").asList()).isEmpty();
    assertThat(last.get("alias").asMap()).isEmpty();
  }

  @Test
  void otherSpellingIsNoChange() {
    driver.apply("{'name': 'a', 'label': 'Web'}").orFail();

    assertThat(driver.plan("{'name': 'a', 'label': 'WEB'}").orFail().action())
        .isEqualTo(Action.NO_OP);
    assertThat(driver.plan("{'name': 'a', 'label': 'db'}").orFail().action())
        .isEqualTo(Action.UPDATE);
  }

  @Test
  @DisplayName("8.4 #52 requires_replace paths exist")
  void changeThatCannotBeMadeInPlaceReplaces() {
    driver.apply("{'name': 'a', 'members': {'m': {'role': 'r'}, 'n': {'role': 'r'}}}").orFail();

    Outcome plan =
        driver.plan("{'name': 'b', 'members': {'m': {'role': 's'}, 'n': {'role': 'r'}}}").orFail();

    assertThat(plan.action()).isEqualTo(Action.REPLACE);
    assertThat(plan.replacePaths()).containsExactly("name", "members[\"m\"].role");
    assertThat(plan.get("id").isUnknown()).isTrue();
  }

  @Test
  void resourceMayDemandReplacementOfWhatChanges() {
    driver.apply("{'name': 'a', 'size': 1}").orFail();
    resource.planning =
        context -> {
          context.requireReplace(Path.root().attribute("size"));
          context.requireReplace(Path.root().attribute("mode"));
        };

    Outcome plan = driver.plan("{'name': 'a', 'size': 2}").orFail();

    assertThat(plan.replacePaths()).containsExactly("size");
    assertThat(driver.plan("{'name': 'a', 'size': 1}").orFail().action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void replacementAtAPathThatDoesNotExistIsABug() {
    driver.apply("{'name': 'a'}").orFail();
    resource.planning = context -> context.requireReplace(Path.root().attribute("nothing"));

    Outcome plan = driver.plan("{'name': 'a', 'size': 2}");

    assertThat(plan.errors().toString()).contains("bug in the provider").contains("does not exist");
  }

  @Test
  void resourceMayKeepThePriorValueOfAConfiguredAttribute() {
    driver.apply("{'name': 'a', 'size': 1}").orFail();
    resource.planning =
        context -> {
          context.planPrior("size");
          context.diagnostics().warning("Kept", "Size stays.");
        };

    Outcome plan = driver.plan("{'name': 'a', 'size': 2}").orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(plan.warnings()).hasSize(1);
  }

  @Test
  void resourceMayPlanComputedValues() {
    resource.planning =
        context -> {
          context.plan("address", Value.string("planned"));
          if (!context.isCreate() && context.changed("size")) {
            context.planUnknown("id");
          }
        };
    driver.apply("{'name': 'a', 'size': 1}").orFail();

    Outcome plan = driver.plan("{'name': 'a', 'size': 2}").orFail();

    assertThat(plan.text("address")).isEqualTo("planned");
    assertThat(plan.get("id").isUnknown()).isTrue();
    assertThat(plan.get("history").isUnknown()).isTrue();
  }

  @Test
  void plannedChangeOfAComputedAttributeIsAnUpdate() {
    driver.apply("{'name': 'a'}").orFail();
    resource.planning = context -> context.plan("address", Value.string("elsewhere"));

    Outcome plan = driver.plan("{'name': 'a'}").orFail();

    assertThat(plan.action()).isEqualTo(Action.UPDATE);
    assertThat(plan.get("history").isUnknown()).isTrue();
  }

  @Test
  void planOfSomethingElseThanConfiguredIsABug() {
    resource.planning = context -> context.plan("size", Value.number(99));

    assertThat(driver.plan("{'name': 'a', 'size': 1}").errors())
        .singleElement()
        .satisfies(d -> {
          assertThat(d.path()).hasToString("size");
          assertThat(d.detail()).contains("planned value does not match config value");
        });
  }

  @Test
  void planOfAnotherTypeIsABug() {
    resource.planning = context -> context.plan("address", Value.number(1));

    assertThat(driver.plan("{'name': 'a'}").errors().toString())
        .contains("must be string, not number");
  }

  @Test
  void unexpectedExceptionInPlanBecomesADiagnosticWithoutItsMessage() {
    resource.planning =
        _ -> {
          throw new IllegalStateException("hunter2");
        };

    Outcome plan = driver.plan("{'name': 'a'}");

    assertThat(plan.errors().toString())
        .contains("bug in the provider")
        .contains("IllegalStateException")
        .doesNotContain("hunter2");
    assertThat(driver.log().toString()).contains("IllegalStateException").contains("at dev.tfpaas");
  }

  @Test
  void applyWalkIsSeen() {
    ArrayList<PlanContext.Walk> walks = new ArrayList<>();
    resource.planning = context -> walks.add(context.walk());

    driver.apply("{'name': 'a'}").orFail();

    assertThat(walks).containsExactly(PlanContext.Walk.PLAN, PlanContext.Walk.APPLY);
  }

  @Test
  void validationCollectsAttributeAndResourceProblems() {
    List<Diagnostic> found =
        driver.validate(
            "{'name': '', 'size': 0, 'note': 'a', 'old': 'b', 'guards': {'max_lag': 'x'}}");

    assertThat(found)
        .extracting(d -> d.path().toString())
        .containsExactlyInAnyOrder("name", "size", "guards.max_lag", "");
  }

  @Test
  @DisplayName("8.4 #62 read of a deleted object: null, no error; of an unreachable API: error")
  void goneAndUnreachableAreDifferent() {
    driver.apply("{'name': 'a'}").orFail();
    cloud.unreachable = true;
    assertThat(driver.refresh().failed()).isTrue();
    assertThat(driver.state().isNull()).isFalse();

    cloud.unreachable = false;
    cloud.objects.clear();
    driver.refresh().orFail();

    assertThat(driver.state().isNull()).isTrue();
    assertThat(driver.plan("{'name': 'a'}").action()).isEqualTo(Action.CREATE);
  }

  @Test
  @DisplayName("8.4 #63 import with good, malformed, unknown id; then plan without changes")
  void importThenPlanIsEmpty() {
    driver.apply(FULL).orFail();
    String id = driver.state().get("id").asString();
    LifecycleDriver<ToyCloud> other = LifecycleDriver.of(resource, cloud);

    assertThat(other.importState("?").errors().toString()).contains("must look like");
    other.importState("made-99999").orFail();
    assertThat(other.state().isNull()).isTrue();
    other.importState(id).orFail();

    assertThat(other.plan(FULL).orFail().action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void importFillsDefaults() {
    StateResult imported =
        new ResourceLifecycle<>(resource)
            .importState("made-1", Invocation.of(() -> cloud, () -> false, (_, _) -> {}));

    assertThat(imported.state().get("mode").asString()).isEqualTo("fast");
    assertThat(imported.state().get("rule").asList()).isEmpty();
  }

  @Test
  @DisplayName(
      "8.4 #61 upgrade with current version returns equal object; with each old version too")
  void stateOfEveryVersionIsRead() {
    ResourceLifecycle<ToyCloud> lifecycle = new ResourceLifecycle<>(resource);
    Diagnostics diagnostics = new Diagnostics();

    Value old = lifecycle.upgrade(1, "{'id':'i','title':'t'}".replace('\'', '"'), diagnostics);
    Value current = lifecycle.upgrade(2, "{'id':'i','name':'t'}".replace('\'', '"'), diagnostics);

    assertThat(old).isEqualTo(current);
    assertThat(old.get("name").asString()).isEqualTo("t");
    assertThat(diagnostics.isEmpty()).isTrue();
    assertThatThrownBy(() -> lifecycle.upgrade(3, "{}", diagnostics))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("newer version");
    assertThatThrownBy(() -> lifecycle.upgrade(1, "[", diagnostics))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("Cannot read the state");
  }

  @Test
  @DisplayName("8.4 #66 write-only attribute: null in plan, apply, read, upgrade; seen in config")
  void writeOnlyValueReachesTheResourceAndNothingElse() {
    ArrayList<String> seen = new ArrayList<>();
    resource.applying =
        context -> {
          seen.add(context.config().get("password").asString());
          return Optional.of(
              context.client().fill(context.planned()).with("password", Value.string("leak")));
        };

    Outcome applied = driver.apply("{'name': 'a', 'password': 'p'}").orFail();

    assertThat(seen).containsExactly("p");
    assertThat(applied.get("password").isNull()).isTrue();
    cloud.objects.put(applied.text("id"), applied.value().with("password", Value.string("leak")));
    assertThat(driver.refresh().orFail().get("password").isNull()).isTrue();
  }

  @Test
  void moveTakesOverStateAndPrivateBytes() {
    ResourceLifecycle<ToyCloud> lifecycle = new ResourceLifecycle<>(resource);
    Diagnostics diagnostics = new Diagnostics();
    PrivateState bytes = PrivateState.of("p");

    StateResult moved = lifecycle.move(move("old_thing", bytes), diagnostics);

    assertThat(moved.state().get("id").asString()).isEqualTo("i");
    assertThat(moved.privateState()).isEqualTo(bytes);
    assertThatThrownBy(() -> lifecycle.move(move("other_thing", bytes), diagnostics))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("does not take over");
  }

  private static MoveRequest move(String type, PrivateState bytes) {
    return new MoveRequest(
        "registry/x/old", type, 0, "{\"id\":\"i\",\"x\":1}", bytes, ToyResource.SCHEMA);
  }

  @Test
  void unknownValueInAReadStateIsABug() {
    driver.apply("{'name': 'a'}").orFail();
    cloud.objects.replaceAll((_, object) -> object.with("note", Value.unknown(Type.STRING)));

    assertThat(driver.refresh().errors().toString()).contains("note").contains("still unknown");
  }

  @Test
  void timeoutComesFromTheBlockOrTheFallback() {
    ArrayList<Duration> limits = new ArrayList<>();
    resource.applying =
        context -> {
          limits.add(
              Timeouts.of(context.timeoutsFrom(), Timeouts.Operation.CREATE)
                  .orElse(Duration.ofSeconds(7)));
          return Optional.empty();
        };

    driver.apply("{'name': 'a', 'timeouts': {'create': '3s'}}").orFail();
    driver.apply("{'name': 'a'}").orFail();

    assertThat(limits).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(7));
  }
}
