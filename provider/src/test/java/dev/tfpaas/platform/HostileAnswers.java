package dev.tfpaas.platform;

import com.sun.net.httpserver.HttpServer;
import dev.tfpaas.emulator.Request;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Asks a platform while one of the calls that it makes is answered by what an enemy would answer,
/// with the tokens of the call in it, and finds what it shows and believes of that.
///
/// `-Dpaas.hostile.seed` and `-Dpaas.hostile.rounds` draw others.
final class HostileAnswers {
  private static final long SEED = Long.getLong("paas.hostile.seed", 20_260_302L);
  private static final int ROUNDS = Integer.getInteger("paas.hostile.rounds", 30);
  private static final int LONGEST_MESSAGE = 1_500;

  /// How long one question may take: the pauses of an account's limit are as long as the clock of
  /// the stage says, and everything else takes time.
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /// As many characters of a secret are too many.
  private static final int SHOWN = 10;

  /// What is gone where these find nothing leaves the state.
  private static final Set<String> FINDERS =
      Set.of("Apps.find", "FailoverGroups.find", "Replications.find", "RegionMigrations.find");

  private static final Pattern CLASS =
      Pattern.compile("\\w+Exception|\\bjava[x]?\\.|tools\\.jackson");
  private static final Pattern OBEYED = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n]]");

  private final EmulatedStage stage;
  private final Random random = new Random(SEED);
  private final Map<String, Function<Platform, Object>> questions = new LinkedHashMap<>();

  HostileAnswers(EmulatedStage stage) {
    this.stage = stage;
  }

  /// Adds something that is read.
  HostileAnswers asked(String name, Function<Platform, Object> question) {
    questions.put(name, question);
    return this;
  }

  /// Returns what went wrong, each with what repeats it.
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    AtomicInteger strangers = new AtomicInteger();
    HttpServer elsewhere = stranger(strangers);
    try {
      questions.forEach((name, question) -> {
        int before = stage.watched().came().size();
        Object truth = question.apply(stage.reopened());
        List<Request> all = stage.watched().came();
        List<Request> calls = List.copyOf(all.subList(before, all.size()));
        // Some platforms need no call for what others ask for.
        for (int round = 0; round < ROUNDS && !calls.isEmpty(); round++) {
          Request call = calls.get(random.nextInt(calls.size()));
          Hostility hostility = Hostility.drawn(random, Hostility.forms(stage.secret()).size());
          asked(new Attack(name, question, truth, call, hostility, address(elsewhere)))
              .ifPresent(what ->
                  complaints.add(
                      "seed %d: %s, %s %s answered by %s: %s"
                          .formatted(SEED, name, call.method(), call.path(), hostility, what)));
        }
      });
    } finally {
      elsewhere.stop(0);
    }
    if (strangers.get() > 0) {
      complaints.add("seed %d: somebody else was asked %d times".formatted(SEED, strangers.get()));
    }
    return complaints;
  }

  /// Opens the place where no answer may send anybody.
  private static HttpServer stranger(AtomicInteger visits) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            visits.incrementAndGet();
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String address(HttpServer server) {
    return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
  }

  /// One question, one call of it, and how that is answered.
  private record Attack(
      String name,
      Function<Platform, Object> question,
      Object truth,
      Request call,
      Hostility hostility,
      String elsewhere) {

    /// Tells whether what was not found may be gone.
    boolean mayBeGone() {
      boolean isOfTheState = FINDERS.contains(name);
      return switch (hostility.kind()) {
        case MISSING, NOTHING -> !isOfTheState;
        default -> hostility.isDefinite();
      };
    }
  }

  private Optional<String> asked(Attack attack) {
    Platform platform = stage.reopened();
    List<String> secrets = new ArrayList<>(List.of(stage.secret()));
    Request call = attack.call();
    stage
        .watched()
        .answer((request, reply) -> {
          if (!request.path().equals(call.path()) || !request.method().equals(call.method())) {
            return reply;
          }
          request
              .header("Authorization")
              .map(text -> text.substring(text.indexOf(' ') + 1))
              .ifPresent(secrets::add);
          return attack.hostility().reply(reply, secrets.getLast(), attack.elsewhere());
        });
    int logged = stage.log().size();
    Instant began = Instant.now();
    try {
      Optional<String> wrong = answered(platform, attack, secrets);
      if (Duration.between(began, Instant.now()).compareTo(LONGEST) > 0) {
        return Optional.of("took longer than " + LONGEST);
      }
      return wrong.or(() -> toldTheLog(logged, secrets));
    } finally {
      stage.watched().answerAsUsual();
    }
  }

  private static Optional<String> answered(Platform platform, Attack attack, List<String> secrets) {
    try {
      Object read = attack.question().apply(platform);
      boolean lost = read.equals(Optional.empty()) && !read.equals(attack.truth());
      return lost && !attack.mayBeGone()
          ? Optional.of("believed absent")
          : said(read).flatMap(text -> shown(text, secrets).stream()).findFirst();
    } catch (PlatformException failure) {
      boolean lost = failure.kind() == PlatformException.Kind.NOT_FOUND && !attack.mayBeGone();
      return lost
          ? Optional.of("believed absent")
          : shown(String.valueOf(failure.getMessage()), secrets)
              .or(() -> secretIn(trace(failure), secrets));
    } catch (RuntimeException unexpected) {
      return Optional.of("threw " + trace(unexpected));
    }
  }

  private Optional<String> toldTheLog(int logged, List<String> secrets) {
    List<String> all = stage.log();
    return all.subList(Math.min(logged, all.size()), all.size()).stream()
        .flatMap(line -> secretIn(line, secrets).stream())
        .findFirst();
  }

  /// Returns all that a report of a crash would say of a failure.
  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /// Returns the sentences for the user that are in what was read.
  private static Stream<String> said(Object read) {
    return read instanceof List<?> list
        ? list.stream()
            .flatMap(one ->
                switch (one) {
                  case Problem problem -> Stream.of(problem.summary(), problem.detail());
                  case Sight sight -> Stream.of(sight.seen(), sight.advice());
                  default -> Stream.empty();
                })
        : Stream.empty();
  }

  private static Optional<String> shown(String message, List<String> secrets) {
    Optional<String> secret = secretIn(message, secrets);
    if (secret.isPresent()) {
      return secret;
    }
    if (CLASS.matcher(message).find()) {
      return Optional.of("a class is named: " + message);
    }
    if (OBEYED.matcher(message).find()) {
      return Optional.of("a terminal would obey: " + message);
    }
    return message.length() > LONGEST_MESSAGE ? Optional.of("too long") : Optional.empty();
  }

  private static Optional<String> secretIn(String text, List<String> secrets) {
    for (String secret : secrets) {
      for (String form : Hostility.forms(secret)) {
        if (text.contains(form.substring(0, form.length() * SHOWN / secret.length()))) {
          return Optional.of("a secret is shown: " + text);
        }
      }
    }
    return Optional.empty();
  }
}
