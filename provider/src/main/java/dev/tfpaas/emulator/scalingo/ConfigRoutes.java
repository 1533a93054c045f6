package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Variables, domains and collaborators of an app.
final class ConfigRoutes {
  private static final Pattern VARIABLE = Pattern.compile("(?=.{1,64}$)[A-Za-z0-9][A-Za-z0-9_]*");
  private static final int MOST_DOMAINS = 20;

  private final Inventory estate;

  ConfigRoutes(Inventory estate) {
    this.estate = estate;
  }

  Optional<Reply> handle(RegionCall call, EmulatedApp app) {
    return switch (call.route()) {
      case "GET/variables" -> Optional.of(variables(call, app));
      case "PUT/variables" -> Optional.of(putVariables(call, app));
      case "POST/variables" -> Optional.of(addVariable(call, app));
      case "PATCH/variables/*" -> Optional.of(changeVariable(call, app));
      case "DELETE/variables/*" -> Optional.of(removeVariable(call, app));
      case "DELETE/variables" -> Optional.of(removeVariables(call, app));
      case "GET/domains" -> Optional.of(domains(app));
      case "POST/domains" -> Optional.of(addDomain(call, app));
      case "GET/domains/*", "PATCH/domains/*", "DELETE/domains/*" -> Optional.of(domain(call, app));
      case "GET/collaborators" -> Optional.of(collaborators(app));
      case "POST/collaborators" -> Optional.of(invite(call, app));
      case "PATCH/collaborators/*", "DELETE/collaborators/*" ->
          Optional.of(collaborator(call, app));
      default -> Optional.empty();
    };
  }

  private static Reply variables(RegionCall call, EmulatedApp app) {
    boolean aliases = !call.request().query().getOrDefault("aliases", "true").equals("false");
    ObjectNode body = Shapes.object();
    ArrayNode list = body.putArray("variables");
    app.variables
        .values()
        .forEach(
            one -> list.add(Shapes.variable(app, one, aliases ? one.value() : resolved(app, one))));
    return Reply.json(200, body);
  }

  private static String resolved(EmulatedApp app, EmulatedApp.Variable variable) {
    if (!variable.value().startsWith("$")) {
      return variable.value();
    }
    EmulatedApp.Variable other = app.variables.get(variable.value().substring(1));
    return other == null ? "" : other.value();
  }

  /// Sets variables; others stay.
  private Reply putVariables(RegionCall call, EmulatedApp app) {
    ObjectNode body = Shapes.object();
    ArrayNode list = body.putArray("variables");
    for (JsonNode one : call.body().path("variables")) {
      if (!VARIABLE.matcher(one.path("name").asString("")).matches()) {
        return Errors.field("name", "is invalid");
      }
    }
    for (JsonNode one : call.body().path("variables")) {
      EmulatedApp.Variable set =
          set(app, one.path("name").asString(""), one.path("value").asString(""));
      list.add(Shapes.variable(app, set, set.value()));
    }
    return Reply.json(estate.dialect.is("variables-set", "created") ? 201 : 200, body);
  }

  EmulatedApp.Variable set(EmulatedApp app, String name, String value) {
    EmulatedApp.Variable old = app.variables.get(name);
    EmulatedApp.Variable made =
        new EmulatedApp.Variable(old == null ? estate.hexId() : old.id(), name, value);
    app.variables.put(name, made);
    return made;
  }

  private Reply addVariable(RegionCall call, EmulatedApp app) {
    JsonNode wanted = call.body().path("variable");
    if (!VARIABLE.matcher(wanted.path("name").asString("")).matches()) {
      return Errors.field("name", "is invalid");
    }
    if (wanted.path("value").asString("").isEmpty()) {
      return Errors.field("value", "can't be blank");
    }
    return variable(
        201, app, set(app, wanted.path("name").asString(""), wanted.path("value").asString("")));
  }

  private static Reply variable(int status, EmulatedApp app, EmulatedApp.Variable variable) {
    ObjectNode body = Shapes.object();
    body.set("variable", Shapes.variable(app, variable, variable.value()));
    return Reply.json(status, body);
  }

  private static Optional<EmulatedApp.Variable> byId(EmulatedApp app, String id) {
    return app.variables.values().stream().filter(one -> one.id().equals(id)).findFirst();
  }

  private Reply changeVariable(RegionCall call, EmulatedApp app) {
    String value = call.body().path("variable").path("value").asString("");
    return byId(app, call.segment(1))
        .map(old -> variable(200, app, set(app, old.name(), value)))
        .orElseGet(() -> Errors.notFound("variable"));
  }

  private static Reply removeVariable(RegionCall call, EmulatedApp app) {
    Optional<EmulatedApp.Variable> found = byId(app, call.segment(1));
    found.ifPresent(one -> app.variables.remove(one.name()));
    return found.isPresent() ? Reply.empty(204) : Errors.notFound("variable");
  }

  private static Reply removeVariables(RegionCall call, EmulatedApp app) {
    List<String> ids = new ArrayList<>();
    call.body().path("variable_ids").forEach(id -> ids.add(id.asString("")));
    app.variables.values().removeIf(one -> ids.contains(one.id()));
    return Reply.empty(204);
  }

  private static Reply domains(EmulatedApp app) {
    ObjectNode body = Shapes.object();
    ArrayNode list = body.putArray("domains");
    app.domains.forEach(one -> list.add(Shapes.domain(app, one)));
    return Reply.json(200, body);
  }

  private Reply addDomain(RegionCall call, EmulatedApp app) {
    JsonNode wanted = call.body().path("domain");
    String name = wanted.path("name").asString("");
    boolean taken =
        estate.regions().values().stream()
            .filter(it -> it == call.region() || estate.dialect.is("domain-in-both-regions", "one"))
            .flatMap(it -> it.apps.values().stream())
            .flatMap(one -> one.domains.stream())
            .anyMatch(one -> one.name.equals(name));
    if (name.isEmpty() || !name.contains(".")) {
      return Errors.field("name", "is invalid");
    }
    if (taken) {
      return Errors.field("name", "has already been taken");
    }
    if (app.domains.size() == MOST_DOMAINS) {
      return Errors.field("base", "too many domains");
    }
    EmulatedApp.Domain domain =
        new EmulatedApp.Domain(
            estate.hexId(), name, wanted.path("letsencrypt_enabled").asBoolean(true), estate.now());
    app.domains.add(domain);
    return change(201, app, domain, wanted);
  }

  private static Reply change(
      int status, EmulatedApp app, EmulatedApp.Domain domain, JsonNode wanted) {
    if (wanted.path("canonical").asBoolean(false)) {
      app.domains.forEach(one -> one.canonical = false);
    }
    domain.canonical = wanted.path("canonical").asBoolean(domain.canonical);
    domain.letsencrypt = wanted.path("letsencrypt_enabled").asBoolean(domain.letsencrypt);
    String certificate = wanted.path("tlscert").asString(domain.certificate);
    if (!certificate.isEmpty() && !certificate.contains("BEGIN CERTIFICATE")) {
      return Errors.field("tlscert", "is invalid");
    }
    domain.certificate = certificate;
    ObjectNode body = Shapes.object();
    body.set("domain", Shapes.domain(app, domain));
    return Reply.json(status, body);
  }

  private static Reply domain(RegionCall call, EmulatedApp app) {
    Optional<EmulatedApp.Domain> found =
        app.domains.stream().filter(one -> one.id.equals(call.segment(1))).findFirst();
    if (found.isEmpty()) {
      return Errors.notFound("domain");
    }
    return switch (call.request().method()) {
      case "PATCH" -> change(200, app, found.get(), call.body().path("domain"));
      case "DELETE" -> {
        app.domains.remove(found.get());
        yield Reply.empty(204);
      }
      default -> change(200, app, found.get(), Shapes.object());
    };
  }

  private static Reply collaborators(EmulatedApp app) {
    ObjectNode body = Shapes.object();
    ArrayNode list = body.putArray("collaborators");
    app.collaborators.forEach(one -> list.add(Shapes.collaborator(app, one)));
    return Reply.json(200, body);
  }

  private Reply invite(RegionCall call, EmulatedApp app) {
    JsonNode wanted = call.body().path("collaborator");
    String email = wanted.path("email").asString("");
    if (!email.contains("@")) {
      return Errors.field("email", "is invalid");
    }
    if (app.collaborators.stream().anyMatch(one -> one.email.equals(email))) {
      return Errors.field("email", "has already been taken");
    }
    EmulatedApp.Collaborator one =
        new EmulatedApp.Collaborator(
            estate.hexId(), email, wanted.path("is_limited").asBoolean(true), false);
    app.collaborators.add(one);
    return shown(201, app, one);
  }

  private static Reply shown(int status, EmulatedApp app, EmulatedApp.Collaborator one) {
    ObjectNode body = Shapes.object();
    body.set("collaborator", Shapes.collaborator(app, one));
    return Reply.json(status, body);
  }

  private static Reply collaborator(RegionCall call, EmulatedApp app) {
    Optional<EmulatedApp.Collaborator> found =
        app.collaborators.stream().filter(one -> one.id.equals(call.segment(1))).findFirst();
    if (found.isEmpty()) {
      return Errors.notFound("collaborator");
    }
    EmulatedApp.Collaborator one = found.get();
    if (call.request().method().equals("DELETE")) {
      app.collaborators.remove(one);
      return Reply.empty(204);
    }
    one.limited = call.body().path("collaborator").path("is_limited").asBoolean(one.limited);
    return shown(200, app, one);
  }
}
