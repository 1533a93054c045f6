package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.proto.tfplugin6.ClientCapabilities;
import dev.tfpaas.startup.Heard;
import dev.tfpaas.startup.Heard.Call;
import dev.tfpaas.startup.HostSpeech;
import dev.tfpaas.startup.ListeningPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whether every Terraform and OpenTofu on PATH says what the recording and the benchmarks take it
/// to say.
@RequiresTerraform
class HostSpeechIT {
  private static final Pattern VERSION = Pattern.compile("(Terraform|OpenTofu) v(1\\.(\\d+)\\S*)");

  /// The calls of a plan that ask what there is; all others do something.
  private static final Set<String> QUESTIONS =
      Set.of("GetProviderSchema", "GetResourceIdentitySchemas", "GetMetadata", "GetFunctions");

  private static final String MAIN =
      """
      provider "paas" {
        local = { estate = "estate.yaml" }
      }
      data "paas_app" "shop" {
        app_id = "shop"
      }
      resource "paas_app_clone" "copy" {
        source_app_id       = data.paas_app.shop.app_id
        name                = "copy"
        databases           = []
        deletion_protection = false
      }
      """;

  private static final String ESTATE =
      """
      apps:
        shop: { region: eu-west }
      timings:
        clone: 0ms
      """;

  static List<String> hosts() {
    return HostsIT.hosts();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hosts")
  void hostSaysWhatItsReleaseIsTakenToSay(String host, @TempDir Path temporary) throws IOException {
    Path file = temporary.resolve("heard");
    try (Workspace workspace = Workspace.in(temporary).main(MAIN).file("estate.yaml", ESTATE)) {
      Matcher version = version(workspace, host);
      HostSpeech speech =
          HostSpeech.of(
              version.group(1).equals("Terraform") ? "terraform" : "tofu",
              Integer.parseInt(version.group(3)));
      workspace
          .shell("exec " + host + " apply -auto-approve -input=false")
          .with("TF_CLI_CONFIG_FILE", listening(temporary, file).toString())
          .run()
          .succeeded();

      List<List<Call>> processes = new Heard(file).calls();

      // One that only asks, one that validates, one that plans, one that applies.
      assertThat(processes).hasSize(4);
      assertThat(asked(processes.getFirst())).isEqualTo(speech.asksFirst());
      assertThat(processes.getFirst()).hasSameSizeAs(speech.asksFirst());
      assertThat(processes.subList(1, 4)).allSatisfy(calls -> assertThat(asked(calls)).isEmpty());
      assertThat(says(processes.get(1), "ValidateResourceConfig"))
          .containsOnly(client(speech.validating()));
      assertThat(says(processes.get(2), "ConfigureProvider"))
          .containsExactly(
              "terraform_version=%s %s"
                  .formatted(
                      speech.impersonated().orElse(version.group(2)), client(speech.planning()))
                  .strip());
      assertThat(says(processes.get(2), "ReadDataSource", "PlanResourceChange"))
          .hasSize(2)
          .containsOnly(client(speech.planning()));
      assertThat(says(processes.get(3), "PlanResourceChange"))
          .containsOnly(client(speech.applying()));
    }
  }

  /// A configuration of Terraform by which it starts what writes down instead of the package.
  private static Path listening(Path temporary, Path file) throws IOException {
    Path packaged = Files.createDirectory(temporary.resolve("package"));
    Path program = packaged.resolve("terraform-provider-paas");
    Files.writeString(program, ListeningPlugin.program(file));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return Files.writeString(
        temporary.resolve("listening.tfrc"),
        "provider_installation {\n  dev_overrides {\n    \"tfpaas/paas\" = \"%s\"\n  }\n}\n"
            .formatted(packaged));
  }

  private static Matcher version(Workspace workspace, String host) {
    Matcher version = VERSION.matcher(workspace.shell(host + " version").run().succeeded().text());
    assertThat(version.find()).isTrue();
    return version;
  }

  /// What a process is asked before it is to do anything; nothing is asked later.
  private static List<String> asked(List<Call> calls) {
    List<String> first = calls.stream().map(Call::method).takeWhile(QUESTIONS::contains).toList();
    assertThat(calls.stream().skip(first.size()).map(Call::method))
        .doesNotContainAnyElementsOf(QUESTIONS);
    return first;
  }

  private static List<String> says(List<Call> calls, String... methods) {
    return calls.stream()
        .filter(call -> List.of(methods).contains(call.method()))
        .map(Call::says)
        .toList();
  }

  private static String client(Optional<ClientCapabilities> capabilities) {
    return capabilities.map(it -> "client_capabilities=" + Heard.capabilities(it)).orElse("");
  }
}
