package dev.tfpaas.emulator.jelastic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.EmulatorServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The golden requests of the reference, in one world from first to last, and every field of their
/// answers with its type.
class GoldenAnswersTest {
  private static final Path FILE =
      Path.of("src/test/resources/dev/tfpaas/emulator/jelastic/golden.txt");

  /// Fields whose values clients depend on.
  private static final Set<String> EXACT =
      Set.of("result", "error", "source", "className", "hardwareNodeGroup", "domain", "status");

  private static final ObjectMapper JSON = new ObjectMapper();

  /// A request and its answer.
  private record Golden(String method, String form, String answer) {}

  /// How clients send parameters.
  enum Verb {
    GET,
    POST
  }

  private static List<Golden> all() throws IOException {
    List<Golden> all = new ArrayList<>();
    for (String block : Files.readString(FILE).split("(?m)^> ", -1)) {
      int end = block.indexOf('\n');
      String[] request = block.substring(0, end).split(" ", 2);
      if (!request[0].equals("#")) {
        all.add(new Golden(request[0], request[1], block.substring(end + 1)));
      }
    }
    return all;
  }

  /// Only signing in has its verb.
  @ParameterizedTest
  @EnumSource
  void requestsAreAnsweredAsInTheReference(Verb verb) throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    JelasticEmulator emulator = new JelasticEmulator(clock, Duration.ofMillis(1), "tok");
    try (EmulatorServer server = EmulatorServer.start(emulator, clock, 0, 0);
        HttpClient client = HttpClient.newHttpClient()) {
      List<Golden> all = all();
      assertThat(all).hasSizeGreaterThan(40);
      for (Golden golden : all) {
        String address = server.address() + "/1.0/" + golden.method();
        boolean post = verb == Verb.POST || golden.method().endsWith("/signin");
        HttpResponse<String> answer =
            client.send(
                post ? posted(address, golden.form()) : gotten(address, golden.form()),
                HttpResponse.BodyHandlers.ofString());
        String of = "%s %s -> %s".formatted(golden.method(), golden.form(), answer.body());

        assertThat(answer.statusCode()).as(of).isEqualTo(200);
        assertHolds(of, JSON.readTree(answer.body()), JSON.readTree(golden.answer()));
      }
    }
  }

  private static HttpRequest posted(String address, String form) {
    return HttpRequest.newBuilder(URI.create(address))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form))
        .build();
  }

  private static HttpRequest gotten(String address, String form) {
    return HttpRequest.newBuilder(URI.create(address + "?" + form)).build();
  }

  private static void assertHolds(String of, JsonNode actual, JsonNode golden) {
    assertThat(actual.getNodeType()).as(of).isEqualTo(golden.getNodeType());
    golden
        .properties()
        .forEach(field -> {
          JsonNode value = actual.path(field.getKey());
          String where = field.getKey() + " of " + of;
          assertHolds(where, value, field.getValue());
          if (EXACT.contains(field.getKey())) {
            assertThat(value).as(where).isEqualTo(field.getValue());
          }
        });
    if (golden.isArray()) {
      assertThat(actual.size()).as(of).isGreaterThanOrEqualTo(golden.size());
      for (int i = 0; i < golden.size(); i++) {
        assertHolds(of, actual.path(i), golden.path(i));
      }
    }
  }
}
