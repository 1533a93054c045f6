package dev.tfpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.VendorApi;
import dev.tfpaas.emulator.jelastic.JelasticEmulator;
import dev.tfpaas.emulator.scalingo.ScalingoEmulator;
import dev.tfpaas.emulator.scalingo.ScalingoOptions;
import dev.tfpaas.world.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `paas doctor`.
class DoctorCommandTest {
  private static final String TOKEN = "tk-us-doctors-secret";

  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int paas(Map<String, String> environment, String... words) {
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("PATH", directory.toString());
    all.put("HOME", directory.toString());
    return PaasCommand.run(words, Hosts.of(new Hosts.Streams(out, err), all, Clock.systemUTC()));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /// Puts a program on the PATH that says that it is a version of Terraform.
  private void terraform(String version) throws IOException {
    Path program = directory.resolve("terraform");
    Files.writeString(
        program, "#!/bin/sh\necho '{\"terraform_version\": \"%s\"}'\n".formatted(version));
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  private static EmulatorServer scalingo(String position) throws IOException {
    Dialect dialect = Dialect.usual("scalingo").with("migration-tool", position);
    return served(
        new ScalingoEmulator(
            Clock.systemUTC(), ScalingoOptions.usual(Duration.ZERO, TOKEN).in(dialect)));
  }

  private static EmulatorServer served(VendorApi api) throws IOException {
    return EmulatorServer.start(api, Clock.systemUTC(), 0, 0);
  }

  private static Map<String, String> account(EmulatorServer server, String token) {
    return Map.of(
        "PAAS_PLATFORM",
        "scalingo",
        "SCALINGO_AUTH_URL",
        server.address().toString(),
        "SCALINGO_API_TOKEN",
        token,
        "SCALINGO_REGION",
        "osc-fr1");
  }

  @Test
  void localPlatformOfAnEmptyDirectoryIsLookedAtWithoutMakingAFile() throws IOException {
    terraform("1.11.4");

    assertThat(paas(Map.of(), "doctor", "-C", directory.toString())).isZero();

    assertThat(said())
        .startsWith("Platform: local\n")
        .contains("ok    terraform    1.11.4 at " + directory)
        .contains("no provider tfpaas/paas is prepared in this directory")
        .contains("start")
        .contains("Not found out:");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(directory.resolve("terraform"));
    }
  }

  @Test
  void machineWithoutTerraformIsNotFit() {
    assertThat(paas(Map.of(), "doctor", "local", "-C", directory.toString())).isEqualTo(1);

    assertThat(said())
        .contains("BAD   terraform    neither terraform nor tofu is on the PATH")
        .contains("→ Install Terraform 1.8 or later");
  }

  @Test
  void oldTerraformIsNotFit() throws IOException {
    terraform("1.5.7");

    assertThat(paas(Map.of(), "doctor", "local", "-C", directory.toString())).isEqualTo(1);
    assertThat(said()).contains("1.5.7 at").contains("Install 1.8 or later");
  }

  @Test
  void accountIsLookedAtAndTheReportNamesNothingOfIt() throws IOException {
    terraform("1.11.4");
    try (EmulatorServer server = scalingo("withdrawn-page")) {
      assertThat(
              paas(
                  account(server, TOKEN), "doctor", "-C", directory.toString(), "--output", "json"))
          .isZero();

      assertThat(server.log().entries()).allMatch(it -> it.what().isEmpty());
      Json.Fields report = Json.parse(said());
      assertThat(report.text("platform")).isEqualTo("scalingo");
      assertThat(said())
          .contains("\"entry\":\"migration-tool\",\"position\":\"withdrawn-page\"")
          .contains(
              "\"read\":false,\"shown_by\":\"the creation of an app under a name that is taken\"")
          .doesNotContain(TOKEN, "shop-front", directory.toString(), "127.0.0.1");
    }
  }

  @Test
  void wrongTokenIsSaid() throws IOException {
    terraform("1.11.4");
    try (EmulatorServer server = scalingo("offered")) {
      assertThat(paas(account(server, "tk-us-of-another"), "doctor", "-C", directory.toString()))
          .isEqualTo(1);

      assertThat(said())
          .contains("BAD   credentials")
          .contains("401")
          .contains("Give the provider a token that is valid")
          .doesNotContain("tk-us-of-another");
    }
  }

  @Test
  void missingTokenIsSaidWithBothWaysToGiveIt() throws IOException {
    terraform("1.11.4");

    assertThat(paas(Map.of(), "doctor", "cloud66", "-C", directory.toString())).isEqualTo(1);
    assertThat(said()).startsWith("Platform: not opened").contains("CLOUD66_ACCESS_TOKEN");
  }

  @Test
  void deadHostIsSaidOnceAndItsNameStaysOutOfTheReport() throws IOException {
    terraform("1.11.4");
    EmulatorServer server = scalingo("offered");
    Map<String, String> account = account(server, TOKEN);
    server.close();

    assertThat(paas(account, "doctor", "-C", directory.toString(), "--output", "json"))
        .isEqualTo(1);

    assertThat(said())
        .contains("\"subject\":\"credentials\",\"verdict\":\"bad\"")
        .doesNotContain(TOKEN, server.address().getAuthority());
  }

  @Test
  void topologySaysWhichPlatformAndWithWhatSettings() throws IOException {
    terraform("1.11.4");
    try (EmulatorServer server =
        served(
            new JelasticEmulator(Clock.systemUTC(), Duration.ZERO, "an-own-token-of-jelastic"))) {
      Files.writeString(
          directory.resolve("topology.yaml"),
          """
          platforms:
            jelastic:
              url: %s
              token: env:HOSTERS_TOKEN
          apps:
            shop: {}
          """
              .formatted(server.address()));

      int status =
          paas(
              Map.of("HOSTERS_TOKEN", "an-own-token-of-jelastic"),
              "doctor",
              "-C",
              directory.toString());

      assertThat(status).as(said() + err).isZero();
      assertThat(said()).startsWith("Platform: jelastic\n").contains("env-property-key");
    }
  }

  @Test
  void secretThatTheTopologyNamesAndThatIsNotThereIsSaid() throws IOException {
    terraform("1.11.4");
    Files.writeString(
        directory.resolve("topology.yaml"),
        """
        platforms:
          jelastic:
            url: https://app.corp.example
            token: env:HOSTERS_TOKEN
        apps:
          shop: {}
        """);

    assertThat(paas(Map.of(), "doctor", "-C", directory.toString())).isEqualTo(1);

    assertThat(said())
        .contains("look  topology")
        .contains("the setting token is not read: the variable HOSTERS_TOKEN");
  }

  @Test
  void refusalToOpenNamesNoHostInTheReport() throws IOException {
    terraform("1.11.4");
    Map<String, String> account =
        Map.of("JELASTIC_URL", "app.corp.example", "JELASTIC_TOKEN", TOKEN);

    assertThat(paas(account, "doctor", "jelastic", "-C", directory.toString(), "--output", "json"))
        .isEqualTo(1);

    assertThat(said())
        .contains("\"subject\":\"credentials\",\"verdict\":\"bad\"")
        .doesNotContain("corp.example", TOKEN);
  }

  @Test
  void reportListsAllThatWasNotFoundOut() throws IOException {
    terraform("1.11.4");

    paas(Map.of(), "doctor", "local", "-C", directory.toString(), "--output", "json");

    assertThat(said().replaceFirst(".*\"not_found_out\":", "")).contains("\"subject\":\"start\"");
  }

  @Test
  void platformThatThereIsNotIsMisuse() {
    assertThat(paas(Map.of(), "doctor", "heroku")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is no platform \"heroku\"");
  }

  @Test
  void twoPlatformsAreMisuse() {
    assertThat(paas(Map.of(), "doctor", "local", "--platform", "scalingo")).isEqualTo(1);
    assertThat(List.of(said())).containsExactly("");
  }
}
