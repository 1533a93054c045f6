package dev.tfpaas.matrix;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.RequestLog;
import dev.tfpaas.emulator.VendorApi;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.runbook.MovedClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A vendor's emulator behind real HTTP, and the platform that talks to it.
final class EmulatedTheatre extends Theatre {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration LONGEST_CLOSING = Duration.ofMinutes(1);

  private final PacedApi api;
  private final EmulatorServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final BiFunction<URI, MovedClock, Platform> opening;
  private final Witness witness;

  /// Looks behind the emulator.
  interface Witness {
    /// Returns what lasts of what the emulator is.
    List<String> standing(EmulatedTheatre theatre);

    /// Returns what monitors recorded, if there are any.
    List<String> violations();

    /// Returns what the vendor accepted; logging in and dry runs change nothing.
    default List<String> calls(RequestLog log) {
      return log.entries().stream()
          .filter(entry -> !entry.method().equals("GET") && entry.status() / 100 == 2)
          .filter(entry -> !entry.path().endsWith("/exchange") && !entry.path().endsWith("/token"))
          .filter(entry -> !entry.what().contains("dry run: true"))
          .map(entry -> "%s %s %s".formatted(entry.method(), entry.path(), entry.what()).strip())
          .toList();
    }
  }

  /// Starts an emulator.
  ///
  /// @param opening opens the platform at an address
  /// @param witness looks behind it
  EmulatedTheatre(
      VendorApi api,
      MovedClock clock,
      BiFunction<URI, MovedClock, Platform> opening,
      Witness witness) {
    this(new PacedApi(api, clock), clock, opening, witness);
  }

  private EmulatedTheatre(
      PacedApi api,
      MovedClock clock,
      BiFunction<URI, MovedClock, Platform> opening,
      Witness witness) {
    this(api, started(api, clock), clock, opening, witness);
  }

  private EmulatedTheatre(
      PacedApi api,
      EmulatorServer server,
      MovedClock clock,
      BiFunction<URI, MovedClock, Platform> opening,
      Witness witness) {
    super(clock, opening.apply(server.address(), clock));
    this.api = api;
    this.server = server;
    this.opening = opening;
    this.witness = witness;
  }

  private static EmulatorServer started(VendorApi api, MovedClock clock) {
    try {
      return EmulatorServer.start(api, clock, 0, 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  EmulatorServer server() {
    return server;
  }

  /// Lets time move on by this much whenever somebody looks.
  void goOn(Duration pace) {
    api.pace().set(pace);
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
      return JSON.readTree(answer.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Override
  Platform open() {
    return opening.apply(server.address(), clock);
  }

  @Override
  List<String> calls() {
    return witness.calls(server.log()).stream().map(Theatre::withoutIds).toList();
  }

  @Override
  int requests() {
    return server.log().entries().size();
  }

  /// A new process takes a moment to start, which is longer than the vendors' lists are behind.
  @Override
  void reopen() {
    super.reopen();
    rest(Duration.ofSeconds(2));
  }

  @Override
  List<String> violations() {
    return witness.violations();
  }

  @Override
  List<String> standing() {
    return witness.standing(this).stream().map(Theatre::withoutIds).sorted().toList();
  }

  /// Once in thousands of theatres the JDK's server waited for its dispatcher for ever. Nothing
  /// here depends on it: the next theatre has a server of its own, and what was waited for is
  /// printed.
  @Override
  public void close() {
    Thread closing = Thread.ofPlatform().daemon().start(server::close);
    try {
      if (!closing.join(LONGEST_CLOSING)) {
        System.err.println("the emulator does not close:");
        Thread.getAllStackTraces()
            .forEach((thread, stack) -> System.err.println(thread + " " + List.of(stack)));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
