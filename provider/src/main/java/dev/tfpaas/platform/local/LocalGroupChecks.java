package dev.tfpaas.platform.local;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.GroupFact;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds out what the local platform would refuse of a failover group.
final class LocalGroupChecks {
  private final View view;
  private final Optional<FailoverGroup> current;
  private final GroupSpec spec;
  private final List<Problem> problems = new ArrayList<>();

  private LocalGroupChecks(View view, Optional<FailoverGroup> current, GroupSpec spec) {
    this.view = view;
    this.current = current;
    this.spec = spec;
  }

  static List<Problem> check(View view, Optional<FailoverGroup> current, GroupSpec spec) {
    LocalGroupChecks checks = new LocalGroupChecks(view, current, spec);
    checks.app("primary_app_id", spec.primaryAppId());
    spec.secondaryAppId().ifPresent(app -> checks.app("secondary_app_id", app));
    checks.pair();
    checks.name();
    checks.activeStays();
    return List.copyOf(checks.problems);
  }

  private void app(String attribute, String app) {
    if (view.app(app).isEmpty()) {
      problem(attribute, "There is no app \"" + app + "\"", LocalCloneChecks.known(view));
    }
    String mine = current.map(FailoverGroup::id).orElse(newId());
    view.groupOf(app)
        .filter(other -> !other.id().equals(mine))
        .ifPresent(other ->
            problems.add(
                new Problem(
                        attribute,
                        "App \"" + app + "\" belongs to failover group " + other.id(),
                        "An app can be in one failover group only. Dissolve the other group, or import it with the id %s."
                            .formatted(other.id()))
                    .by(SafetyRule.MEMBER)));
  }

  private String newId() {
    return spec.name().orElse(spec.primaryAppId());
  }

  private void pair() {
    if (spec.secondaryAppId().equals(Optional.of(spec.primaryAppId()))) {
      problem(
          "secondary_app_id",
          "A failover group needs two different apps",
          "Both primary_app_id and secondary_app_id are %s.".formatted(spec.primaryAppId()));
    }
  }

  private void name() {
    Set<GroupFact> namesakes = new LinkedHashSet<>();
    view.group(newId()).ifPresent(namesakes::add);
    view.groupNamed(newId()).ifPresent(namesakes::add);
    for (GroupFact other : namesakes) {
      boolean mine = current.map(it -> it.id().equals(other.id())).orElse(false);
      boolean sameApps =
          other.primary().equals(spec.primaryAppId())
              && other.secondary().equals(spec.secondaryAppId());
      if (!mine && !sameApps) {
        problem(
            "name",
            "A failover group named \"" + newId() + "\" exists with other apps",
            "It pairs %s and %s. Choose another name."
                .formatted(other.primary(), other.secondary().orElse("nothing")));
      }
    }
  }

  private void activeStays() {
    Optional<String> active =
        current.flatMap(it -> it.member(it.active())).map(FailoverGroup.Member::appId);
    boolean stays =
        active.isEmpty()
            || active.get().equals(spec.primaryAppId())
            || active.equals(spec.secondaryAppId());
    if (!stays) {
      boolean first = current.map(it -> it.primary().appId().equals(active.get())).orElse(false);
      problems.add(
          new Problem(
                  first ? "primary_app_id" : "secondary_app_id",
                  "App \"" + active.get() + "\" is active and cannot leave its failover group",
                  "Switch to the other app first, then change this attribute.")
              .by(SafetyRule.SERVES));
    }
  }

  private void problem(String attribute, String summary, String detail) {
    problems.add(new Problem(attribute, summary, detail));
  }
}
