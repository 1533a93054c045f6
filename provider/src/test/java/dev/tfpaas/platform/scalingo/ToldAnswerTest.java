package dev.tfpaas.platform.scalingo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.http.HttpAnswer;
import dev.tfpaas.platform.http.Redaction;
import dev.tfpaas.platform.scalingo.ScalingoApi.Change;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// What the answer of a change tells of what could be read after it.
class ToldAnswerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VARIABLES = "/v1/apps/shop/variables";
  private static final Instant THEN = Instant.parse("2026-03-02T09:00:00Z");
  private static final Optional<ReadMemory.Known> BEFORE =
      Optional.of(
          new ReadMemory.Known(
              answer("{'variables':[{'id':'1','name':'A','value':'a'},{'id':'2','name':'B'}]}"),
              THEN));

  private static HttpAnswer answer(String text) {
    String body = text.replace('\'', '"');
    return new HttpAnswer(
        200,
        body,
        Optional.of(JSON.readTree(body)),
        Optional.empty(),
        Optional.empty(),
        Redaction.NONE,
        Optional.empty(),
        HttpHeaders.of(Map.of(), (_, _) -> true));
  }

  private static Optional<ToldAnswer> told(String method, String path, String text) {
    Change change = Change.once(method, path, JsonNodeFactory.instance.objectNode());
    return ToldAnswer.of(change, answer(text), BEFORE);
  }

  @Test
  void variablesAreThoseThatWereSetAndThoseThatWereThere() {
    ToldAnswer told =
        told("PUT", VARIABLES, "{'variables':[{'id':'1','name':'A','value':'new'}]}").orElseThrow();

    assertThat(told.path()).isEqualTo(VARIABLES + "?aliases=true");
    assertThat(told.since()).as("those that were there are as old as before").contains(THEN);
    assertThat(told.answer().json().orElseThrow().path("variables").valueStream())
        .extracting(one -> one.path("name").asString() + "=" + one.path("value").asString(""))
        .containsExactly("A=new", "B=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST | /v1/apps      | {"app":{"id":"1","name":"shop","status":"new"}}
          PUT  | /v1/apps/shop | {"app":{"id":"1","name":"shop","status":"new"}}
          """)
  void appThatIsAnsweredNeedNotBeRead(String method, String path, String text) {
    assertThat(told(method, path, text)).map(ToldAnswer::path).contains("/v1/apps/shop");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PUT  | /v1/apps/shop/variables | {}
          PUT  | /v1/apps/shop/variables | {"variables":[]}
          PUT  | /v1/apps/shop/variables | {"variables":[{"name":"A"}]}
          PUT  | /v1/apps/shop/variables | {"variables":7}
          PUT  | /v1/apps/shop           | {"app":{"id":"1","name":"other","status":"new"}}
          PUT  | /v1/apps/shop           | {"app":{"name":"shop"}}
          POST | /v1/apps                | []
          POST | /v1/apps/shop/scale     | {"app":{"id":"1","name":"shop","status":"new"}}
          """)
  void answerThatDoesNotSayAllTellsNothing(String method, String path, String text) {
    assertThat(told(method, path, text)).isEmpty();
  }

  @Test
  void variablesThatWereNotKnownBeforeAreRead() {
    Change change = Change.once("PUT", VARIABLES, JsonNodeFactory.instance.objectNode());
    HttpAnswer set = answer("{'variables':[{'id':'1','name':'A','value':'new'}]}");

    assertThat(ToldAnswer.of(change, set, Optional.empty())).isEmpty();
  }
}
