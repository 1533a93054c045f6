package dev.tfpaas.platform.scalingo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.RequestLog;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.DataContext;
import dev.tfpaas.framework.resource.DataSource;
import dev.tfpaas.framework.resource.Invocation;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.resources.AppDataSource;
import dev.tfpaas.resources.group.GroupKind;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.migration.MigrationKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a plan says of Scalingo's peculiarities.
class ScalingoResourcesTest {
  private static final String MANUAL =
      "{'app_id': 'shop-front', 'to_region': 'osc-secnum-fr1', 'data': 'manual', 'phase': '%s'}";
  private static final String PAIR =
      "{'primary_app_id': 'shop-front', 'secondary_app_id': 'osc-secnum-fr1/shop-there',"
          + " 'active': '%s'}";

  private final EmulatedScalingo scalingo = EmulatedScalingo.limited();

  /// Ends it; the vendor's limit was kept, so that nothing was throttled.
  @AfterEach
  void stop() {
    scalingo.close();
    assertThat(scalingo.server.log().entries())
        .extracting(RequestLog.Entry::status)
        .doesNotContain(429);
  }

  private LifecycleDriver<PaasClient> driver(Resource<PaasClient> resource) {
    return LifecycleDriver.of(
        resource, PaasClient.of(scalingo.platform, scalingo.runner, scalingo.clock));
  }

  @Test
  void dataPhaseThatIsTheUsersIsNoChangeInEveryPlan() {
    LifecycleDriver<PaasClient> migration = driver(new Life<>(new MigrationKind()));
    String manual = MANUAL.formatted("data_migrated");
    migration.apply(manual).orFail();

    Outcome again = migration.plan(manual).orFail();
    Outcome last = migration.apply(MANUAL.formatted("finalized")).orFail();

    assertThat(again.action()).isEqualTo(Action.NO_OP);
    assertThat(again.diagnostics())
        .singleElement()
        .asString()
        .contains("yours to move", "phase = \"finalized\"");
    assertThat(last.text("status")).isEqualTo("done");
    assertThat(scalingo.changes()).noneMatch(call -> call.endsWith("step: data"));
  }

  @Test
  void dataPhaseThatIsTheUsersCanBeWrittenDownLater() {
    LifecycleDriver<PaasClient> migration = driver(new Life<>(new MigrationKind()));
    migration.apply(MANUAL.formatted("prepared")).orFail();
    int before = scalingo.changes().size();

    migration.apply(MANUAL.formatted("data_migrated")).orFail();

    assertThat(scalingo.changes()).hasSize(before);
    assertThat(migration.plan(MANUAL.formatted("data_migrated")).action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void whatIsNotKnownOfAnAppWhoseRegionDoesNotAnswerIsNull() {
    DataSource<PaasClient> source = new AppDataSource();
    scalingo.watched.answer((request, reply) ->
        request.path().startsWith("/osc-fr1/v1/apps") ? Reply.html(503) : reply);
    PaasClient client = PaasClient.of(scalingo.platform, scalingo.runner, scalingo.clock);
    Invocation<PaasClient> call = Invocation.of(() -> client, () -> false, (_, _) -> {});
    Map<String, Value> config = new HashMap<>();
    source.schema().type().attributes().forEach((name, of) -> config.put(name, Value.nullOf(of)));
    config.put("app_id", Value.string("shop-front"));

    Value app = source.read(new DataContext<>(call, Value.object(config)));

    assertThat(app.get("reachable").asBool()).isFalse();
    assertThat(app.get("region").asString()).isEqualTo("osc-fr1");
    assertThat(List.of("url", "healthy", "maintenance", "databases", "active", "cloned_from"))
        .allMatch(unknown -> app.get(unknown).isNull());
    assertThat(call.diagnostics().list())
        .singleElement()
        .satisfies(said -> assertThat(said.detail()).contains("Whether it exists is not known"));
  }

  @Test
  void addressIsUnknownWhileASwitchIsPlanned() {
    scalingo.operate("apps", "{\"region\":\"osc-secnum-fr1\",\"name\":\"shop-there\"}");
    LifecycleDriver<PaasClient> group = driver(new Life<>(new GroupKind()));
    Outcome formed = group.apply(PAIR.formatted("primary")).orFail();

    Outcome plan = group.plan(PAIR.formatted("secondary")).orFail();
    Outcome switched = group.apply(PAIR.formatted("secondary")).orFail();

    assertThat(formed.text("address")).isEqualTo("shop-front.osc-fr1.scalingo.io");
    assertThat(plan.get("address").isUnknown()).isTrue();
    assertThat(switched.text("address")).isEqualTo("shop-there.osc-secnum-fr1.scalingo.io");
  }
}
