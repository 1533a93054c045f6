package dev.tfpaas.platform;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/// Asks a platform while one of the calls that it makes is answered with status 200 and nothing in
/// it, and finds what it makes of that.
final class UnusableAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// What a body, or what stands in its envelope, may be instead of what it should be.
  private static final List<String> NOTHING =
      List.of("null", "17", "\"text\"", "false", "{}", "[]", "[null]", "[17]", "[{}]");

  private final EmulatedStage stage;
  private final Map<String, Function<Platform, Object>> questions = new LinkedHashMap<>();

  UnusableAnswers(EmulatedStage stage) {
    this.stage = stage;
  }

  /// Adds something that is read.
  UnusableAnswers asked(String name, Function<Platform, Object> question) {
    questions.put(name, question);
    return this;
  }

  /// Returns what was read as if the answers had said something: question, call and answer.
  List<String> believed() {
    List<String> believed = new ArrayList<>();
    questions.forEach((name, question) -> {
      int before = stage.watched().came().size();
      Object truth = question.apply(stage.reopened());
      for (String call : callsAfter(before)) {
        for (String nothing : NOTHING) {
          for (boolean inEnvelope : new boolean[] {false, true}) {
            asked(question, truth, new Spoilt(call, nothing, inEnvelope))
                .ifPresent(what ->
                    believed.add(
                        "%s: %s answered by %s%s gives %s"
                            .formatted(
                                name, call, inEnvelope ? "an envelope of " : "", nothing, what)));
          }
        }
      }
    });
    return believed;
  }

  private Set<String> callsAfter(int before) {
    Set<String> calls = new LinkedHashSet<>();
    List<Request> all = stage.watched().came();
    all.subList(before, all.size()).forEach(request -> calls.add(name(request)));
    return calls;
  }

  private static String name(Request request) {
    return request.method() + " " + request.path();
  }

  /// Asks; empty when the answer was refused, or what was read is right for another reason.
  private Optional<String> asked(Function<Platform, Object> question, Object truth, Spoilt spoilt) {
    Platform platform = stage.reopened();
    stage.watched().answer((request, reply) -> spoilt.reply(request, reply, stage.mayBeEmpty()));
    try {
      Object read = question.apply(platform);
      return read.equals(truth) || isUnreachable(read, truth)
          ? Optional.empty()
          : Optional.of(read.toString());
    } catch (PlatformException failure) {
      return failure.kind() == PlatformException.Kind.UNAVAILABLE
          ? Optional.empty()
          : Optional.of(failure.kind() + " " + failure.getMessage());
    } finally {
      stage.watched().answerAsUsual();
    }
  }

  /// Where several regions answer, one of them may be taken for one that does not.
  private static boolean isUnreachable(Object read, Object truth) {
    if (!(read instanceof Optional<?> one) || !(truth instanceof Optional<?> real)) {
      return false;
    }
    if (one.isPresent() && one.get() instanceof App app) {
      return !app.reachable() && app.id().equals(((App) real.orElseThrow()).id());
    }
    if (one.isPresent() && one.get() instanceof FailoverGroup group) {
      FailoverGroup before = (FailoverGroup) real.orElseThrow();
      boolean seen = group.primary().reachable() && group.secondary().orElseThrow().reachable();
      return !seen && group.id().equals(before.id()) && group.active() == before.active();
    }
    return false;
  }

  /// A call that is answered with nothing.
  ///
  /// @param call its method and path
  /// @param nothing JSON
  /// @param inEnvelope whether that stands where the content of the real answer does
  private record Spoilt(String call, String nothing, boolean inEnvelope) {

    Reply reply(Request request, Reply real, Set<String> mayBeEmpty) {
      if (!name(request).equals(call)) {
        return real;
      }
      JsonNode body = JSON.readTree(real.body());
      if (!inEnvelope) {
        // An empty list that has no envelope is a definite answer.
        boolean definite = body.isArray() && nothing.equals("[]");
        return definite ? real : new Reply(200, real.headers(), nothing);
      }
      if (!(body instanceof ObjectNode object)) {
        return real;
      }
      for (String field : List.copyOf(object.propertyNames())) {
        JsonNode content = object.get(field);
        boolean definite =
            (content.isArray() && nothing.equals("[]"))
                || (mayBeEmpty.contains(field) && nothing.equals("{}"));
        if (!definite && content.isContainer()) {
          object.set(field, JSON.readTree(nothing));
        }
      }
      return new Reply(200, real.headers(), object.toString());
    }
  }
}
