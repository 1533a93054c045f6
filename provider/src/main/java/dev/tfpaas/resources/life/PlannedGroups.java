package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.runbook.Runner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What the plans of this process say of failover groups, so that the plan of a member knows
/// whether its group goes with it.
///
/// Terraform asks for the plan of every object alone, and runs a process of its own for each walk.
/// When everything is destroyed a group that refers to its members is planned before them, and one
/// that is not planned at all stays. When blocks were removed from the configuration they are
/// planned in no order. Where Terraform works on several objects at once, a member waits a moment
/// for its group; where it works on one at a time, waiting would keep the group from being planned.
/// Then the refusal of a member is held back until its group is planned to stay, and the plan
/// warns: of a group that Terraform does not know no plan comes, and only apply refuses. For use by
/// many threads.
public final class PlannedGroups {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Order order;
  private final Map<String, Fate> fates = new HashMap<>();
  private final Map<String, List<Diagnostic>> heldBack = new HashMap<>();
  private final Map<String, String> awaiting = new HashMap<>();

  /// In which order Terraform plans what it destroys.
  public enum Order {
    /// Everything is destroyed, several at once, and what refers to something before that.
    GROUPS_FIRST,
    /// What left the configuration, in no order.
    SEVERAL_AT_ONCE,
    /// One object after the other, in whatever order.
    ONE_AT_A_TIME
  }

  /// An app that stands by.
  ///
  /// @param id the app
  /// @param group its group
  /// @param refusal says that the app stays as long as the group does
  /// @param doubt warns that the refusal is held back
  public record Member(String id, String group, Diagnostic refusal, Diagnostic doubt) {}

  /// What becomes of a group.
  private enum Fate {
    GOES,
    STAYS
  }

  /// Makes what is known of the groups at the beginning: nothing.
  ///
  /// @param order in which order Terraform plans what it destroys
  public PlannedGroups(Order order) {
    this.order = order;
  }

  /// Notes that a plan destroys a group.
  public synchronized void goes(String id) {
    fates.put(id, Fate.GOES);
  }

  /// Notes that a group is there after the plan.
  ///
  /// @return what forbids the plans of its members that were made before
  public synchronized List<Diagnostic> stays(String id) {
    fates.put(id, Fate.STAYS);
    return List.copyOf(heldBack.getOrDefault(id, List.of()));
  }

  /// Returns what forbids that a member is destroyed while its group stays, or a warning where the
  /// group is not planned yet and its plan decides; empty when the group goes.
  ///
  /// @param mayFollow whether Terraform may plan the group when the member is planned, and not
  ///   before
  /// @param runner waits a few seconds for the plan of the group
  public Optional<Diagnostic> unlessGoes(Member member, BooleanSupplier mayFollow, Runner runner) {
    if (order == Order.ONE_AT_A_TIME && holdBack(member)) {
      return Optional.of(member.doubt());
    }
    runner.waitFor(() -> fate(member.group()).isPresent(), PATIENCE);
    if (mayFollow.getAsBoolean() && holdBack(member)) {
      return Optional.of(member.doubt());
    }
    return fate(member.group()).filter(Fate.GOES::equals).isPresent()
        ? Optional.empty()
        : Optional.of(member.refusal());
  }

  /// Tells whether a group that refers to its members is planned before them.
  public boolean comeFirst() {
    return order == Order.GROUPS_FIRST;
  }

  /// Tells whether nothing else happens while something is waited for.
  boolean isOneAtATime() {
    return order == Order.ONE_AT_A_TIME;
  }

  private synchronized boolean holdBack(Member member) {
    if (fates.containsKey(member.group())) {
      return false;
    }
    Diagnostic refusal = member.refusal();
    awaiting.put(member.id(), member.group());
    // It is told with the plan of the group, which has none of the member's attributes.
    heldBack
        .computeIfAbsent(member.group(), _ -> new ArrayList<>())
        .add(new Diagnostic(refusal.severity(), refusal.summary(), refusal.detail(), Path.root()));
    return true;
  }

  /// Returns the group whose plan decides whether an app may go; empty when there is none.
  synchronized Optional<String> awaitedBy(String app) {
    return Optional.ofNullable(awaiting.get(app));
  }

  private synchronized Optional<Fate> fate(String id) {
    return Optional.ofNullable(fates.get(id));
  }
}
