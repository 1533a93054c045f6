package dev.tfpaas.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.Catalogues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said about the mistakes that people make, and what files may say.
class TopologyReaderTest {
  private static final KnownTypes CATALOGUE = Catalogues.all();

  @TempDir Path directory;

  static List<Mistakes.Mistake> mistakes() throws IOException {
    List<Mistakes.Mistake> all = Mistakes.all();
    assertThat(all).hasSizeGreaterThan(50);
    return all;
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakeIsAnsweredWithAPlaceAndAWayOut(Mistakes.Mistake mistake) throws IOException {
    assertThat(problems(mistake.text()))
        .as(mistake.title())
        .containsExactlyElementsOf(mistake.lines());
  }

  @Test
  void missingFileIsNamed() {
    assertThat(read(Optional.empty()).problems())
        .hasToString(
            "[topology.yaml: there is no such file; `paas init` writes one to start from, -f names"
                + " another one]");
  }

  @Test
  void bytesThatAreNoUtf8AndHugeFilesAreNamed() throws IOException {
    Files.write(directory.resolve("topology.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE4});
    List<Finding> latin = read(Optional.empty()).problems();
    Files.writeString(directory.resolve("topology.yaml"), "x-a: 1 #\n".repeat(1_200_000));
    List<Finding> huge = read(Optional.empty()).problems();

    assertThat(latin)
        .hasToString("[topology.yaml:1:4: the byte 0xE4 is not UTF-8; save the file as UTF-8]");
    assertThat(huge)
        .hasToString(
            "[topology.yaml: it is larger than 1 MiB, which no file written by hand is; is it the"
                + " right file?]");
  }

  @Test
  void smallestFileHasSevenLines() throws IOException {
    assertThat(
            problems(
                """
                apps:
                  shop:
                  shop-standby: {clone_of: shop, region: eu-central}
                replication:
                  orders: {source: shop, replica: shop-standby, engine: postgresql}
                failover:
                  shop: {members: [shop, shop-standby], active: shop}
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing yet\n",
        "---\n",
        "{}\n",
        "~\n",
        "x-mine: 1\n",
        "apps:\n",
        "apps: {}\nfailover: {}\n",
        "platforms:\n  local:\ndeletion_protection: false\n",
        "terraform:\n  backend: {local: {}}\n",
        "apps: {x-shop: {}}\n"
      })
  void fileThatNamesNothingIsRefused(String text) throws IOException {
    assertThat(problems(text))
        .singleElement()
        .asString()
        .startsWith("topology.yaml: it names no app, replication, failover group or migration");
  }

  @Test
  void overlayThatTakesEverythingAwayIsRefused() throws IOException {
    write("topology.yaml", "apps:\n  shop:\n");
    write("topology.prod.yaml", "apps: ~\n");

    assertThat(read(Optional.of("prod")).problems())
        .extracting(Finding::toString)
        .singleElement()
        .asString()
        .startsWith("topology.yaml: it names no app");
  }

  @Test
  void oneNameMayBeTakenOnTwoPlatforms() throws IOException {
    assertThat(
            problems(
                """
                platforms:
                  one: {kind: local, path: one}
                  two: {kind: local, path: two}
                apps:
                  here: {id: shop, platform: one}
                  there: {id: shop, platform: two}
                """))
        .isEmpty();
  }

  @Test
  void randomValueIsASecretWhateverItsVariableIsCalled() throws IOException {
    assertThat(
            problems(
                """
                apps:
                  shop:
                  copy: {clone_of: shop, variables: {SEED: 0a1b2c3d4e5f6071829304a5}}
                """))
        .singleElement()
        .asString()
        .contains("apps.copy.variables.SEED: this looks like a secret");
  }

  @Test
  void secretIsFoundWhereverItStandsInWhatIsHandedToTerraform() throws IOException {
    assertThat(
            problems(
                """
                terraform:
                  backend: {http: {headers: {accept: json}, keys: [a, tk-us-0123456789abcdef]}}
                apps:
                  shop:
                """))
        .singleElement()
        .asString()
        .contains("topology.yaml:2:", "terraform: this looks like a secret");
  }

  @Test
  void longValuesThatAreNoSecretsMayBeWritten() throws IOException {
    assertThat(
            problems(
                """
                apps:
                  shop:
                  copy:
                    clone_of: shop
                    variables:
                      WORDS: abcdefghijklmnopqrstuvwxyz
                      DIGITS: "012345678901234567890123456789"
                      SENTENCE: there are 24 letters in here and 2 numbers
                """))
        .isEmpty();
  }

  @Test
  void everythingMayBeAnchoredMergedAndExtended() throws IOException {
    assertThat(
            problems(
                """
                x-copy: &copy
                  clone_of: shop
                  maintenance: true
                apps:
                  shop: {x-owner: the shop team}
                  one: {<<: *copy, region: eu-central}
                  two: {<<: *copy, region: us-east, maintenance: false}
                x-anything: [1, 2]
                """))
        .isEmpty();
  }

  @Test
  void overlayMergesReplacesAndRemoves() throws IOException {
    write(
        "topology.yaml",
        """
        apps:
          shop:
          copy: {clone_of: shop, region: eu-central, size: S}
          other: {clone_of: shop}
        """);
    write(
        "topology.prod.yaml",
        """
        deletion_protection: false
        apps:
          shop:
          copy: {size: L, region: ~}
          other: ~
        """);

    TopologyReader.Result result = read(Optional.of("prod"));

    assertThat(result.problems()).isEmpty();
    assertThat(Rendering.of(result.topology(), CATALOGUE))
        .contains("\"size\": \"L\"", "\"deletion_protection\": false")
        .doesNotContain("region", "other");
  }

  @Test
  void problemOfAnOverlayIsInTheOverlay() throws IOException {
    write("topology.yaml", "apps:\n  shop:\n  copy: {clone_of: shop}\n");
    write("topology.prod.yaml", "apps:\n  copy: {sise: L}\n");

    assertThat(read(Optional.of("prod")).problems())
        .extracting(Finding::toString)
        .singleElement()
        .asString()
        .startsWith("topology.prod.yaml:2:10 apps.copy: unknown key \"sise\"; did you mean size?");
  }

  @Test
  void misspeltOverlayIsGuessed() throws IOException {
    write("topology.yaml", "apps:\n");
    write("topology.prod.yaml", "apps:\n");

    assertThat(read(Optional.of("prd")).problems())
        .hasToString(
            "[topology.prd.yaml: there is no such file for -e prd; did you mean -e prod?]");
  }

  private List<String> problems(String text) throws IOException {
    write("topology.yaml", text);
    return read(Optional.empty()).problems().stream().map(Finding::toString).toList();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private TopologyReader.Result read(Optional<String> environment) {
    return TopologyReader.read(
        CATALOGUE, new TopologyReader.Source(directory, Path.of("topology.yaml"), environment));
  }
}
