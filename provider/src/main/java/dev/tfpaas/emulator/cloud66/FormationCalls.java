package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.world.fact.Timings.Timing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The parts that the vendor's client adds to a formation, a set of files for a cluster. They are
/// kept with it; nothing is rendered from them.
final class FormationCalls {
  /// The key that a part is wrapped in, by its kind.
  private static final Map<String, String> PARTS =
      Map.of(
          "policies", "policy",
          "transformations", "transformation",
          "helm_releases", "helm_release",
          "workflows", "workflow");

  private static final String STENCILS = "stencils";

  private final Model model;
  private final KeptCalls kept;
  private int last = 900;

  FormationCalls(Model model, KeptCalls kept) {
    this.model = model;
    this.kept = kept;
  }

  /// Answers what is about a part of a formation; empty when a call is about something else.
  ///
  /// @param path below `/api/3`
  Optional<Reply> handle(Request request, List<String> path) {
    if (path.size() < 5 || !path.getFirst().equals("stacks") || !path.get(2).equals("formations")) {
      return Optional.empty();
    }
    ObjectNode formation = kept.one(path.subList(0, 4));
    JsonNode sent = request.json().orElseGet(Envelope.JSON::objectNode);
    String kind = path.get(4);
    return switch (request.method() + " " + path.size()) {
      case "POST 5" ->
          kind.equals(STENCILS)
              ? Optional.of(stencils(formation, path.get(1), sent))
              : Optional.ofNullable(PARTS.get(kind))
                  .map(wrapper -> Envelope.one(add(formation, kind, sent.path(wrapper))));
      case "PUT 6" ->
          kind.equals(STENCILS)
              ? Optional.of(Envelope.one(changed(formation, path.get(5), sent)))
              : Optional.empty();
      case "POST 7" -> {
        changed(formation, path.get(5), Envelope.JSON.objectNode());
        yield Optional.of(Envelope.one(nothing()));
      }
      default -> Optional.empty();
    };
  }

  private Reply stencils(ObjectNode formation, String stack, JsonNode sent) {
    sent.path(STENCILS).forEach(one -> add(formation, STENCILS, one));
    return ActionCalls.reply(
        model,
        model.record(model.stack(stack), "add_stencils", "", model.timing(Timing.CONFIGURE), ""));
  }

  private ObjectNode add(ObjectNode formation, String kind, JsonNode sent) {
    ObjectNode part = Envelope.JSON.objectNode();
    sent.properties().forEach(field -> part.set(field.getKey(), field.getValue()));
    part.put("uid", Ids.hex("part:" + ++last));
    part.put("created_at_iso", model.now().toString());
    part.put("updated_at_iso", model.now().toString());
    formation.withArray(kind).add(part);
    return part;
  }

  private static ObjectNode changed(ObjectNode formation, String uid, JsonNode sent) {
    for (JsonNode stencil : formation.path(STENCILS)) {
      if (stencil instanceof ObjectNode one && one.path("uid").asString("").equals(uid)) {
        if (sent.has("body")) {
          one.set("body", sent.path("body"));
        }
        return one;
      }
    }
    throw ApiError.notFound();
  }

  /// What is rendered: nothing.
  private static ObjectNode nothing() {
    ObjectNode renders = Envelope.JSON.objectNode();
    renders.putArray(STENCILS);
    renders.putArray("issues");
    renders.putArray("requested_files");
    return renders;
  }
}
