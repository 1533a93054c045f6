package dev.tfpaas.platform.host.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.platform.host.ground.Records.AppRecord;
import dev.tfpaas.platform.host.ground.Records.DatabaseRecord;
import dev.tfpaas.platform.host.ground.Records.GroupRecord;
import dev.tfpaas.platform.host.ground.Records.LineRecord;
import dev.tfpaas.platform.host.ground.Records.PairRecord;
import dev.tfpaas.platform.host.ground.Records.Program;
import dev.tfpaas.platform.host.ground.Records.RegionRecord;
import dev.tfpaas.platform.host.ground.Records.SwitchRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What was asked for: how it is kept, and which database must come up closed.
class CloudTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static Cloud cloud(boolean secondaryActive, Optional<String> closed) {
    Cloud cloud = Cloud.empty(new LineRecord(17_400, "token", 17_400));
    cloud.regions().put("west", new RegionRecord("west", true, false));
    cloud.regions().put("east", new RegionRecord("east", false, true));
    app(cloud, "shop", "west", 17_401);
    app(cloud, "copy", "east", 17_411);
    cloud
        .groups()
        .put(
            "pair",
            new GroupRecord(
                "pair",
                "pair",
                "shop",
                Optional.of("copy"),
                secondaryActive,
                17_421,
                Optional.of(
                    new SwitchRecord(
                        true, "planned", NOW, NOW, Optional.of(Duration.ofMillis(700)), true))));
    cloud
        .pairs()
        .put(
            "copy:shop:postgresql",
            new PairRecord("copy:shop:postgresql", "shop", "copy", "postgresql", true, closed));
    cloud.marks().put("app/shop", "mark");
    return cloud;
  }

  private static void app(Cloud cloud, String name, String region, int port) {
    cloud
        .apps()
        .put(
            name,
            new AppRecord(
                name,
                region,
                "own-" + name,
                Optional.empty(),
                new Program(List.of("npm", "start"), "/srv", "/health"),
                Map.of("KEY", "secret"),
                Optional.of(NOW),
                port,
                port + 1,
                List.of(new DatabaseRecord("postgresql", port + 2, port + 3, "password"))));
  }

  @Test
  void everythingIsReadAsItWasWritten() {
    Cloud cloud = cloud(true, Optional.of("shop"));

    assertThat(Cloud.parse(cloud.text())).isEqualTo(cloud);
    assertThatThrownBy(() -> Cloud.parse(cloud.text().substring(9)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noSecretIsShown() {
    assertThat(cloud(false, Optional.empty()).toString())
        .contains("shop")
        .doesNotContain("secret", "password", "token");
  }

  @Test
  void databaseComesUpClosedWhereTheAddressLeadsToTheOtherOrItWasClosed() {
    assertThat(cloud(false, Optional.empty()).isLeft("shop", "postgresql")).isFalse();
    assertThat(cloud(false, Optional.empty()).isLeft("copy", "postgresql")).isTrue();
    assertThat(cloud(true, Optional.empty()).isLeft("shop", "postgresql")).isTrue();
    assertThat(cloud(true, Optional.empty()).isLeft("copy", "postgresql")).isFalse();
    // In the middle of an emergency the other one is writable already.
    assertThat(cloud(false, Optional.of("shop")).isLeft("shop", "postgresql")).isTrue();
    assertThat(cloud(false, Optional.of("shop")).isLeft("shop", "redis")).isFalse();
  }

  @Test
  void sourceThatASwitchHasClosedStaysClosedWithoutItsReplication() {
    Cloud cloud = cloud(false, Optional.of("shop"));

    cloud.end("copy:shop:postgresql");

    assertThat(cloud.isLeft("shop", "postgresql")).isTrue();
    assertThat(Cloud.parse(cloud.text()).isLeft("shop", "postgresql")).isTrue();
    cloud.reopen("shop", "postgresql");
    assertThat(cloud.isLeft("shop", "postgresql")).isFalse();
  }

  @Test
  void replicaIsItsOwnersWhenItsReplicationEnds() {
    Cloud cloud = cloud(false, Optional.of("copy"));

    cloud.end("copy:shop:postgresql");

    assertThat(cloud.isLeft("copy", "postgresql")).isFalse();
    assertThat(cloud.isLeft("shop", "postgresql")).isFalse();
  }

  @Test
  void regionAnswersWhileItIsOnAndNotCutOff() {
    Cloud cloud = cloud(false, Optional.empty());

    assertThat(cloud.answers("west")).isTrue();
    assertThat(cloud.answers("east")).isFalse();
    assertThat(cloud.answers("nowhere")).isFalse();
  }
}
