package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.http.HttpCall;
import dev.tfpaas.platform.scalingo.ScalingoApi.Change;
import dev.tfpaas.runbook.Budget;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The steps that make a copy of one app.
final class CloneSteps {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// For what the platform takes its time for.
  static final Budget LONG =
      new Budget(
          Duration.ofMinutes(45),
          Duration.ofMinutes(45),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15));

  private final ScalingoApi api;
  private final AppReader reader;
  private final AppSteps steps;
  private final CloneSpec spec;
  private final AppPlace source;
  private final AppPlace clone;
  private final CloneSource copied;

  /// Whether the platform answered to have made the app.
  private volatile boolean made;

  CloneSteps(ScalingoApi api, AppReader reader, AppSteps steps, CloneSpec spec) {
    this.api = api;
    this.reader = reader;
    this.steps = steps;
    this.spec = spec;
    this.source = api.place(spec.sourceAppId());
    this.clone = api.live(place(spec, source));
    this.copied = new CloneSource(api, reader);
  }

  /// Returns where a copy is.
  static AppPlace place(CloneSpec spec, AppPlace source) {
    return new AppPlace(spec.region().orElse(source.region()), spec.name());
  }

  private String cloneId() {
    return clone.id(api.home());
  }

  /// Makes the empty app. The name is unique in its region, so after an unclear answer reading the
  /// app by its name tells.
  Step create() {
    String stack = sameRegion() ? ", stack_id: as " + spec.sourceAppId() : "";
    return Step.of(
        "create app",
        cloneId(),
        Call.of("POST", "/v1/apps", "{name: %s%s}".formatted(clone.name(), stack)),
        Duration.ofSeconds(5),
        () -> reader.find(clone).map(this::taken).orElse(Reading.pending("it is not there")),
        () -> {
          api.change(clone.region(), Change.once("POST", "/v1/apps", appBody()));
          made = true;
        },
        AppSteps.QUICK);
  }

  /// What has the name without being made by an answered call may be somebody else's.
  private Reading taken(WireApp app) {
    if (made || spec.adopt() || isMarked() || isBlank(app)) {
      return Reading.holds("it is there");
    }
    throw PlatformException.rejected(
        ScalingoPlatform.NAME,
        "POST /v1/apps",
        "there is an app %s by now, and nothing shows that it was made here; nothing was changed in it. Choose another name, or set `adopt = true` to take it as it is"
            .formatted(cloneId()));
  }

  private boolean isMarked() {
    return reader.variables(clone).value(Mark.CLONED_FROM).equals(Optional.of(spec.sourceAppId()));
  }

  /// Tells whether an app of the copy's name is as a creation of the copy leaves it.
  boolean isBlank(WireApp app) {
    String stack = sameRegion() ? reader.require(source).stackId() : "";
    return new Blank(api, reader).is(app, stack);
  }

  /// Stack identifiers are only known to be the same inside one region.
  private boolean sameRegion() {
    return clone.region().equals(source.region());
  }

  private ObjectNode appBody() {
    ObjectNode body = JSON.objectNode();
    ObjectNode app = body.putObject("app").put("name", clone.name());
    if (sameRegion()) {
      app.put("stack_id", copied.app(source).stackId());
    }
    return body;
  }

  /// Marks the app as a copy, and as this one, before anything is put into it: of an app with
  /// something in it and without a mark nobody could tell any more whose it is.
  Step mark() {
    return Step.of(
        "mark as copy",
        cloneId(),
        Call.of(
            "PUT",
            clone.path("/variables"),
            "{%s: %s, %s: a new one}"
                .formatted(Mark.CLONED_FROM, spec.sourceAppId(), Mark.INCARNATION)),
        Duration.ofSeconds(2),
        () -> new Reading(isMarked(), "it is not marked"),
        () -> {
          ScalingoIncarnations incarnations = steps.incarnations();
          String incarnation = incarnations.next(Incarnations.Kind.APP, cloneId());
          Map<String, Secret> marks = new HashMap<>();
          marks.put(Mark.CLONED_FROM, new Secret(spec.sourceAppId()));
          marks.put(Mark.INCARNATION, new Secret(incarnation));
          reader
              .find(source)
              .map(WireApp::id)
              .filter(id -> !id.isEmpty())
              .ifPresent(id -> marks.put(Mark.SOURCE, new Secret(id)));
          steps.setVariables(clone, marks);
          incarnations.wrote(Incarnations.Kind.APP, cloneId(), incarnation);
        },
        AppSteps.QUICK);
  }

  /// Copies how the router treats the app.
  Step settings() {
    return Step.of(
        "copy settings",
        cloneId(),
        Call.of(
            "PUT",
            clone.path(""),
            "{force_https, sticky_session, router_logs: as %s}".formatted(spec.sourceAppId())),
        Duration.ofSeconds(2),
        () ->
            new Reading(
                reader.require(clone).settings().equals(copied.app(source).settings()),
                "the settings differ"),
        () -> {
          WireApp.Settings wanted = copied.app(source).settings();
          ObjectNode body = JSON.objectNode();
          body.put("force_https", wanted.forceHttps());
          body.put("sticky_session", wanted.stickySession());
          body.put("router_logs", wanted.routerLogs());
          api.change(clone.region(), Change.repeatable("PUT", clone.path(""), body));
        },
        AppSteps.QUICK);
  }

  /// Adds a database of the same plan and version, without data.
  Step addon(String engine) {
    return Step.of(
        "add " + engine,
        cloneId(),
        Call.of(
            "POST",
            clone.path("/addons"),
            "{%s, plan and version as %s, if it has one}".formatted(engine, spec.sourceAppId())),
        Duration.ofMinutes(3),
        () -> provisioned(engine),
        () -> {
          // One that is on its way was asked for by a run that was cut short.
          if (own(engine).isPresent()) {
            return;
          }
          AppReader.Addon like = copied.addon(source, engine).orElseThrow();
          api.changeSeen(
              clone.region(),
              Change.once("POST", clone.path("/addons"), addonBody(like)),
              () -> own(engine).isPresent());
        },
        LONG);
  }

  private Reading provisioned(String engine) {
    if (copied.addon(source, engine).isEmpty()) {
      return Reading.holds("the source has none");
    }
    return own(engine)
        .map(addon -> new Reading(addon.status().equals("running"), "it is " + addon.status()))
        .orElse(Reading.pending("it is not there"));
  }

  private Optional<AppReader.Addon> own(String engine) {
    return CloneSource.of(engine, reader.addons(clone));
  }

  private ObjectNode addonBody(AppReader.Addon like) {
    ObjectNode body = JSON.objectNode();
    ObjectNode addon = body.putObject("addon");
    addon.put("addon_provider_id", like.provider());
    addon.put("plan_id", planId(like));
    String version = api.database(source, like.id()).path("readable_version").asString("");
    if (!version.isEmpty()) {
      addon.putObject("options").put("version", shortVersion(like.engine(), version));
    }
    return body;
  }

  /// Plan identifiers differ between regions; names do not.
  private String planId(AppReader.Addon like) {
    String path =
        "/v1/addon_providers/%s/plans?show_all=false".formatted(HttpCall.encoded(like.provider()));
    for (JsonNode plan : api.list(clone.region(), path, "plans", "id", "name")) {
      if (plan.path("name").asString("").equals(like.plan())) {
        return plan.path("id").asString("");
      }
    }
    throw PlatformException.rejected(
        ScalingoPlatform.NAME,
        "GET " + path,
        "%s has no plan %s, which %s has".formatted(clone.region(), like.plan(), source.name()));
  }

  /// Cuts `16.4.0-1` to what a version is asked for by: `16` for PostgreSQL, `7.0` for others.
  static String shortVersion(String engine, String version) {
    String[] numbers = version.split("[.-]", -1);
    return engine.equals("postgresql") || numbers.length < 2
        ? numbers[0]
        : numbers[0] + "." + numbers[1];
  }

  /// Copies the variables, references kept as they are written, and the overrides.
  Step variables() {
    return steps.variables(
        "copy variables", clone, shownVariables(), () -> copied.variables(source, spec));
  }

  private String shownVariables() {
    String names = String.join(", ", new TreeSet<>(spec.variables().keySet()));
    String overrides = names.isEmpty() ? "" : "; overridden: " + names;
    return "{as %s%s}".formatted(spec.sourceAppId(), overrides);
  }

  /// Removes overrides that are no longer wanted; those that the source has get its value instead.
  Step removeOverrides(Set<String> names) {
    Set<String> sorted = new TreeSet<>(names);
    Step remove = steps.withoutVariables("remove variables", clone, sorted);
    return new Step(
        remove.title(),
        remove.object(),
        Call.of(
            "DELETE",
            clone.path("/variables"),
            "{%s, where %s has none}".formatted(String.join(", ", sorted), spec.sourceAppId())),
        remove.expected(),
        () -> {
          Set<String> left = copied.leftOver(source, sorted);
          left.retainAll(reader.variables(clone).all().keySet());
          return new Reading(left.isEmpty(), left.size() + " variables are there");
        },
        () -> steps.withoutVariables("", clone, copied.leftOver(source, sorted)).act().run(),
        remove.gate(),
        remove.undo(),
        remove.budget(),
        remove.mark());
  }

  /// Deploys an archive.
  Step deploy(String archive) {
    return new Deploying(api, reader, clone).deploy(archive);
  }

  /// Starts the copy like its source, or stops it.
  Step scale() {
    if (spec.maintenance()) {
      return steps.stop(clone);
    }
    return steps.scale(
        "start",
        clone,
        "{as %s}".formatted(spec.sourceAppId()),
        present -> like().orElseGet(() -> steps.remembered(clone, present.stopped())));
  }

  /// Returns the containers of the source; empty when it runs none, or is gone with its region or
  /// alone: whoever opens a copy then needs it most.
  private Optional<Formation> like() {
    try {
      return Optional.of(copied.formation(source)).filter(Formation::runs);
    } catch (PlatformException failure) {
      if (failure.kind() == PlatformException.Kind.NOT_FOUND
          || ScalingoApps.isRegionDown(failure)) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /// Restarts the copy so that it sees its new variables. Nothing shows that it was restarted, so
  /// that this step is not resumed after a crash.
  Step restart() {
    FollowedOperation operation = new FollowedOperation(api, clone);
    ObjectNode body = JSON.objectNode();
    body.putNull("scope");
    return Step.of(
        "restart",
        cloneId(),
        Call.of("POST", clone.path("/restart"), "{scope: all}"),
        Duration.ofSeconds(30),
        () -> {
          if (!operation.started()) {
            boolean nothingRuns = reader.require(clone).stopped();
            return new Reading(nothingRuns, "it has not been restarted");
          }
          return operation.pending().map(Reading::pending).orElseGet(() -> steps.idle(clone));
        },
        () ->
            operation.follow(
                api.changeSeen(
                    clone.region(),
                    Change.once("POST", clone.path("/restart"), body),
                    () -> reader.require(clone).busy())),
        AppSteps.CONTAINERS);
  }

  /// Returns the engines to copy, ordered.
  List<String> engines() {
    return spec.databases().orElse(ScalingoApps.ENGINES).stream().sorted().toList();
  }
}
