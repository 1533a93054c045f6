package dev.tfpaas.platform.scalingo;

import dev.tfpaas.json.JsonTree;
import dev.tfpaas.platform.http.AnswerForm;
import dev.tfpaas.platform.http.HttpAnswer;
import dev.tfpaas.platform.http.HttpCall;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the answer of a change tells of something that can be read, too, so that it need not be.
///
/// @param path that would be read
/// @param answer what a read would answer
/// @param since how old the oldest of it is; empty when all of it is new
record ToldAnswer(String path, HttpAnswer answer, Optional<Instant> since) {
  private static final String APPS = "/v1/apps";
  private static final String VARIABLES = "/variables";

  /// Returns the path of the list that a change of this path changes.
  static String list(String path) {
    return path + "?aliases=true";
  }

  /// Takes it from an answer; empty when the answer does not tell all.
  ///
  /// @param before what the [#list] was before the change; empty when not known
  static Optional<ToldAnswer> of(
      ScalingoApi.Change change, HttpAnswer answer, Optional<ReadMemory.Known> before) {
    Optional<JsonNode> body = answer.json();
    if (change.method().equals("PUT") && change.path().endsWith(VARIABLES)) {
      return body.flatMap(
              now -> variables(now, before.map(ReadMemory.Known::answer).flatMap(HttpAnswer::json)))
          .map(all ->
              new ToldAnswer(
                  list(change.path()), with(all, answer), before.map(ReadMemory.Known::when)));
    }
    boolean created = change.method().equals("POST") && change.path().equals(APPS);
    boolean set = change.method().equals("PUT") && change.path().split("/", -1).length == 4;
    return body.filter(_ -> created || set)
        .flatMap(now -> AnswerForm.object(now.path("app"), "id", "name", "status"))
        .map(app -> APPS + "/" + HttpCall.encoded(app.path("name").asString("")))
        .filter(path -> created || path.equals(change.path()))
        .map(path -> new ToldAnswer(path, answer, Optional.empty()));
  }

  /// The answer has those that were set; the others are as they were.
  private static Optional<JsonNode> variables(JsonNode now, Optional<JsonNode> before) {
    Optional<List<JsonNode>> old = before.flatMap(ToldAnswer::listed);
    Optional<List<JsonNode>> set = listed(now).filter(all -> !all.isEmpty());
    if (old.isEmpty() || set.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    ArrayNode list = all.putArray("variables").addAll(set.get());
    List<String> names = set.get().stream().map(one -> one.path("name").asString("")).toList();
    old.get().stream()
        .filter(one -> !names.contains(one.path("name").asString("")))
        .forEach(list::add);
    return Optional.of(all);
  }

  private static Optional<List<JsonNode>> listed(JsonNode body) {
    return AnswerForm.objects(body.path("variables"), "id", "name");
  }

  private static HttpAnswer with(JsonNode body, HttpAnswer answer) {
    return new HttpAnswer(
        answer.status(),
        JsonTree.text(body),
        Optional.of(body),
        answer.requestId(),
        answer.retryAfterSeconds(),
        answer.redaction(),
        answer.location(),
        answer.headers());
  }
}
