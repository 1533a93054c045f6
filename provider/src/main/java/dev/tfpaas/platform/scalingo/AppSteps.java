package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.http.HttpAnswer;
import dev.tfpaas.platform.http.HttpCall;
import dev.tfpaas.platform.scalingo.ScalingoApi.Change;
import dev.tfpaas.runbook.Action;
import dev.tfpaas.runbook.Budget;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The steps that several runbooks share.
final class AppSteps {
  /// For what the platform does at once.
  static final Budget QUICK =
      new Budget(
          Duration.ofMinutes(3),
          Duration.ofMinutes(3),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10));

  /// For containers that start or stop.
  static final Budget CONTAINERS =
      new Budget(
          Duration.ofMinutes(15),
          Duration.ofMinutes(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ScalingoApi api;
  private final AppReader reader;
  private final VariableWrites calls;
  private final ScalingoIncarnations incarnations;

  AppSteps(ScalingoApi api, AppReader reader, ScalingoIncarnations incarnations) {
    this.api = api;
    this.reader = reader;
    this.calls = new VariableWrites(api);
    this.incarnations = incarnations;
  }

  /// Returns the marks that creations write.
  ScalingoIncarnations incarnations() {
    return incarnations;
  }

  /// Scales an app to a formation that is worked out when the step is made.
  ///
  /// @param body what the plan shows of it
  /// @param wanted the formation, given the one that there is
  Step scale(String title, AppPlace place, String body, UnaryOperator<Formation> wanted) {
    FollowedOperation operation = new FollowedOperation(api, place);
    Call call = Call.of("POST", place.path("/scale"), body);
    return Step.of(
            title,
            place.id(api.home()),
            call,
            Duration.ofSeconds(30),
            () -> scaled(place, wanted, operation),
            () -> operation.follow(scaleNow(place, wanted)),
            CONTAINERS)
        .after("no other operation", () -> idle(place));
  }

  private Reading scaled(
      AppPlace place, UnaryOperator<Formation> wanted, FollowedOperation operation) {
    Optional<String> pending = operation.pending();
    if (pending.isPresent()) {
      return Reading.pending(pending.get());
    }
    Formation present = reader.formation(place);
    if (!present.fulfils(wanted.apply(present))) {
      return Reading.pending("containers are " + present);
    }
    return idle(place);
  }

  /// Reads whether the platform takes operations on an app.
  Reading idle(AppPlace place) {
    WireApp app = reader.require(place);
    return new Reading(!app.busy(), "the app is " + app.status());
  }

  /// Scales an app, now. While the platform works on it, it refuses to be told again.
  Optional<HttpAnswer> scaleNow(AppPlace place, UnaryOperator<Formation> wanted) {
    Formation present = reader.formation(place);
    Formation goal = wanted.apply(present);
    return api.changeSeen(
        place.region(),
        Change.once("POST", place.path("/scale"), goal.over(present).toBody()),
        () -> reader.formation(place).fulfils(goal));
  }

  /// Stops an app: scales every type to zero.
  Step stop(AppPlace place) {
    return scale("stop", place, "{every type: 0}", Formation::stopped);
  }

  /// Starts an app as it is remembered, or with one web container.
  Step start(AppPlace place) {
    return scale(
        "start",
        place,
        "{as remembered in " + Mark.FORMATION + "}",
        present -> remembered(place, present));
  }

  /// Returns the formation that an app is to run with: its own if it runs, else the remembered one.
  Formation remembered(AppPlace place, Formation present) {
    if (present.runs()) {
      return present;
    }
    return reader
        .variables(place)
        .value(Mark.FORMATION)
        .flatMap(Formation::parse)
        .orElse(Formation.ONE_WEB);
  }

  /// Tells whether an app serves: containers run and nothing is being done to it.
  Probe serves(AppPlace place) {
    return () -> {
      WireApp app = reader.require(place);
      return new Reading(app.status().equals("running"), "the app is " + app.status());
    };
  }

  /// Sets variables; others stay.
  ///
  /// @param body what the plan shows of it, without values that are secret
  /// @param wanted worked out when the step is made
  Step variables(String title, AppPlace place, String body, Supplier<Map<String, Secret>> wanted) {
    return Step.of(
        title,
        place.id(api.home()),
        Call.of("PUT", place.path("/variables"), body),
        Duration.ofSeconds(2),
        () -> {
          AppReader.Variables present = reader.variables(place);
          long missing =
              wanted.get().entrySet().stream()
                  .filter(one ->
                      !present.value(one.getKey()).equals(Optional.of(one.getValue().value())))
                  .count();
          return new Reading(missing == 0, missing + " variables differ");
        },
        () -> setVariables(place, wanted.get()),
        QUICK);
  }

  /// Sets variables, now.
  void setVariables(AppPlace place, Map<String, Secret> values) {
    calls.set(place, values);
  }

  /// Removes variables.
  Step withoutVariables(String title, AppPlace place, Set<String> names) {
    String shown = String.join(", ", names.stream().sorted().toList());
    return Step.of(
        title,
        place.id(api.home()),
        Call.of("DELETE", place.path("/variables"), "{" + shown + "}"),
        Duration.ofSeconds(2),
        () -> {
          List<String> ids = ids(place, names);
          return new Reading(ids.isEmpty(), ids.size() + " variables are there");
        },
        () -> {
          ObjectNode body = JSON.objectNode();
          ArrayNode list = body.putArray("variable_ids");
          ids(place, names).forEach(list::add);
          api.change(place.region(), Change.repeatable("DELETE", place.path("/variables"), body));
        },
        QUICK);
  }

  /// An app that is gone has no variables either.
  private List<String> ids(AppPlace place, Set<String> names) {
    if (reader.find(place).isEmpty()) {
      return List.of();
    }
    return reader.variables(place).all().entrySet().stream()
        .filter(one -> names.contains(one.getKey()))
        .map(one -> one.getValue().id())
        .toList();
  }

  /// Adds a custom domain. A second attempt is refused by the platform because the name is taken,
  /// so an unclear answer is resolved by the probe.
  ///
  /// @param partner the app of the other region that has it, too
  Step attach(AppPlace place, String domain, Optional<AppPlace> partner) {
    ObjectNode body = JSON.objectNode();
    body.putObject("domain").put("name", domain).put("letsencrypt_enabled", true);
    return Step.of(
        "add domain",
        place.id(api.home()),
        Call.of(
            "POST",
            place.path("/domains"),
            "{name: %s, letsencrypt_enabled: true}".formatted(domain)),
        Duration.ofSeconds(5),
        () -> new Reading(has(place, domain), "it has not the domain " + domain),
        () -> {
          try {
            api.change(place.region(), Change.once("POST", place.path("/domains"), body));
          } catch (PlatformException failure) {
            throw partner
                .filter(_ -> failure.kind() == Kind.REJECTED || failure.kind() == Kind.CONFLICT)
                .filter(other -> isSeenToHave(other, domain, failure))
                .map(other -> takenBy(other, place, domain, failure))
                .orElse(failure);
          }
        },
        QUICK);
  }

  /// Reads it for an explanation only: where it cannot be read, there is none, and the refusal
  /// stays what it is.
  private boolean isSeenToHave(AppPlace place, String domain, PlatformException refusal) {
    try {
      return has(place, domain);
    } catch (PlatformException unread) {
      refusal.addSuppressed(unread);
      return false;
    }
  }

  private boolean has(AppPlace place, String domain) {
    return reader.domains(place).stream().anyMatch(one -> one.name().equals(domain));
  }

  /// Whether two regions may have one domain, no page says, and no read tells before.
  private PlatformException takenBy(
      AppPlace other, AppPlace place, String domain, PlatformException failure) {
    return PlatformException.rejected(
        ScalingoPlatform.NAME,
        failure.call(),
        "Scalingo does not attach %s to %s while %s has it (%s). Leave it out of `domains`, and point its CNAME to the group's `address`"
            .formatted(domain, place.id(api.home()), other.id(api.home()), failure.getMessage()));
  }

  /// Removes a custom domain.
  Step detach(AppPlace place, String domain) {
    Action act =
        () -> {
          for (AppReader.Domain one : reader.domains(place)) {
            if (one.name().equals(domain)) {
              String path = place.path("/domains/" + HttpCall.encoded(one.id()));
              api.change(place.region(), Change.repeatable("DELETE", path, JSON.objectNode()));
            }
          }
        };
    return Step.of(
        "remove domain",
        place.id(api.home()),
        Call.of("DELETE", place.path("/domains/{id of " + domain + "}")),
        Duration.ofSeconds(5),
        () -> new Reading(!has(place, domain), "it has the domain " + domain),
        act,
        QUICK);
  }
}
