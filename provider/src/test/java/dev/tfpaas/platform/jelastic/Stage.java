package dev.tfpaas.platform.jelastic;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.Fault;
import dev.tfpaas.emulator.RequestLog;
import dev.tfpaas.emulator.WatchedApi;
import dev.tfpaas.emulator.jelastic.JelasticEmulator;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.PublicApi;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.http.Network;
import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.Step;
import dev.tfpaas.runbook.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The emulator on loopback, the platform that talks to it, and a clock that only moves when
/// somebody sleeps.
final class Stage implements AutoCloseable {
  static final String TOKEN = "7e1a571c00secret00token00never00shown001";

  private static final PublicApi API = PublicApi.of("jelastic");

  final MovedClock clock = new MovedClock(Instant.parse("2026-02-01T10:00:00Z"));
  final List<String> log = Collections.synchronizedList(new ArrayList<>());
  final WatchedApi watched;
  final EmulatorServer server;
  final Platform platform;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();

  /// Opens with things that take a minute each, so that every long call is followed.
  Stage() {
    this(Duration.ofMinutes(1));
  }

  Stage(Duration pace) {
    this(pace, Dialect.usual("jelastic"));
  }

  /// Opens a platform that is not in every respect as assumed.
  Stage(Duration pace, Dialect dialect) {
    try {
      watched = WatchedApi.of(new JelasticEmulator(clock, pace, TOKEN, dialect));
      server = EmulatorServer.start(watched, clock, 0, 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    platform = open(TOKEN);
  }

  /// Opens the platform anew, as another process would.
  Platform open(String token) {
    return JelasticPlatform.of(
        new JelasticSettings(server.address(), new Secret(token)),
        new PlatformTools(clock, clock, log::add, "test", Map.of()),
        Network.DIRECT,
        _ -> Set.of());
  }

  AppClones clones() {
    return platform.appClones().get().orElseThrow();
  }

  FailoverGroups groups() {
    return platform.failoverGroups().get().orElseThrow();
  }

  Replications replications() {
    return platform.replications().get().orElseThrow();
  }

  RegionMigrations migrations() {
    return platform.regionMigrations().get().orElseThrow();
  }

  static CloneSpec copy(String source, String name, Optional<String> region, boolean maintenance) {
    return new CloneSpec(
        source,
        name,
        Optional.empty(),
        region,
        Optional.empty(),
        Optional.empty(),
        false,
        Map.of("LOG_LEVEL", new Secret("very-hidden")),
        Optional.empty(),
        maintenance,
        Optional.empty());
  }

  static MigrationSpec move(String app, String region, MigrationSpec.Mode mode) {
    return new MigrationSpec(
        app, region, Optional.empty(), mode, false, Optional.empty(), Optional.empty());
  }

  static GroupSpec pair() {
    return new GroupSpec(
        Optional.empty(), "shop", Optional.of("shop-standby"), Set.of("www.example.com"));
  }

  /// A copy that is stopped, and a group with the original active.
  Stage formed() {
    done(clones().create(copy("shop", "shop-standby", Optional.empty(), true)));
    done(groups().create(pair(), Side.PRIMARY));
    forget(begun().size());
    return this;
  }

  /// Clears the log once so many changes are in it: a call that the runner left to the platform is
  /// logged when the platform is done with it.
  void forget(int changes) {
    soon().until(() -> changes().size() == changes);
    server.log().clear();
  }

  /// Asks often: what is waited for is there within a few milliseconds.
  private static ConditionFactory soon() {
    return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
  }

  /// Waits for the changes to be logged, in whatever order their answers came.
  void changed(String... changes) {
    soon().untilAsserted(() -> Assertions.assertThat(changes()).containsExactlyInAnyOrder(changes));
  }

  FailoverGroup group() {
    return groups().existing(pair()).flatMap(groups()::find).orElseThrow();
  }

  Outcome run(Runbook runbook) {
    return new Runner(clock, clock, log::add).run(runbook, StopSignal.NEVER);
  }

  void done(Runbook runbook) {
    Outcome outcome = run(runbook);
    if (!(outcome instanceof Outcome.Completed)) {
      throw new AssertionError(runbook.title() + ": " + outcome + "\n" + String.join("\n", log));
    }
  }

  /// Returns a switch that is cut short when the domains have moved.
  static Runbook untilMoved(Runbook whole) {
    int moves = whole.steps().stream().map(Step::title).toList().indexOf("swap domains");
    return Runbook.of("cut short", whole.steps().subList(0, moves + 1));
  }

  /// Lets the next call of a method suffer.
  void fault(Fault.Kind kind, String method) {
    int status = kind == Fault.Kind.STATUS ? 503 : 504;
    server
        .faults()
        .add(new Fault("*", "/" + method, "", 0, 1, kind, status, Duration.ofMillis(50)));
  }

  /// Returns the mutating calls that reached the emulator, with what they meant.
  List<String> changes() {
    return server.log().entries().stream()
        .filter(entry -> !entry.what().isEmpty())
        .map(entry -> method(entry) + " " + entry.what())
        .toList();
  }

  /// Returns the mutating calls that came, answered or not.
  List<String> begun() {
    return watched.came().stream()
        .filter(request -> !watched.meaning(request).isEmpty())
        .map(request -> request.segments().getLast() + " " + watched.meaning(request))
        .toList();
  }

  static String method(RequestLog.Entry entry) {
    return entry.path().substring(entry.path().lastIndexOf('/') + 1);
  }

  long calls(String method) {
    return server.log().entries().stream().filter(it -> method(it).equals(method)).count();
  }

  /// Does something as the operator.
  JsonNode dashboard(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(server.operatorAddress() + "/dashboard" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /// Returns the part of the making of a copy that a run does that dies as soon as it is copied.
  static Runbook untilCopied(Runbook whole) {
    int copied = whole.steps().stream().map(Step::title).toList().indexOf("clone environment");
    return Runbook.of("cut short", whole.steps().subList(0, copied + 1));
  }

  /// Calls the API as any client does.
  JsonNode call(String method, String form) {
    return send(
        HttpRequest.newBuilder(URI.create(server.address() + "/1.0/" + method))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(request.uri() + ": " + answer.body());
      }
      return mapper.readTree(answer.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /// Returns an environment as the operator sees it.
  JsonNode environment(String name) {
    for (JsonNode one : dashboard("GET", "/environments", "")) {
      if (one.path("env").path("envName").asString("").equals(name)) {
        return one;
      }
    }
    return mapper.missingNode();
  }

  Set<String> domains(String name) {
    Set<String> domains = new TreeSet<>();
    environment(name).path("env").path("extdomains").forEach(it -> domains.add(it.asString("")));
    return domains;
  }

  /// Ends it, and fails the test when it got a call that Jelastic does not have.
  @Override
  public void close() {
    server.close();
    client.close();
    API.assertHasAll(server.log(), watched, "^");
  }
}
