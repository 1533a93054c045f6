package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.Checkup;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Sight;
import dev.tfpaas.platform.http.HttpAnswer;
import dev.tfpaas.platform.http.ServerClock;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Looks at Cloud 66 and at the account, by reads alone.
final class Cloud66Checkup implements Checkup {
  private static final String STACKS = Cloud66Api.ROOT + "/stacks";
  private static final String CLOUD = "stack-cloud-name";

  /// How many stacks are looked at closely, at a few calls each.
  private static final int MOST = 10;

  private final Cloud66Api api;
  private final Account account;
  private final Clock clock;

  Cloud66Checkup(Cloud66Api api, Account account, Clock clock) {
    this.api = api;
    this.account = account;
    this.clock = clock;
  }

  @Override
  public List<Sight> look() {
    return api.during(this::looked);
  }

  private List<Sight> looked() {
    List<Stack> stacks;
    HttpAnswer answer;
    try {
      stacks = account.stacks();
      answer = api.ask(STACKS);
    } catch (PlatformException failure) {
      return List.of(Checkup.failed(CREDENTIALS, failure));
    }
    List<Sight> sights = new ArrayList<>();
    sights.add(
        Sight.good(
            CREDENTIALS, "the token is accepted and sees %d stacks".formatted(stacks.size())));
    sights.add(Checkup.tried("permissions", () -> permissions(stacks)));
    sights.add(ServerClock.sight(answer, clock));
    sights.add(Sight.good("API version", "the API answers as version 3"));
    sights.add(limits(answer));
    sights.add(Checkup.tried(CLOUD, () -> cloud(stacks)));
    List<Stack> some = stacks.stream().filter(it -> !it.cluster()).limit(MOST).toList();
    sights.addAll(new AccountPositions(api, stacks, some).sights());
    sights.addAll(new ServerPositions(api, some, some.size() == stacks.size()).sights());
    return sights;
  }

  /// Each of the scopes that are needed is needed by some read, too.
  private Sight permissions(List<Stack> stacks) {
    Map<String, String> reads = new TreeMap<>();
    reads.put("public", Cloud66Api.ROOT + "/failover_groups");
    reads.put("redeploy", Cloud66Api.ROOT + "/clouds");
    stacks.stream()
        .findFirst()
        .ifPresent(stack -> reads.put("admin", Account.path(stack.uid()) + "/environments"));
    Set<String> missing = new TreeSet<>();
    Map<String, Integer> unclear = new TreeMap<>();
    reads.forEach((scope, path) -> {
      HttpAnswer answer = api.ask(path);
      if (answer.status() == 403) {
        missing.add(scope);
      } else if (!answer.ok()) {
        unclear.put(scope, answer.status());
      }
    });
    if (!missing.isEmpty()) {
      return Sight.bad(
          "permissions",
          "the token seems to lack the scopes " + String.join(", ", missing),
          "Make a token with the scopes public, redeploy and admin");
    }
    if (!unclear.isEmpty()) {
      return Sight.unknown(
          "permissions",
          unclear.entrySet().stream()
              .map(it ->
                  "the read that needs the scope %s was answered with status %d"
                      .formatted(it.getKey(), it.getValue()))
              .collect(Collectors.joining(", ")));
    }
    return stacks.isEmpty()
        ? Sight.unknown(
            "permissions", "without a stack nothing tells whether the scope admin is given")
        : Sight.good("permissions", "the token has the scopes public, redeploy and admin");
  }

  private static Sight limits(HttpAnswer answer) {
    Optional<String> left = answer.headers().firstValue("X-RateLimit-Remaining");
    Optional<String> all = answer.headers().firstValue("X-RateLimit-Limit");
    return left.isEmpty()
        ? Sight.unknown("limits", "no answer says how many calls of this hour are left")
        : Sight.good(
            "limits",
            "%s of %s calls are left in this hour"
                .formatted(
                    answer.shown(left.get()), all.map(answer::shown).orElse("an unknown number")));
  }

  /// Whether stacks call their cloud as the list of clouds does, or as people do.
  private Sight cloud(List<Stack> stacks) {
    Set<String> ids = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    for (JsonNode cloud : api.list(Cloud66Api.ROOT + "/clouds", Map.of(), "name")) {
      ids.add(cloud.path("name").asString(""));
      names.add(cloud.path("display_name").asString(""));
    }
    List<String> used = stacks.stream().flatMap(stack -> stack.cloud().stream()).toList();
    if (used.isEmpty()) {
      return Sight.undecided(CLOUD, Sight.Verdict.UNKNOWN, "no stack names its cloud");
    }
    // Where a cloud has one word for both, it tells nothing.
    boolean byId = used.stream().anyMatch(it -> ids.contains(it) && !names.contains(it));
    boolean byName = used.stream().anyMatch(it -> names.contains(it) && !ids.contains(it));
    if (byId != byName) {
      String position = byId ? "id" : "display-name";
      return Sight.in(CLOUD, position, "stacks name their cloud by its " + position);
    }
    return byId
        ? Sight.undecided(
            CLOUD, Sight.Verdict.BAD, "stacks name their cloud sometimes by id, sometimes by name")
        : Sight.undecided(
            CLOUD,
            Sight.Verdict.UNKNOWN,
            "the clouds of the stacks are called the same by id and name, or are not in the list");
  }
}
