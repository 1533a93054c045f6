package dev.tfpaas.platform.host.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.platform.host.process.HostFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The estate of the platform of this machine, and what is wrong with one.
class HostEstateTest {
  @TempDir Path directory;

  private HostEstate read(String text) throws IOException {
    Path file = directory.resolve("estate.yaml");
    Files.writeString(file, text);
    return HostEstate.read(file);
  }

  @Test
  void sampleIsReadAsItStands() throws IOException {
    HostEstate estate = read(HostEstate.SAMPLE);

    assertThat(estate.regions()).containsExactly("eu-west", "eu-central");
    assertThat(estate.firstPort()).isEqualTo(HostEstate.FIRST_PORT);
    HostEstate.Member shop = estate.apps().getFirst();
    assertThat(shop.engines()).containsExactly("postgresql");
    assertThat(shop.program().command()).isEmpty();
    assertThat(shop.program().directory()).isEqualTo(directory.toString());
  }

  @Test
  void sampleIsReadWithAllThatItExplains() throws IOException {
    Files.writeString(directory.resolve("shop.sql"), "SELECT 1;");
    String all =
        HostEstate.SAMPLE.replaceAll("(?m)^( *)# (command|health|dump|variables|ports)", "$1$2");

    HostEstate.Member shop = read(all).apps().getFirst();

    assertThat(shop.program().command()).isEqualTo(List.of("npm", "start"));
    assertThat(shop.program().health()).isEqualTo("/health");
    assertThat(shop.dump()).contains(directory.resolve("shop.sql"));
    assertThat(shop.variables()).containsEntry("LOG_LEVEL", "info");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "regions: [eu-west]|1:1|two regions or more",
        "regions: [a, b]\\nports: 80\\napps: {}|2:8|from 1024 to 60000",
        "regions: [a, b]\\napps: {shop: {region: c}}|2:15|there is no region c; there are a, b",
        "regions: [a, b]\\napps: {shop: {region: a, databases: [mongodb]}}|2:26|mongodb cannot"
            + " be run",
        "regions: [a, b]\\napps: {shop: {region: a, dump: x.sql, databases: [postgresql]}}|2:26|no"
            + " such file",
        "regions: [a, b]\\napps: {shop: {region: a, dump: x.sql, databases: [redis]}}|2:26|there is"
            + " no postgresql or mysql",
        "regions: [a, b]\\napps: {shop: {region: a, databases: [redis, redis]}}|2:26|one server",
        "regions: [a, b]\\napps: {Shop: {region: a}}|2:8|is no name",
        "regions: [a, b]\\nsize: 3\\napps: {}|2:1|is not known here"
      })
  void mistakeIsNamedWithItsPlace(String text, String place, String message) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isInstanceOf(HostFailure.class)
        .hasMessageContaining("estate.yaml:" + place + ": ")
        .hasMessageContaining(message);
  }
}
