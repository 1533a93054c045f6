package dev.tfpaas.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.world.fact.RegionFact;
import dev.tfpaas.world.fact.Timings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `estate.yaml`.
class EstateReaderTest {
  @TempDir Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("estate.yaml"), text);
  }

  @Test
  void sampleIsReadWhole() {
    Estate estate = Estate.read(Path.of("src/test/resources/dev/tfpaas/world/estate.yaml"));

    assertThat(estate.regions()).extracting(RegionFact::name).contains("eu-west", "us-east");
    Estate.App shop = estate.apps().getFirst();
    assertThat(shop.databases()).containsEntry("postgresql", 1000L).containsEntry("redis", 0L);
    assertThat(shop.domains()).containsExactly("shop.example.com");
    assertThat(estate.traffic()).extracting(Estate.Traffic::usesGroup).containsExactly(true, false);
    assertThat(estate.timings().of(Timings.Timing.CLONE)).isEqualTo(Duration.ofMillis(500));
    assertThat(estate.timings().of(Timings.Timing.REDIRECT)).isEqualTo(Duration.ofDays(14));
    assertThat(estate.timings().of(Timings.Timing.SEED)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void durationsAreWrittenAsTerraformHasThem() throws IOException {
    Estate estate = Estate.read(file("timings: {clone: 1.5h, redirect: 1d12h}\n"));

    assertThat(estate.timings().of(Timings.Timing.CLONE)).isEqualTo(Duration.ofMinutes(90));
    assertThat(estate.timings().of(Timings.Timing.REDIRECT)).isEqualTo(Duration.ofHours(36));
  }

  @Test
  void severalDatabasesOfAnEngineHaveNames() throws IOException {
    Estate estate =
        Estate.read(
            file(
                """
                apps:
                  shop:
                    region: eu-west
                    databases:
                      mysql: {writes: 3}
                      postgresql: {orders: {writes: 9}, postgresql: {writes: 1}, users: }
                      redis:
                """));

    assertThat(estate.apps().getFirst().databases())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "mysql", 3L,
                "postgresql", 1L,
                "postgresql/orders", 9L,
                "postgresql/users", 0L,
                "redis", 0L));
  }

  @Test
  void emptyFileHasTheUsualRegionsAndNoApps() throws IOException {
    Estate estate = Estate.read(file("# nothing\n"));

    assertThat(estate.regions()).hasSize(3);
    assertThat(estate.apps()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          reegions: {}                                       | 1:1  | did you mean regions?
          apps:\\n  shop: {regon: eu-west}                   | 2:10 | did you mean region?
          apps:\\n  shop: {region: eu-wst}                   | 2:10 | did you mean eu-west?
          apps:\\n  shop: {size: M}                          | 2:3  | needs a region
          apps:\\n  Shop: {region: eu-west}                  | 2:3  | is no name
          apps:\\n  s: {region: eu-west, databases: {mongo: }} | 2:36 | known are mysql, postgresql, redis
          apps:\\n  s: {region: eu-west, databases: {redis: {writes: -1}}} | 2:52 | whole number
          apps:\\n  s: {region: eu-west, databases: {redis: {write: 1}}} | 2:44 | did you mean writes?
          apps:\\n  s: {region: eu-west, databases: {redis: {A b: }}} | 2:44 | is no name for a database
          apps:\\n  s: {region: eu-west, databases: {redis: {a: {write: 1}}}} | 2:48 | did you mean writes?
          apps:\\n  s: {region: eu-west, maintenance: yes}   | 2:37 | true or false
          apps:\\n  s: {region: eu-west, domains: a}         | 2:33 | must be a list
          apps:\\n  s: {region: eu-west}\\n  s: {region: us-east} | 3:3 | said twice
          apps: [1]                                          | 1:7  | must be a mapping
          traffic:\\n  t: {app: nobody}                      | 2:7  | unknown app
          timings: {clone: 2}                                | 1:18 | is not a duration. Write one
          timings: {clone: -2s}                              | 1:18 | is negative. Give a duration
          timings: {clne: 2s}                                | 1:11 | did you mean clone?
          apps: *a                                           | 1:7  | names no anchor
          """)
  void mistakeIsNamedWithItsPlace(String text, String place, String message) throws IOException {
    Path file = file(text.replace("\\n", "\n") + "\n");

    assertThatThrownBy(() -> Estate.read(file))
        .isInstanceOf(WorldException.class)
        .hasMessageContaining("estate.yaml:" + place + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void brokenYamlHasLineAndColumn() throws IOException {
    Path file = file("regions:\n  - name: eu-west\n   bad: [\n");

    assertThatThrownBy(() -> Estate.read(file))
        .isInstanceOf(WorldException.class)
        .hasMessageMatching("(?s).*estate\\.yaml:3:4: this line does not stand in line .*");
  }

  @Test
  void missingFileIsNamed() {
    assertThatThrownBy(() -> Estate.read(directory.resolve("none.yaml")))
        .isInstanceOf(WorldException.class)
        .hasMessageContaining("none.yaml: there is no such file");
  }
}
