package dev.tfpaas.platform.cloud66;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.Fault;
import dev.tfpaas.emulator.RequestLog;
import dev.tfpaas.emulator.WatchedApi;
import dev.tfpaas.emulator.cloud66.Cloud66Emulator;
import dev.tfpaas.emulator.cloud66.Cloud66Options;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.ContractStage;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.PublicApi;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.http.HttpApi;
import dev.tfpaas.platform.http.KeptReads;
import dev.tfpaas.platform.http.Network;
import dev.tfpaas.platform.http.RateLimit;
import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.StopSignal;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The emulator on loopback, the platform that talks to it, and a clock that only moves when
/// somebody sleeps.
final class Stage implements AutoCloseable {
  static final String TOKEN = "c66-secret-token-4711";

  private static final PublicApi API = PublicApi.of("cloud66");

  final MovedClock clock = new MovedClock(Instant.parse("2026-02-01T10:00:00Z"));
  final List<String> log = Collections.synchronizedList(new ArrayList<>());
  final World world;
  final WatchedApi watched;
  final EmulatorServer server;
  final Platform platform;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();

  Stage(Path directory) {
    this(directory, Cloud66Options.usual(TOKEN));
  }

  Stage(Path directory, Cloud66Options options) {
    world = World.open(directory.resolve("world"), Estate.builtIn(), clock);
    watched = WatchedApi.of(new Cloud66Emulator(world, Estate.builtIn(), clock, options));
    try {
      server = EmulatorServer.start(watched, clock, 0, 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    platform = open();
  }

  /// Opens the platform anew, as another process would.
  Platform open() {
    return open(TOKEN);
  }

  /// Opens the platform of whoever has a token.
  Platform open(String token) {
    return Cloud66Platform.of(
        new Cloud66Settings(server.address(), new Secret(token)),
        new PlatformTools(clock, clock, log::add, "test", Map.of()),
        Network.DIRECT);
  }

  /// Returns a client of the API for looking closer than the platform shows.
  Cloud66Api api() {
    RateLimit limit = new RateLimit(clock, clock, 3000, Duration.ofHours(1), 600);
    return new Cloud66Api(
        new HttpApi(
            "cloud66",
            new PlatformTools(clock, clock, _ -> {}, "test", Map.of()),
            limit,
            Network.DIRECT),
        new Cloud66Settings(server.address(), new Secret(TOKEN)),
        _ -> {},
        new KeptReads(clock));
  }

  AppClones clones() {
    return platform.appClones().get().orElseThrow();
  }

  Replications replications() {
    return platform.replications().get().orElseThrow();
  }

  FailoverGroups groups() {
    return platform.failoverGroups().get().orElseThrow();
  }

  RegionMigrations migrations() {
    return platform.regionMigrations().get().orElseThrow();
  }

  /// Returns the uid of a stack by its name.
  String uid(String name) {
    for (JsonNode stack : dashboard("GET", "/stacks", "").path("response")) {
      if (stack.path("name").asString("").equals(name)) {
        return stack.path("uid").asString("");
      }
    }
    throw new AssertionError("there is no stack " + name);
  }

  /// Does something as a person at the dashboard.
  JsonNode dashboard(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.operatorAddress() + "/dashboard" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(path + ": " + answer.body());
      }
      return mapper.readTree(answer.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  static CloneSpec clone(String source, String name, boolean adopt, boolean maintenance) {
    return new CloneSpec(
        source,
        name,
        Optional.empty(),
        Optional.of("us-east"),
        Optional.empty(),
        Optional.empty(),
        adopt,
        Map.of("LOG_LEVEL", new Secret("debug")),
        Optional.empty(),
        maintenance,
        Optional.empty());
  }

  static ReplicationSpec replicate(String source, String replica, String engine) {
    return new ReplicationSpec(source, replica, engine, true, Optional.empty());
  }

  GroupSpec pair() {
    return new GroupSpec(Optional.empty(), uid("shop"), Optional.of(uid("shop-dr")), Set.of());
  }

  /// A Rails clone in maintenance, both databases replicated, behind one address: what the vendor's
  /// runbook calls protected.
  Stage formed() {
    dashboard(
        "POST",
        "/stacks/%s/clone".formatted(uid("shop")),
        "{\"name\": \"shop-dr\", \"region\": \"us-east\"}");
    clock.move(Duration.ofMinutes(1));
    done(clones().create(clone(uid("shop"), "shop-dr", true, true)));
    for (String engine : List.of("postgresql", "redis")) {
      follow("shop", "shop-dr", engine);
      done(replications().create(replicate(uid("shop"), uid("shop-dr"), engine)));
    }
    done(groups().create(pair(), Side.PRIMARY));
    clock.move(Duration.ofMinutes(5));
    server.log().clear();
    return this;
  }

  /// Switches replication on in the dashboard.
  void follow(String source, String replica, String engine) {
    dashboard(
        "POST",
        "/stacks/%s/replication".formatted(uid(replica)),
        "{\"engine\": \"%s\", \"source\": \"%s\"}".formatted(engine, uid(source)));
    clock.move(Duration.ofMinutes(1));
  }

  FailoverGroup group() {
    return groups().existing(pair()).flatMap(groups()::find).orElseThrow();
  }

  App app(String name) {
    return platform.apps().find(uid(name)).orElseThrow();
  }

  Replication replication(String engine) {
    return replications()
        .find(replications().idOf(replicate(uid("shop"), uid("shop-dr"), engine)))
        .orElseThrow();
  }

  Runbook switchTo(Side side, SwitchSpec.Mode mode) {
    return ContractStage.switchOver(
        groups(),
        group(),
        new SwitchSpec(side, mode, true, List.of(replication("postgresql"), replication("redis"))));
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

  void fault(Fault.Kind kind, String method, String path, int status) {
    server.faults().add(new Fault(method, path, "", 0, 1, kind, status, Duration.ofMillis(50)));
  }

  /// Returns the mutating calls, with what they meant.
  List<String> changes() {
    return server.log().entries().stream()
        .filter(entry -> !entry.method().equals("GET"))
        .map(entry -> (entry.method() + " " + named(entry) + " " + entry.what()).strip())
        .toList();
  }

  private String named(RequestLog.Entry entry) {
    String path = entry.path();
    for (JsonNode stack : dashboard("GET", "/stacks", "").path("response")) {
      path = path.replace(stack.path("uid").asString(""), stack.path("name").asString(""));
    }
    return path.replaceAll("fg-[0-9a-f]{32}", "GROUP");
  }

  /// Returns the uids of all groups.
  List<String> dashboardGroups() {
    List<String> uids = new ArrayList<>();
    dashboard("GET", "/groups", "")
        .path("response")
        .forEach(group -> uids.add(group.path("uid").asString("")));
    return uids;
  }

  JsonNode world() {
    return dashboard("GET", "/world", "").path("response");
  }

  /// Ends it, and fails the test when it got a call that Cloud 66 does not have.
  @Override
  public void close() {
    server.close();
    client.close();
    API.assertHasAll(server.log(), watched, "^");
  }
}
