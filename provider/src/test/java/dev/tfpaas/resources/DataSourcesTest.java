package dev.tfpaas.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.resource.DataContext;
import dev.tfpaas.framework.resource.DataSource;
import dev.tfpaas.framework.resource.Invocation;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.resources.clone.CloneKind;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Values;
import dev.tfpaas.resources.migration.MigrationKind;
import dev.tfpaas.world.Regions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `paas_app` and `paas_regions`.
class DataSourcesTest {
  @TempDir private Path directory;
  private LocalRig rig;
  private Invocation<PaasClient> call;

  @BeforeEach
  void openThePlatform() {
    rig = new LocalRig(directory.resolve("paas"));
    call = Invocation.of(rig::client, () -> false, (_, _) -> {});
  }

  /// Reads a data source, and makes sure that the result has its type.
  private Value read(DataSource<PaasClient> source, Map<String, Value> configured) {
    Map<String, Value> config = new HashMap<>();
    Type.ObjectOf type = source.schema().type();
    type.attributes().forEach((name, of) -> config.put(name, Value.nullOf(of)));
    config.putAll(configured);
    Value result =
        new GuardedDataSource(source).read(new DataContext<>(call, Value.object(config)));
    assertThat(Type.conforms(result.type(), type)).isTrue();
    assertThat(result.isWhollyKnown()).isTrue();
    return result;
  }

  @Test
  void anAppIsShownAsThePlatformDoes() {
    Value app = read(new AppDataSource(), Map.of("app_id", Value.string("shop")));

    assertThat(app.get("id").asString()).isEqualTo("shop");
    assertThat(app.get("region").asString()).isEqualTo("eu-west");
    assertThat(app.get("status").asString()).isEqualTo("running");
    assertThat(app.get("reachable").asBool()).isTrue();
    assertThat(app.get("active").asBool()).isFalse();
    assertThat(app.get("failover_group_id").isNull()).isTrue();
    assertThat(app.get("cloned_from").isNull()).isTrue();
    assertThat(app.get("databases").asList())
        .extracting(it -> it.get("engine").asString(), it -> it.get("role").asString())
        .containsExactly(tuple("postgresql", "primary"), tuple("redis", "primary"));
    assertThat(call.diagnostics().isEmpty()).isTrue();
    assertThat(rig.calls()).isEmpty();
  }

  @Test
  void anAppThatDoesNotExistIsAnErrorOnItsAttribute() {
    assertThatThrownBy(() -> read(new AppDataSource(), Map.of("app_id", Value.string("shpo"))))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            failure ->
                assertThat(LocalRig.texts(failure.diagnostics()))
                    .singleElement()
                    .asString()
                    .startsWith("app_id: There is no app shpo"));
  }

  @Test
  void anAppThatDoesNotAnswerIsShownWithAWarning() {
    rig.outside("fail", it -> Regions.fail(it, "eu-west"));

    Value app = read(new AppDataSource(), Map.of("app_id", Value.string("shop")));

    assertThat(app.get("reachable").asBool()).isFalse();
    assertThat(LocalRig.texts(call.diagnostics().list()).getFirst())
        .startsWith("app_id: App shop does not answer");
  }

  @Test
  void allRegionsAreListedByName() {
    Value regions = read(new RegionsDataSource(), Map.of());

    assertThat(regions.get("id").asString()).isEqualTo("local");
    List<String> names = regions.get("names").asList().stream().map(Value::asString).toList();
    assertThat(names).isSorted().contains("eu-west", "eu-central");
    assertThat(regions.get("regions").asList())
        .extracting(it -> it.get("name").asString())
        .isEqualTo(names);
  }

  @Test
  void regionsAreChosenByWhetherTheyAnswer() {
    rig.outside("fail", it -> Regions.fail(it, "eu-west"));

    Value down = read(new RegionsDataSource(), Map.of("available", Value.bool(false)));
    Value up = read(new RegionsDataSource(), Map.of("available", Value.bool(true)));

    assertThat(down.get("names")).isEqualTo(Values.list(List.of("eu-west")));
    assertThat(up.get("names").asList()).doesNotContain(Value.string("eu-west"));
    assertThat(up.get("names").asList()).isNotEmpty();
  }

  @Test
  void everyAttributeOfEveryResourceAndDataSourceIsDescribed() {
    List<Schema> schemas =
        List.of(
            new Life<>(new CloneKind()).schema(),
            new Life<>(new MigrationKind()).schema(),
            new AppDataSource().schema(),
            new RegionsDataSource().schema());

    assertThat(schemas)
        .allSatisfy(schema ->
            assertThat(schema.block().attributes())
                .allSatisfy(it -> assertThat(it.description()).endsWith(".")));
  }
}
