package dev.tfpaas.framework.cty;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// A total order of values, consistent with `equals`: it makes sets comparable and output stable.
/// It has no meaning in Terraform.
enum ValueOrder implements Comparator<Value> {
  INSTANCE;

  @Override
  public int compare(Value left, Value right) {
    int order = compareShape(left, right);
    if (order == 0 && !left.equals(right)) {
      // The same content of different types, e.g. two empty lists. Rare, so the text may cost.
      order = left.type().toString().compareTo(right.type().toString());
    }
    return order;
  }

  private static int compareShape(Value left, Value right) {
    int order = Integer.compare(rank(left), rank(right));
    return order != 0 ? order : compareContent(left, right);
  }

  private static int rank(Value value) {
    return switch (value) {
      case Value.NullValue _ -> 0;
      case Value.BoolValue _ -> 1;
      case Value.NumberValue _ -> 2;
      case Value.StringValue _ -> 3;
      case Value.ListValue _ -> 4;
      case Value.SetValue _ -> 5;
      case Value.TupleValue _ -> 6;
      case Value.MapValue _ -> 7;
      case Value.ObjectValue _ -> 8;
      case Value.UnknownValue _ -> 9;
    };
  }

  private static int compareContent(Value left, Value right) {
    return switch (left) {
      case Value.NullValue _ -> 0;
      case Value.BoolValue(boolean value) -> Boolean.compare(value, right.asBool());
      case Value.NumberValue(BigDecimal value) -> value.compareTo(right.asNumber());
      case Value.StringValue(String value) -> value.compareTo(right.asString());
      case Value.ListValue _, Value.SetValue _, Value.TupleValue _ ->
          compareLists(left.asList(), right.asList());
      case Value.MapValue _, Value.ObjectValue _ -> compareMaps(left.asMap(), right.asMap());
      case Value.UnknownValue(_, Refinement refinement) ->
          right instanceof Value.UnknownValue(_, Refinement other) && !refinement.equals(other)
              ? refinement.toString().compareTo(other.toString())
              : 0;
    };
  }

  private static int compareLists(List<Value> left, List<Value> right) {
    int order = Integer.compare(left.size(), right.size());
    for (int i = 0; order == 0 && i < left.size(); i++) {
      order = compareShape(left.get(i), right.get(i));
    }
    return order;
  }

  private static int compareMaps(SortedMap<String, Value> left, SortedMap<String, Value> right) {
    int order = Integer.compare(left.size(), right.size());
    Iterator<Map.Entry<String, Value>> others = right.entrySet().iterator();
    for (Map.Entry<String, Value> entry : left.entrySet()) {
      if (order != 0) {
        break;
      }
      Map.Entry<String, Value> other = others.next();
      order = entry.getKey().compareTo(other.getKey());
      if (order == 0) {
        order = compareShape(entry.getValue(), other.getValue());
      }
    }
    return order;
  }
}
