package dev.tfpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DestructionTest {
  private static final String COPY = change("paas_app_clone.copy", "\"delete\"");
  private static final String GROUP =
      """
      {"address": "paas_failover_group.shop", "mode": "managed", "type": "paas_failover_group",
       "change": {"actions": ["delete"], "before": {"address": "shop.example"}}}
      """;

  @Test
  void deletionsAreListedWithWhatGoesWithThem() {
    Destruction destruction =
        of(
            List.of("paas_app_clone.copy", "paas_failover_group.shop", "paas_app_clone.b"),
            COPY,
            GROUP);

    assertThat(destruction.isTotal()).isFalse();
    assertThat(printed(destruction))
        .isEqualTo(
            """

            THIS DESTROYS
              apps.copy                 the app paas_app_clone.copy and the data in it
              paas_failover_group.shop  a failover group; shop.example will not answer any more
            """);
  }

  @Test
  void everythingIsSaidToBeEverything() {
    Destruction destruction =
        of(List.of("paas_app_clone.copy", "paas_failover_group.shop"), COPY, GROUP);

    assertThat(destruction.isTotal()).isTrue();
    assertThat(printed(destruction)).contains("THIS DESTROYS EVERYTHING that there is\n");
  }

  @Test
  void whatIsMadeInTheSamePlanDoesNotMakeItLess() {
    assertThat(
            of(List.of("paas_app_clone.copy"), COPY, change("paas_app_clone.b", "\"create\""))
                .isTotal())
        .isTrue();
  }

  @Test
  void whatIsReplacedIsLostAndNotEverything() {
    Destruction destruction =
        of(List.of("paas_app_clone.copy"), change("paas_app_clone.copy", "\"create\", \"delete\""));

    assertThat(destruction.isTotal()).isFalse();
    assertThat(destruction.losses())
        .extracting(Destruction.Loss::text)
        .containsExactly(
            "the app paas_app_clone.copy and the data in it; another one takes its place");
  }

  @Test
  void databaseThatBearsTheNameOfItsEngineIsTheOneWithoutAName() {
    String replication =
        """
        {"address": "paas_db_replication.%s", "mode": "managed", "type": "paas_db_replication",
         "change": {"actions": ["delete"], "before": {"engine": "redis", "database": "%s",
          "source_app_id": "shop", "replica_app_id": "dr"}}}
        """;

    assertThat(
            of(
                    List.of("paas_db_replication.one", "paas_db_replication.other"),
                    replication.formatted("one", "redis"),
                    replication.formatted("other", "orders"))
                .losses())
        .extracting(Destruction.Loss::text)
        .containsExactly(
            "the replication of redis from shop to dr",
            "the replication of redis/orders from shop to dr");
  }

  @Test
  void whatIsOnlyForgottenIsNotDestroyed() {
    Destruction destruction =
        of(List.of("paas_app_clone.copy"), change("paas_app_clone.copy", "\"forget\""));

    assertThat(destruction.losses()).isEmpty();
    assertThat(destruction.isTotal()).isFalse();
    assertThat(printed(destruction)).isEmpty();
  }

  @Test
  void incarnationThatWasReplacedBeforeIsNotTheWholeThing() {
    Destruction destruction =
        of(
            List.of("paas_app_clone.copy"),
            COPY.replace("\"mode\"", "\"deposed\": \"12ab34cd\", \"mode\""));

    assertThat(destruction.isTotal()).isFalse();
    assertThat(destruction.losses()).hasSize(1);
  }

  @Test
  void thingsOfOtherProvidersDoNotCount() {
    assertThat(of(List.of("paas_app_clone.copy", "null_resource.mine"), COPY).isTotal()).isTrue();
    assertThat(of(List.of("null_resource.mine")).isTotal()).isFalse();
  }

  @Test
  void thingsInModulesCount() {
    String plan =
        """
        {"prior_state": {"values": {"root_module": {
           "resources": [%s], "child_modules": [{"resources": [%s]}]}}},
         "resource_changes": [%s]}
        """
            .formatted(held("paas_app_clone.copy"), held("module.m.paas_app_clone.x"), COPY);

    assertThat(Destruction.of(JsonMapper.shared().readTree(plan), Map.of()).isTotal()).isFalse();
  }

  private static Destruction of(List<String> held, String... changes) {
    String plan =
        """
        {"prior_state": {"values": {"root_module": {"resources": [%s]}}}, "resource_changes": [%s]}
        """
            .formatted(
                held.stream().map(DestructionTest::held).collect(Collectors.joining(",")),
                Stream.of(changes).collect(Collectors.joining(",")));
    return Destruction.of(
        JsonMapper.shared().readTree(plan), Map.of("paas_app_clone.copy", "apps.copy"));
  }

  private static String held(String address) {
    String[] parts = address.split("\\.", -1);
    return """
    {"address": "%s", "mode": "managed", "type": "%s"}
    """
        .formatted(address, parts[parts.length - 2]);
  }

  private static String change(String address, String actions) {
    return """
    {"address": "%s", "mode": "managed", "type": "paas_app_clone",
     "change": {"actions": [%s], "before": {"app_id": "%s"}}}
    """
        .formatted(address, actions, address);
  }

  private static String printed(Destruction destruction) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    destruction.print(new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
