package dev.tfpaas.resources;

import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchActs;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Runbook;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A platform like the vendors': its groups do not remember their switches, and lead to the active
/// app's own address.
///
/// @param platform what it is otherwise
public record ForgetfulPlatform(Platform platform) implements Platform {

  @Override
  public String name() {
    return "forgetful";
  }

  @Override
  public Apps apps() {
    return platform.apps();
  }

  @Override
  public Capability<AppClones> appClones() {
    return platform.appClones();
  }

  @Override
  public Capability<Replications> replications() {
    return platform.replications();
  }

  @Override
  public Capability<FailoverGroups> failoverGroups() {
    return Capability.offered(new Groups(platform.failoverGroups().get().orElseThrow()));
  }

  private record Groups(FailoverGroups groups) implements FailoverGroups {
    @Override
    public Set<String> unsupportedAttributes() {
      return groups.unsupportedAttributes();
    }

    @Override
    public boolean addressFollowsActive(FailoverGroup group) {
      return true;
    }

    @Override
    public Optional<FailoverGroup> find(String id) {
      return groups.find(id).map(Groups::forgetting);
    }

    private static FailoverGroup forgetting(FailoverGroup it) {
      return new FailoverGroup(
          it.id(),
          it.name(),
          it.member(it.active()).map(member -> member.appId() + ".example").orElse(""),
          it.ttl(),
          it.primary(),
          it.secondary(),
          it.active(),
          it.busy(),
          it.dnsPopulated(),
          it.domains(),
          Optional.empty());
    }

    @Override
    public Optional<String> existing(GroupSpec spec) {
      return groups.existing(spec);
    }

    @Override
    public List<Problem> check(Optional<FailoverGroup> current, GroupSpec spec) {
      return groups.check(current, spec);
    }

    @Override
    public Runbook create(GroupSpec spec, Side active) {
      return groups.create(spec, active);
    }

    @Override
    public Runbook update(FailoverGroup current, GroupSpec spec) {
      return groups.update(current, spec);
    }

    @Override
    public SwitchActs switchActs(FailoverGroup current, SwitchSpec spec) {
      return groups.switchActs(current, spec);
    }

    @Override
    public Runbook delete(FailoverGroup current) {
      return groups.delete(current);
    }

    @Override
    public String trafficAfterDelete(FailoverGroup current) {
      return groups.trafficAfterDelete(current);
    }
  }
}
