package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.http.AnswerForm;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A page of the list of an app's deployments, of which no document says how it is ordered.
///
/// @param deployments as they are listed
/// @param pages how many pages there are
record DeploymentPage(List<Deployment> deployments, int pages) {

  /// How many are asked for at once.
  private static final int SIZE = 20;

  /// A deployment.
  ///
  /// @param status how far it is
  /// @param gitRef what was deployed
  /// @param createdAt when it was asked for; the beginning of time where that is not told
  record Deployment(String id, String status, String gitRef, Instant createdAt) {}

  /// Reads a page; empty when it has not the form of one.
  static Optional<DeploymentPage> parse(JsonNode body) {
    return AnswerForm.objects(body.path("deployments"), "id", "status")
        .map(all ->
            new DeploymentPage(
                all.stream().map(DeploymentPage::deployment).toList(),
                body.path("meta").path("pagination").path("total_pages").asInt(1)));
  }

  private static Deployment deployment(JsonNode one) {
    return new Deployment(
        one.path("id").asString(""),
        one.path("status").asString(""),
        one.path("git_ref").asString(""),
        time(one.path("created_at").asString("")));
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException _) {
      return Instant.MIN;
    }
  }

  /// The path of a page, the first being 1.
  static String path(AppPlace app, int page) {
    return app.path("/deployments?page=%d&per_page=%d".formatted(page, SIZE));
  }

  /// Tells whether the newest stand last; empty where nothing shows it.
  Optional<Boolean> isOldestFirst() {
    if (deployments.size() < 2) {
      return Optional.empty();
    }
    Instant first = deployments.getFirst().createdAt();
    Instant last = deployments.getLast().createdAt();
    return first.equals(last) ? Optional.empty() : Optional.of(first.isBefore(last));
  }

  /// Returns what this page and the next one list.
  DeploymentPage followedBy(DeploymentPage next) {
    return new DeploymentPage(
        Stream.concat(deployments.stream(), next.deployments.stream()).toList(), pages);
  }

  /// Returns the deployments, newest first; as they are listed where no time tells two apart.
  List<Deployment> newestFirst() {
    return deployments.stream()
        .sorted(Comparator.comparing(Deployment::createdAt).reversed())
        .toList();
  }
}
