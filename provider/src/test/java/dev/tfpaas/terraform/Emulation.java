package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A `paas emulate` that runs in a workspace, and the operator's port of it.
final class Emulation implements AutoCloseable {
  private final Running process;
  private final JsonNode said;
  private final HttpClient client = HttpClient.newHttpClient();

  private Emulation(Running process) {
    this.process = process;
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> process.output().contains("\n") || !process.isAlive());
    assertThat(process.isAlive()).as(process.errors()).isTrue();
    this.said = Workspace.json(process.output());
  }

  /// Starts the emulator of a vendor and waits until it can be called.
  static Emulation start(Workspace workspace, String vendor, String... options) {
    return new Emulation(
        workspace.paas("emulate", vendor, "--output", "json").and(options).start());
  }

  /// Returns the command with the variables that point the provider at the emulator.
  Command told(Command command) {
    Command told = command;
    for (Map.Entry<String, JsonNode> variable : said.path("environment").properties()) {
      told = told.with(variable.getKey(), variable.getValue().asString());
    }
    return told.within(Duration.ofMinutes(5));
  }

  /// Returns a variable that points the provider at it.
  String variable(String name) {
    return said.path("environment").path(name).asString();
  }

  /// Returns the token that it accepts.
  String token() {
    for (Map.Entry<String, JsonNode> variable : said.path("environment").properties()) {
      if (variable.getKey().endsWith("_TOKEN")) {
        return variable.getValue().asString();
      }
    }
    throw new AssertionError("no token in " + said);
  }

  /// Does something that only people do, and returns what was answered.
  JsonNode dashboard(String method, String path, String body) {
    return operate(method, "/dashboard" + path, body);
  }

  /// Has the next call that matches fail.
  ///
  /// @param kind e.g. `DROP_AFTER`, which has its effect and no answer
  /// @param path a part of its path
  /// @param body a part of its body
  void fault(String kind, String method, String path, String body) {
    operate(
        "POST",
        "/faults",
        "{\"kind\":\"%s\",\"method\":\"%s\",\"path\":\"%s\",\"body\":\"%s\",\"status\":502}"
            .formatted(kind, method, path, body));
  }

  /// Returns the calls that changed something, as `METHOD PATH what`, and forgets all calls.
  List<String> changes() {
    List<String> changes = new ArrayList<>();
    for (JsonNode call : operate("GET", "/requests", "")) {
      if (!call.path("method").asString().equals("GET")) {
        changes.add(
            "%s %s %s"
                .formatted(
                    call.path("method").asString(),
                    call.path("path").asString(),
                    call.path("what").asString())
                .strip());
      }
    }
    operate("DELETE", "/requests", "");
    return List.copyOf(changes);
  }

  private JsonNode operate(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(said.path("operator").asString() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return Workspace.json(answer.body());
    } catch (IOException failure) {
      throw new AssertionError(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /// Ends it as Ctrl-C does, and fails the test unless it ends cleanly.
  @Override
  public void close() {
    client.close();
    process.interrupt();
    Finished finished = process.await().succeeded();
    assertThat(finished.err()).isEmpty();
  }
}
