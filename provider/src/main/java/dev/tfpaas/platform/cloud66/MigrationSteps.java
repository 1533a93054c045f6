package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.Side;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The steps of a move by a copy and a switch.
///
/// Which databases an app has is remembered from the last look at it. Before the first look each
/// engine has its steps, and those of engines that the app does not have find nothing to do.
final class MigrationSteps {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Duration SECONDS = Duration.ofSeconds(10);
  private static final Duration TRAFFIC = Duration.ofMinutes(5);

  private final Cloud66Api api;
  private final CloneSteps variables;
  private final Account account;
  private final Cloud66Steps steps;
  private final DatabaseSteps databases;
  private final Map<String, List<String>> seen = new ConcurrentHashMap<>();

  MigrationSteps(
      Cloud66Api api, CloneSteps variables, Cloud66Steps steps, DatabaseSteps databases) {
    this.api = api;
    this.variables = variables;
    this.account = variables.account();
    this.steps = steps;
    this.databases = databases;
  }

  private static String target(MigrationSpec spec) {
    return spec.targetAppId().orElse("");
  }

  private static String group(MigrationSpec spec) {
    return spec.failoverGroupId().orElse("");
  }

  /// Remembers the engines that an app was seen to have.
  void saw(String app, List<String> engines) {
    seen.put(app, List.copyOf(engines));
  }

  private List<DatabaseSteps.Link> links(MigrationSpec spec) {
    return seen.getOrDefault(spec.appId(), Cloud66Apps.ENGINES).stream()
        .map(engine -> new DatabaseSteps.Link(spec.appId(), target(spec), engine))
        .toList();
  }

  /// Notes the migration on its target.
  Step note(MigrationSpec spec) {
    String path = Account.path(target(spec)) + "/environments/bulk";
    return Step.of(
        "check migration",
        spec.appId() + " to " + target(spec),
        Call.of("PATCH", path, "{%s: to %s}".formatted(Marks.MIGRATION, spec.toRegion())),
        SECONDS,
        () ->
            new Reading(
                noted(target(spec))
                    .filter(it -> it.app().equals(spec.appId()) && it.group().equals(group(spec)))
                    .isPresent(),
                "the target does not name the migration"),
        () -> writeNote(spec),
        Budgets.USUAL);
  }

  private Optional<MigrationMark> noted(String target) {
    return Optional.ofNullable(account.variables(target).get(Marks.MIGRATION))
        .flatMap(it -> MigrationMark.parse(target, it.value().value()));
  }

  private void writeNote(MigrationSpec spec) {
    MigrationMark mark =
        new MigrationMark(
            spec.appId(),
            target(spec),
            group(spec),
            account.region(account.servers(spec.appId())),
            spec.toRegion(),
            api.afresh(() -> account.actions().newest(target(spec))));
    variables.patch(target(spec), Map.of(Marks.MIGRATION, new Secret(mark.text())), "deployment");
  }

  /// Attaches the target to the group and proves that it follows.
  List<Step> prepare(MigrationSpec spec) {
    List<Step> made = new ArrayList<>();
    made.add(attach(spec));
    if (!spec.manualData()) {
      links(spec).forEach(link -> made.add(follows(link)));
    }
    return made;
  }

  private Step attach(MigrationSpec spec) {
    String uid = group(spec);
    ObjectNode body = JSON.objectNode().put("secondary_stack_uid", target(spec));
    return Step.of(
        "attach target",
        uid,
        Call.of("PUT", Cloud66Steps.groupPath(uid), "{secondary_stack_uid: " + target(spec) + "}"),
        SECONDS,
        () -> {
          Group group = steps.need(uid);
          return new Reading(group.has(target(spec)) && !group.busy(), "it is not attached");
        },
        () -> api.put("PUT", Cloud66Steps.groupPath(uid), body),
        Budgets.USUAL);
  }

  /// Tells whether a database was handed over for a migration.
  boolean wasHandedOver(MigrationMark mark, String engine) {
    return databases.wasHandedOver(
        new DatabaseSteps.Link(mark.app(), mark.target(), engine), mark.after());
  }

  private boolean wasHandedOver(DatabaseSteps.Link link) {
    return noted(link.replica())
        .filter(mark -> mark.app().equals(link.source()) && wasHandedOver(mark, link.engine()))
        .isPresent();
  }

  private Step follows(DatabaseSteps.Link link) {
    Step on =
        databases.on(
            new ReplicationSpec(
                link.source(), link.replica(), link.engine(), false, Optional.empty()));
    return Step.of(
        on.title(),
        on.object(),
        on.call(),
        on.expected(),
        () -> following(link, on),
        on.act(),
        on.budget());
  }

  private Reading following(DatabaseSteps.Link link, Step on) {
    if (!isThere(link)) {
      return Reading.holds("the app has no " + link.engine());
    }
    Reading follows = on.probe().read();
    // An app that somebody opened again writes what the target does not get any more.
    boolean goesOn =
        !follows.holds() && account.need(link.source()).maintenance() && wasHandedOver(link);
    return goesOn ? Reading.holds(link.engine() + " was handed over already") : follows;
  }

  private boolean isThere(DatabaseSteps.Link link) {
    return account.servers(link.source()).stream().anyMatch(it -> it.has(link.engine()));
  }

  /// Closes the app and turns replication off, after which there is no way back by itself.
  List<Step> handOver(MigrationSpec spec) {
    Cloud66Steps.Need need =
        spec.manualData() ? Cloud66Steps.Need.WHERE_THERE_IS : Cloud66Steps.Need.REQUIRED;
    List<Step> made = new ArrayList<>();
    Step closing = closing(spec, need).marked(Step.Mark.UNSAFE);
    if (spec.manualData()) {
      made.add(closing);
      return made;
    }
    made.add(
        closing.after("a hand-over to %s will show".formatted(target(spec)), () -> shows(spec)));
    // A step of an engine that is not there finds nothing to do, and must not count as the commit.
    boolean known = seen.containsKey(spec.appId());
    Step.Gate drained = databases.drained(spec.appId());
    for (DatabaseSteps.Link link : links(spec)) {
      made.add(
          databases.off(link).after(drained).marked(known ? Step.Mark.COMMIT : Step.Mark.UNSAFE));
    }
    links(spec).forEach(link -> made.add(databases.promoteIfStill(link).marked(Step.Mark.UNSAFE)));
    return made;
  }

  /// Refuses before the app is closed what would be refused after its data was handed over.
  private Reading shows(MigrationSpec spec) {
    if (noted(target(spec)).filter(it -> it.app().equals(spec.appId())).isEmpty()) {
      throw PlatformException.rejected(
          Cloud66Platform.NAME,
          "GET " + Account.path(target(spec)) + "/environments",
          ("%s does not name the migration any more, without which a hand-over could not be told"
                  + " from an older one. Nothing was closed; apply again to begin anew")
              .formatted(target(spec)));
    }
    long newest = account.actions().newest(target(spec));
    return Reading.holds("its newest action is " + newest);
  }

  /// Closes the app. The way back itself looks whether anything was handed over already, because
  /// where the engines are not known no step commits by its mark.
  private Step closing(MigrationSpec spec, Cloud66Steps.Need need) {
    Step close = steps.close(spec.appId(), need);
    Step.Undo undo = close.undo().orElseThrow();
    return close.undoneBy(
        undo.title(),
        undo.call(),
        () -> {
          boolean handedOver = !spec.manualData() && api.afresh(() -> isAnyHandedOver(spec));
          if (handedOver) {
            throw PlatformException.rejected(
                Cloud66Platform.NAME,
                undo.call().toString(),
                "replication to %s is off already, so that the move only goes forward: apply again"
                    .formatted(target(spec)));
          }
          undo.act().run();
        });
  }

  private boolean isAnyHandedOver(MigrationSpec spec) {
    return links(spec).stream()
        .anyMatch(link -> isThere(link) && databases.stillFollows(link, link.both()).isEmpty());
  }

  /// Opens the target and moves traffic to it.
  List<Step> finish(MigrationSpec spec) {
    return List.of(
        steps.open(target(spec)).marked(Step.Mark.UNSAFE), move(spec).marked(Step.Mark.COMMIT));
  }

  /// Moves traffic to the place that the target has by then.
  private Step move(MigrationSpec spec) {
    String target = target(spec);
    LateStep late =
        new LateStep(() -> {
          Side side =
              Cloud66RegionMigrations.placeOf(steps.need(group(spec)), target)
                  .orElseThrow(() ->
                      new PlatformException(
                          Kind.CONFLICT,
                          Cloud66Platform.NAME,
                          "GET " + Cloud66Api.ROOT + "/failover_groups",
                          target + " is not in failover group " + group(spec),
                          false));
          return steps.move(group(spec), side, target);
        });
    Step shown = steps.move(group(spec), Side.SECONDARY, target);
    Step.Gate serves = steps.serves(target, Optional::empty);
    return Step.of(
            shown.title(),
            shown.object(),
            Call.of(
                "PUT", Cloud66Steps.groupPath(group(spec)), "{current_stack: that of the target}"),
            TRAFFIC,
            late::read,
            late::run,
            Budgets.USUAL)
        .after(
            serves.condition(),
            () ->
                links(spec).stream()
                    .map(link -> databases.stillFollows(link, link.both()))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .map(Reading::pending)
                    .orElseGet(() -> {
                      requireData(spec);
                      return serves.probe().read();
                    }));
  }

  /// Refuses to move to a target that nobody gave the data: one that never followed is a primary
  /// too, and an empty one.
  private void requireData(MigrationSpec spec) {
    if (spec.manualData()) {
      return;
    }
    for (DatabaseSteps.Link link : links(spec)) {
      if (isThere(link) && !wasHandedOver(link)) {
        throw PlatformException.rejected(
            Cloud66Platform.NAME,
            "GET " + Account.path(target(spec)) + "/actions",
            ("nothing shows that the %s of %s was handed over by this migration, so that it may"
                    + " lack the data. Turn its replication from %s on in the dashboard and apply"
                    + " again; or write `data = \"manual\"` if you moved the data yourself")
                .formatted(link.engine(), link.replica(), link.source()));
      }
    }
  }

  /// Opens the app again and forgets the migration. Replication that was turned off stays off: only
  /// the dashboard turns it on.
  List<Step> abort(String app, String target, String group) {
    Step open =
        steps
            .open(app)
            .after(
                "the group leads to " + app,
                () ->
                    new Reading(
                        steps.need(group).leadsTo(app), "traffic has moved away from " + app));
    String path = Account.path(target) + "/environments/" + Marks.MIGRATION;
    Step forget =
        Step.of(
            "forget migration",
            target,
            Call.of("DELETE", path),
            SECONDS,
            () -> new Reading(noted(target).isEmpty(), "the target names the migration"),
            () -> api.delete(path),
            Budgets.USUAL);
    return List.of(open, forget);
  }
}
