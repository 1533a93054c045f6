package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.http.HttpAnswer;
import dev.tfpaas.platform.http.HttpApi;
import dev.tfpaas.platform.http.HttpCall;
import dev.tfpaas.platform.http.HttpCall.Repeat;
import dev.tfpaas.platform.http.KeptReads;
import dev.tfpaas.platform.http.KeptReads.Answered;
import dev.tfpaas.runbook.Call;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Sends calls: always `POST`, parameters and token in a form, never in an address.
///
/// The API is synchronous: a long call is answered when all is done, see [LongCall].
final class JelasticApi {
  static final String CONTROL = "environment/control/rest/";
  static final String BINDER = "environment/binder/rest/";
  static final String TRACKING = "environment/tracking/rest/";

  private static final String ROOT = "/1.0/";
  private static final Duration AFTER_THROTTLING = Duration.ofSeconds(10);

  /// The parameters that name an environment which exists.
  private static final Set<String> TARGETS = Set.of("envName", "srcEnvName", "targetappid");

  /// The parameters that name an environment which a call changes.
  private static final Set<String> NAMING =
      Set.of("envName", "srcEnvName", "dstEnvName", "targetappid");

  private static final String REGIONS = CONTROL + "getregions";

  /// What is about no environment alone.
  private static final String ACCOUNT = "";

  private final HttpApi http;
  private final KeptReads reads;
  private final String host;

  /// What environments are called now that are known by an older name.
  private final Map<String, String> renamed = new ConcurrentHashMap<>();

  private final Secret token;

  /// Makes a client.
  ///
  /// @param settings with a URL that may or may not end in `/1.0`, as clients of the vendor have it
  /// @param reads what operations have read
  JelasticApi(HttpApi http, JelasticSettings settings, KeptReads reads) {
    this.http = http;
    this.reads = reads;
    this.host = settings.url().toString().replaceFirst("/+$", "").replaceFirst("/1\\.0$", "");
    this.token = settings.token();
  }

  /// Notes that an environment which is known by one name is called by another now: every call goes
  /// there.
  void renamed(String known, String live) {
    renamed.put(known, live);
  }

  /// Returns what an environment is called now.
  String liveName(String known) {
    return renamed.getOrDefault(known, known);
  }

  /// Returns by what name an environment is known.
  String knownName(String live) {
    return renamed.entrySet().stream()
        .filter(one -> one.getValue().equals(live))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(live);
  }

  /// Returns a call as plans show it.
  ///
  /// @param method e.g. `environment/control/rest/migrate`
  static Call call(String method, String body) {
    return Call.of("POST", ROOT + method, body);
  }

  /// Looks at what there is now, also within an operation that has looked before.
  <R> R afresh(Supplier<R> look) {
    return reads.afresh(look);
  }

  /// Asks, for a diagnosis, and returns whatever is answered.
  HttpAnswer ask(String method, Map<String, String> parameters) {
    return read(method, parameters, (_, answer) -> answer);
  }

  /// Asks whether something may be done, without doing it: what the answer is good for is done at
  /// once.
  void require(String method, Map<String, String> parameters) {
    HttpCall call = form(method, parameters, Repeat.SAFE).asRead();
    Answers.body(call, send(call));
  }

  /// Reads.
  ///
  /// @param form takes what is wanted from the body; empty when it says nothing of it
  <T> T read(String method, Map<String, String> parameters, Function<JsonNode, Optional<T>> form) {
    return read(method, parameters, (call, answer) -> formed(call, answer, form));
  }

  /// Reads from a method that not every platform, version and token has; empty when this one has
  /// not.
  ///
  /// @param form takes what is wanted from the body; empty when it says nothing of it
  <T> Optional<T> readIfOffered(
      String method, Map<String, String> parameters, Function<JsonNode, Optional<T>> form) {
    return read(
        method,
        parameters,
        (call, answer) ->
            Answers.isNotOffered(answer)
                ? Optional.empty()
                : Optional.of(formed(call, answer, form)));
  }

  /// Reads, or takes what the operation has read of it.
  private <T> T read(
      String method, Map<String, String> parameters, BiFunction<HttpCall, HttpAnswer, T> taken) {
    HttpCall call = form(method, parameters, Repeat.SAFE).asRead();
    return reads.read(
        place(method, parameters),
        Set.of(parameters.getOrDefault("envName", method.equals(REGIONS) ? REGIONS : ACCOUNT)),
        () -> new Answered(send(call), ""),
        answered -> taken.apply(call, answered.answer()));
  }

  /// Returns what a read asks for: every read is sent to the same place, with a form.
  private URI place(String method, Map<String, String> parameters) {
    return URI.create(host + ROOT + method + "?" + query(targeted(parameters)));
  }

  private static <T> T formed(
      HttpCall call, HttpAnswer answer, Function<JsonNode, Optional<T>> form) {
    return form.apply(Answers.body(call, answer)).orElseThrow(() -> Answers.unusable(call, answer));
  }

  /// Makes a change that leaves the same when it is made twice.
  JsonNode set(String method, Map<String, String> parameters) {
    return change(form(method, parameters, Repeat.SAFE), parameters);
  }

  /// Makes a change that must not be repeated unseen.
  JsonNode change(String method, Map<String, String> parameters) {
    return change(form(method, parameters, Repeat.NEVER), parameters);
  }

  /// Makes a change that must not be repeated unseen, by a method that not every version has; empty
  /// when this one has not, and nothing was changed.
  Optional<JsonNode> changeIfKnown(String method, Map<String, String> parameters) {
    HttpCall call = form(method, parameters, Repeat.NEVER);
    HttpAnswer answer = changing(call, parameters);
    return Answers.isUnknown(answer) ? Optional.empty() : Optional.of(Answers.body(call, answer));
  }

  /// Makes a change that is answered when it is done.
  ///
  /// @param limit how long that may take
  JsonNode changeLong(String method, Map<String, String> parameters, Duration limit) {
    return change(form(method, parameters, Repeat.NEVER).withReadTimeout(limit), parameters);
  }

  private JsonNode change(HttpCall call, Map<String, String> parameters) {
    return Answers.body(call, changing(call, parameters));
  }

  /// Makes a change of what it names. What is asked for while it is made may be answered either
  /// way.
  private HttpAnswer changing(HttpCall call, Map<String, String> parameters) {
    Set<String> about =
        NAMING.stream()
            .flatMap(name -> Stream.ofNullable(parameters.get(name)))
            .collect(Collectors.toCollection(TreeSet::new));
    about.add(ACCOUNT);
    reads.changed(about);
    try {
      return send(call);
    } finally {
      reads.changed(about);
    }
  }

  private HttpCall form(String method, Map<String, String> parameters, Repeat repeat) {
    Map<String, String> all = targeted(parameters);
    all.put("session", token.value());
    HttpCall call = HttpCall.form("POST", URI.create(host + ROOT + method), query(all), repeat);
    return isSecret(method) ? call.answeredInSecret() : call;
  }

  private Map<String, String> targeted(Map<String, String> parameters) {
    Map<String, String> all = new TreeMap<>(parameters);
    TARGETS.forEach(target -> all.computeIfPresent(target, (_, name) -> liveName(name)));
    return all;
  }

  private static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
        .collect(Collectors.joining("&"));
  }

  /// Variables hold passwords, commands print them, and what signs in is a token.
  private static boolean isSecret(String method) {
    return method.contains("envvars") || method.contains("exec") || method.contains("/signin");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpAnswer send(HttpCall call) {
    // The platform quotes sessions in what it tracked, which is shown as a reason.
    HttpAnswer answer = http.send(call).without(token);
    if (answer.status() == 429) {
      http.throttled(call.uri(), AFTER_THROTTLING);
    }
    return answer;
  }
}
