package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// `/stacks/{uid}/service_yaml` and `/manifest_yaml`, and the little that is read from such files:
/// lines, not YAML.
final class FileCalls {
  private static final List<String> ENGINES = List.of("mysql", "postgresql", "redis");

  private final Model model;

  FileCalls(Model model) {
    this.model = model;
  }

  /// Returns the versions of a file, the newest last.
  ///
  /// @param kind `service_yaml` or `manifest_yaml`
  List<StackState.FileVersion> versions(StackState stack, String kind) {
    return kind.equals("service_yaml") ? stack.services : stack.manifests;
  }

  Reply list(Request request, String uid, String kind) {
    boolean whole = request.query().getOrDefault("include_body", "false").matches("true|1");
    List<StackState.FileVersion> versions = versions(model.stack(uid), kind);
    boolean newestLast = model.options.dialect().is("file-version-order", "newest-last");
    List<ObjectNode> shown =
        (newestLast ? versions : versions.reversed()).stream().map(it -> json(it, whole)).toList();
    return Envelope.paged(request, shown, model.options.pageSize());
  }

  Reply read(String uid, String kind, String version) {
    return versions(model.stack(uid), kind).stream()
        .filter(it -> it.uid().equals(version))
        .findFirst()
        .map(it -> Envelope.one(json(it, true)))
        .orElseThrow(ApiError::notFound);
  }

  Reply add(String uid, String kind, Body body) {
    StackState stack = model.stack(uid);
    if (!stack.containers) {
      throw ApiError.bad("Only containerised applications have these files");
    }
    StackState.FileVersion version =
        model.version(body.need(kind), body.text("comments").orElse(""));
    versions(stack, kind).add(version);
    return Envelope.one(json(version, true));
  }

  private static ObjectNode json(StackState.FileVersion version, boolean whole) {
    ObjectNode json = Envelope.JSON.objectNode().put("uid", version.uid());
    if (whole) {
      json.put("body", version.body());
    } else {
      json.putNull("body");
    }
    return json.put("comments", version.comments())
        .put("created_at_iso", version.at().toString())
        .put("updated_at_iso", version.at().toString());
  }

  /// Returns the first value of a key anywhere in a file.
  static Optional<String> value(String yaml, String key) {
    Matcher matcher =
        Pattern.compile("(?m)^[\\s-]*" + key + ":\\s*\"?([^\"\\s#]+)\"?").matcher(yaml);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /// Returns the engines that a service file lists.
  static List<String> databases(String yaml) {
    int start = yaml.indexOf("databases:");
    String rest = start < 0 ? "" : yaml.substring(start);
    return ENGINES.stream().filter(engine -> rest.contains(engine)).toList();
  }

  /// Returns the variables that a manifest gives to the first build.
  static Map<String, String> variables(String yaml) {
    Map<String, String> variables = new LinkedHashMap<>();
    Pattern line = Pattern.compile("^(\\s*)([A-Za-z_][A-Za-z0-9_]*):\\s*\"?(.*?)\"?\\s*$");
    int depth = -1;
    for (String text : new ArrayList<>(yaml.lines().toList())) {
      Matcher matcher = line.matcher(text);
      if (!matcher.matches()) {
        continue;
      }
      int indent = matcher.group(1).length();
      if (matcher.group(2).equals("environment_variables")) {
        depth = indent;
      } else if (depth >= 0 && indent > depth) {
        variables.put(matcher.group(2), matcher.group(3));
      } else {
        depth = -1;
      }
    }
    return variables;
  }
}
