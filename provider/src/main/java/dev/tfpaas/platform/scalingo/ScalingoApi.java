package dev.tfpaas.platform.scalingo;

import dev.tfpaas.json.JsonTree;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.http.AnswerForm;
import dev.tfpaas.platform.http.HttpAnswer;
import dev.tfpaas.platform.http.HttpApi;
import dev.tfpaas.platform.http.HttpCall;
import dev.tfpaas.platform.http.HttpCall.Repeat;
import dev.tfpaas.platform.http.ReadScope;
import dev.tfpaas.platform.scalingo.ReadMemory.Look;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// Sends calls to the API of the right region with a valid token.
///
/// Regions are read once, bearers are renewed before they end and after a 401, tokens of databases
/// are kept for most of their hour. Guarded by its own lock where it remembers.
final class ScalingoApi implements ReadScope {
  private static final Duration ADDON_TOKEN = Duration.ofMinutes(50);

  /// How long an operation may take what it read for what there is.
  private static final Duration OPERATION = Duration.ofMinutes(1);

  private final HttpApi http;
  private final ScalingoSettings settings;
  private final ScalingoTokens tokens;
  private final Clock clock;
  private final Map<String, AddonToken> addonTokens = new HashMap<>();
  private final ScopedValue<ReadMemory> memory = ScopedValue.newInstance();
  private final ReadMemory processMemory;
  private final Map<AppPlace, AppPlace> renamed = new ConcurrentHashMap<>();
  private List<RegionAddress> regions = List.of();

  ScalingoApi(HttpApi http, ScalingoSettings settings, Clock clock) {
    this.http = http;
    http.hide(settings.apiToken());
    this.settings = settings;
    this.clock = clock;
    this.processMemory = ReadMemory.empty(clock, settings.memory());
    this.tokens = new ScalingoTokens(http, settings.authUrl(), settings.apiToken(), clock);
  }

  /// Returns the region of the provider block.
  String home() {
    return settings.region();
  }

  /// Parses an app's identifier.
  AppPlace place(String appId) {
    return live(AppPlace.parse(appId, home()));
  }

  /// Returns the place with the name that the app is known to have now.
  AppPlace live(AppPlace place) {
    return renamed.getOrDefault(new AppPlace(place.region(), place.name()), place);
  }

  /// Notes that an app was seen under another name than the one it is known by.
  AppPlace renamed(AppPlace place, String live) {
    AppPlace now = new AppPlace(place.region(), place.name(), live);
    renamed.put(new AppPlace(place.region(), place.name()), now);
    return now;
  }

  /// Returns the regions that this account sees, ordered by name.
  synchronized List<RegionAddress> regions() {
    if (regions.isEmpty()) {
      HttpCall call = HttpCall.get(at(settings.authUrl(), "/v1/regions"));
      HttpAnswer answer = send(call);
      regions = new RegionReading(settings, call, answer).all();
    }
    return regions;
  }

  /// Returns a region; empty when this account does not see it.
  Optional<RegionAddress> region(String name) {
    return regions().stream().filter(region -> region.name().equals(name)).findFirst();
  }

  private URI api(String region) {
    // With both addresses given, the list of regions is not needed at home.
    if (region.equals(home()) && settings.apiUrl().isPresent()) {
      return settings.apiUrl().get();
    }
    return known(region).api();
  }

  private RegionAddress known(String name) {
    return region(name)
        .orElseThrow(() ->
            PlatformException.rejected(
                ScalingoPlatform.NAME,
                "GET /v1/regions",
                "there is no region %s for this account; known are %s"
                    .formatted(
                        name,
                        String.join(", ", regions().stream().map(RegionAddress::name).toList()))));
  }

  /// Reads from the apps API of a region.
  ///
  /// @param path with its query, e.g. `/v1/apps`
  /// @param form takes what is wanted from the body; empty when it says nothing of it
  <T> T read(String region, String path, Function<JsonNode, Optional<T>> form) {
    return understood(region, path, look(region, path), form);
  }

  /// Understands the answer that [#look] got.
  <T> T understood(String region, String path, Look look, Function<JsonNode, Optional<T>> form) {
    HttpCall call = HttpCall.get(at(api(region), path));
    try {
      T formed = formed(call, look.answer(), form);
      keep(region, path, look);
      return formed;
    } catch (PlatformException failure) {
      if (failure.kind() == Kind.NOT_FOUND) {
        keep(region, path, look);
      }
      throw failure;
    }
  }

  /// Asks the apps API of a region, and returns the answer whatever it is; the one that the
  /// operation got before, if it did.
  Look look(String region, String path) {
    Supplier<HttpAnswer> ask = () -> send(HttpCall.get(at(api(region), path)));
    return memory.isBound() ? memory.get().look(region, path, ask) : Look.fleeting(ask.get());
  }

  private void keep(String region, String path, Look look) {
    if (memory.isBound()) {
      memory.get().keep(region, path, look);
    }
  }

  /// Does something that reads each thing once, until it changes it or looks again.
  @Override
  public <R> R during(Supplier<R> operation) {
    ReadMemory remembered =
        settings.memory().isZero() ? ReadMemory.empty(clock, OPERATION) : processMemory;
    return memory.isBound()
        ? operation.get()
        : ScopedValue.where(memory, remembered).call(operation::get);
  }

  /// Reads what there is now.
  @Override
  public <R> R afresh(Supplier<R> look) {
    return memory.isBound()
        ? ScopedValue.where(memory, memory.get().lookingAgain()).call(look::get)
        : look.get();
  }

  /// Reads what a look that waits for something else compares it with, which was read before.
  <R> R asBefore(Supplier<R> look) {
    return memory.isBound()
        ? ScopedValue.where(memory, memory.get().lookingBack()).call(look::get)
        : look.get();
  }

  static <T> T formed(HttpCall call, HttpAnswer answer, Function<JsonNode, Optional<T>> form) {
    return form.apply(Answers.body(call, answer)).orElseThrow(() -> Answers.unusable(call, answer));
  }

  /// Reads an object from the apps API of a region.
  ///
  /// @param key under which it stands
  /// @param needed the fields without which it says nothing
  JsonNode object(String region, String path, String key, String... needed) {
    return read(region, path, body -> AnswerForm.object(body.path(key), needed));
  }

  /// Reads a list from the apps API of a region.
  ///
  /// @param key under which it stands
  /// @param needed the fields without which one of it says nothing
  List<JsonNode> list(String region, String path, String key, String... needed) {
    return read(region, path, body -> AnswerForm.objects(body.path(key), needed));
  }

  /// Reads an object from the apps API; empty when the platform definitely has no such thing.
  Optional<JsonNode> find(String region, String path, String key, String... needed) {
    try {
      return Optional.of(object(region, path, key, needed));
    } catch (PlatformException failure) {
      if (failure.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /// Asks the apps API of a region, for a diagnosis, and returns whatever is answered.
  HttpAnswer ask(String region, String path) {
    return send(HttpCall.get(at(api(region), path)));
  }

  /// Returns the identifier of the user whose token this is.
  String user() {
    HttpCall call = HttpCall.get(at(settings.authUrl(), "/v1/users/self"));
    return formed(call, send(call), body -> AnswerForm.object(body.path("user"), "id"))
        .path("id")
        .asString();
  }

  /// Makes a change in the apps API of a region.
  HttpAnswer change(String region, Change change) {
    HttpCall call =
        HttpCall.json(
            change.method(), at(api(region), change.path()), change.body(), change.repeat());
    ReadMemory remembered = memory.orElse(processMemory);
    ReadMemory.Before before = remembered.before(region, ToldAnswer.list(change.path()));
    long made;
    HttpAnswer answer;
    try {
      answer = send(call);
      Answers.demandGood(call, answer);
    } finally {
      // Of no call an answer tells for sure that it changed nothing.
      made = remembered.changed(region, change.path());
    }
    // What another thread changed meanwhile is not in what was known before.
    Optional<ReadMemory.Known> still = before.known().filter(_ -> made == before.changes() + 1);
    ToldAnswer.of(change, answer, still).ifPresent(news -> remembered.tell(region, news, made));
    return answer;
  }

  /// Asks once in an operation whether a change would be accepted, without making it.
  ///
  /// @throws PlatformException as the change would
  void demandAccepted(String region, Change change) {
    HttpCall call =
        HttpCall.json(change.method(), at(api(region), change.path()), change.body(), Repeat.SAFE);
    String question = ReadMemory.DRY + change.path() + change.body();
    Supplier<HttpAnswer> ask = () -> send(call, Map.of("X-Dry-Run", new Secret("true")));
    Look look =
        memory.isBound() ? memory.get().look(region, question, ask) : Look.fleeting(ask.get());
    Answers.demandGood(call, look.answer());
    keep(region, question, look);
  }

  /// Makes a change whose effect can be seen at once. Whatever the answer is, a reading decides
  /// whether it was accepted; when it was not, nothing was done.
  ///
  /// @param accepted reads whether the effect is there or under way
  /// @return the answer; empty when only the reading tells that it was accepted
  Optional<HttpAnswer> changeSeen(String region, Change change, BooleanSupplier accepted) {
    try {
      return Optional.of(change(region, change));
    } catch (PlatformException failure) {
      boolean unclear =
          failure.kind() == Kind.UNAVAILABLE
              || failure.kind() == Kind.REJECTED
              || failure.kind() == Kind.CONFLICT;
      if (!unclear || !accepted.getAsBoolean()) {
        throw failure;
      }
      return Optional.empty();
    }
  }

  /// Reads a database from the database API of the app's region.
  JsonNode database(AppPlace app, String addonId) {
    URI base =
        app.region().equals(home()) && settings.databaseApiUrl().isPresent()
            ? settings.databaseApiUrl().get()
            : known(app.region()).databaseApi();
    HttpCall call = HttpCall.get(at(base, "/api/databases/" + HttpCall.encoded(addonId)));
    HttpAnswer answer = http.send(call.withHeaders(bearer(addonToken(app, addonId))));
    if (answer.status() == 401) {
      forgetAddonToken(addonId);
      answer = http.send(call.withHeaders(bearer(addonToken(app, addonId))));
    }
    return formed(call, answer, body -> AnswerForm.object(body.path("database"), "id"));
  }

  private synchronized Secret addonToken(AppPlace app, String addonId) {
    AddonToken known = addonTokens.get(addonId);
    if (known != null && known.until().isAfter(clock.instant())) {
      return known.token();
    }
    String path = app.path("/addons/" + HttpCall.encoded(addonId) + "/token");
    // A further token takes nothing away from the one before.
    HttpCall call =
        HttpCall.json("POST", at(api(app.region()), path), "{}", Repeat.SAFE)
            .answeredInSecret()
            .asRead();
    HttpAnswer answer = send(call);
    JsonNode addon = formed(call, answer, body -> AnswerForm.object(body.path("addon"), "token"));
    Secret secret = new Secret(addon.path("token").asString());
    addonTokens.put(addonId, new AddonToken(secret, clock.instant().plus(ADDON_TOKEN)));
    return secret;
  }

  private synchronized void forgetAddonToken(String addonId) {
    addonTokens.remove(addonId);
  }

  private HttpAnswer send(HttpCall call) {
    return send(call, Map.of());
  }

  /// A 401 says that nothing was done, so every call may be made once more with a new bearer.
  private HttpAnswer send(HttpCall call, Map<String, Secret> headers) {
    Secret token = tokens.bearer();
    HttpCall discreet = discreet(call);
    HttpAnswer answer = http.send(discreet.withHeaders(with(headers, token)));
    if (answer.status() == 401) {
      tokens.refused(token);
      answer = http.send(discreet.withHeaders(with(headers, tokens.bearer())));
    }
    return answer;
  }

  /// What answers with variables, or with the addresses of databases, is never quoted.
  private static HttpCall discreet(HttpCall call) {
    String path = call.uri().getPath();
    return path.contains("/variables") || path.contains("/databases")
        ? call.answeredInSecret()
        : call;
  }

  private static Map<String, Secret> with(Map<String, Secret> headers, Secret token) {
    Map<String, Secret> all = new HashMap<>(headers);
    all.putAll(bearer(token));
    return all;
  }

  private static Map<String, Secret> bearer(Secret token) {
    return Map.of("Authorization", new Secret("Bearer " + token.value()));
  }

  /// Puts a path behind a base address, which may have a path of its own.
  static URI at(URI base, String path) {
    String text = base.toString();
    return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
  }

  private record AddonToken(Secret token, Instant until) {}

  /// One change of the apps API.
  ///
  /// @param method the HTTP method
  /// @param path with its query
  /// @param body JSON; `{}` when there is nothing to say, never empty
  /// @param repeat whether it may be sent again after an unclear answer
  record Change(String method, String path, String body, Repeat repeat) {

    /// Makes a change that must not be repeated blindly.
    static Change once(String method, String path, JsonNode body) {
      return new Change(method, path, JsonTree.text(body), Repeat.NEVER);
    }

    /// Makes a change that leaves the same when it is made twice.
    static Change repeatable(String method, String path, JsonNode body) {
      return new Change(method, path, JsonTree.text(body), Repeat.SAFE);
    }
  }
}
