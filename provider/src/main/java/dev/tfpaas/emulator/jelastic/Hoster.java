package dev.tfpaas.emulator.jelastic;

import dev.tfpaas.emulator.Dialect;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// All that exists at one hoster, and what is going to happen to it. Guarded by the emulator's
/// lock.
final class Hoster {
  /// The server's clock has no zone.
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  static final int UID = 42;

  /// How long a gateway waits that gives up.
  private static final Duration GATEWAY = Duration.ofSeconds(30);

  final List<HostGroup> hostGroups = new ArrayList<>();
  final Map<String, Environment> environments = new LinkedHashMap<>();
  final List<TrackedAction> actions = new ArrayList<>();
  final Map<String, String> environmentGroups = new TreeMap<>();
  final Map<String, Installed> packages = new LinkedHashMap<>();

  /// Sessions and tokens, each with the methods it may call; an empty set allows every one.
  final Map<String, Set<String>> sessions = new HashMap<>();

  /// Methods whose next call fails, and how.
  final Map<String, Refused> failures = new HashMap<>();

  /// How the platform behaves where nobody knows.
  final Dialect dialect;

  boolean migrationAllowed = true;

  /// Whether `isOnline=true` between data centres is made offline instead of refused.
  boolean silentlyOffline;

  /// Whether the platform is of the older kind, without properties of environments.
  boolean withoutProperties;

  /// How long the hoster's gateway waits for an answer.
  Optional<Duration> gatewayLimit = Optional.empty();

  private final Clock clock;
  private final Duration pace;
  private final PriorityQueue<Event> future =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
  private int lastNode = 1000;
  private int lastAction = 900;
  private int lastDomain;
  private long counter;

  /// Makes a hoster without anything.
  ///
  /// @param pace how long every single thing takes
  /// @param dialect how the platform behaves where nobody knows
  Hoster(Clock clock, Duration pace, Dialect dialect) {
    this.dialect = dialect;
    this.silentlyOffline = dialect.is("live-between-centres", "silently-offline");
    this.clock = clock;
    this.pace = pace;
    if (dialect.is("long-calls", "gateway-gives-up")) {
      gatewayLimit = Optional.of(GATEWAY);
    }
  }

  private record Event(Instant at, long number, Runnable effect) {}

  /// A package that was installed.
  ///
  /// @param environment where
  record Installed(String uniqueName, String environment, String displayName) {}

  Instant now() {
    return clock.instant();
  }

  /// Lets happen what is due.
  void settle() {
    while (!future.isEmpty() && !future.element().at().isAfter(now())) {
      future.remove().effect().run();
    }
  }

  /// Does something that takes as long as so many things; a failure that was ordered for the method
  /// comes true at its end.
  ///
  /// @param effect makes the change and the answer
  /// @param undo what becomes of it when it fails
  Answer later(
      String method, int things, TrackedAction action, Supplier<ObjectNode> effect, Runnable undo) {
    Answer.Work work = new Answer.Work();
    Optional<Refused> failure = Optional.ofNullable(failures.remove(method));
    future.add(
        new Event(
            now().plus(pace.multipliedBy(things)),
            counter++,
            () -> {
              if (failure.isPresent()) {
                undo.run();
                action.fail(now(), failure.get());
                work.done(Envelope.refused(failure.get()));
              } else {
                work.done(effect.get());
                action.end(now());
              }
            }));
    return new Answer.Later(work);
  }

  TrackedAction begin(int number, Map<String, String> text, String key) {
    TrackedAction action = new TrackedAction(++lastAction, number, text, key, now());
    actions.add(action);
    return action;
  }

  /// Notes something that was done at once.
  void track(int number, Map<String, String> text) {
    begin(number, text, "").end(now());
  }

  HostGroup hostGroup(String name) {
    return findHostGroup(name).orElseThrow(() -> Refused.parameter("region"));
  }

  Optional<HostGroup> findHostGroup(String name) {
    return hostGroups.stream().filter(group -> group.name.equals(name)).findFirst();
  }

  Optional<Environment> find(String target) {
    return environments.values().stream()
        .filter(environment -> environment.listed && environment.isCalled(target))
        .findFirst();
  }

  Environment need(String target) {
    return find(target).orElseThrow(() -> Refused.missing(target));
  }

  Optional<Environment> boundTo(String domain) {
    return environments.values().stream()
        .filter(environment -> environment.domains.containsKey(domain))
        .findFirst();
  }

  void bind(Environment environment, String domain) {
    environment.domains.put(domain, new Environment.ExtDomain(++lastDomain, domain, false));
  }

  /// Makes an environment without nodes; its name must be free.
  Environment add(String name, HostGroup place) {
    if (environments.containsKey(name)) {
      throw Refused.taken(name);
    }
    Environment environment =
        new Environment(hex("appid:" + name + ":" + counter++), name, place, TIME.format(now()));
    environments.put(name, environment);
    return environment;
  }

  /// Gives an environment another name; its appid stays.
  void rename(Environment environment, String name) {
    if (environments.containsKey(name)) {
      throw Refused.taken(name);
    }
    environments.remove(environment.name);
    environment.name = name;
    environments.put(name, environment);
  }

  Environment.Node addNode(Environment environment, String group, String type) {
    Environment.Node node =
        new Environment.Node(++lastNode, group, type, environment.place.centre.newAddress());
    environment.nodes.add(node);
    return node;
  }

  String newSession() {
    String hex = hex("session:" + counter++);
    String session = hex.substring(29) + "x" + hex;
    sessions.put(session, Set.of());
    return session;
  }

  /// Makes the text of a personal access token.
  String newToken() {
    return hex("token:" + counter++) + "00token0";
  }

  String newUuid() {
    String hex = hex("uuid:" + counter++);
    return "%s-%s-4%s-8%s-%s"
        .formatted(
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(13, 16),
            hex.substring(17, 20),
            hex.substring(20, 32));
  }

  /// Makes 32 hexadecimal digits of a text.
  private static String hex(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, 32);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
