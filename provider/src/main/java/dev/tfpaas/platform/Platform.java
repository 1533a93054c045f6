package dev.tfpaas.platform;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// A PaaS: its apps, and the capabilities it has.
///
/// All methods are safe to call from several threads. Capabilities that a platform lacks keep the
/// default, which says so.
public interface Platform {

  /// Returns the platform's name as the provider block spells it, e.g. `local`.
  String name();

  /// Returns the reading side: apps and regions.
  Apps apps();

  /// Does something that is one operation to who asked for it. What it reads may be answered from
  /// what was read a moment before, as long as it was not changed since, nor [waited for][#afresh];
  /// where every call is counted, each thing is then read once.
  ///
  /// Operations of several threads know nothing of each other. One within another is part of it.
  default <R> R during(Supplier<R> operation) {
    return operation.get();
  }

  /// Does something that is one operation and follows a reading: what readings of this process have
  /// read a few seconds before, it need not read again. For who only plans, because who changes
  /// something looks again before.
  default <R> R following(Supplier<R> operation) {
    return during(operation);
  }

  /// Looks at what there is now, also within an operation that has looked before.
  default <R> R afresh(Supplier<R> look) {
    return look.get();
  }

  /// Returns the texts of the calls that were accepted and whose effect is still to come, as
  /// [dev.tfpaas.runbook.Call#toString] writes them; empty where a platform does not tell.
  ///
  /// A plan that is made meanwhile may still be applied once such an effect is there.
  default Set<String> underWay() {
    return Set.of();
  }

  /// Returns what it can tell of itself by reads alone; empty where there is no service to look at.
  default Optional<Checkup> checkup() {
    return Optional.empty();
  }

  /// Returns the marks of its objects; [Incarnations#NONE] where nothing can be marked.
  default Incarnations incarnations() {
    return Incarnations.NONE;
  }

  /// Returns what asks apps for pages as their clients do.
  default Visitor visitor() {
    return Visitor.NOBODY;
  }

  /// Returns how apps are cloned.
  default Capability<AppClones> appClones() {
    return Capability.missing("it has no way to copy an app", "create the second app yourself");
  }

  /// Returns how databases are replicated from one app to another.
  default Capability<Replications> replications() {
    return Capability.missing(
        "it has no replication between apps",
        "replicate inside the database and leave it out here");
  }

  /// Returns how traffic is moved between two apps.
  default Capability<FailoverGroups> failoverGroups() {
    return Capability.missing("it has no failover groups", "move the DNS record yourself");
  }

  /// Returns how apps move to another region.
  default Capability<RegionMigrations> regionMigrations() {
    return Capability.missing(
        "it cannot move an app to another region", "clone the app and switch a failover group");
  }
}
