package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.Checkup;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Sight;
import dev.tfpaas.platform.http.HttpAnswer;
import dev.tfpaas.platform.http.ServerClock;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Looks at a hoster's platform and at the account, by reads alone.
///
/// Beside what the provider reads anyway it asks `marketplace/jps/rest/getengineversion` and
/// `billing/account/rest/getquotas`, which need no environment.
final class JelasticCheckup implements Checkup {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final Duration PAST = Duration.ofDays(30);

  /// The server's clock has no zone.
  private static final Duration SPARE = Duration.ofDays(1);

  private final JelasticApi api;
  private final Account account;
  private final Clock clock;

  JelasticCheckup(JelasticApi api, Account account, Clock clock) {
    this.api = api;
    this.account = account;
    this.clock = clock;
  }

  @Override
  public List<Sight> look() {
    List<Environment> environments;
    try {
      environments = account.all();
    } catch (PlatformException failure) {
      return List.of(Checkup.failed(CREDENTIALS, failure));
    }
    List<Sight> sights = new ArrayList<>();
    sights.add(
        Sight.good(
            CREDENTIALS,
            "the token is accepted and sees %d environments".formatted(environments.size())));
    Optional<String> environment = environments.stream().map(Environment::name).findFirst();
    sights.add(permissions(environment));
    sights.add(Checkup.tried(ServerClock.SUBJECT, this::clock));
    sights.add(Checkup.tried("API version", this::version));
    sights.add(Checkup.tried("migration", this::migration));
    sights.add(Checkup.tried("deletion", this::deletion));
    sights.add(Sight.unknown("limits", "the platform documents no limit of calls, and shows none"));
    sights.addAll(positions(environment));
    return sights;
  }

  private Sight permissions(Optional<String> environment) {
    List<String> methods =
        Stream.concat(
                Stream.of(
                    JelasticApi.CONTROL + "getregions", JelasticApi.TRACKING + "getcurrentactions"),
                environment.stream()
                    .flatMap(_ ->
                        Stream.of(
                            JelasticApi.CONTROL + "getenvinfo",
                            JelasticApi.CONTROL + "getenvproperty")))
            .toList();
    Map<String, String> target = environment.map(name -> Map.of("envName", name)).orElse(Map.of());
    List<String> refused = new ArrayList<>();
    for (String method : methods) {
      try {
        if (result(api.ask(method, target)) != 0) {
          refused.add(method.substring(method.lastIndexOf('/') + 1));
        }
      } catch (PlatformException _) {
        refused.add(method.substring(method.lastIndexOf('/') + 1));
      }
    }
    return refused.isEmpty()
        ? Sight.good(
            "permissions",
            "the token may read all that is needed; what it may change, only a change shows")
        : Sight.look(
            "permissions",
            "these reads are refused: " + String.join(", ", refused),
            "Give the token the permissions that the guide for this platform lists");
  }

  private static int result(HttpAnswer answer) {
    return answer.json().flatMap(body -> Spellings.number(body.path("result"))).orElse(99);
  }

  private Sight clock() {
    return ServerClock.sight(api.ask(JelasticApi.CONTROL + "getregions", Map.of()), clock);
  }

  private Sight version() {
    HttpAnswer answer = api.ask("marketplace/jps/rest/getengineversion", Map.of());
    String version = answer.json().map(body -> body.path("version").asString("")).orElse("");
    return version.isEmpty()
        ? Sight.unknown("API version", "this token is not told the version of the platform")
        : Sight.good("API version", "the platform is of version " + answer.shown(version));
  }

  private Sight migration() {
    List<HostGroup> groups = account.hostGroups();
    long open = groups.stream().filter(HostGroup::usable).count();
    String seen = "%d of %d host groups take environments".formatted(open, groups.size());
    return open > 1
        ? Sight.good("migration", seen)
        : Sight.look("migration", seen, "Ask the hoster for another region, to move or copy to");
  }

  /// Shows what a token cannot do: where the account's password is asked for, copies are made and
  /// paid for that only a person can delete.
  private Sight deletion() {
    HttpAnswer answer =
        api.ask("billing/account/rest/getquotas", Map.of("quotasnames", Account.CONFIRMATION));
    String seen =
        answer
            .json()
            .map(body -> Spellings.text(body.path("array").path(0).path("value")))
            .filter(value -> !value.isEmpty())
            .map(value -> "is " + answer.shown(value))
            .orElse("is not told");
    return Sight.unknown(
        "deletion",
        "the quota %s %s; ask the hoster before you make copies: where it asks for the password of the account, a token cannot delete them"
            .formatted(Account.CONFIRMATION, seen));
  }

  /// Tells how the platform spells what it answers.
  private List<Sight> positions(Optional<String> environment) {
    try {
      Map<String, String> past =
          Map.of(
              "count",
              "500",
              "starttime",
              TIME.format(clock.instant().minus(PAST)),
              "endtime",
              TIME.format(clock.instant().plus(SPARE)));
      JsonNode properties =
          environment
              .map(name ->
                  SeenPositions.body(
                      api.ask(JelasticApi.CONTROL + "getenvproperty", Map.of("envName", name))))
              .orElse(MissingNode.getInstance());
      return new SeenPositions(
              SeenPositions.body(api.ask(JelasticApi.CONTROL + "getenvs", Map.of())),
              properties,
              SeenPositions.body(api.ask(JelasticApi.CONTROL + "getregions", Map.of())),
              SeenPositions.body(api.ask(JelasticApi.TRACKING + "getuidactions", past)),
              SeenPositions.body(api.ask(JelasticApi.TRACKING + "getcurrentactions", Map.of())))
          .sights();
    } catch (PlatformException failure) {
      return List.of(Checkup.failed("spellings", failure));
    }
  }
}
