package dev.tfpaas.platform;

import dev.tfpaas.emulator.Reply;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One hostile answer: what an enemy, or a broken gateway, makes of a real one.
///
/// @param kind how it is hostile
/// @param status of those that have any
/// @param form which form the secret has
/// @param draw chooses the place, and what is put there
record Hostility(Kind kind, int status, int form, int draw) {
  private static final int[] STATUSES = {
    200, 200, 200, 201, 202, 400, 401, 403, 409, 422, 500, 503
  };
  private static final int[] REDIRECTS = {300, 301, 302, 303, 307, 308};
  private static final int[] WITHOUT_CONTENT = {200, 201, 204, 205, 206, 304};

  /// What is asked for by who throttles: nothing, something that is no time, or far too much.
  private static final List<String> WAITS =
      List.of(
          "",
          "0",
          "-1",
          "1",
          "3.5",
          "1e9",
          "NaN",
          "soon",
          "5, 10",
          "86400",
          "999999",
          "99999999999999999999",
          "Wed, 21 Oct 2015 07:28:00 GMT",
          "Fri, 31 Dec 9999 23:59:59 GMT");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// How an answer is made hostile.
  enum Kind {
    TEXT,
    HTML,
    CUT,
    MARKED_AND_CUT,
    ERROR,
    HEADER,
    /// It is what it should be, behind a byte order mark and with another type of content.
    MARKED,
    /// There is nothing in it, or it says that it is what was sent before.
    EMPTY,
    /// It sends whoever asks somewhere else.
    ELSEWHERE,
    /// There are too many calls, for as long as nobody can wait.
    THROTTLED,
    /// Something in it is something else.
    PLACE,
    PLACE_TWICE,
    /// Something in it is not there.
    MISSING,
    /// A number is a text, or a text a number.
    OTHER_TYPE,
    /// Something in it is of a type that says nothing.
    NOTHING
  }

  /// Draws one.
  ///
  /// @param forms how many forms a secret has
  static Hostility drawn(Random random, int forms) {
    return new Hostility(
        Kind.values()[random.nextInt(Kind.values().length)],
        STATUSES[random.nextInt(STATUSES.length)],
        random.nextInt(forms),
        random.nextInt(10_000));
  }

  /// Tells whether the answer may say what is there: one that is whole and in form.
  boolean isDefinite() {
    return switch (kind) {
      case PLACE, PLACE_TWICE, HEADER, MARKED, OTHER_TYPE -> true;
      default -> false;
    };
  }

  /// Returns the forms in which a secret is told.
  static List<String> forms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return List.of(
        secret,
        each(secret, "%%%02x"),
        each(secret, "\\u%04x"),
        each(secret, "&#x%x;"),
        Base64.getEncoder().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static String each(String text, String form) {
    return text.chars().mapToObj(form::formatted).collect(Collectors.joining());
  }

  /// Makes the answer of the real one.
  ///
  /// @param elsewhere an address where nobody may be asked anything
  Reply reply(Reply real, String secret, String elsewhere) {
    String told = "\u001b[2J\u202e no: " + forms(secret).get(form) + " \r\n\u0085 is bad";
    return switch (kind) {
      case TEXT -> new Reply(status, Map.of(), told + "x".repeat(draw));
      case HTML -> new Reply(status, Map.of(), "<html><body>%s</body></html>".formatted(told));
      case CUT -> new Reply(status, real.headers(), cut("{\"token\":\"" + told));
      case MARKED_AND_CUT -> new Reply(status, real.headers(), "\uFEFF" + cut(real.body() + told));
      case ERROR -> new Reply(status == 200 ? 400 : status, real.headers(), error(told));
      case HEADER -> real.with("X-Request-Id", secret).with("Request-Id", secret);
      case MARKED ->
          new Reply(real.status(), real.headers(), marked(real.body()))
              .with("Content-Type", draw % 2 == 0 ? "text/html" : "application/octet-stream");
      case EMPTY -> new Reply(chosen(WITHOUT_CONTENT), Map.of(), "");
      case ELSEWHERE ->
          new Reply(chosen(REDIRECTS), Map.of("Location", elsewhere(elsewhere)), real.body());
      case THROTTLED ->
          new Reply(429, Map.of("Retry-After", WAITS.get(draw % WAITS.size())), error(told));
      case PLACE -> new Reply(200, real.headers(), changed(real.body(), told, 1));
      case PLACE_TWICE -> new Reply(200, real.headers(), changed(real.body(), told, 2));
      case MISSING, OTHER_TYPE, NOTHING ->
          new Reply(real.status(), real.headers(), changed(real.body(), told, 1));
    };
  }

  private int chosen(int... all) {
    return all[draw % all.length];
  }

  private static String marked(String body) {
    return body.isEmpty() ? body : "\uFEFF \r\n" + body;
  }

  private String elsewhere(String elsewhere) {
    List<String> places =
        List.of(
            elsewhere,
            elsewhere.replace("http://", "//"),
            elsewhere.replace("http://", "http://user:pw@"),
            elsewhere.replace("127.0.0.1", "localhost"),
            "file:///etc/passwd",
            "javascript:alert(1)",
            "..",
            "http://[::1",
            " ");
    return places.get(draw / 7 % places.size());
  }

  private String cut(String text) {
    return text.substring(0, text.length() - 1 - draw % Math.max(1, text.length() - 1));
  }

  private static String error(String told) {
    ObjectNode body = NODES.objectNode();
    for (String field : List.of("error", "error_description", "details", "message", "resource")) {
      body.put(field, told);
    }
    body.put("result", 1702);
    body.putObject("errors").putArray("name").add(told);
    return body.toString();
  }

  private String changed(String real, String told, int times) {
    try {
      JsonNode body = JSON.readTree(real);
      Random places = new Random(draw);
      for (int i = 0; i < times; i++) {
        change(body, told, places);
      }
      return body.toString();
    } catch (JacksonException _) {
      return told;
    }
  }

  private void change(JsonNode body, String told, Random places) {
    List<JsonNode> inner = new ArrayList<>();
    collect(body, inner);
    if (inner.isEmpty()) {
      return;
    }
    JsonNode place = inner.get(places.nextInt(inner.size()));
    if (place instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = List.copyOf(object.propertyNames());
      String name = names.get(places.nextInt(names.size()));
      switch (kind) {
        case MISSING -> object.remove(name);
        case OTHER_TYPE -> object.set(name, otherType(object.get(name)));
        case NOTHING -> object.set(name, chosen(places, nothing()));
        default -> object.set(name, chosen(places, values(told)));
      }
    } else if (place instanceof ArrayNode array) {
      JsonNode value = chosen(places, kind == Kind.NOTHING ? nothing() : values(told));
      array.insert(places.nextInt(array.size() + 1), value);
    }
  }

  private static JsonNode chosen(Random places, List<JsonNode> values) {
    return values.get(places.nextInt(values.size()));
  }

  private static void collect(JsonNode node, List<JsonNode> inner) {
    if (node.isContainer()) {
      inner.add(node);
    }
    node.forEach(one -> collect(one, inner));
  }

  private static JsonNode otherType(JsonNode value) {
    if (value.isNumber()) {
      return NODES.stringNode(value.asString());
    }
    if (value.isBoolean()) {
      return NODES.stringNode(Boolean.toString(value.booleanValue()));
    }
    return value.isString() && value.asString().matches("\\d{1,9}")
        ? NODES.numberNode(Integer.parseInt(value.asString()))
        : value;
  }

  private static List<JsonNode> nothing() {
    return List.of(
        NODES.nullNode(),
        NODES.booleanNode(false),
        NODES.arrayNode(),
        NODES.objectNode(),
        NODES.stringNode(""),
        NODES.arrayNode().addNull());
  }

  private static List<JsonNode> values(String told) {
    List<JsonNode> values = new ArrayList<>();
    for (String text :
        List.of(
            "",
            " ",
            told,
            "x".repeat(5_000),
            "http://evil.example/?a=b",
            "not a url",
            "a b\n%zz",
            "../../x",
            "2026-99-99T99:99:99Z",
            "{\"a\":",
            "-1",
            "NaN")) {
      values.add(NODES.stringNode(text));
    }
    values.add(NODES.nullNode());
    values.add(NODES.booleanNode(true));
    values.add(NODES.numberNode(-1));
    values.add(NODES.numberNode(new BigDecimal("1e400")));
    values.add(NODES.numberNode(BigInteger.TWO.pow(200)));
    values.add(NODES.arrayNode());
    values.add(NODES.objectNode());
    values.add(JSON.readTree("[".repeat(90) + "]".repeat(90)));
    values.add(NODES.arrayNode().addNull().add(17));
    return values;
  }
}
