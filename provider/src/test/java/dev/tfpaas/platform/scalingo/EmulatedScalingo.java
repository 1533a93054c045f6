package dev.tfpaas.platform.scalingo;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.Fault;
import dev.tfpaas.emulator.RequestLog;
import dev.tfpaas.emulator.WatchedApi;
import dev.tfpaas.emulator.scalingo.ScalingoEmulator;
import dev.tfpaas.emulator.scalingo.ScalingoOptions;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Command;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.PublicApi;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.http.HttpApi;
import dev.tfpaas.platform.http.Network;
import dev.tfpaas.platform.http.RateLimit;
import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Runner;
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
import java.util.TreeMap;
import java.util.function.Predicate;

/// Scalingo's emulator behind real HTTP, and the platform that talks to it; both live in one time
/// that moves only when somebody waits.
final class EmulatedScalingo implements AutoCloseable {
  /// The one API token, which must never be shown.
  static final String TOKEN = "tk-us-very-secret";

  private static final ScalingoOptions USUAL = ScalingoOptions.usual(Duration.ofSeconds(4), TOKEN);

  private static final PublicApi API = PublicApi.of("scalingo");

  final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  final List<String> log = Collections.synchronizedList(new ArrayList<>());
  final WatchedApi watched;
  final EmulatorServer server;
  final Platform platform;
  final Runner runner;

  static EmulatedScalingo start() {
    return start(Map.of());
  }

  /// Starts with host names that resolve.
  static EmulatedScalingo start(Map<String, Set<String>> names) {
    try {
      return new EmulatedScalingo(names, USUAL);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Starts with the vendor's own limit of 60 calls a minute.
  static EmulatedScalingo limited() {
    try {
      return new EmulatedScalingo(Map.of(), USUAL.limited(60));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Starts a service that is not in every respect as assumed.
  static EmulatedScalingo start(Dialect dialect) {
    try {
      return new EmulatedScalingo(Map.of(), USUAL.in(dialect));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private EmulatedScalingo(Map<String, Set<String>> names, ScalingoOptions options)
      throws IOException {
    this.watched = WatchedApi.of(new ScalingoEmulator(clock, options));
    this.server = EmulatorServer.start(watched, clock, 0, 0);
    this.platform = platform(TOKEN, names);
    this.runner = new Runner(clock, clock, log::add);
  }

  /// Makes another platform of the same account, or of none.
  Platform platform(String token, Map<String, Set<String>> names) {
    return platform(token, names, Duration.ZERO);
  }

  /// Makes a platform as Terraform's processes have it, each of which makes one command's calls.
  Platform process() {
    return platform(TOKEN, Map.of(), Duration.ofSeconds(20));
  }

  /// Makes a platform for a command that has not begun to change anything, as a plan has it.
  Platform planning() {
    Command plan =
        new Command() {
          @Override
          public boolean isStopped() {
            return false;
          }

          @Override
          public boolean changes() {
            return false;
          }
        };
    return platform(TOKEN, Map.of(), Duration.ZERO, plan);
  }

  private Platform platform(String token, Map<String, Set<String>> names, Duration memory) {
    return platform(token, names, memory, Command.UNSTOPPED);
  }

  private Platform platform(
      String token, Map<String, Set<String>> names, Duration memory, Command command) {
    return ScalingoPlatform.of(
        new ScalingoSettings(
                "osc-fr1", new Secret(token), server.address(), Optional.empty(), Optional.empty())
            .remembering(memory),
        new PlatformTools(clock, clock, log::add, "1.2.3", Map.of(), command),
        Network.DIRECT,
        name -> names.getOrDefault(name, Set.of()));
  }

  /// Returns a client of the API for calls that no capability makes alone.
  ScalingoApi api() {
    return api(Duration.ZERO);
  }

  /// Returns a client that remembers what it has read for a time.
  ScalingoApi api(Duration memory) {
    RateLimit limit = new RateLimit(clock, clock, 1000, Duration.ofMinutes(1), 100);
    return new ScalingoApi(
        new HttpApi(
            "scalingo",
            new PlatformTools(clock, clock, log::add, "1.2.3", Map.of()),
            limit,
            Network.DIRECT),
        new ScalingoSettings(
                "osc-fr1", new Secret(TOKEN), server.address(), Optional.empty(), Optional.empty())
            .remembering(memory),
        clock);
  }

  Outcome run(Runbook runbook) {
    return runner.run(runbook, StopSignal.NEVER);
  }

  /// Injects a failure into the next call that matches.
  void fault(Fault.Kind kind, String method, String path, String body) {
    fault(kind, method, path, body, 1, 502);
  }

  void fault(Fault.Kind kind, String method, String path, String body, int times, int status) {
    server
        .faults()
        .add(new Fault(method, path, body, 0, times, kind, status, Duration.ofMillis(1)));
  }

  /// Acts on the operator's port.
  void operate(String act, String json) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.operatorAddress() + "/dashboard/" + act))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(response.body());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted");
    }
  }

  /// Returns the mutating calls so far, tokens aside, as `POST /osc-fr1/v1/… what`.
  List<String> changes() {
    return changes(_ -> true);
  }

  /// Returns those of the mutating calls that may have had an effect: a refused one has none.
  List<String> changesNotRefused() {
    return changes(entry -> entry.status() < 400 || entry.status() >= 500);
  }

  private List<String> changes(Predicate<RequestLog.Entry> which) {
    return server.log().entries().stream()
        .filter(entry -> !entry.method().equals("GET"))
        .filter(which)
        .filter(entry -> !entry.path().endsWith("/exchange") && !entry.path().endsWith("/token"))
        .map(entry -> "%s %s %s".formatted(entry.method(), entry.path(), entry.what()).strip())
        .toList();
  }

  /// Returns what must not be once a change is over: a group has one active app, which runs, and a
  /// domain leads to an app that runs.
  List<String> violations() {
    List<App> apps = platform.apps().list();
    List<String> found = new ArrayList<>();
    Map<String, Integer> active = new TreeMap<>();
    for (App app : apps) {
      app.failoverGroupId()
          .ifPresent(group -> active.merge(group, app.activeInGroup() ? 1 : 0, Integer::sum));
      if (app.activeInGroup() && app.maintenance()) {
        found.add(app.id() + " is active in its group and does not run");
      }
    }
    active.forEach((group, count) -> {
      if (count != 1) {
        found.add("%s has %d active apps".formatted(group, count));
      }
    });
    found.addAll(lost(apps));
    return found;
  }

  private List<String> lost(List<App> apps) {
    ScalingoApi api = api();
    AppReader reader = new AppReader(api);
    Map<String, Boolean> led = new TreeMap<>();
    for (App app : apps) {
      for (AppReader.Domain domain : reader.domains(api.place(app.id()))) {
        led.merge(domain.name(), !app.maintenance(), Boolean::logicalOr);
      }
    }
    return led.entrySet().stream()
        .filter(entry -> !entry.getValue())
        .map(entry -> entry.getKey() + " leads to no app that runs")
        .toList();
  }

  /// Returns how many calls had this method and path, and an answer or an effect.
  long count(String method, String pathEnd) {
    return server.log().entries().stream()
        .filter(entry -> entry.method().equals(method) && entry.path().endsWith(pathEnd))
        .map(RequestLog.Entry::status)
        .count();
  }

  /// Ends it, and fails the test when it got a call that Scalingo does not have.
  @Override
  public void close() {
    server.close();
    API.assertHasAll(server.log(), watched, "^/osc-(secnum-)?fr1(?=/)");
  }
}
