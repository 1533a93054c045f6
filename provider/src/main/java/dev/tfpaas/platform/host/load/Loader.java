package dev.tfpaas.platform.host.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Writes through an address, so many times a second, each time a row with a name of its own; no
/// request waits for another one.
///
/// An answer of 2xx acknowledges the write. Everything else, also no answer, refuses it: whether
/// the row is there nobody knows then.
public final class Loader {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int FIRST_GOOD = 200;
  private static final int FIRST_OTHER = 300;
  private static final int NANOS = 1_000_000_000;
  private static final int NANOS_OF_A_MILLI = 1_000_000;

  private final URI address;
  private final int rate;
  private final String name = UUID.randomUUID().toString().substring(0, 8);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final List<Long> answeredAt = new ArrayList<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicBoolean isStopped = new AtomicBoolean();
  private Second second = new Second();

  /// What came of one second.
  private static final class Second {
    private final List<Long> latencies = new ArrayList<>();
    private int refused;
  }

  /// What came of it all.
  ///
  /// @param acknowledged how many writes were acknowledged
  /// @param refused how many requests were not
  /// @param longestSilence the longest time between two acknowledged writes
  /// @param lost how many acknowledged writes are not there; empty where it could not be read
  public record Report(
      int acknowledged, int refused, Duration longestSilence, Optional<Integer> lost) {
    /// Says it in a line.
    @Override
    public String toString() {
      return "%d acknowledged, %d refused, longest without an answer %d ms, lost %s"
          .formatted(
              acknowledged,
              refused,
              longestSilence.toMillis(),
              lost.map(String::valueOf).orElse("unknown, the rows cannot be read now"));
    }
  }

  /// Makes a loader.
  ///
  /// @param address of an app that answers `POST /requests/ID` and `GET /requests`
  /// @param rate requests a second
  public Loader(URI address, int rate) {
    this.address = address;
    this.rate = rate;
  }

  /// Sends requests for that long, or until it is stopped.
  ///
  /// @param lines takes a line a second
  public void run(Duration length, Consumer<String> lines) {
    long start = System.nanoTime();
    long shown = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long sent = 0; !isStopped.get(); sent++) {
        long due = start + sent * NANOS / rate;
        if (due - start > length.toNanos() || Thread.currentThread().isInterrupted()) {
          break;
        }
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        String id = name + "-" + sent;
        threads.execute(() -> write(id));
        if ((due - start) / NANOS > shown) {
          shown = (due - start) / NANOS;
          lines.accept(line(shown));
        }
      }
    }
  }

  /// Lets [#run] end with the requests that are under way.
  public void stop() {
    isStopped.set(true);
  }

  /// Returns how many writes were acknowledged so far.
  public int acknowledged() {
    return acknowledged.size();
  }

  private void write(String id) {
    long sent = System.nanoTime();
    boolean isGood;
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve("/requests/" + id))
              .timeout(PATIENCE)
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      isGood = status >= FIRST_GOOD && status < FIRST_OTHER;
    } catch (IOException _) {
      isGood = false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      isGood = false;
    }
    note(id, isGood, sent);
  }

  private synchronized void note(String id, boolean isGood, long sent) {
    long now = System.nanoTime();
    if (isGood) {
      acknowledged.add(id);
      answeredAt.add(now);
      second.latencies.add(now - sent);
    } else {
      refused.incrementAndGet();
      second.refused++;
    }
  }

  private synchronized String line(long at) {
    Second past = second;
    second = new Second();
    List<Long> sorted = past.latencies.stream().sorted().toList();
    String times =
        sorted.isEmpty()
            ? ""
            : "  median %d ms, slowest %d ms"
                .formatted(
                    sorted.get(sorted.size() / 2) / NANOS_OF_A_MILLI,
                    sorted.getLast() / NANOS_OF_A_MILLI);
    return "%4d s  answered %4d  refused %4d%s".formatted(at, sorted.size(), past.refused, times);
  }

  /// Reads back which acknowledged writes are there, and says what came of it all.
  public Report report() {
    return new Report(
        acknowledged.size(), refused.get(), longestSilence(), missing().map(Set::size));
  }

  private synchronized Duration longestSilence() {
    List<Long> sorted = answeredAt.stream().sorted().toList();
    long longest = 0;
    for (int at = 1; at < sorted.size(); at++) {
      longest = Math.max(longest, sorted.get(at) - sorted.get(at - 1));
    }
    return Duration.ofNanos(longest);
  }

  /// Returns the acknowledged writes that are not there; empty where the rows cannot be read.
  public Optional<Set<String>> missing() {
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address.resolve("/requests")).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != FIRST_GOOD) {
        return Optional.empty();
      }
      Set<String> lost = new HashSet<>(acknowledged);
      answer.body().lines().forEach(lost::remove);
      return Optional.of(lost);
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
