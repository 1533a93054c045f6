package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.Fault;
import dev.tfpaas.emulator.scalingo.ScalingoEmulator;
import dev.tfpaas.resources.life.PackedBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets go in by every door, and must not be found anywhere afterwards: not in the state, a
/// saved plan, TRACE logs, error texts or the local platform's files.
@RequiresTerraform
class CanaryIT {
  private static final String VALUE = "canary-of-a-variable-91f3";
  private static final String EXISTING = "canary-of-the-estate-6be2";
  private static final String TOKEN = "tk-us-canary-of-the-token-c05d";
  private static final List<String> CANARIES = List.of(VALUE, EXISTING, TOKEN);

  /// Where the user wrote the literal themselves, and what Terraform must keep of it: a sensitive
  /// attribute of the configuration is in plan and state, as for every provider.
  private static final Set<String> OF_THE_USER = Set.of("main.tf", "estate.yaml");

  private static final Pattern PRIVATE = Pattern.compile("\"private\": \"([^\"]+)\"");

  @TempDir Path temporary;
  private final List<String> outputs = new ArrayList<>();

  private void kept(Finished finished) {
    outputs.add(finished.toString());
  }

  private static Command traced(Workspace workspace, Command command) {
    return command
        .with("TF_VAR_key", VALUE)
        .with("TF_LOG", "TRACE")
        .with("TF_LOG_PATH", workspace.home().resolve("trace.log").toString());
  }

  /// Returns every place below a directory, and every output, that holds a canary.
  private List<String> found(Workspace workspace) {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(workspace.home())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.startsWith(workspace.home().resolve("mirror"))
            || OF_THE_USER.contains(file.getFileName().toString())) {
          continue;
        }
        String name = workspace.home().relativize(file).toString();
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        boolean state = file.getFileName().toString().startsWith("terraform.tfstate");
        boolean plan = text.startsWith("PK");
        // Terraform stores what the configuration sets, sensitive or not; everything else is ours.
        if (state) {
          note(found, name, text.replace(VALUE, ""));
          facts(text).forEach(facts -> note(found, name + ", private", facts));
        } else if (plan) {
          note(found, name, unzipped(file).replace(VALUE, ""));
        } else {
          note(found, name, text);
        }
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    outputs.forEach(output -> note(found, "output", output));
    return found;
  }

  /// Returns what the provider keeps beside each state, unpacked.
  private static List<String> facts(String state) {
    List<String> facts = new ArrayList<>();
    Matcher matcher = PRIVATE.matcher(state);
    while (matcher.find()) {
      byte[] packed = Base64.getDecoder().decode(matcher.group(1));
      try {
        facts.add(new String(PackedBytes.unpacked(packed), StandardCharsets.ISO_8859_1));
      } catch (DataFormatException failure) {
        throw new IllegalStateException(failure);
      }
    }
    return facts;
  }

  private static String unzipped(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        try (InputStream content = zip.getInputStream(entry)) {
          text.append(new String(content.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return text.toString();
  }

  private static void note(List<String> found, String where, String text) {
    for (String canary : CANARIES) {
      int at = text.indexOf(canary);
      if (at >= 0) {
        String around = text.substring(Math.max(0, at - 120), at);
        found.add("%s holds %s after %s".formatted(where, canary, around));
      }
    }
  }

  @Test
  void nothingOfTheLocalPlatformHoldsAVariable() throws IOException {
    try (Workspace workspace = Workspace.ofExample(temporary, "failover, fixed")) {
      workspace.change("estate.yaml", "CURRENCY: EUR", "CURRENCY: " + EXISTING);
      workspace.change(
          "main.tf",
          "name                = \"shop-standby\"",
          "name                = \"shop-standby\"\n  variables           = { KEY = var.key }");
      workspace.file(
          "key.tf",
          """
          variable "key" {
            type      = string
            sensitive = true
          }
          """);
      kept(traced(workspace, workspace.terraform("plan", "-out=saved", "-no-color")).run());
      kept(traced(workspace, workspace.terraform("apply", "-no-color", "saved")).run().succeeded());
      kept(workspace.terraform("show").run());
      kept(workspace.terraform("show", "saved").run());
      kept(workspace.paas("local", "show").run());
      kept(workspace.paas("local", "log").run());
      workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");
      Running killed = traced(workspace, workspace.applying()).start();
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> !killed.providers().isEmpty() || !killed.isAlive());
      killed.providers().forEach(ProcessHandle::destroyForcibly);
      kept(killed.await());
      kept(traced(workspace, workspace.applying()).run().succeeded());

      Path state = workspace.directory().resolve("terraform.tfstate");
      assertThat(facts(Files.readString(state)).toString()).contains("shop-standby");
      assertThat(found(workspace)).isEmpty();
    }
  }

  @Test
  void noTokenIsFoundWhateverTheVendorAnswers() throws IOException {
    Clock clock = Clock.systemUTC();
    try (EmulatorServer server =
            EmulatorServer.start(
                new ScalingoEmulator(clock, Duration.ofMillis(50), TOKEN), clock, 0, 0);
        Workspace workspace = Workspace.in(temporary)) {
      workspace
          .main(
              """
              provider "paas" {
                scalingo = {
                  region = "osc-fr1"
                }
              }

              data "paas_app" "shop" {
                app_id = "shop-front"
              }
              """)
          .initialised();
      for (Fault.Kind kind :
          List.of(Fault.Kind.HTML, Fault.Kind.TRUNCATE, Fault.Kind.EXPIRE_TOKEN)) {
        server.faults().clear();
        server.faults().add(new Fault("*", "/v1/apps", "", 0, 9, kind, 500, Duration.ofMillis(10)));
        kept(
            traced(workspace, workspace.applying())
                .with("SCALINGO_API_TOKEN", TOKEN)
                .with("SCALINGO_AUTH_URL", server.address().toString())
                .run());
      }

      assertThat(server.log().entries()).as(outputs.toString()).isNotEmpty();
      assertThat(found(workspace)).isEmpty();
    }
  }
}
