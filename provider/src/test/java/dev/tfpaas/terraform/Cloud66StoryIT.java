package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.cloud66.Cloud66Emulator;
import dev.tfpaas.emulator.cloud66.Cloud66Options;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The example `cloud66-failover` against the emulator of Cloud 66: the vendor's eleven steps.
@RequiresTerraform
class Cloud66StoryIT {
  private static final String TOKEN = "story-token-never-shown";

  @TempDir Path temporary;
  private final HttpClient client = HttpClient.newHttpClient();
  private EmulatorServer server;
  private String shop = "";

  @BeforeEach
  void start() throws IOException {
    Clock clock = Clock.systemUTC();
    World world = World.open(temporary.resolve("world"), Estate.builtIn(), clock);
    server =
        EmulatorServer.start(
            new Cloud66Emulator(world, Estate.builtIn(), clock, Cloud66Options.usual(TOKEN)),
            clock,
            0,
            0);
    shop = uid("shop");
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private JsonNode dashboard(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.operatorAddress() + "/dashboard" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return Workspace.json(answer.body()).path("response");
    } catch (IOException failure) {
      throw new AssertionError(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private String uid(String name) {
    for (JsonNode stack : dashboard("GET", "/stacks", "")) {
      if (stack.path("name").asString("").equals(name)) {
        return stack.path("uid").asString("");
      }
    }
    throw new AssertionError("there is no stack " + name);
  }

  private Command told(Command command) {
    return command
        .with("CLOUD66_URL", server.address().toString())
        .with("CLOUD66_ACCESS_TOKEN", TOKEN)
        .with("TF_VAR_source_app_id", shop)
        .within(Duration.ofMinutes(6));
  }

  private void replicate(String engine) {
    dashboard(
        "POST",
        "/stacks/%s/replication".formatted(uid("shop-standby")),
        "{\"engine\": \"%s\", \"source\": \"%s\"}".formatted(engine, shop));
  }

  @Test
  void elevenStepsAreOneConfigurationAndThreeVisitsToTheDashboard() {
    try (Workspace workspace = Workspace.ofExample(temporary, "cloud66-failover")) {
      Finished first = told(workspace.planning()).run().exited(1);
      assertThat(first.text()).contains("Settings > Actions > Clone", "adopt");

      dashboard(
          "POST",
          "/stacks/%s/clone".formatted(shop),
          "{\"name\": \"shop-standby\", \"region\": \"us-east\"}");
      Finished second = told(workspace.applying()).run().exited(1);
      assertThat(second.text()).contains("Configure Replication");

      replicate("postgresql");
      replicate("redis");
      told(workspace.applying()).run().succeeded();
      assertThat(told(workspace.planning()).run().exited(0).text()).contains("No changes");

      Command over = told(workspace.applying("-var", "active=secondary"));
      Finished switched = over.with("TF_LOG", "TRACE").run().succeeded();

      assertThat(switched.text()).doesNotContain(TOKEN);
      JsonNode world = dashboard("GET", "/world", "");
      assertThat(world.path("groups").path(0).path("lost_writes").asLong(-1)).isZero();
      assertThat(world.has("violations")).as(world.toString()).isFalse();
      told(workspace.planning("-var", "active=secondary")).run().exited(0);
    }
  }
}
