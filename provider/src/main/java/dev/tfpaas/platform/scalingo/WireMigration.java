package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.http.AnswerForm;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A migration as Scalingo shows it.
///
/// @param id the platform's identifier
/// @param source the region it leaves
/// @param destination the region it goes to
/// @param sourceApp the app's name at first
/// @param destinationApp the app's name in the end
/// @param newAppId the platform's identifier of the new app; empty until it exists
/// @param status in Scalingo's words
/// @param startedAt when it was created
/// @param finishedAt when its last phase ended, which is not when the migration did
/// @param steps of all phases so far, in order
record WireMigration(
    String id,
    String source,
    String destination,
    String sourceApp,
    String destinationApp,
    Optional<String> newAppId,
    String status,
    Instant startedAt,
    Optional<Instant> finishedAt,
    List<WireStep> steps) {
  /// The name of the step that stands for all checks.
  static final String UMBRELLA = "Preflight checks";

  private static final Set<String> FINAL = Set.of("preflight-error", "aborted", "done");

  /// Where no step need have been made yet.
  private static final Set<String> FIRST = Set.of("created", "scheduled", "running");

  private static final Set<String> RUNNING = Set.of("running", "aborting");
  private static final List<String> ORDER =
      List.of("created", "preflight-success", "prepared", "data-migrated", "done");

  /// Reads a list, which has no root key; empty when it is none.
  static Optional<List<WireMigration>> parseAll(JsonNode body) {
    JsonNode list = within(body, "region_migrations", "migrations");
    return AnswerForm.objects(list)
        .map(all -> all.stream().flatMap(one -> parse(one).stream()).toList())
        .filter(all -> all.size() == list.size());
  }

  /// Reads the object, which has no root key; empty when it is none.
  static Optional<WireMigration> parse(JsonNode body) {
    JsonNode one = within(body, "region_migration", "migration");
    boolean whole =
        AnswerForm.object(one, "id", "status", "source", "destination", "src_app_name").isPresent()
            && (hasNotBegun(one)
                || AnswerForm.objects(one.path("steps"), "name", "status").isPresent());
    return whole ? Optional.of(from(one)) : Optional.empty();
  }

  /// Whether it has no steps, as a service may say in two ways of one that was just made.
  private static boolean hasNotBegun(JsonNode one) {
    JsonNode steps = one.path("steps");
    return (steps.isMissingNode() || steps.isNull())
        && FIRST.contains(one.path("status").asString(""));
  }

  /// The last client that knew migrations read them without a root key, against the custom of the
  /// API; one with a key is understood, too.
  private static JsonNode within(JsonNode body, String... keys) {
    for (String key : keys) {
      if (body.has(key)) {
        return body.path(key);
      }
    }
    return body;
  }

  private static WireMigration from(JsonNode one) {
    List<WireStep> steps = new ArrayList<>();
    one.path("steps")
        .forEach(step ->
            steps.add(
                new WireStep(
                    step.path("name").asString(""),
                    step.path("status").asString(""),
                    step.path("logs").asString(""))));
    return new WireMigration(
        one.path("id").asString(""),
        one.path("source").asString(""),
        one.path("destination").asString(""),
        one.path("src_app_name").asString(""),
        one.path("dst_app_name").asString(""),
        Optional.of(one.path("new_app_id").asString("")).filter(id -> !id.isEmpty()),
        one.path("status").asString(""),
        instant(one.path("started_at")).orElse(Instant.EPOCH),
        instant(one.path("finished_at")),
        List.copyOf(steps));
  }

  private static Optional<Instant> instant(JsonNode node) {
    String text = node.asString("");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /// Returns where the app is brought to; an empty name means the same one.
  AppPlace target() {
    return new AppPlace(destination, destinationApp.isEmpty() ? sourceApp : destinationApp);
  }

  /// Tells whether nothing more can be done with it.
  boolean ended() {
    return FINAL.contains(status);
  }

  /// Tells whether a phase is running.
  boolean running() {
    return RUNNING.contains(status);
  }

  /// Tells whether it is being undone.
  boolean aborting() {
    return status.equals("aborting");
  }

  /// Tells whether a status is reached, by the order of the phases.
  boolean reached(String wanted) {
    return ORDER.indexOf(status) >= ORDER.indexOf(wanted);
  }

  /// Returns the checks that the platform makes first: up to the one that stands for all.
  List<WireStep> checks() {
    List<WireStep> checks = new ArrayList<>();
    for (WireStep step : steps) {
      checks.add(step);
      if (step.name().equals(UMBRELLA)) {
        break;
      }
    }
    return checks;
  }

  /// Says which steps failed and why, on one line.
  String failures() {
    List<String> failures = new ArrayList<>();
    for (WireStep step : steps) {
      if (step.status().equals("error")) {
        failures.add(step.logs().isEmpty() ? step.name() : step.name() + ": " + step.logs());
      }
    }
    return failures.isEmpty() ? "it gives no reason" : String.join("; ", failures);
  }

  /// Says what is being done.
  String progress() {
    return steps.stream()
        .filter(step -> step.status().equals("running"))
        .map(step -> status + ": " + step.name())
        .findFirst()
        .orElse(status + " after " + steps.size() + " steps");
  }

  /// A step of a phase.
  ///
  /// @param name free text
  /// @param status `running`, `done` or `error`
  /// @param logs what the platform notes; debris on a good step
  record WireStep(String name, String status, String logs) {}
}
