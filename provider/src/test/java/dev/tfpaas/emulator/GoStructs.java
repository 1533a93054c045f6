package dev.tfpaas.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The structs that a Go client decodes answers into, as a table; checks that an answer has every
/// field, of the type that Go would accept.
///
/// A line is `Name: field type, field type`. Types are `string`, `int`, `bool`, `time`, `any`, the
/// name of a struct, and `[type]` for a list. A `?` after it says that the vendor also sends null.
public final class GoStructs {
  private final Map<String, Map<String, String>> structs = new LinkedHashMap<>();

  private GoStructs() {}

  /// Reads a table; a line that starts with a blank goes on with the struct before.
  public static GoStructs of(String table) {
    GoStructs made = new GoStructs();
    for (String line : table.replaceAll("\n +", " ").split("\n", -1)) {
      if (line.isBlank()) {
        continue;
      }
      int colon = line.indexOf(':');
      Map<String, String> fields = new LinkedHashMap<>();
      for (String field : line.substring(colon + 1).split(",", -1)) {
        String[] parts = field.strip().split(" ", 2);
        fields.put(parts[0], parts[1].strip());
      }
      made.structs.put(line.substring(0, colon), fields);
    }
    return made;
  }

  /// Decodes a value.
  ///
  /// @throws AssertionError where Go would fail, or would find nothing
  public JsonNode decode(String type, JsonNode value) {
    check(type, value, type);
    return value;
  }

  private void check(String type, JsonNode value, String path) {
    if (type.endsWith("?")) {
      if (!value.isNull()) {
        check(type.substring(0, type.length() - 1), value, path);
      }
      return;
    }
    assertThat(value.isMissingNode()).as(path + " is missing").isFalse();
    assertThat(value.isNull() && !type.equals("any")).as(path + " is null").isFalse();
    if (type.startsWith("[")) {
      assertThat(value.isArray()).as(path + " is a list: " + value).isTrue();
      String of = type.substring(1, type.length() - 1);
      for (int i = 0; i < value.size(); i++) {
        check(of, value.path(i), path + "[" + i + "]");
      }
      return;
    }
    Optional<Map<String, String>> struct = Optional.ofNullable(structs.get(type));
    if (struct.isPresent()) {
      assertThat(value.isObject()).as(path + " is an object: " + value).isTrue();
      struct.get().forEach((field, of) -> check(of, value.path(field), path + "." + field));
      return;
    }
    assertThat(isScalar(type, value)).as("%s is a %s: %s".formatted(path, type, value)).isTrue();
  }

  private static boolean isScalar(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isString();
      case "int" -> value.isIntegralNumber();
      case "bool" -> value.isBoolean();
      case "time" -> value.isString() && isTime(value.asString());
      case "any" -> true;
      default -> throw new AssertionError("no such type: " + type);
    };
  }

  /// Go's `time.Time` takes RFC 3339 only.
  private static boolean isTime(String text) {
    try {
      return text.contains("T") && OffsetDateTime.parse(text).getYear() > 0;
    } catch (DateTimeParseException _) {
      return false;
    }
  }
}
