package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.Variables;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Copies stacks: containerised ones are composed from their files by calls; others are cloned in
/// the dashboard and adopted. Nothing deletes a stack but the dashboard.
final class Cloud66AppClones implements AppClones {
  private final Account account;
  private final CloneSteps clones;
  private final Cloud66Steps steps;

  Cloud66AppClones(Account account, CloneSteps clones, Cloud66Steps steps) {
    this.account = account;
    this.clones = clones;
    this.steps = steps;
  }

  @Override
  public Set<String> unsupportedAttributes() {
    return Set.of("databases", "source_url");
  }

  @Override
  public boolean movesInPlace() {
    return false;
  }

  @Override
  public String idOf(CloneSpec spec) {
    return clones.made(spec).map(Stack::uid).orElse("");
  }

  @Override
  public List<Problem> check(CloneSpec spec) {
    return new CloneChecks(account, spec).check();
  }

  @Override
  public Runbook create(CloneSpec spec) {
    List<Step> made = new ArrayList<>();
    if (spec.adopt()) {
      made.add(clones.adopt(spec));
    } else {
      made.add(clones.compose(spec));
    }
    made.add(clones.completeVariables(spec));
    made.add(clones.onClone(spec, spec.maintenance()));
    return Runbook.of("clone %s to %s".formatted(spec.sourceAppId(), spec.name()), made);
  }

  /// Building takes minutes, and only then are there variables to mark it with; until then its
  /// service file tells. Whether a stack is empty cannot be told: its databases do not say.
  @Override
  public Optional<String> begun(App found, CloneSpec spec) {
    return clones.isComposed(found.id(), spec)
        ? Optional.of("Its service.yml says that it was made as this copy.")
        : Optional.empty();
  }

  @Override
  public Runbook update(App current, CloneSpec was, CloneSpec spec) {
    List<Step> made = new ArrayList<>();
    Map<String, Secret> set = new TreeMap<>(spec.variables());
    set.entrySet().removeIf(it -> it.getValue().equals(was.variables().get(it.getKey())));
    if (!set.isEmpty()) {
      made.add(clones.setVariables(current.id(), set));
    }
    Set<String> unset = new TreeSet<>(was.variables().keySet());
    unset.removeAll(spec.variables().keySet());
    unset.forEach(name -> made.add(clones.restore(current.id(), spec.sourceAppId(), name)));
    if (spec.maintenance() != current.maintenance()) {
      made.add(
          spec.maintenance()
              ? steps.close(current.id(), Cloud66Steps.Need.REQUIRED)
              : steps.open(current.id()));
    }
    return Runbook.of("update " + current.id(), made);
  }

  @Override
  public Runbook delete(App current) {
    Step deleted =
        Step.of(
            "delete app",
            current.id(),
            Call.of("DASHBOARD", current.id(), "{Settings > Actions > Delete}"),
            Duration.ofMinutes(1),
            () -> new Reading(account.stack(current.id()).isEmpty(), "it is there"),
            () -> {
              throw Dashboard.needed("delete app", Dashboard.delete(current.id()));
            },
            Budgets.NONE);
    return Runbook.of("delete " + current.id(), List.of(deleted));
  }

  @Override
  public List<String> differences(App clone, Set<String> overrides) {
    Optional<Stack> source = clone.clonedFrom().flatMap(account::stack);
    if (source.isEmpty()) {
      return List.of("the source no longer exists");
    }
    List<String> differences =
        new ArrayList<>(
            Variables.differences(compared(source.get().uid()), compared(clone.id()), overrides));
    List<Server> servers = account.servers(source.get().uid());
    for (String engine : Cloud66Apps.ENGINES) {
      boolean needed = servers.stream().anyMatch(server -> server.has(engine));
      if (needed && clone.database(engine).isEmpty()) {
        differences.add("database " + engine + " is missing");
      }
    }
    return List.copyOf(differences);
  }

  private Map<String, Secret> compared(String stack) {
    Map<String, Secret> own = new TreeMap<>(CloneSteps.own(account.variables(stack)));
    own.keySet().removeIf(Marks::isMark);
    return own;
  }
}
