package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.http.HttpAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What was read a moment ago, so that nothing is asked for twice: the whole account has 60 calls a
/// minute.
///
/// @param clock tells how old an answer is
/// @param most how old one may be
/// @param answers by what was asked for
/// @param looksAgain whether what is known is asked for again, because it is waited for
record ReadMemory(Clock clock, Duration most, Map<Place, Known> answers, boolean looksAgain) {

  /// Makes a memory that knows nothing.
  static ReadMemory empty(Clock clock, Duration most) {
    return new ReadMemory(clock, most, new ConcurrentHashMap<>(), false);
  }

  /// What was asked for.
  record Place(String region, String path) {}

  /// What was answered, and when.
  record Known(HttpAnswer answer, Instant when) {}

  /// Returns this memory for who needs to see what there is now.
  ReadMemory lookingAgain() {
    return new ReadMemory(clock, most, answers, true);
  }

  /// Returns what was answered; empty when it was not asked, or is to be asked again.
  Optional<HttpAnswer> answer(String region, String path) {
    Instant oldest = clock.instant().minus(most);
    return Optional.ofNullable(answers.get(new Place(region, path)))
        .filter(known -> !looksAgain && !known.when().isBefore(oldest))
        .map(Known::answer);
  }

  /// Keeps an answer that was understood.
  void keep(String region, String path, HttpAnswer answer) {
    answers.put(new Place(region, path), new Known(answer, clock.instant()));
  }

  /// Forgets what a change touches. Variables are only variables, domains and containers show in
  /// the app, too, and of everything else nobody says how far it reaches.
  void changed(String region, String path) {
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
