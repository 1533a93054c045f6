package dev.tfpaas.platform;

import dev.tfpaas.runbook.Step;
import java.util.List;
import java.util.Optional;

/// A switch that is wanted.
///
/// @param to the place to move to
/// @param mode how
/// @param maintenance whether the side that is left is put into maintenance
/// @param replications the replications to hand over, as read; none when data is not ours
/// @param health what the user asks of the target, beside what the platform can tell, before
///   traffic moves to it; empty for nothing
public record SwitchSpec(
    Side to,
    Mode mode,
    boolean maintenance,
    List<Replication> replications,
    Optional<Step.Gate> health) {

  /// Makes a switch to a target of which only the platform is asked.
  public SwitchSpec(Side to, Mode mode, boolean maintenance, List<Replication> replications) {
    this(to, mode, maintenance, replications, Optional.empty());
  }

  /// Copies the replications.
  public SwitchSpec {
    replications = List.copyOf(replications);
  }

  /// Returns the replications that lead from the side that is left to the other one. One that ended
  /// while both databases take writes hands nothing over any more: a planned switch goes to what
  /// the target has, if the user accepts what that lacks.
  public List<Replication> handedOver(FailoverGroup group) {
    String old = group.requireMember(to.other()).appId();
    String target = group.requireMember(to).appId();
    return replications.stream()
        .filter(it -> it.sourceAppId().equals(old))
        .filter(it -> it.replicaAppId().equals(target))
        .filter(it -> mode == Mode.EMERGENCY || !isSplit(it))
        .toList();
  }

  private static boolean isSplit(Replication replication) {
    return switch (replication.status()) {
      case DETACHED, PROMOTED -> replication.sourceWritable() && replication.replicaWritable();
      case SEEDING, REPLICATING, BROKEN -> false;
    };
  }

  /// How a switch is made.
  public enum Mode {
    /// Both sides answer; nothing is lost.
    PLANNED,
    /// The side that is left may be dead; it is not called before traffic has moved.
    EMERGENCY;

    /// Returns the word of the `switch_mode` attribute.
    public String word() {
      return this == PLANNED ? "planned" : "emergency";
    }
  }
}
