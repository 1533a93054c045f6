package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.Sight;
import dev.tfpaas.platform.Sight.Verdict;
import dev.tfpaas.platform.http.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Tells by reads in which positions of the register Scalingo is.
///
/// @param api asks
/// @param reader reads what belongs to an app
/// @param apps all that the account sees, of all regions
record SettledPositions(ScalingoApi api, AppReader reader, List<WireApp> apps) {
  /// An identifier that no migration has.
  private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

  /// Where the checks are behind a migration.
  private static final Set<String> CHECKED =
      Set.of("preflight-success", "preflight-error", "prepared", "data-migrated", "done");

  /// The status that an app has while it is migrated.
  static final String MIGRATING = "migrating";

  /// Where a migration has begun to move its app.
  private static final Set<String> FROZEN = Set.of("prepared", "data-migrated");

  /// Where a phase has ended, and the migration has not.
  private static final Set<String> BETWEEN =
      Set.of("preflight-success", "prepared", "data-migrated");

  /// Looks at what the identifiers and names of apps show.
  Sight ownId() {
    Optional<WireApp> app = apps.stream().filter(one -> !one.id().isEmpty()).findFirst();
    if (app.isEmpty()) {
      return unseen("app-own-id", "there is no app to be asked for by its identifier");
    }
    AppPlace byId = new AppPlace(app.get().place().region(), app.get().id());
    HttpAnswer answer = api.ask(byId.region(), byId.path(""));
    String seen = "an app asked for by its identifier answers " + answer.status();
    boolean same =
        answer
            .json()
            .filter(body -> body.path("app").path("id").asString("").equals(app.get().id()))
            .isPresent();
    return answer.ok() && same
        ? Sight.in("app-own-id", "stays", seen)
        : answer.status() == 404 && answer.json().isPresent()
            ? Sight.in("app-own-id", "not-in-a-path", seen)
            : Sight.undecided("app-own-id", Verdict.LOOK, seen);
  }

  /// Looks for a name that two regions have.
  Sight names() {
    return pair().isPresent()
        ? Sight.in("names-are-of-a-region", "of-a-region", "two regions have an app of one name")
        : unseen("names-are-of-a-region", "no two regions have an app of one name");
  }

  /// Looks for a domain that apps of one name in two regions have.
  Sight domains() {
    String entry = "domain-in-both-regions";
    Optional<List<AppPlace>> pair = pair();
    if (pair.isEmpty()) {
      return unseen(entry, "no two regions have an app of one name, whose domains could be read");
    }
    List<String> first =
        reader.domains(pair.get().getFirst()).stream().map(AppReader.Domain::name).toList();
    boolean both =
        reader.domains(pair.get().getLast()).stream()
            .anyMatch(domain -> first.contains(domain.name()));
    return both
        ? Sight.in(entry, "both", "a domain is attached in two regions")
        : unseen(entry, "no domain is attached in two regions");
  }

  /// Looks at the deployments of the first few apps for two of different times.
  Sight deployments() {
    String entry = "deployments-order";
    return apps.stream()
        .limit(ScalingoCheckup.MOST)
        .flatMap(app -> reader.deployments(app.place(), 1).isOldestFirst().stream())
        .findFirst()
        .map(oldestFirst ->
            oldestFirst
                ? Sight.in(entry, "oldest-first", "the oldest deployment of an app stands first")
                : Sight.in(entry, "newest-first", "the newest deployment of an app stands first"))
        .orElseGet(() -> unseen(entry, "no app that was looked at was deployed twice"));
  }

  /// Finds two apps of one name.
  private Optional<List<AppPlace>> pair() {
    List<AppPlace> places = apps.stream().map(WireApp::place).toList();
    return places.stream()
        .flatMap(one ->
            places.stream()
                .filter(other ->
                    other.name().equals(one.name()) && !other.region().equals(one.region()))
                .map(other -> List.of(one, other)))
        .findFirst();
  }

  /// Looks at how migrations are answered.
  ///
  /// @param app one whose migrations are offered
  /// @param list what the list of them answered
  List<Sight> migrations(WireApp app, JsonNode list) {
    List<Sight> sights = new ArrayList<>();
    sights.add(
        Sight.in(
            "migration-root-key",
            list.isArray() ? "bare" : "wrapped",
            "the list of migrations is " + (list.isArray() ? "bare" : "below a key")));
    sights.add(notFound(app.place()));
    List<WireMigration> all = WireMigration.parseAll(list).orElse(List.of());
    sights.add(steps(all));
    sights.add(finishedAt(all));
    sights.add(status(app, all));
    sights.add(sourceAfterTheEnd(app, all));
    return sights;
  }

  /// Where nothing of an app may be changed, its status says so, or not.
  private static Sight status(WireApp app, List<WireMigration> all) {
    return all.stream().anyMatch(one -> FROZEN.contains(one.status()))
        ? app.status().equals(MIGRATING)
            ? Sight.in("migrating-status", MIGRATING, "an app that is being migrated says so")
            : Sight.in("migrating-status", "as-before", "an app that is being migrated shows none")
        : unseen(
            "migrating-status", "no app that was looked at is between being prepared and done");
  }

  /// The app that a finished migration has left is there, in one status or another.
  private static Sight sourceAfterTheEnd(WireApp app, List<WireMigration> all) {
    String entry = "migration-source-after-the-end";
    boolean left =
        all.stream()
            .anyMatch(one ->
                one.status().equals("done")
                    && one.source().equals(app.place().region())
                    && one.sourceApp().equals(app.place().name()));
    return left && Set.of("stopped", "running").contains(app.status())
        ? Sight.in(entry, app.status(), "the source of a finished migration is " + app.status())
        : unseen(entry, "no app that was looked at is the source of a finished migration");
  }

  private Sight notFound(AppPlace app) {
    HttpAnswer answer = api.ask(app.region(), new MigrationId(app, NOBODY).path(""));
    String seen = "a migration that is not there answers " + answer.status();
    Optional<String> position =
        answer
            .json()
            .filter(body -> answer.status() == 404 && body.has("error"))
            .map(body -> body.has("resource") ? "resource" : "plain");
    return position
        .map(it -> Sight.in("migration-not-found", it, seen))
        .orElseGet(() -> Sight.undecided("migration-not-found", Verdict.LOOK, seen));
  }

  private static Sight steps(List<WireMigration> all) {
    return all.stream()
        .filter(one -> CHECKED.contains(one.status()) && !one.steps().isEmpty())
        .findFirst()
        .map(one ->
            one.steps().stream().anyMatch(step -> step.name().equals(WireMigration.UMBRELLA))
                ? Sight.in("migration-steps", "named", "the checks of a migration have their name")
                : Sight.in("migration-steps", "other-names", "no check has the expected name"))
        .orElseGet(() -> unseen("migration-steps", "no migration has steps to be read"));
  }

  private static Sight finishedAt(List<WireMigration> all) {
    return all.stream()
        .filter(one -> BETWEEN.contains(one.status()))
        .findFirst()
        .map(one ->
            one.finishedAt().isPresent()
                ? Sight.in(
                    "migration-finished-at", "at-each-phase", "a phase has a time of its end")
                : Sight.in("migration-finished-at", "at-the-end", "a phase has no time of its end"))
        .orElseGet(() -> unseen("migration-finished-at", "no migration is between two phases"));
  }

  private static Sight unseen(String entry, String why) {
    return Sight.undecided(entry, Verdict.UNKNOWN, why);
  }
}
