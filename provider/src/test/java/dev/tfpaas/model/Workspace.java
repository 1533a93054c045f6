package dev.tfpaas.model;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.model.Operator.Stored;
import dev.tfpaas.model.Wish.Block;
import dev.tfpaas.model.Wish.Part;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.PlannedGroups;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A Terraform state of a pair, and what Terraform does with it: it orders plans, creations and
/// destructions by what refers to what, makes new objects before old ones where it is told to, and
/// gives each walk a process of its own. Owned by one thread.
final class Workspace {
  private final Ground ground;
  private final Map<String, Stored> state = new TreeMap<>();
  private final List<Deposed> deposed = new ArrayList<>();

  Workspace(Ground ground) {
    this.ground = ground;
  }

  /// An object that was replaced, and is to be destroyed yet.
  record Deposed(String address, Stored object) {}

  /// How a command is given.
  ///
  /// @param target the only object it is about, beside what that hangs on; empty for all
  /// @param replace the object it replaces; empty for none
  /// @param destroysLast whether what is destroyed alone is destroyed after all else
  /// @param removed whether `removed` blocks say of what has no block that it is only forgotten
  /// @param imported whether `import` blocks say of what has no object in the state what it is
  record Options(
      Optional<Part> target,
      Optional<Part> replace,
      boolean destroysLast,
      boolean removed,
      boolean imported) {
    static final Options NONE =
        new Options(Optional.empty(), Optional.empty(), false, false, false);
    static final Options REMOVED =
        new Options(Optional.empty(), Optional.empty(), false, true, false);
    static final Options IMPORTED =
        new Options(Optional.empty(), Optional.empty(), false, true, true);

    static Options replacing(Part part) {
      return new Options(Optional.empty(), Optional.of(part), false, false, false);
    }

    static Options targeting(Part part) {
      return new Options(Optional.of(part), Optional.empty(), true, false, false);
    }
  }

  /// A plan of everything.
  ///
  /// @param objects by address, in the order in which they were planned
  /// @param orphans the addresses that are destroyed for good
  /// @param left plans for objects that are deposed, in the order of the state
  record Plan(
      Wish wish, Options options, Map<String, Planned> objects, Set<String> orphans, int left) {

    List<Diagnostic> errors() {
      return objects.values().stream().flatMap(it -> it.outcome().errors().stream()).toList();
    }

    /// What is planned for each object, without those that stay as they are.
    Map<String, Action> actions() {
      Map<String, Action> actions = new TreeMap<>();
      objects.forEach((address, it) -> {
        if (it.outcome().action() != Action.NO_OP) {
          actions.put(address, it.outcome().action());
        }
      });
      return actions;
    }

    List<Diagnostic> warnings() {
      return objects.values().stream().flatMap(it -> it.outcome().warnings().stream()).toList();
    }
  }

  /// @param outcome the plan of one object
  /// @param refreshed the object as it was read before
  record Planned(Outcome outcome, Optional<Stored> refreshed) {}

  Map<String, Stored> state() {
    return Map.copyOf(state);
  }

  List<Deposed> deposed() {
    return List.copyOf(deposed);
  }

  /// `terraform state rm`, or a `removed` block that destroys nothing.
  void forget(String address) {
    state.remove(address);
  }

  /// `terraform taint`.
  void taint(String address) {
    state.computeIfPresent(address, (_, it) -> new Stored(it.state(), it.privateState(), true));
  }

  /// `terraform untaint`.
  void untaint(String address) {
    state.computeIfPresent(address, (_, it) -> new Stored(it.state(), it.privateState(), false));
  }

  /// `terraform state mv`, or a `moved` block.
  void move(String from, String to) {
    if (state.containsKey(from) && !state.containsKey(to)) {
      state.put(to, state.remove(from));
    }
  }

  /// `terraform import`.
  Outcome importState(String address, String id) {
    LifecycleDriver<PaasClient> driver =
        ground.driver(Wish.part(address).typeName, ground.process(Fate.NONE));
    Outcome outcome = driver.importState(id);
    if (!outcome.failed()) {
      keep(address, driver);
    }
    return outcome;
  }

  /// `terraform plan`.
  Plan plan(Wish wish, Options options) {
    PaasClient process = ground.process(Fate.NONE);
    Map<String, Planned> planned = new LinkedHashMap<>();
    Set<String> orphans = new HashSet<>(state.keySet());
    wish.blocks(ground.wording()).forEach(block -> orphans.remove(block.address()));
    options.target().ifPresent(part -> orphans.removeIf(it -> Wish.part(it) != part));
    // Terraform plans them beside all else: the end of a group is known when that of a member is
    // asked for.
    orphans.stream()
        .sorted(backwards())
        .forEach(address -> {
          LifecycleDriver<PaasClient> driver = driver(process, address);
          planned.put(
              address,
              planned(driver, options.removed() ? driver.refresh() : driver.planDestroy()));
        });
    Set<String> blocked = new HashSet<>();
    for (Block block : wish.blocks(ground.wording())) {
      boolean aside = options.target().filter(part -> part.compareTo(block.part()) < 0).isPresent();
      if (aside) {
        continue;
      }
      boolean fails = block.references().stream().anyMatch(it -> blocked.contains(it.to()));
      if (!fails) {
        planned.put(block.address(), plan(process, wish, block, planned, options));
      }
      if (fails || failed(planned, block.address())) {
        blocked.add(block.address());
      }
    }
    return new Plan(wish, options, planned, Set.copyOf(orphans), deposed.size());
  }

  private static boolean failed(Map<String, Planned> planned, String address) {
    return Objects.requireNonNull(planned.get(address)).outcome().failed();
  }

  private Planned plan(
      PaasClient process, Wish wish, Block block, Map<String, Planned> before, Options options) {
    LifecycleDriver<PaasClient> driver = driver(process, block.address());
    if (options.imported() && driver.state().isNull()) {
      Outcome imported = driver.importState(ground.wording().id(block.part(), wish.name()));
      if (imported.failed()) {
        return planned(driver, imported);
      }
    }
    Value config = config(driver, block, before);
    boolean replaces =
        options.replace().filter(block.part()::equals).isPresent() && !driver.state().isNull();
    return planned(driver, replaces ? driver.planReplacement(config) : driver.plan(config));
  }

  private Value config(
      LifecycleDriver<PaasClient> driver, Block block, Map<String, Planned> before) {
    Value config = driver.config(block.json());
    for (Wish.Reference reference : block.references()) {
      Optional<Value> target =
          Optional.ofNullable(before.get(reference.to()))
              .map(it -> it.outcome().value())
              .or(() -> Optional.ofNullable(state.get(reference.to())).map(Stored::state))
              .filter(it -> !it.isNull())
              .map(it -> it.get(reference.of()));
      Type type = config.get(reference.attribute()).type();
      Value value =
          target
              .filter(Value::isKnown)
              .map(it -> reference.many() ? Value.set(Type.STRING, List.of(it)) : it)
              .orElseGet(() -> Value.unknown(type));
      config = config.with(reference.attribute(), value);
    }
    return config;
  }

  private static Planned planned(LifecycleDriver<PaasClient> driver, Outcome outcome) {
    return new Planned(outcome, stored(driver));
  }

  /// `terraform plan -destroy`.
  Plan planDestroy() {
    PaasClient process = ground.process(Fate.NONE, PlannedGroups.Order.GROUPS_FIRST);
    Map<String, Planned> planned = new LinkedHashMap<>();
    state.keySet().stream()
        .sorted(backwards())
        .forEach(address -> {
          LifecycleDriver<PaasClient> driver = driver(process, address);
          planned.put(address, planned(driver, driver.planDestroy()));
        });
    return new Plan(
        Wish.NOTHING, Options.NONE, planned, Set.copyOf(state.keySet()), deposed.size());
  }

  /// `terraform plan -refresh-only`: which attributes of which objects changed.
  List<String> drift() {
    PaasClient process = ground.process(Fate.NONE);
    List<String> drift = new ArrayList<>();
    for (Map.Entry<String, Stored> one : state.entrySet()) {
      LifecycleDriver<PaasClient> driver = driver(process, one.getKey());
      Outcome read = driver.refresh();
      Value was = one.getValue().state();
      if (!read.failed() && (driver.state().isNull() || !driver.state().equals(was))) {
        drift.add(
            one.getKey() + (driver.state().isNull() ? " is gone" : differing(was, driver.state())));
      }
    }
    return drift;
  }

  static String differing(Value was, Value is) {
    StringBuilder text = new StringBuilder();
    was.asMap()
        .forEach((name, value) -> {
          if (!value.equals(is.get(name))) {
            text.append(" %s: %s is %s".formatted(name, value, is.get(name)));
          }
        });
    return text.toString();
  }

  /// `terraform apply PLAN`; returns what went wrong.
  ///
  /// @param fate what becomes of the provider meanwhile
  List<Diagnostic> apply(Plan plan, Fate fate) {
    plan.objects()
        .forEach((address, it) ->
            it.refreshed()
                .ifPresentOrElse(
                    stored -> state.put(address, stored), () -> state.remove(address)));
    return new Walk(plan, fate).run();
  }

  /// One walk that applies a plan.
  private final class Walk {
    private final Plan plan;
    private final Fate fate;
    private final PaasClient process;
    private final List<Diagnostic> errors = new ArrayList<>();
    private final Set<String> failed = new HashSet<>();

    Walk(Plan plan, Fate fate) {
      this.plan = plan;
      this.fate = fate;
      this.process = ground.process(fate);
    }

    /// Whether Terraform begins nothing any more.
    private boolean isOver() {
      return fate.isDead() || fate.isStopped();
    }

    List<Diagnostic> run() {
      int before = deposed.size();
      boolean last = plan.options().destroysLast() && replaced().isEmpty();
      depose();
      Set<String> going = new HashSet<>(replaced());
      if (!last) {
        going.addAll(plan.orphans());
      }
      going.stream().sorted(backwards()).forEach(this::destroy);
      for (Block block : plan.wish().blocks(ground.wording())) {
        if (plan.objects().containsKey(block.address())) {
          write(block);
        }
      }
      if (last) {
        plan.orphans().stream().sorted(backwards()).forEach(this::destroy);
      }
      int old = Math.min(before, plan.left());
      for (int i = deposed.size() - 1; i >= 0; i--) {
        Deposed one = deposed.get(i);
        if (i < old || !failed.contains(one.address())) {
          destroy(one);
        }
      }
      return errors;
    }

    /// What is replaced in the usual order.
    private List<String> replaced() {
      return plan.objects().keySet().stream()
          .filter(this::isReplaced)
          .filter(address -> !plan.wish().isFirst(Wish.part(address)))
          .toList();
    }

    private boolean isReplaced(String address) {
      return planned(address).action() == Action.REPLACE && !plan.orphans().contains(address);
    }

    private Outcome planned(String address) {
      return Objects.requireNonNull(plan.objects().get(address)).outcome();
    }

    /// Puts aside what is replaced once its new object is made.
    private void depose() {
      for (String address : plan.objects().keySet()) {
        if (isReplaced(address) && plan.wish().isFirst(Wish.part(address))) {
          Optional.ofNullable(state.remove(address))
              .ifPresent(it -> deposed.add(new Deposed(address, it)));
        }
      }
    }

    /// What something stands on that could not be destroyed stays.
    private void destroy(String address) {
      Outcome outcome = planned(address);
      if (outcome.action() == Action.NO_OP || isOver()) {
        return;
      }
      if (plan.options().removed() && plan.orphans().contains(address)) {
        state.remove(address);
        return;
      }
      boolean keeps =
          failed.stream().anyMatch(it -> Wish.part(it).compareTo(Wish.part(address)) > 0);
      if (keeps) {
        failed.add(address);
        return;
      }
      LifecycleDriver<PaasClient> driver = driver(process, address);
      driver.stoppingWhen(fate::isStopped);
      note(address, driver.applyDestruction(outcome));
      keepUnlessDead(address, driver);
    }

    private void destroy(Deposed one) {
      if (isOver()) {
        return;
      }
      LifecycleDriver<PaasClient> driver =
          ground.driver(Wish.part(one.address()).typeName, process);
      load(driver, one.object());
      Outcome outcome = driver.planDestroyWithoutRefresh();
      if (!outcome.failed()) {
        outcome = driver.applyDestruction(outcome);
      }
      note(one.address(), outcome);
      if (driver.state().isNull() && !fate.isDead()) {
        deposed.remove(one);
      }
    }

    private void write(Block block) {
      Outcome outcome = Objects.requireNonNull(plan.objects().get(block.address())).outcome();
      boolean waits =
          failed.contains(block.address())
              || block.references().stream().anyMatch(it -> failed.contains(it.to()));
      if (waits) {
        failed.add(block.address());
        return;
      }
      if (outcome.action() == Action.NO_OP) {
        return;
      }
      if (isOver()) {
        restore(block.address());
        return;
      }
      LifecycleDriver<PaasClient> driver = driver(process, block.address());
      driver.stoppingWhen(fate::isStopped);
      Value config = config(driver, block, Map.of());
      note(block.address(), driver.applyCreation(outcome, config));
      keepUnlessDead(block.address(), driver);
      if (!state.containsKey(block.address())) {
        restore(block.address());
      }
    }

    /// What could not be made anew is there as before.
    private void restore(String address) {
      deposed.stream()
          .filter(it -> it.address().equals(address))
          .reduce((_, last) -> last)
          .filter(_ -> !state.containsKey(address))
          .ifPresent(it -> {
            deposed.remove(it);
            state.put(it.address(), it.object());
          });
    }

    /// A process that dies tells Terraform nothing.
    private void keepUnlessDead(String address, LifecycleDriver<PaasClient> driver) {
      if (!fate.isDead()) {
        keep(address, driver);
      }
    }

    private void note(String address, Outcome outcome) {
      if (outcome.failed()) {
        failed.add(address);
        errors.addAll(outcome.errors());
      }
    }
  }

  private static Comparator<String> backwards() {
    return Comparator.comparing(Wish::part).reversed().thenComparing(Comparator.naturalOrder());
  }

  private LifecycleDriver<PaasClient> driver(PaasClient process, String address) {
    LifecycleDriver<PaasClient> driver = ground.driver(Wish.part(address).typeName, process);
    Stored stored = state.get(address);
    if (stored != null) {
      load(driver, stored);
    }
    return driver;
  }

  private static void load(LifecycleDriver<PaasClient> driver, Stored stored) {
    driver.restore(stored.state(), stored.privateState());
    if (stored.tainted()) {
      driver.taint();
    }
  }

  private void keep(String address, LifecycleDriver<PaasClient> driver) {
    stored(driver).ifPresentOrElse(it -> state.put(address, it), () -> state.remove(address));
  }

  private static Optional<Stored> stored(LifecycleDriver<PaasClient> driver) {
    return driver.state().isNull()
        ? Optional.empty()
        : Optional.of(new Stored(driver.state(), driver.privateState(), driver.tainted()));
  }
}
