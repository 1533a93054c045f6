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

/// A platform that is somebody's service behind an API, put together from what its adapter has for
/// each question.
///
/// @param name as the provider block spells it
/// @param reads what an operation keeps of its reads
/// @param visitor asks apps for pages
/// @param apps reads apps and regions
/// @param checkup tells of the service by reads alone
/// @param incarnations the marks of objects
/// @param appClones copies apps
/// @param replications replicates databases
/// @param failoverGroups moves traffic between two apps
/// @param regionMigrations moves apps to other regions
public record ServicePlatform(
    String name,
    ReadScope reads,
    Visitor visitor,
    Apps apps,
    Optional<Checkup> checkup,
    Incarnations incarnations,
    Capability<AppClones> appClones,
    Capability<Replications> replications,
    Capability<FailoverGroups> failoverGroups,
    Capability<RegionMigrations> regionMigrations)
    implements Platform {

  @Override
  public <R> R during(Supplier<R> operation) {
    return reads.during(operation);
  }

  @Override
  public <R> R following(Supplier<R> operation) {
    return reads.following(operation);
  }

  @Override
  public <R> R afresh(Supplier<R> look) {
    return reads.afresh(look);
  }
}
