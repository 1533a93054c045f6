package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The few lists that come in pages: 20 a page unless `per_page` says otherwise.
final class Pages {
  private static final int USUAL = 20;
  private static final int MOST = 100;

  private Pages() {}

  /// Answers the page that a call asks for; one beyond the end is empty.
  ///
  /// @param key the root key of the list
  static Reply of(Request request, String key, List<ObjectNode> all) {
    return Reply.json(200, page(request, key, all));
  }

  /// Makes the page that a call asks for, for lists that stand below another key.
  static ObjectNode page(Request request, String key, List<ObjectNode> all) {
    int size = Math.min(MOST, number(request, "per_page", USUAL));
    int page = number(request, "page", 1);
    int pages = Math.max(1, (all.size() + size - 1) / size);
    int from = (int) Math.min((long) (page - 1) * size, all.size());
    ObjectNode body = Shapes.object();
    ArrayNode list = body.putArray(key);
    all.subList(from, Math.min(from + size, all.size())).forEach(list::add);
    ObjectNode meta = body.putObject("meta").putObject("pagination");
    meta.put("current_page", page).put("per_page", size);
    // Null at the ends; clients take a number for "there is more".
    meta.put("prev_page", page > 1 ? Integer.valueOf(page - 1) : null);
    meta.put("next_page", page < pages ? Integer.valueOf(page + 1) : null);
    meta.put("total_pages", pages).put("total_count", all.size());
    return body;
  }

  private static int number(Request request, String name, int usual) {
    String text = request.query().getOrDefault(name, "");
    return text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : usual;
  }
}
