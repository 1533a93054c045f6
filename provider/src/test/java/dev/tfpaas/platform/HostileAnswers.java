package dev.tfpaas.platform;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Asks a platform while one of the calls that it makes is answered by what an enemy would answer,
/// with the tokens of the call in it, and finds what it shows and believes of that.
///
/// `-Dpaas.hostile.seed` and `-Dpaas.hostile.rounds` draw others.
final class HostileAnswers {
  private static final long SEED = Long.getLong("paas.hostile.seed", 20_260_302L);
  private static final int ROUNDS = Integer.getInteger("paas.hostile.rounds", 40);
  private static final int LONGEST_MESSAGE = 1_500;

  /// As many characters of a secret are too many.
  private static final int SHOWN = 10;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern CLASS =
      Pattern.compile("\\w+Exception|\\bjava[x]?\\.|tools\\.jackson");
  private static final Pattern OBEYED = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n]]");
  private static final int[] STATUSES = {
    200, 200, 200, 201, 202, 400, 401, 403, 409, 422, 500, 503
  };

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
    questions.forEach((name, question) -> {
      int before = stage.watched().came().size();
      Object truth = question.apply(stage.reopened());
      List<Request> all = stage.watched().came();
      List<Request> calls = List.copyOf(all.subList(before, all.size()));
      // Some platforms need no call for what others ask for.
      for (int round = 0; round < ROUNDS && !calls.isEmpty(); round++) {
        Request call = calls.get(random.nextInt(calls.size()));
        Hostility hostility = hostility();
        asked(question, truth, call, hostility)
            .ifPresent(what ->
                complaints.add(
                    "seed %d: %s, %s %s answered by %s: %s"
                        .formatted(SEED, name, call.method(), call.path(), hostility, what)));
      }
    });
    return complaints;
  }

  private Optional<String> asked(
      Function<Platform, Object> question, Object truth, Request call, Hostility hostility) {
    Platform platform = stage.reopened();
    List<String> secrets = new ArrayList<>(List.of(stage.secret()));
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
          return hostility.reply(reply, secrets.getLast());
        });
    try {
      Object read = question.apply(platform);
      boolean lost = read.equals(Optional.empty()) && !read.equals(truth);
      return lost && !hostility.isDefinite()
          ? Optional.of("believed absent")
          : said(read).flatMap(text -> shown(text, secrets).stream()).findFirst();
    } catch (PlatformException failure) {
      boolean lost = failure.kind() == PlatformException.Kind.NOT_FOUND && !hostility.isDefinite();
      return lost
          ? Optional.of("believed absent")
          : shown(String.valueOf(failure.getMessage()), secrets);
    } catch (RuntimeException unexpected) {
      return Optional.of("threw " + unexpected);
    } finally {
      stage.watched().answerAsUsual();
    }
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
    for (String secret : secrets) {
      for (String form : forms(secret)) {
        if (message.contains(form.substring(0, form.length() * SHOWN / secret.length()))) {
          return Optional.of("a secret is shown: " + message);
        }
      }
    }
    if (CLASS.matcher(message).find()) {
      return Optional.of("a class is named: " + message);
    }
    if (OBEYED.matcher(message).find()) {
      return Optional.of("a terminal would obey: " + message);
    }
    return message.length() > LONGEST_MESSAGE ? Optional.of("too long") : Optional.empty();
  }

  private static List<String> forms(String secret) {
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

  private Hostility hostility() {
    return new Hostility(
        Kind.values()[random.nextInt(Kind.values().length)],
        STATUSES[random.nextInt(STATUSES.length)],
        random.nextInt(6),
        random.nextInt(10_000));
  }

  /// How an answer is made hostile.
  private enum Kind {
    TEXT,
    HTML,
    CUT,
    MARKED_AND_CUT,
    ERROR,
    HEADER,
    PLACE,
    PLACE_TWICE
  }

  /// One hostile answer.
  ///
  /// @param form which form the secret has
  /// @param draw chooses the place and what is put there
  private record Hostility(Kind kind, int status, int form, int draw) {

    /// Tells whether the answer may say what is there: one that is whole and in form.
    boolean isDefinite() {
      return kind == Kind.PLACE || kind == Kind.PLACE_TWICE || kind == Kind.HEADER;
    }

    Reply reply(Reply real, String secret) {
      String told = "\u001b[2J\u202e no: " + forms(secret).get(form) + " \r\n\u0085 is bad";
      return switch (kind) {
        case TEXT -> new Reply(status, Map.of(), told + "x".repeat(draw));
        case HTML -> new Reply(status, Map.of(), "<html><body>%s</body></html>".formatted(told));
        case CUT -> new Reply(status, real.headers(), cut("{\"token\":\"" + told));
        case MARKED_AND_CUT ->
            new Reply(status, real.headers(), "\uFEFF" + cut(real.body() + told));
        case ERROR -> new Reply(status == 200 ? 400 : status, real.headers(), error(told));
        case HEADER ->
            new Reply(status, real.headers(), real.body())
                .with("X-Request-Id", secret)
                .with("Request-Id", secret);
        case PLACE -> new Reply(200, real.headers(), changed(real.body(), told, 1));
        case PLACE_TWICE -> new Reply(200, real.headers(), changed(real.body(), told, 2));
      };
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

    private static void change(JsonNode body, String told, Random places) {
      List<JsonNode> inner = new ArrayList<>();
      collect(body, inner);
      JsonNode place = inner.get(places.nextInt(inner.size()));
      List<JsonNode> values = values(told);
      JsonNode value = values.get(places.nextInt(values.size()));
      if (place instanceof ObjectNode object && !object.isEmpty()) {
        List<String> names = List.copyOf(object.propertyNames());
        object.set(names.get(places.nextInt(names.size())), value);
      } else if (place instanceof ArrayNode array) {
        array.insert(places.nextInt(array.size() + 1), value);
      }
    }

    private static void collect(JsonNode node, List<JsonNode> inner) {
      if (node.isContainer()) {
        inner.add(node);
      }
      node.forEach(one -> collect(one, inner));
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
}
