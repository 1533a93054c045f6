package dev.tfpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tfpaas.world.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `paas emulate`.
class EmulateCommandTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicInteger status = new AtomicInteger(-1);
  private final HttpClient client = HttpClient.newHttpClient();
  private Optional<Thread> running = Optional.empty();

  @AfterEach
  void end() throws InterruptedException {
    client.close();
    interrupt();
  }

  private int paas(String... words) {
    return PaasCommand.run(
        words, Hosts.of(new Hosts.Streams(out, err), Map.of(), Clock.systemUTC()));
  }

  /// Starts a command that serves, and waits for its first line.
  private Json.Fields served(String... words) {
    start(words);
    await().atMost(LONG).until(() -> said().contains("\n") || status.get() >= 0);
    assertThat(status).as(complaint()).hasValue(-1);
    return Json.parse(said().lines().findFirst().orElseThrow());
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complaint() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private void start(String... words) {
    running = Optional.of(Thread.ofPlatform().start(() -> status.set(paas(words))));
  }

  private void interrupt() throws InterruptedException {
    if (running.isPresent()) {
      running.get().interrupt();
      assertThat(running.get().join(LONG)).isTrue();
    }
  }

  private HttpResponse<String> get(String address, String authorization)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address)).header("Authorization", authorization).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void scalingoIsServedUntilInterrupted() throws IOException, InterruptedException {
    Json.Fields said = served("emulate", "scalingo", "--output", "json", "--token", "tk-us-mine");
    String address = said.text("address");

    assertThat(get(address + "/v1/regions", "").body()).contains(address + "/osc-fr1");
    assertThat(get(said.text("operator") + "/dashboard/state", "").body()).contains("shop-front");
    assertThat(said.object("environment").text("SCALINGO_API_TOKEN")).isEqualTo("tk-us-mine");

    interrupt();
    assertThat(status).hasValue(0);
    URI vendor = URI.create(address);
    try (ServerSocket again =
        new ServerSocket(vendor.getPort(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(again.isBound()).isTrue();
    }
  }

  @Test
  void estateWithNamedDatabasesIsRefusedByItsFileAndLeavesNothing() throws IOException {
    Path file = directory.resolve("estate.yaml");
    Files.writeString(
        file,
        """
        regions: {here: {}}
        apps: {till: {region: here, databases: {redis: {orders: {}}}}}
        """);
    long before = leftBehind();

    int answer = paas("emulate", "cloud66", "-C", directory.toString());

    assertThat(answer).isNotZero();
    assertThat(complaint()).contains("estate.yaml", "app till of the estate", "redis/orders");
    assertThat(leftBehind()).isEqualTo(before);
  }

  private static long leftBehind() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(it -> it.getFileName().toString().startsWith("paas-emulate")).count();
    }
  }

  @Test
  void cloud66IsServedOverAWorldThatOthersCanLookAt() throws IOException, InterruptedException {
    Files.writeString(
        directory.resolve("estate.yaml"),
        """
        regions: {here: {}}
        apps: {till: {region: here}, stock: {region: here}}
        """);
    Path world = directory.resolve("world");
    Json.Fields said =
        served(
            "emulate",
            "cloud66",
            "--output",
            "json",
            "-C",
            directory.toString(),
            "--path",
            "world",
            "--containers",
            "stock");
    String token = said.object("environment").text("CLOUD66_ACCESS_TOKEN");

    String stacks = get(said.text("address") + "/api/3/stacks.json", "Bearer " + token).body();
    HttpRequest fail =
        HttpRequest.newBuilder(URI.create(said.text("operator") + "/dashboard/regions/here"))
            .POST(HttpRequest.BodyPublishers.ofString("{\"up\": false}"))
            .build();
    assertThat(client.send(fail, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    interrupt();
    out.reset();

    assertThat(stacks).contains("\"till\"", "\"rails\"", "\"stock\"", "\"docker\"");
    assertThat(paas("local", "show", "-C", directory.toString(), "--path", "world")).isZero();
    assertThat(said()).contains("till", "unreachable");
    assertThat(paas("emulate", "cloud66", "--path", world.toString())).isEqualTo(1);
    assertThat(complaint()).contains("holds a world already", "paas local reset --path");
  }

  @Test
  void temporaryWorldIsRemovedAtTheEnd() throws InterruptedException {
    start("emulate", "cloud66");
    await().atMost(LONG).until(() -> said().contains("paas local show --path"));
    Path world = Path.of(said().replaceFirst("(?s).*paas local show --path ", "").strip());
    assertThat(world.getParent()).isEmptyDirectory();

    interrupt();

    assertThat(status).hasValue(0);
    assertThat(world.getParent()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalingo", "cloud66", "jelastic"})
  void textSaysHowClientAndProviderArePointedAtIt(String vendor) throws InterruptedException {
    start("emulate", vendor);
    await().atMost(LONG).until(() -> said().contains("/dashboard/"));
    interrupt();

    assertThat(said())
        .containsPattern("%s is emulated at http://127.0.0.1:\\d+ until".formatted(vendor))
        .contains("export PAAS_PLATFORM=" + vendor, "provider \"paas\" {", "  " + vendor + " = {")
        .contains("/requests", "/faults")
        .doesNotContain("%");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalingo", "cloud66", "jelastic"})
  void portInUseIsAnErrorThatNamesIt(String vendor) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(paas("emulate", vendor, "--port", port)).isEqualTo(1);
      assertThat(paas("emulate", vendor, "--operator-port", port)).isEqualTo(1);
      assertThat(complaint().lines())
          .hasSize(2)
          .allSatisfy(line -> assertThat(line).startsWith("paas: cannot listen on port " + port));
    }
  }

  @Test
  void dialectIsSpokenAndSaid() throws IOException, InterruptedException {
    Json.Fields said =
        served(
            "emulate",
            "cloud66",
            "--output",
            "json",
            "--path",
            directory.resolve("world").toString(),
            "--dialect",
            "random",
            "--dialect",
            "group-write-scope=public");

    assertThat(said.object("dialect").text("group-write-scope")).isEqualTo("public");
    assertThat(said.whole("seed")).isBetween(0L, 1_000_000L);
  }

  @Test
  void dialectIsInTheTextWithTheSeedThatRepeatsIt() throws InterruptedException {
    start("emulate", "scalingo", "--dialect", "random:7", "--dialect", "migration-tool=offered");
    await().atMost(LONG).until(() -> said().contains("/dashboard/"));
    interrupt();

    assertThat(said()).contains("until you press Ctrl-C, in the dialect random:7 ");
  }

  @Test
  void dialectThatThereIsNotIsRefusedWithThoseThatThereAre() {
    assertThat(paas("emulate", "jelastic", "--dialect", "live=yes")).isEqualTo(1);
    assertThat(complaint())
        .contains("jelastic has no dialect \"live\"")
        .contains("live-between-centres=refused|silently-offline");
  }

  static List<String> misuses() {
    return List.of(
        "emulate",
        "emulate heroku",
        "emulate scalingo --port many",
        "emulate scalingo --port 70000",
        "emulate scalingo --operator-port -1",
        "emulate scalingo --port 4100 --operator-port 4100",
        "emulate scalingo --pace soon",
        "emulate scalingo --calls-a-minute -1",
        "emulate scalingo --path x",
        "emulate scalingo shop",
        "emulate scalingo --output xml",
        "emulate cloud66 --containers nothing",
        "emulate cloud66 --pace 1s",
        "emulate jelastic --pace soon");
  }

  @ParameterizedTest
  @MethodSource("misuses")
  void misuseIsStatusTwoAndSaysWhatHelps(String words) {
    assertThat(paas(words.split(" ", -1))).isEqualTo(1);

    assertThat(complaint()).startsWith("paas: ");
    assertThat(said()).isEmpty();
  }

  @Test
  void tokenWithSpacesIsMisuse() {
    assertThat(paas("emulate", "cloud66", "--token", "a b")).isEqualTo(1);
  }

  @Test
  void missingEstateIsAnError() {
    assertThat(paas("emulate", "cloud66", "--estate", "missing.yaml")).isEqualTo(1);
    assertThat(complaint()).contains("missing.yaml");
  }
}
