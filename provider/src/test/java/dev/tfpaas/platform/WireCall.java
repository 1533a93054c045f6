package dev.tfpaas.platform;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One call of a vendor's API, with the names that may stand in it.
///
/// @param title as it is listed, e.g. `GET /v1/apps/{app}`; `*` is every call
/// @param names by part of the call
record WireCall(String title, Map<Part, WireNames> names) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// What a call consists of, and its sign in a list.
  enum Part {
    QUERY("?"),
    SENT(">"),
    ANSWERED("<");

    final String sign;

    Part(String sign) {
      this.sign = sign;
    }
  }

  static WireCall of(String title) {
    Map<Part, WireNames> names = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      names.put(part, new WireNames());
    }
    return new WireCall(title, names);
  }

  WireNames part(Part part) {
    return Objects.requireNonNull(names.get(part));
  }

  /// Tells whether this is the entry of a call, e.g. `GET /v1/apps/shop`.
  boolean isOf(String call) {
    return title.equals("*")
        || Pattern.compile(title.replaceAll("\\{\\w+}", "[^/]+")).matcher(call).matches();
  }

  /// Returns what stands in a call that none of its entries knows, e.g. `> app.shoe_size`.
  static Set<String> strange(List<WireCall> entries, Request request, Reply reply) {
    Set<String> strange = new TreeSet<>();
    ObjectNode query = JsonNodeFactory.instance.objectNode();
    request.query().keySet().forEach(name -> query.put(name, ""));
    add(Part.QUERY, entries, query, strange);
    add(Part.SENT, entries, sent(request), strange);
    add(Part.ANSWERED, entries, tree(reply.body()), strange);
    return strange;
  }

  private static void add(Part part, List<WireCall> entries, JsonNode body, Set<String> strange) {
    List<WireNames> allowed = new ArrayList<>(entries.stream().map(it -> it.part(part)).toList());
    WireNames.strange(allowed, body).forEach(path -> strange.add(part.sign + " " + path));
  }

  private static JsonNode sent(Request request) {
    JsonNode json = tree(request.body());
    if (json.isContainer()) {
      return json;
    }
    ObjectNode form = JsonNodeFactory.instance.objectNode();
    if (request.header("Content-Type").orElse("").contains("form")) {
      request.form().keySet().forEach(name -> form.put(name, ""));
    }
    return form;
  }

  private static JsonNode tree(String body) {
    try {
      return JSON.readTree(body.isBlank() ? "null" : body);
    } catch (JacksonException _) {
      return JsonNodeFactory.instance.nullNode();
    }
  }
}
