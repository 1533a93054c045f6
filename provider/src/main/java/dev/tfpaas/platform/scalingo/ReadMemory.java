package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.http.HttpAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What was read a moment ago, so that nothing is asked for twice: the whole account has 60 calls a
/// minute.
///
/// @param clock tells how old an answer is
/// @param most how old one may be
/// @param answers by what was asked for
/// @param told by what need not be asked for next, because a change has just told it
/// @param changes how many changes it has heard of
/// @param looksAgain whether what is known is asked for again, because it is waited for
record ReadMemory(
    Clock clock,
    Duration most,
    Map<Place, Known> answers,
    Map<Place, Known> told,
    AtomicLong changes,
    boolean looksAgain) {

  /// How the place of a question begins that asks whether a change would be accepted.
  static final String DRY = "dry run of ";

  /// Makes a memory that knows nothing.
  static ReadMemory empty(Clock clock, Duration most) {
    return new ReadMemory(
        clock, most, new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), new AtomicLong(), false);
  }

  /// What was asked for.
  record Place(String region, String path) {}

  /// What was answered, and when.
  record Known(HttpAnswer answer, Instant when) {}

  /// Returns this memory for who needs to see what there is now.
  ReadMemory lookingAgain() {
    return new ReadMemory(clock, most, answers, told, changes, true);
  }

  /// What a look got.
  ///
  /// @param asked how many changes were known of when it was asked for; empty when it is not to be
  ///   kept, as what was known already
  /// @param when how old it is
  record Look(HttpAnswer answer, OptionalLong asked, Instant when) {

    /// Makes a look of what nobody remembers.
    static Look fleeting(HttpAnswer answer) {
      return new Look(answer, OptionalLong.empty(), Instant.MIN);
    }
  }

  /// What was known before a change.
  ///
  /// @param changes how many changes were known of then
  /// @param known what the change adds to; empty when that is not known, or too old
  record Before(long changes, Optional<Known> known) {}

  /// Returns what is known before a change is made.
  ///
  /// @param path what the change adds to
  Before before(String region, String path) {
    synchronized (answers) {
      return new Before(changes.get(), young(answers.get(new Place(region, path))));
    }
  }

  /// Returns what was answered; asks when it was not asked, or is to be asked again.
  Look look(String region, String path, Supplier<HttpAnswer> ask) {
    long asked;
    Optional<Known> news;
    synchronized (answers) {
      asked = changes.get();
      news = young(told.remove(new Place(region, path)));
    }
    if (news.isPresent()) {
      return new Look(news.get().answer(), OptionalLong.of(asked), news.get().when());
    }
    Optional<HttpAnswer> known = known(region, path).filter(_ -> !looksAgain);
    if (known.isPresent()) {
      return Look.fleeting(known.get());
    }
    HttpAnswer answer = ask.get();
    return new Look(answer, OptionalLong.of(asked), clock.instant());
  }

  /// Returns what was answered, if that is not too old.
  Optional<HttpAnswer> known(String region, String path) {
    return young(answers.get(new Place(region, path))).map(Known::answer);
  }

  private Optional<Known> young(@Nullable Known known) {
    Instant oldest = clock.instant().minus(most);
    return Optional.ofNullable(known).filter(it -> !it.when().isBefore(oldest));
  }

  /// Takes what a change has answered for the next look, as it is as new as that would be, unless
  /// another change came after it.
  ///
  /// @param change which of the changes it was
  void tell(String region, ToldAnswer news, long change) {
    synchronized (answers) {
      if (changes.get() == change) {
        Instant when = news.since().orElseGet(clock::instant);
        told.put(new Place(region, news.path()), new Known(news.answer(), when));
      }
    }
  }

  /// Keeps an answer that was understood, unless something was changed since it was asked for: it
  /// may show what there was before.
  void keep(String region, String path, Look look) {
    synchronized (answers) {
      if (look.asked().equals(OptionalLong.of(changes.get()))) {
        answers.put(new Place(region, path), new Known(look.answer(), look.when()));
      }
    }
  }

  /// Returns this memory for who takes what is known for what there is.
  ReadMemory lookingBack() {
    return new ReadMemory(clock, most, answers, told, changes, false);
  }

  /// Forgets what a change touches. Variables are only variables; domains, containers, add-ons and
  /// deployments show in the app, too, and a new app in the list of all. Of a migration, and of
  /// everything else, nobody says how far it reaches.
  ///
  /// @return which of the changes it is
  long changed(String region, String path) {
    synchronized (answers) {
      told.clear();
      forgetTouched(region, path);
      return changes.incrementAndGet();
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
      case "deployments", "restart" -> {
        for (String part : List.of("/deployments", "/containers", "/operations")) {
          forget(region, app + part);
        }
        answers.remove(new Place(region, app));
        answers.remove(new Place(region, "/v1/apps"));
      }
      case "addons" -> forgetApp(region, app);
      default -> {
        if (path.equals("/v1/apps")) {
          // A new app is where none was found before.
          answers.entrySet().removeIf(one -> isListOrMiss(region, one));
        } else if (what.isEmpty() && !app.isEmpty() && parts.length == 4) {
          forgetApp(region, app);
        } else {
          answers.clear();
        }
      }
    }
  }

  private void forgetApp(String region, String app) {
    forget(region, app + "/");
    answers.remove(new Place(region, app));
    answers.remove(new Place(region, "/v1/apps"));
  }

  private static boolean isListOrMiss(String region, Map.Entry<Place, Known> one) {
    return one.getKey().region().equals(region)
        && (one.getKey().path().equals("/v1/apps")
            || one.getKey().path().startsWith(DRY)
            || one.getValue().answer().status() == 404);
  }

  private void forget(String region, String start) {
    answers
        .keySet()
        .removeIf(place -> place.region().equals(region) && place.path().startsWith(start));
  }
}
