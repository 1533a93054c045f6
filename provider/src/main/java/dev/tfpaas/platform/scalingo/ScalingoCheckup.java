package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.Checkup;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Sight;
import dev.tfpaas.platform.http.HttpAnswer;
import dev.tfpaas.platform.http.ServerClock;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Looks at Scalingo and at the account, by reads alone.
final class ScalingoCheckup implements Checkup {
  private static final String TOOL = "migration-tool";

  /// How many apps are asked for their migrations and deployments.
  static final int MOST = 5;

  private final ScalingoApi api;
  private final AppReader reader;
  private final Clock clock;

  ScalingoCheckup(ScalingoApi api, AppReader reader, Clock clock) {
    this.api = api;
    this.reader = reader;
    this.clock = clock;
  }

  @Override
  public List<Sight> look() {
    List<WireApp> apps = new ArrayList<>();
    List<Sight> regions = new ArrayList<>();
    try {
      api.user();
      for (RegionAddress region : api.regions()) {
        regions.add(Checkup.tried("permissions", () -> permissions(region, apps)));
      }
    } catch (PlatformException failure) {
      return List.of(Checkup.failed(CREDENTIALS, failure));
    }
    List<Sight> sights = new ArrayList<>();
    sights.add(Sight.good(CREDENTIALS, "the token was exchanged, and the user is read"));
    sights.addAll(regions);
    sights.add(Checkup.tried(ServerClock.SUBJECT, this::clock));
    sights.add(Checkup.tried("API version", this::version));
    sights.add(
        Sight.unknown(
            "limits",
            "60 calls a minute are documented for the whole account, and no answer says how many"
                + " are left"));
    SettledPositions positions = new SettledPositions(api, reader, List.copyOf(apps));
    sights.add(Checkup.tried("app-own-id", positions::ownId));
    sights.add(Checkup.tried("names-are-of-a-region", positions::names));
    sights.add(Checkup.tried("domain-in-both-regions", positions::domains));
    sights.add(Checkup.tried("deployments-order", positions::deployments));
    sights.addAll(migrations(List.copyOf(apps), positions));
    return sights;
  }

  private Sight permissions(RegionAddress region, List<WireApp> apps) {
    List<WireApp> here = reader.all(region.name());
    apps.addAll(here);
    return Sight.good(
        "permissions",
        "%d apps in %s can be read; what may be changed, only a change shows"
            .formatted(here.size(), region.name()));
  }

  private Sight clock() {
    return ServerClock.sight(api.ask(api.home(), "/v1/apps"), clock);
  }

  private Sight version() {
    HttpAnswer answer = api.ask(api.home(), "/v1/apps");
    return answer.ok()
        ? Sight.good("API version", "the apps API answers as version 1")
        : Sight.bad(
            "API version",
            "the apps API answers %d to version 1".formatted(answer.status()),
            Sight.REPORT);
  }

  /// Whether the migration tool still answers, and in which words: told by an app that was moved or
  /// is being moved, if one of the first few was, an app that says so itself first.
  private List<Sight> migrations(List<WireApp> apps, SettledPositions positions) {
    if (apps.isEmpty()) {
      return List.of(
          Sight.undecided(
              TOOL, Sight.Verdict.UNKNOWN, "there is no app whose migrations could be read"));
    }
    List<WireApp> some =
        apps.stream()
            .sorted(Comparator.comparing(app -> !app.status().equals(SettledPositions.MIGRATING)))
            .limit(MOST)
            .toList();
    try {
      WireApp told = some.getFirst();
      HttpAnswer answer = ask(told);
      Sight tool = tool(answer);
      for (WireApp other : some.subList(1, some.size())) {
        if (answer.status() != 200 || hasAny(answer)) {
          break;
        }
        told = other;
        answer = ask(other);
      }
      List<Sight> sights = new ArrayList<>(List.of(tool));
      if (answer.status() == 200 && answer.json().isPresent()) {
        sights.addAll(positions.migrations(told, answer.json().get()));
      }
      return sights;
    } catch (PlatformException failure) {
      return List.of(Checkup.failed(TOOL, failure));
    }
  }

  private HttpAnswer ask(WireApp app) {
    return api.ask(app.place().region(), app.place().path("/region_migrations"));
  }

  private static boolean hasAny(HttpAnswer answer) {
    return answer.json().flatMap(WireMigration::parseAll).filter(all -> !all.isEmpty()).isPresent();
  }

  /// How the list of migrations answers, or says that it does not.
  private static Sight tool(HttpAnswer answer) {
    String seen = "the list of migrations answers " + answer.status();
    boolean isJson = answer.json().isPresent();
    return switch (answer.status()) {
      case 200 ->
          answer.json().filter(body -> WireMigration.parseAll(body).isPresent()).isPresent()
              ? Sight.in(TOOL, "offered", seen)
              : Sight.undecided(
                  TOOL, Sight.Verdict.BAD, seen + " with what is no list: " + answer.excerpt());
      case 403 -> withdrawn(isJson ? "withdrawn-forbidden" : "withdrawn-forbidden-text", seen);
      case 410 -> withdrawn("withdrawn-gone", seen);
      case 404 -> withdrawn(isJson ? "withdrawn-not-found" : bare(answer), seen);
      case 501 -> withdrawn("withdrawn-text", seen);
      default -> Sight.undecided(TOOL, Sight.Verdict.LOOK, seen + ": " + answer.excerpt());
    };
  }

  /// Names what a 404 without JSON is.
  private static String bare(HttpAnswer answer) {
    return answer.text().isBlank() ? "withdrawn-empty" : "withdrawn-page";
  }

  private static Sight withdrawn(String position, String seen) {
    return new Sight(
        TOOL,
        Sight.Verdict.LOOK,
        seen,
        "Move apps with `paas_app_clone`: the migration tool was withdrawn",
        Optional.of(new Sight.Settled(TOOL, Optional.of(position))));
  }
}
