package dev.tfpaas.platform.host;

import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.host.HostReading.Look;
import dev.tfpaas.platform.host.ground.Cloud;
import dev.tfpaas.platform.host.ground.Records.AppRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds out what this platform would refuse of a copy.
///
/// @param reading asks
record HostCloneChecks(HostReading reading) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?");

  List<Problem> check(CloneSpec spec) {
    Look look = reading.look("GET /apps");
    List<Problem> problems = new ArrayList<>();
    Optional<AppRecord> source = look.cloud().app(spec.sourceAppId());
    if (source.isEmpty()) {
      problems.add(unknownApp(look.cloud(), "source_app_id", spec.sourceAppId()));
    }
    if (!NAME.matcher(spec.name()).matches()) {
      problems.add(
          new Problem(
              "name",
              "\"" + spec.name() + "\" is no name here",
              "Use 1 to 42 lower-case letters, digits and hyphens, none of these at the ends."));
    }
    spec.region()
        .filter(region -> !look.cloud().regions().containsKey(region))
        .ifPresent(region ->
            problems.add(
                new Problem(
                    "region",
                    "There is no region \"" + region + "\"",
                    "There are %s."
                        .formatted(String.join(", ", look.cloud().regions().keySet())))));
    spec.databases()
        .ifPresent(engines ->
            engines.stream()
                .filter(it -> Engine.of(it).isEmpty())
                .forEach(it ->
                    problems.add(
                        new Problem(
                            "databases",
                            "\"" + it + "\" is no database engine of this platform",
                            "It knows %s.".formatted(String.join(", ", Engine.names()))))));
    boolean isThere = look.cloud().app(spec.name()).isPresent();
    if (isThere != spec.adopt()) {
      problems.add(
          isThere
              ? new Problem(
                  "name",
                  "An app named \"" + spec.name() + "\" exists",
                  "Choose another name, or set `adopt = true` to take it as the clone.")
              : new Problem(
                  "adopt",
                  "There is no app \"" + spec.name() + "\" to adopt",
                  "Leave `adopt` out to have it made."));
    }
    return List.copyOf(problems);
  }

  static Problem unknownApp(Cloud cloud, String attribute, String app) {
    return new Problem(
        attribute,
        "There is no app \"" + app + "\"",
        cloud.apps().isEmpty()
            ? "There are no apps at all. `paas host up` starts what the estate says."
            : "There are %s.".formatted(String.join(", ", cloud.apps().keySet())));
  }
}
