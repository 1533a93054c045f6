package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Reply;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Projects: the one that has all apps, and those that clients add.
final class ProjectRoutes {
  private static final Instant BEGINNING = Instant.parse("2025-01-06T09:00:00Z");

  private final Inventory estate;
  private final Map<String, ObjectNode> projects = new LinkedHashMap<>();

  ProjectRoutes(Inventory estate) {
    this.estate = estate;
    projects.put(Shapes.PROJECT, project(Shapes.PROJECT, "default", true, BEGINNING));
  }

  private static ObjectNode project(String id, String name, boolean isDefault, Instant at) {
    ObjectNode project = Shapes.object();
    project.put("id", id).put("name", name).put("default", isDefault);
    project.putObject("flags");
    project.put("created_at", Shapes.date(at)).put("updated_at", Shapes.date(at));
    Shapes.user(project.putObject("owner"));
    return project;
  }

  /// Answers what is about projects; empty when a call is about something else.
  Optional<Reply> handle(RegionCall call) {
    if (call.rest().isEmpty() || !call.segment(0).equals("projects")) {
      return Optional.empty();
    }
    if (call.rest().size() == 1) {
      return switch (call.request().method()) {
        case "GET" -> Optional.of(list());
        case "POST" -> Optional.of(add(call.body().path("project")));
        default -> Optional.empty();
      };
    }
    ObjectNode project = projects.get(call.segment(1));
    if (project == null) {
      return Optional.of(Errors.notFound("project"));
    }
    return switch (call.route()) {
      case "GET/projects/*" -> Optional.of(one(200, project));
      case "PATCH/projects/*" -> Optional.of(change(project, call.body().path("project")));
      case "DELETE/projects/*" -> Optional.of(remove(call.segment(1)));
      // No project here has a network of its own.
      case "GET/projects/*/private_network" -> Optional.of(Errors.notFound("private_network"));
      default -> Optional.empty();
    };
  }

  private Reply list() {
    ObjectNode body = Shapes.object();
    ArrayNode list = body.putArray("projects");
    projects.values().forEach(list::add);
    return Reply.json(200, body);
  }

  private Reply add(JsonNode wanted) {
    String name = wanted.path("name").asString("");
    if (name.isBlank()) {
      return Errors.field("name", "can't be blank");
    }
    if (isTaken(name)) {
      return Errors.field("name", "has already been taken");
    }
    String id = "prj-" + estate.uuid();
    ObjectNode project = project(id, name, false, estate.now());
    projects.put(id, project);
    return one(201, settled(project, wanted));
  }

  private boolean isTaken(String name) {
    return projects.values().stream().anyMatch(it -> it.path("name").asString("").equals(name));
  }

  private Reply change(ObjectNode project, JsonNode wanted) {
    String name = wanted.path("name").asString(project.path("name").asString(""));
    if (!name.equals(project.path("name").asString("")) && isTaken(name)) {
      return Errors.field("name", "has already been taken");
    }
    project.put("name", name).put("updated_at", Shapes.date(estate.now()));
    return one(200, settled(project, wanted));
  }

  /// There is one default at a time.
  private ObjectNode settled(ObjectNode project, JsonNode wanted) {
    if (wanted.path("default").asBoolean(false)) {
      projects.values().forEach(it -> it.put("default", false));
      project.put("default", true);
    }
    return project;
  }

  private Reply remove(String id) {
    if (id.equals(Shapes.PROJECT)) {
      return Errors.error(409, "Cannot delete project with existing apps");
    }
    projects.remove(id);
    return Reply.empty(204);
  }

  private static Reply one(int status, ObjectNode project) {
    return Reply.json(status, Shapes.object().set("project", project));
  }
}
