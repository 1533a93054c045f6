package dev.tfpaas.platform.cloud66;

import dev.tfpaas.json.JsonTree;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.http.AnswerForm;
import dev.tfpaas.platform.http.HttpAnswer;
import dev.tfpaas.platform.http.HttpApi;
import dev.tfpaas.platform.http.HttpCall;
import dev.tfpaas.platform.http.HttpCall.Repeat;
import dev.tfpaas.platform.http.KeptReads;
import dev.tfpaas.platform.http.KeptReads.Answered;
import dev.tfpaas.platform.http.PagedList;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Sends calls with the account's token, opens the envelope and turns pages.
///
/// The `.json` that the vendor's own client puts behind most paths is optional and left out.
final class Cloud66Api {
  /// The path of the API below the host; part of every call's text.
  static final String ROOT = "/api/3";

  private static final Duration AFTER_THROTTLING = Duration.ofSeconds(30);

  private final HttpApi http;
  private final URI host;
  private final Secret authorization;
  private final Consumer<String> log;
  private final KeptReads reads;

  /// Makes a client.
  ///
  /// @param settings with a URL that may or may not end in `/api/3`, as the vendor's environment
  ///   variable does
  /// @param log takes the warnings that the vendor sends along
  /// @param reads keeps what operations have read
  Cloud66Api(HttpApi http, Cloud66Settings settings, Consumer<String> log, KeptReads reads) {
    this.http = http;
    this.host = host(settings.url());
    this.authorization = new Secret("Bearer " + settings.accessToken().value());
    this.log = log;
    this.reads = reads;
  }

  private static URI host(URI url) {
    String text = url.toString();
    while (text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
    return URI.create(
        text.endsWith(ROOT) ? text.substring(0, text.length() - ROOT.length()) : text);
  }

  /// Asks, for a diagnosis, and returns whatever is answered.
  HttpAnswer ask(String path) {
    return http.send(
        HttpCall.get(uri(path, Map.of())).withHeaders(Map.of("Authorization", authorization)));
  }

  /// Does something that reads each thing once.
  <R> R during(Supplier<R> what) {
    return reads.during(what);
  }

  /// Looks at what there is now, also within an operation that has looked before.
  <R> R afresh(Supplier<R> look) {
    return reads.afresh(look);
  }

  /// Notes that something has ended that was begun here: what was read before may show what there
  /// was.
  void ended() {
    reads.changed();
  }

  /// Reads one object.
  ///
  /// @param path below the host, e.g. `/api/3/stacks/0a11`
  /// @param needed the fields without which it says nothing
  JsonNode read(String path, String... needed) {
    return got(uri(path, Map.of()), body -> AnswerForm.object(body.path("response"), needed));
  }

  /// Reads all pages of a list; a list without pages is one page.
  ///
  /// @param needed the fields without which one of it says nothing
  List<JsonNode> list(String path, Map<String, String> query, String... needed) {
    return new PagedList(Cloud66Platform.NAME, "GET " + path)
        .all(number -> {
          Page read = page(path, query, number, needed);
          return new PagedList.Page(read.items(), read.next(), read.last());
        });
  }

  /// Reads one page of a list.
  ///
  /// @param number which one, from 1
  /// @param needed the fields without which one of it says nothing
  Page page(String path, Map<String, String> query, int number, String... needed) {
    Map<String, String> parameters = new TreeMap<>(query);
    parameters.put("page", Integer.toString(number));
    return got(uri(path, parameters), body -> Page.of(body, needed));
  }

  /// Reads a list that the vendor never splits into pages.
  ///
  /// @param needed the fields without which one of it says nothing
  List<JsonNode> listWhole(String path, String... needed) {
    return got(uri(path, Map.of()), body -> Page.of(body, needed)).items();
  }

  /// A page of a list.
  ///
  /// @param items what is on it
  /// @param next the number of the next one; 0 when there is none
  /// @param last the number of the last one; 0 when not told
  record Page(List<JsonNode> items, int next, int last) {
    static Optional<Page> of(JsonNode body, String... needed) {
      JsonNode pagination = body.path("pagination");
      int next = JsonFields.number(pagination, "next", 0);
      int all = JsonFields.number(pagination, "count", 0);
      int each = Math.max(1, JsonFields.number(pagination, "per_page", 1));
      int last = JsonFields.number(pagination, "pages", (all + each - 1) / each);
      return AnswerForm.objects(body.path("response"), needed)
          .map(items -> new Page(items, next, next == 0 ? 0 : last));
    }
  }

  /// Makes a call that may be repeated, since the vendor's `PUT`, `PATCH` and `DELETE` lead to the
  /// same end however often they are made.
  JsonNode put(String method, String path, ObjectNode body) {
    return send(HttpCall.json(method, uri(path, Map.of()), JsonTree.text(body), Repeat.SAFE))
        .path("response");
  }

  /// Makes a call that must not be repeated unseen.
  JsonNode post(String path, ObjectNode body) {
    return send(HttpCall.json("POST", uri(path, Map.of()), JsonTree.text(body), Repeat.NEVER))
        .path("response");
  }

  /// Deletes something.
  void delete(String path) {
    HttpCall read = HttpCall.get(uri(path, Map.of()));
    send(
        new HttpCall(
            "DELETE",
            read.uri(),
            Map.of(),
            read.contentType(),
            read.body(),
            Repeat.SAFE,
            read.readTimeout(),
            HttpCall.Answer.OPEN,
            HttpCall.Purpose.CHANGE));
  }

  private URI uri(String path, Map<String, String> query) {
    String parameters =
        new TreeMap<>(query)
            .entrySet().stream()
                .map(it -> it.getKey() + "=" + HttpCall.encoded(it.getValue()))
                .collect(Collectors.joining("&"));
    return URI.create(host + path + (parameters.isEmpty() ? "" : "?" + parameters));
  }

  /// Makes a change. What is asked for while it is made may be answered either way.
  private JsonNode send(HttpCall asked) {
    HttpCall call = shown(asked);
    reads.changed();
    try {
      return understood(call, exchanged(call), Optional::of);
    } finally {
      reads.changed();
    }
  }

  private <T> T got(URI uri, Function<JsonNode, Optional<T>> read) {
    HttpCall call = shown(HttpCall.get(uri));
    return reads.read(uri, () -> exchanged(call), answered -> understood(call, answered, read));
  }

  /// Variables hold passwords, and so may the files of an app.
  private static HttpCall shown(HttpCall asked) {
    String path = asked.uri().getPath();
    return path.contains("/environments") || path.contains("_yaml")
        ? asked.answeredInSecret()
        : asked;
  }

  private Answered exchanged(HttpCall call) {
    // The vendor's support finds a call by what its client sent.
    String requestId = UUID.randomUUID().toString();
    HttpAnswer answer =
        http.send(
            call.withHeaders(
                Map.of("Authorization", authorization, "Request-Id", new Secret(requestId))));
    answer
        .headers()
        .firstValue("X-Cloud66-Warning")
        .map(answer::shown)
        .ifPresent(
            warning -> log.accept("%s: Cloud 66 warns: %s".formatted(call.title(), warning)));
    if (Answers.isThrottled(answer)) {
      http.throttled(call.uri(), AFTER_THROTTLING);
    }
    return new Answered(answer, requestId);
  }

  /// Reads the body of an answer.
  ///
  /// @param read empty when the body is not of the API's form
  private static <T> T understood(
      HttpCall call, Answered answered, Function<JsonNode, Optional<T>> read) {
    HttpAnswer answer = answered.answer();
    String requestId = answered.requestId();
    return read.apply(Answers.body(call, answer, requestId))
        .orElseThrow(() -> Answers.unusable(call, answer, requestId));
  }
}
