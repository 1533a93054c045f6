package dev.tfpaas.platform.http;

import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.Checkup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.Visitor;
import java.util.Optional;
import java.util.function.Supplier;

/// A platform that is somebody's service behind an API, put together from what its adapter does for
/// each question.
public abstract class ServicePlatform implements Platform {
  private final String name;
  private final Parts parts;

  /// What an adapter consists of.
  ///
  /// @param reads what an operation keeps of its reads
  /// @param visitor asks apps for pages
  /// @param apps reads apps and regions
  /// @param checkup tells of the service by reads alone
  /// @param incarnations the marks of objects
  /// @param clones copies apps
  /// @param replications replicates databases, or says why the service cannot
  /// @param groups moves traffic between two apps
  /// @param migrations moves apps to other regions
  public record Parts(
      ReadScope reads,
      Visitor visitor,
      Apps apps,
      Checkup checkup,
      Incarnations incarnations,
      AppClones clones,
      Capability<Replications> replications,
      FailoverGroups groups,
      RegionMigrations migrations) {}

  /// Makes the platform; calls nobody.
  ///
  /// @param name as the provider block spells it
  /// @param parts what it consists of
  protected ServicePlatform(String name, Parts parts) {
    this.name = name;
    this.parts = parts;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final <R> R during(Supplier<R> operation) {
    return parts.reads.during(operation);
  }

  @Override
  public final <R> R following(Supplier<R> operation) {
    return parts.reads.following(operation);
  }

  @Override
  public final <R> R afresh(Supplier<R> look) {
    return parts.reads.afresh(look);
  }

  @Override
  public final Apps apps() {
    return parts.apps;
  }

  @Override
  public final Optional<Checkup> checkup() {
    return Optional.of(parts.checkup);
  }

  @Override
  public final Incarnations incarnations() {
    return parts.incarnations;
  }

  @Override
  public final Visitor visitor() {
    return parts.visitor;
  }

  @Override
  public final Capability<AppClones> appClones() {
    return Capability.offered(parts.clones);
  }

  @Override
  public final Capability<Replications> replications() {
    return parts.replications;
  }

  @Override
  public final Capability<FailoverGroups> failoverGroups() {
    return Capability.offered(parts.groups);
  }

  @Override
  public final Capability<RegionMigrations> regionMigrations() {
    return Capability.offered(parts.migrations);
  }
}
