package dev.tfpaas.emulator;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The operator's port: `GET /requests`, `DELETE /requests`, `POST /faults`, `DELETE /faults`;
/// `POST /hold` lets a call stand still, `GET /hold` tells whether it does, `DELETE /hold` lets it
/// go; and below `/dashboard` what the vendor offers only to people. Calls of web pages are
/// refused.
final class Operator {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final VendorApi api;
  private final RequestLog log;
  private final Faults faults;
  private final Hold hold;

  Operator(VendorApi api, RequestLog log, Faults faults, Hold hold) {
    this.api = api;
    this.log = log;
    this.faults = faults;
    this.hold = hold;
  }

  Reply handle(Request request) {
    Optional<String> problem = WebPages.problem(request);
    if (problem.isPresent()) {
      return Reply.json(403, JSON.objectNode().put("error", problem.get()));
    }
    List<String> path = request.segments();
    String place = path.isEmpty() ? "" : path.getFirst();
    return switch (request.method() + " " + place) {
      case "GET requests" -> Reply.json(200, requests());
      case "DELETE requests" -> {
        log.clear();
        yield ok();
      }
      case "POST faults" -> addFault(request);
      case "DELETE faults" -> {
        faults.clear();
        yield ok();
      }
      case "POST hold" -> hold(request);
      case "GET hold" -> Reply.json(200, JSON.objectNode().put("reached", hold.isReached()));
      case "DELETE hold" -> {
        hold.release();
        yield ok();
      }
      default -> place.equals("dashboard") ? api.operate(request) : unknown(request);
    };
  }

  private ArrayNode requests() {
    ArrayNode all = JSON.arrayNode();
    for (RequestLog.Entry entry : log.entries()) {
      ObjectNode one = all.addObject();
      one.put("at", entry.at().toString());
      one.put("method", entry.method());
      one.put("path", entry.path());
      one.put("what", entry.what());
      one.put("status", entry.status());
    }
    return all;
  }

  private Reply addFault(Request request) {
    try {
      faults.add(Wishes.fault(request.json().orElseGet(JSON::nullNode)));
    } catch (IllegalArgumentException failure) {
      return problem(String.valueOf(failure.getMessage()));
    }
    return ok();
  }

  private Reply hold(Request request) {
    try {
      Wishes.hold(request.json().orElseGet(JSON::nullNode), hold);
    } catch (IllegalArgumentException failure) {
      return problem(String.valueOf(failure.getMessage()));
    }
    return ok();
  }

  private static Reply unknown(Request request) {
    ObjectNode body = JSON.objectNode();
    body.put("error", "no such operator call: " + request.method() + " " + request.path());
    return Reply.json(404, body);
  }

  private static Reply problem(String text) {
    return Reply.json(400, JSON.objectNode().put("error", text));
  }

  private static Reply ok() {
    return Reply.json(200, JSON.objectNode().put("ok", true));
  }
}
