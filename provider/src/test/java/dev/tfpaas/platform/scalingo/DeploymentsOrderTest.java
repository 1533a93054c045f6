package dev.tfpaas.platform.scalingo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Sight;
import dev.tfpaas.platform.scalingo.ScalingoApi.Change;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// No document says in which order deployments are listed: the newest counts, wherever it stands.
@Timeout(60)
class DeploymentsOrderTest {
  private static final CloneSpec COPY =
      new CloneSpec(
          "shop-front",
          "shop-standby",
          Optional.empty(),
          Optional.of("osc-secnum-fr1"),
          Optional.empty(),
          Optional.empty(),
          false,
          Map.of(),
          Optional.of(List.of("postgresql")),
          true,
          Optional.of("https://code.example.org/shop-v42.tar.gz"));

  private static final AppPlace SHOP = new AppPlace("osc-fr1", "shop-front");
  private static final JsonNode OF_ANOTHER =
      JsonMapper.shared()
          .readTree(
              """
              {"deployment": {"git_ref": "v42", "source_url": "https://code.example.org/another"}}
              """);

  /// With 21 that failed, the newest is not on the first page where the oldest stand first.
  @ParameterizedTest
  @CsvSource({"newest-first, 1", "newest-first, 21", "oldest-first, 1", "oldest-first, 21"})
  void deploymentThatFailedIsMadeAgainOnce(String order, int failures) {
    Dialect dialect = Dialect.usual("scalingo").with("deployments-order", order);
    try (EmulatedScalingo scalingo = EmulatedScalingo.start(dialect)) {
      AppClones clones = scalingo.platform.appClones().get().orElseThrow();
      for (int i = 0; i < failures; i++) {
        scalingo.operate("deployments", "{}");
        assertThat(scalingo.run(clones.create(COPY)))
            .isInstanceOfSatisfying(
                Outcome.Failed.class,
                failed -> assertThat(failed.cause()).hasMessageContaining("build-error"));
      }

      assertThat(scalingo.run(clones.create(COPY))).isInstanceOf(Outcome.Completed.class);
      assertThat(scalingo.count("POST", "/deployments")).isEqualTo(failures + 1);
      assertThat(scalingo.platform.checkup().orElseThrow().look())
          .flatExtracting(sight -> sight.settled().stream().toList())
          .contains(new Sight.Settled("deployments-order", Optional.of(order)));
    }
  }

  /// Of 21 and of 41 the last page holds the newest alone, which is somebody else's.
  @ParameterizedTest
  @CsvSource({"newest-first, 18", "oldest-first, 18", "newest-first, 38", "oldest-first, 38"})
  void deploymentBeforeThatOfAnotherIsNotMadeAgain(String order, int before) {
    Dialect dialect = Dialect.usual("scalingo").with("deployments-order", order);
    try (EmulatedScalingo scalingo = EmulatedScalingo.start(dialect)) {
      ScalingoApi api = scalingo.api();
      Deploying deploying = new Deploying(api, new AppReader(api), SHOP);
      Runbook runbook = Runbook.of("deploy", List.of(deploying.deploy("https://code.example.org")));
      others(scalingo, before);
      assertThat(scalingo.run(runbook)).isInstanceOf(Outcome.Completed.class);
      others(scalingo, 1);

      assertThat(scalingo.run(runbook)).isInstanceOf(Outcome.Completed.class);

      assertThat(scalingo.count("POST", "/deployments")).isEqualTo(before + 2);
    }
  }

  /// Lets somebody else deploy.
  private static void others(EmulatedScalingo scalingo, int times) {
    for (int i = 0; i < times; i++) {
      scalingo.clock.move(Duration.ofMinutes(1));
      scalingo
          .api()
          .change(SHOP.region(), Change.once("POST", SHOP.path("/deployments"), OF_ANOTHER));
    }
    scalingo.clock.move(Duration.ofMinutes(1));
  }
}
