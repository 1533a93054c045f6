package dev.tfpaas.resources.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.framework.cty.JsonCodec;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.resource.DataContext;
import dev.tfpaas.framework.resource.DataSource;
import dev.tfpaas.framework.resource.Invocation;
import dev.tfpaas.framework.schema.Completion;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.life.PaasClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailoverReadinessTest {
  @TempDir Path directory;
  private FailoverStage stage;

  @BeforeEach
  void form() {
    stage = new FailoverStage(directory).formed();
  }

  private Value read(String id) {
    DataSource<PaasClient> source = new FailoverReadinessDataSource();
    String json =
        "{'failover_group_id': '%s', 'replication_ids': ['%s'], 'guards': {'max_lag': '10s'}, 'health': {}}"
            .formatted(id, FailoverStage.REPLICATION)
            .replace('\'', '"');
    Value config =
        Completion.complete(
            source.schema().block(),
            JsonCodec.decode(json.getBytes(StandardCharsets.UTF_8), source.schema().type()));
    Value result =
        source.read(
            new DataContext<>(Invocation.of(stage::client, () -> false, (_, _) -> {}), config));
    // What Terraform demands of the answer: the schema's type, wholly known.
    JsonCodec.encode(result, source.schema().type());
    return result;
  }

  private static List<String> failed(Value result, String list) {
    return result.get(list).asList().stream()
        .filter(check -> check.get("verdict").asString().equals("failed"))
        .map(check -> check.get("name").asString())
        .toList();
  }

  @Test
  void healthyPairIsReadyForBothKindsOfSwitch() {
    Value result = read("shop");

    assertThat(result.get("ready_planned").asBool()).isTrue();
    assertThat(result.get("ready_emergency").asBool()).isTrue();
    assertThat(result.get("active").asString()).isEqualTo("primary");
    assertThat(result.get("target").asString()).isEqualTo("secondary");
  }

  @Test
  void replicationShowsLagAndPositions() {
    Value replication = read("shop").get("replications").asList().getFirst();

    assertThat(replication.get("status").asString()).isEqualTo("replicating");
    assertThat(replication.get("lag").asString()).endsWith("s");
    assertThat(replication.get("source_position").asLong())
        .isGreaterThanOrEqualTo(replication.get("replica_position").asLong())
        .isGreaterThan(1000);
  }

  @Test
  void deadActiveRegionLeavesOnlyTheEmergency() {
    stage.fail("eu-west");

    Value result = read("shop");

    assertThat(result.get("ready_planned").asBool()).isFalse();
    assertThat(result.get("ready_emergency").asBool()).isTrue();
    assertThat(failed(result, "checks")).contains("old side answers");
  }

  @Test
  void deadStandbyLeavesNothing() {
    stage.fail("eu-central");

    Value result = read("shop");

    assertThat(result.get("ready_emergency").asBool()).isFalse();
    assertThat(failed(result, "emergency_checks")).contains("target healthy");
  }

  @Test
  void afterASwitchTheOtherWayIsNotReadyUntilItIsProtected() {
    stage.group.apply(FailoverStage.pair("secondary", "")).orFail();

    Value result = read("shop");

    assertThat(result.get("ready_planned").asBool()).isFalse();
    assertThat(failed(result, "checks"))
        .containsExactly("replication " + FailoverStage.REPLICATION);
  }

  @Test
  void bothSidesAreAskedAsClientsWould() {
    List<String> told =
        read("shop").get("checks").asList().stream()
            .filter(check -> check.get("name").asString().startsWith("health of "))
            .map(check -> check.get("verdict").asString() + ": " + check.get("detail").asString())
            .toList();

    assertThat(told)
        .containsExactly(
            "ok: https://shop.failover.local/: it serves.",
            "ok: shop-dr (in maintenance), asked at https://shop-dr.eu-central.paas.local for"
                + " https://shop.failover.local/: it does not serve.");
  }

  @Test
  void readingMakesNoCall() {
    int before = stage.callCount();

    read("shop");

    assertThat(stage.callCount()).isEqualTo(before);
  }

  @Test
  void groupThatDoesNotExistIsAnErrorOnTheAttribute() {
    assertThatThrownBy(() -> read("none"))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("failover_group_id");
  }
}
