package dev.tfpaas.model;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.model.Operator.Stored;
import dev.tfpaas.model.Wish.Part;
import dev.tfpaas.model.Workspace.Options;
import dev.tfpaas.model.Workspace.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// What must hold in every history, judged by what the platform shows and not by how the product
/// decides. Each answer begins with the rule that is broken and a colon.
final class Watch {
  private final Ground ground;

  /// The states that may destroy an app, by the platform's own identifier of it: who made it or
  /// took it over last, and who imported it since.
  private final Map<String, Set<Integer>> owners = new HashMap<>();

  /// Which app a state means by a name, by state and name: it may be renamed since.
  private final Map<String, String> meant = new HashMap<>();

  /// The apps that bore a name so far, by their own identifiers.
  private final Map<String, Set<String>> bore = new HashMap<>();

  private Scenery before;

  /// Which apps the copies of the state were when the apply began.
  private Set<String> copiesBefore = Set.of();

  Watch(Ground ground) {
    this.ground = ground;
    this.before = look();
  }

  private Scenery look() {
    Scenery now = ground.look();
    now.names().forEach((id, name) -> bore.computeIfAbsent(name, _ -> new HashSet<>()).add(id));
    return now;
  }

  /// Nobody works now; what was broken meanwhile is a person's doing.
  void rested() {
    before = look();
  }

  /// Notes that a state imported an app.
  void imported(String app, int state) {
    ownId(app)
        .ifPresent(it -> {
          owners.computeIfAbsent(it, _ -> new HashSet<>()).add(state);
          meant.put(state + app, it);
        });
  }

  /// Who is called so in configurations.
  private Optional<String> ownId(String app) {
    return before.apps().entrySet().stream()
        .filter(it -> it.getValue().equals(app))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// Looks at a plan: it changed nothing.
  Optional<String> planned(BooleanSupplier unchanged, Plan plan) {
    return unchanged.getAsBoolean()
        ? Optional.empty()
        : Optional.of("plans change nothing: " + plan.actions());
  }

  /// An apply begins.
  void begins(Workspace workspace, int state) {
    before = look();
    copiesBefore = copies(workspace, state);
  }

  private Set<String> copies(Workspace workspace, int state) {
    Set<String> apps = new HashSet<>();
    workspace
        .state()
        .forEach((address, it) -> {
          if (Wish.part(address) == Part.COPY) {
            app(it, state).ifPresent(apps::add);
          }
        });
    workspace.deposed().stream()
        .filter(it -> Wish.part(it.address()) == Part.COPY)
        .forEach(it -> app(it.object(), state).ifPresent(apps::add));
    return apps;
  }

  private Optional<String> app(Stored copy, int state) {
    String name = copy.state().get("app_id").asString();
    return Optional.ofNullable(meant.get(state + name))
        .filter(before.apps()::containsKey)
        .or(() -> ownId(name));
  }

  /// An apply has ended.
  Optional<String> applied(
      Workspace workspace, int state, Plan plan, List<Diagnostic> errors, boolean disturbed) {
    Scenery was = before;
    Scenery now = look();
    before = now;
    List<String> broken =
        new ArrayList<>(now.violations().subList(was.violations().size(), now.violations().size()));
    // Where a person closed the side that served, its group ends in the middle of a switch that
    // nobody began.
    broken.removeIf(it -> was.served().isEmpty() && it.contains(" is dissolved in the middle"));
    // Where what follows no more accepts writes, the plan has said so.
    broken.removeIf(it -> it.startsWith("two-writable") && isSaid(plan, "accepts writes beside"));
    // In an emergency nothing is asked of the side that is left before traffic has moved.
    broken.removeIf(
        it -> it.startsWith("two-writable") && plan.wish().emergency() && switches(plan));
    if (!broken.isEmpty()) {
      return Optional.of("no invariant is broken: " + broken);
    }
    // A switch that was cut short is finished, or taken back, by the next apply.
    boolean halfWay = disturbed && switches(plan);
    for (Map.Entry<String, String> clients : was.served().entrySet()) {
      if (!now.served().containsKey(clients.getKey())
          && !halfWay
          && !isMeant(plan, clients.getKey())
          && !isTold(plan, clients.getValue(), clients.getKey())) {
        return Optional.of(
            "who served still serves: %s served %s, now nobody does"
                .formatted(clients.getValue(), clients.getKey()));
      }
    }
    Optional<String> lost = lostApps(workspace, state, plan, was);
    if (lost.isPresent()) {
      return lost;
    }
    if (!errors.isEmpty() && isAmbiguous(plan.wish())) {
      return Optional.empty();
    }
    if (!errors.isEmpty()
        && !disturbed
        && !namesWhatGoes(plan, errors)
        && !isTold(plan, errors)
        && !isForAPerson(errors)
        && !isSaid(plan, errors)
        && !isDoubted(plan, errors)
        && !isOfWhatItTakes(plan, errors)
        && !isRenamedAndTainted(plan)
        && !isOfNewMember(plan, errors)
        && !isOfUnknown(plan, errors)) {
      return Optional.of("refusals come in the plan: " + errors);
    }
    // What is not the target is not read.
    boolean whole = plan.options().target().isEmpty() && now.whole();
    return errors.isEmpty() && !disturbed && whole ? missing(workspace, state) : Optional.empty();
  }

  /// Whether the address is no more, or a switch has closed the app that it leads to.
  private boolean isMeant(Plan plan, String client) {
    return !before.led().containsKey(client)
        || (client.startsWith(Scenery.ITSELF) && switches(plan));
  }

  /// Whether a name of the configuration was one app's and is, or was meanwhile, another's: which
  /// one is meant only who has seen it before can tell.
  boolean isAmbiguous(Wish wish) {
    Wording wording = ground.wording();
    String copy = wording.id(Part.COPY, wish.name());
    boolean wasMeanwhile =
        meant.entrySet().stream()
            .filter(it -> it.getKey().substring(1).equals(copy))
            .anyMatch(it -> !before.apps().getOrDefault(it.getValue(), copy).equals(copy));
    if (wasMeanwhile) {
      return true;
    }
    return Stream.of(wording.source(), copy)
        .map(id -> ownId(id).map(before.names()::get).orElse(id))
        .anyMatch(this::isAnothersToo);
  }

  /// Whether an app bears a name that another one bore, which is still there.
  private boolean isAnothersToo(String name) {
    return bore.getOrDefault(name, Set.of()).stream().filter(before.names()::containsKey).count()
        > 1;
  }

  /// Whether the plan warned of just that, since what was found deleted may be about to be
  /// destroyed; or could not ask a region that is down.
  private boolean isSaid(Plan plan, List<Diagnostic> errors) {
    Set<String> said = new HashSet<>();
    plan.warnings().forEach(it -> said.add(it.summary()));
    return errors.stream().allMatch(it -> said.contains(it.summary()) || isOfADeadRegion(it));
  }

  private boolean isOfADeadRegion(Diagnostic error) {
    return isSomeRegionDown()
        && (error.summary() + error.detail())
            .matches(
                "(?s).*(not answer|unreachable|not reachable|is down|cannot be re|no region).*");
  }

  private static boolean isSaid(Plan plan, String words) {
    return plan.warnings().stream().anyMatch(it -> it.detail().contains(words));
  }

  private boolean isSomeRegionDown() {
    return !before.whole();
  }

  /// Whether a group was refused another member, which did not exist when it was planned.
  private static boolean isOfNewMember(Plan plan, List<Diagnostic> errors) {
    boolean unknown =
        plan.objects().entrySet().stream()
            .filter(it -> Wish.part(it.getKey()) == Part.GROUP)
            .map(it -> it.getValue().outcome().value())
            .anyMatch(it -> !it.isNull() && it.get("secondary_app_id").isUnknown());
    return unknown
        && errors.stream()
            .allMatch(it ->
                it.path().equals(Path.root().attribute("secondary_app_id"))
                    || it.summary().endsWith(" belongs to another failover group")
                    || it.path().equals(Path.root().attribute("replication_ids")));
  }

  /// Whether the plan takes the very copy that the group names by a text, and was to join.
  private static boolean isOfWhatItTakes(Plan plan, List<Diagnostic> errors) {
    return takesWhatItNames(plan)
        && errors.stream()
            .allMatch(it ->
                it.summary().equals("The world changed since the plan was made")
                    || it.summary().equals("The failover group is not as planned yet"));
  }

  /// Whether the plan warned that a member may have to stay with a group that Terraform does not
  /// know.
  private static boolean isDoubted(Plan plan, List<Diagnostic> errors) {
    return plan.warnings().stream()
            .anyMatch(it -> it.summary().startsWith("Whether failover group "))
        && errors.stream()
            .allMatch(it ->
                it.summary().contains(" stands by in failover group ")
                    || it.summary().endsWith(" is still there"));
  }

  /// Whether a copy was tainted and is called otherwise in the configuration by now: Terraform says
  /// of a tainted object only by its name that it goes.
  private static boolean isRenamedAndTainted(Plan plan) {
    return plan.objects().entrySet().stream()
        .filter(it -> Wish.part(it.getKey()) == Part.COPY)
        .filter(it -> it.getValue().outcome().action() == Action.REPLACE)
        .flatMap(it -> it.getValue().refreshed().stream())
        .anyMatch(
            it -> it.tainted() && !it.state().get("name").asString().equals(plan.wish().name()));
  }

  /// Whether the configuration itself names an app that it takes away: Terraform tells no plan of
  /// one object what becomes of another that is only named by a text.
  private boolean namesWhatGoes(Plan plan, List<Diagnostic> errors) {
    return !plan.wish().copy()
        && errors.stream()
            .allMatch(it ->
                it.summary()
                    .equals(
                        "There is no app " + ground.wording().id(Part.COPY, plan.wish().name())));
  }

  /// Whether only a person can do it, in the dashboard, as the plan lists among its steps.
  private static boolean isForAPerson(List<Diagnostic> errors) {
    return errors.stream().allMatch(it -> it.detail().contains("(DASHBOARD "));
  }

  /// Whether a replication was refused whose source was not known before, and whose replica takes
  /// writes.
  private static boolean isOfUnknown(Plan plan, List<Diagnostic> errors) {
    boolean unknown =
        plan.objects().values().stream()
            .map(it -> it.outcome().value())
            .filter(it -> !it.isNull() && it.asMap().containsKey("engine"))
            .anyMatch(it -> it.get("source_app_id").isUnknown());
    return unknown
        && errors.stream().allMatch(it -> it.summary().startsWith("Cannot replicate postgresql"));
  }

  /// Whether the plan said that a group may be another's, where its second app was not known yet.
  private static boolean isTold(Plan plan, List<Diagnostic> errors) {
    return plan.warnings().stream()
            .anyMatch(it -> it.summary().endsWith(" is in a failover group already"))
        && errors.stream()
            .allMatch(it ->
                it.path().equals(Path.root().attribute("name"))
                    || it.summary().contains("belongs to failover group"));
  }

  /// Whether the plan said that it closes the app, or ends the group that leads to it.
  private boolean isTold(Plan plan, String app, String clients) {
    boolean closes =
        plan.warnings().stream()
            .anyMatch(it -> it.summary().endsWith(" serves, and this closes it"));
    boolean ends =
        plan.actions().entrySet().stream()
            .anyMatch(it ->
                Wish.part(it.getKey()) == Part.GROUP
                    && (it.getValue() == Action.DELETE || it.getValue() == Action.REPLACE));
    boolean elsewhere =
        Optional.ofNullable(before.led().get(clients)).filter(it -> !it.equals(app)).isPresent();
    return closes || (ends && elsewhere);
  }

  private Optional<String> lostApps(Workspace workspace, int state, Plan plan, Scenery was) {
    boolean destroys =
        plan.left() > 0
            || plan.actions().entrySet().stream()
                .anyMatch(it ->
                    Wish.part(it.getKey()) == Part.COPY
                        && (it.getValue() == Action.DELETE || it.getValue() == Action.REPLACE));
    for (Map.Entry<String, String> one : was.apps().entrySet()) {
      Set<Integer> may = owners.getOrDefault(one.getKey(), Set.of());
      boolean own = copiesBefore.contains(one.getKey());
      if (!before.apps().containsKey(one.getKey()) && !(destroys && own && may.contains(state))) {
        return Optional.of("what is another's is not destroyed: " + one.getValue());
      }
    }
    plan.actions()
        .forEach((address, action) -> {
          Stored stored = workspace.state().get(address);
          boolean makes = action == Action.CREATE || action == Action.REPLACE;
          if (stored != null && makes && Wish.part(address) == Part.COPY) {
            String name = stored.state().get("app_id").asString();
            ownId(name)
                .ifPresent(it -> {
                  owners.put(it, new HashSet<>(Set.of(state)));
                  meant.put(state + name, it);
                });
          }
        });
    return Optional.empty();
  }

  /// What the state names exists.
  private Optional<String> missing(Workspace workspace, int state) {
    for (Map.Entry<String, Stored> one : workspace.state().entrySet()) {
      String id = one.getValue().state().get("id").asString();
      boolean there =
          switch (Wish.part(one.getKey())) {
            case COPY -> app(one.getValue(), state).isPresent();
            case REPLICATION -> before.replications().contains(id);
            case GROUP -> before.groups().contains(id);
          };
      if (!there) {
        return Optional.of("what the state names exists: " + one.getKey() + " " + id);
      }
    }
    return Optional.empty();
  }

  /// Whether the configuration names by a text the very copy that the plan destroys.
  private static boolean takesWhatItNames(Plan plan) {
    return !plan.wish().copy()
        && (plan.wish().replication() || (plan.wish().group() && !plan.wish().alone()))
        && plan.actions().entrySet().stream()
            .anyMatch(it -> Wish.part(it.getKey()) == Part.COPY && it.getValue() == Action.DELETE);
  }

  /// A switch changes what the other objects of the state show, which Terraform reads only before.
  private static boolean isOfASwitch(String drift, Plan plan) {
    boolean shown =
        drift.matches("copy\\.\\w+( maintenance: \\w+ is \\w+)?( status: \"\\w+\" is \"\\w+\")?")
            || drift.matches("replication\\.\\w+( (status|flows_from|flows_to): \\S+ is \\S+)+");
    return switches(plan) && shown;
  }

  private static boolean switches(Plan plan) {
    return plan.objects().entrySet().stream()
        .filter(it -> Wish.part(it.getKey()) == Part.GROUP)
        .map(it -> it.getValue().outcome())
        .anyMatch(it ->
            it.action() == Action.UPDATE
                && !it.prior().get("active").equals(it.value().get("active")));
  }

  /// Whether the plan proposes to protect who serves since the apply before it.
  private static boolean protectsAgain(Plan plan, Plan next) {
    boolean only =
        next.actions().entrySet().stream()
            .allMatch(
                it -> Wish.part(it.getKey()) == Part.REPLICATION && it.getValue() == Action.UPDATE);
    return only
        && plan.wish().follow()
        && plan.actions().keySet().stream().anyMatch(it -> Wish.part(it) == Part.GROUP);
  }

  /// After an apply the plan is empty, and no attribute changes by itself.
  Optional<String> atRest(Workspace workspace, Plan plan) {
    Wish wish = plan.wish();
    if (takesWhatItNames(plan) || isAmbiguous(wish)) {
      return Optional.empty();
    }
    List<String> drift = new ArrayList<>(workspace.drift());
    drift.removeIf(it -> isOfASwitch(it, plan));
    if (!drift.isEmpty()) {
      return Optional.of("nothing drifts after an apply: " + drift);
    }
    Plan next = workspace.plan(wish, Options.NONE);
    boolean contradicts =
        wish.maintenance().equals(Optional.of(true))
            && next.errors().stream()
                .allMatch(it -> it.path().equals(Path.root().attribute("maintenance")));
    if (!next.errors().isEmpty() && contradicts) {
      // It asks for the side that it closes itself.
      return Optional.empty();
    }
    if (!next.errors().isEmpty()) {
      return Optional.of("a second plan is not refused: " + next.errors());
    }
    return next.actions().isEmpty() || protectsAgain(plan, next)
        ? Optional.empty()
        : Optional.of("a second plan is empty: " + next.actions() + changes(next));
  }

  private static String changes(Plan plan) {
    StringBuilder text = new StringBuilder();
    plan.objects().values().stream()
        .map(it -> it.outcome())
        .filter(it -> !it.prior().isNull() && !it.value().isNull())
        .forEach(it -> text.append(Workspace.differing(it.prior(), it.value())));
    return text.toString();
  }
}
