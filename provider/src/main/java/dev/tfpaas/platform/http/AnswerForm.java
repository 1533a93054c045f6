package dev.tfpaas.platform.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Takes the content of an answer only in the form that the vendor's manual gives it.
///
/// A lenient reader makes "there is none" of an answer that says nothing, and what is read as
/// absent leaves the state. Hence what a reading rests on is demanded here, and only the rest is
/// read leniently.
public final class AnswerForm {
  /// What whoever gets an answer that fits no form is asked for.
  public static final String REPORT =
      ". If it stays so, please report that, with what `paas doctor --output json` says";

  private AnswerForm() {}

  /// Returns an object; empty when it is none, or lacks a field.
  ///
  /// @param needed the fields that must hold a text, which is not empty, or a number
  public static Optional<JsonNode> object(JsonNode node, String... needed) {
    boolean whole = node.isObject();
    for (String field : needed) {
      JsonNode value = node.path(field);
      whole &= value.isNumber() || (value.isString() && !value.asString().isEmpty());
    }
    return whole ? Optional.of(node) : Optional.empty();
  }

  /// Returns the objects of a list; empty when it is no list, or one of them is no such object. A
  /// list of none is a definite answer.
  ///
  /// @param needed the fields that must hold a text, which is not empty, or a number
  public static Optional<List<JsonNode>> objects(JsonNode node, String... needed) {
    List<JsonNode> objects = new ArrayList<>();
    node.forEach(one -> object(one, needed).ifPresent(objects::add));
    return node.isArray() && objects.size() == node.size()
        ? Optional.of(List.copyOf(objects))
        : Optional.empty();
  }
}
