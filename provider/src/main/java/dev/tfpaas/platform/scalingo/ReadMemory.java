package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.http.HttpAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// What was read a moment ago, so that nothing is asked for twice: the whole account has 60 calls a
/// minute.
///
/// @param clock tells how old an answer is
/// @param most how old one may be
/// @param answers by what was asked for
/// @param changes how many changes it has heard of
/// @param looksAgain whether what is known is asked for again, because it is waited for
record ReadMemory(
    Clock clock, Duration most, Map<Place, Known> answers, AtomicLong changes, boolean looksAgain) {

  /// Makes a memory that knows nothing.
  static ReadMemory empty(Clock clock, Duration most) {
    return new ReadMemory(clock, most, new ConcurrentHashMap<>(), new AtomicLong(), false);
  }

  /// What was asked for.
  record Place(String region, String path) {}

  /// What was answered, and when.
  record Known(HttpAnswer answer, Instant when) {}

  /// Returns this memory for who needs to see what there is now.
  ReadMemory lookingAgain() {
    return new ReadMemory(clock, most, answers, changes, true);
  }

  /// What a look got.
  ///
  /// @param asked how many changes were known of when it was asked for; empty when it is not to be
  ///   kept, as what was known already
  record Look(HttpAnswer answer, OptionalLong asked) {

    /// Makes a look of what nobody remembers.
    static Look fleeting(HttpAnswer answer) {
      return new Look(answer, OptionalLong.empty());
    }
  }

  /// Returns what was answered; asks when it was not asked, or is to be asked again.
  Look look(String region, String path, Supplier<HttpAnswer> ask) {
    Instant oldest = clock.instant().minus(most);
    Optional<HttpAnswer> known =
        Optional.ofNullable(answers.get(new Place(region, path)))
            .filter(it -> !looksAgain && !it.when().isBefore(oldest))
            .map(Known::answer);
    if (known.isPresent()) {
      return Look.fleeting(known.get());
    }
    long asked = changes.get();
    return new Look(ask.get(), OptionalLong.of(asked));
  }

  /// Keeps an answer that was understood, unless something was changed since it was asked for: it
  /// may show what there was before.
  void keep(String region, String path, Look look) {
    synchronized (answers) {
      if (look.asked().equals(OptionalLong.of(changes.get()))) {
        answers.put(new Place(region, path), new Known(look.answer(), clock.instant()));
      }
    }
  }

  /// Forgets what a change touches. Variables are only variables, domains and containers show in
  /// the app, too, and of everything else nobody says how far it reaches.
  void changed(String region, String path) {
    synchronized (answers) {
      changes.incrementAndGet();
      forgetTouched(region, path);
    }
  }

  private void forgetTouched(String region, String path) {
    String[] parts = path.split("[/?]", -1);
    String what = parts.length > 4 && parts[2].equals("apps") ? parts[4] : "";
    String app = parts.length > 3 ? "/v1/apps/" + parts[3] : "";
    switch (what) {
      case "variables" -> forget(region, app + "/variables");
      case "domains" -> {
        forget(region, app + "/domains");
        answers.remove(new Place(region, app));
      }
      case "scale" -> {
        forget(region, app + "/containers");
        answers.remove(new Place(region, app));
        answers.remove(new Place(region, "/v1/apps"));
      }
      default -> answers.clear();
    }
  }

  private void forget(String region, String start) {
    answers
        .keySet()
        .removeIf(place -> place.region().equals(region) && place.path().startsWith(start));
  }
}
