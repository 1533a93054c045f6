package dev.tfpaas.emulator.jelastic;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `environment/tracking`: what is being done, and what was done.
final class TrackingCalls {
  private static final Set<String> PUBLIC = Set.of("PUBLIC");
  private static final Set<String> VISIBILITIES =
      Set.of("PUBLIC", "ADMIN", "PROXY", "SYSTEM", "CMP");

  private final Hoster hoster;

  TrackingCalls(Hoster hoster) {
    this.hoster = hoster;
  }

  Answer current(CheckedCall call) {
    if (hoster.dialect.is("tracking", "past-only")) {
      throw Refused.notPermitted();
    }
    return list(hoster.actions.stream().filter(action -> action.ended.isEmpty()));
  }

  /// Returns ended actions, the newest first. `actionTypes` says who may see them, and not what was
  /// done; all that is noted here is public.
  Answer past(CheckedCall call) {
    Params params = call.params();
    Set<String> types =
        params.text("actionTypes").map(_ -> Set.copyOf(params.list("actionTypes"))).orElse(PUBLIC);
    if (hoster.dialect.is("tracking", "refused")) {
      throw Refused.parameter("starttime");
    }
    if (!VISIBILITIES.containsAll(types) && hoster.dialect.is("action-types", "visibility")) {
      throw Refused.parameter("actionTypes");
    }
    boolean numbers = !types.equals(PUBLIC) && hoster.dialect.is("action-types", "numbers");
    Optional<Instant> from = params.text("starttime").map(text -> time("starttime", text));
    Optional<Instant> to = params.text("endtime").map(text -> time("endtime", text));
    int count = params.text("count").map(_ -> params.number("count")).orElse(10);
    boolean newestFirst = hoster.dialect.is("tracking-order", "newest-first");
    return list(
        (newestFirst ? hoster.actions.reversed() : hoster.actions)
            .stream()
                .filter(action -> action.ended.isPresent())
                .filter(action -> from.map(it -> !action.began.isBefore(it)).orElse(true))
                .filter(action -> to.map(it -> !action.began.isAfter(it)).orElse(true))
                .filter(action ->
                    numbers ? types.contains("" + action.number) : types.containsAll(PUBLIC))
                .limit(count));
  }

  private static Instant time(String name, String text) {
    try {
      return Hoster.TIME.parse(text, Instant::from);
    } catch (DateTimeParseException _) {
      throw Refused.parameter(name);
    }
  }

  /// Returns the actions whose fields and texts equal those that are searched for, running ones
  /// too. What the JSON may say no source tells. (invented)
  Answer search(CheckedCall call) {
    JsonNode search = call.params().json("search");
    if (!search.isObject()) {
      throw Refused.parameter("search");
    }
    return list(
        hoster.actions.reversed().stream()
            .filter(action -> isMeant(Shapes.action(action), search)));
  }

  private static boolean isMeant(ObjectNode action, JsonNode search) {
    return search.properties().stream()
        .allMatch(one -> {
          String wanted = one.getValue().asString("");
          return action.path(one.getKey()).asString("").equals(wanted)
              || action.path("text").path(one.getKey()).asString("").equals(wanted);
        });
  }

  Answer one(CheckedCall call) {
    int id = call.params().number("id");
    ObjectNode body = Envelope.ok();
    hoster.actions.stream()
        .filter(action -> action.id == id)
        .findFirst()
        .ifPresentOrElse(
            action -> body.set("object", Shapes.action(action)),
            () -> {
              throw Refused.byLogic(1101, "action [%d] does not exist".formatted(id));
            });
    return Answer.of(body);
  }

  Answer time(CheckedCall call) {
    return Answer.of(Envelope.ok().put("object", Hoster.TIME.format(hoster.now())));
  }

  private static Answer list(Stream<TrackedAction> actions) {
    List<ObjectNode> shown = actions.map(Shapes::action).toList();
    return Answer.of(Envelope.array("TrackedAction", shown));
  }
}
