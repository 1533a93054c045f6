package dev.tfpaas.resources.group;

import static dev.tfpaas.resources.FailoverStage.pair;
import static dev.tfpaas.resources.FailoverStage.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchActs;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.life.GuardedResource;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.runbook.Runbook;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Reading a group from a platform that does not answer as it should: unreadable is not gone.
class GroupReadTest {
  @TempDir Path directory;
  private FailoverStage stage;

  @BeforeEach
  void form() {
    stage = new FailoverStage(directory).formed();
  }

  private LifecycleDriver<PaasClient> reading(Supplier<Optional<FailoverGroup>> find) {
    FailoverGroups groups = stage.platform.failoverGroups().get().orElseThrow();
    Platform odd = new OddPlatform(stage.platform, new OddGroups(groups, find));
    LifecycleDriver<PaasClient> driver =
        LifecycleDriver.of(new GuardedResource(new FailoverGroupResource()), stage.client(odd));
    driver.restore(stage.group.state(), stage.group.privateState());
    return driver;
  }

  private static Supplier<Optional<FailoverGroup>> failing(Kind kind) {
    return () -> {
      throw new PlatformException(kind, "odd", "GET /groups/shop", "it is " + kind, true);
    };
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"DENIED", "UNAVAILABLE", "RATE_LIMITED", "CONFLICT", "REJECTED", "CORRUPT"})
  void whatCannotBeReadKeepsItsLastKnownValues(Kind kind) {
    LifecycleDriver<PaasClient> driver = reading(failing(kind));

    Outcome plan = driver.plan(pair("primary", "")).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(driver.state()).isEqualTo(stage.group.state());
    assertThat(text(plan)).contains("Cannot read failover group shop").contains("it is " + kind);
  }

  @Test
  void onlyNotFoundRemoves() {
    assertThat(reading(failing(Kind.NOT_FOUND)).refresh().value().isNull()).isTrue();
    assertThat(reading(Optional::empty).refresh().value().isNull()).isTrue();
  }

  @Test
  void switchOfWhatCannotBeReadIsRefused() {
    Outcome plan = reading(failing(Kind.UNAVAILABLE)).plan(FailoverStage.emergency("secondary"));

    assertThat(plan.errors()).extracting(it -> it.path().toString()).contains("active");
    assertThat(text(plan)).contains("Cannot switch a group that cannot be read");
  }

  @Test
  void platformThatDoesNotAnswerInTimeIsUnreadable() {
    CountDownLatch never = new CountDownLatch(1);
    stage.group.apply(pair("primary", ", 'timeouts': {'read': '50ms'}")).orFail();
    LifecycleDriver<PaasClient> driver =
        reading(() -> {
          try {
            never.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          return Optional.empty();
        });

    Outcome read = driver.refresh();

    assertThat(driver.state()).isEqualTo(stage.group.state());
    assertThat(text(read)).contains("timeouts.read = 50ms");
  }

  /// The same platform with other failover groups.
  private record OddPlatform(Platform inner, FailoverGroups groups) implements Platform {
    @Override
    public String name() {
      return "odd";
    }

    @Override
    public Apps apps() {
      return inner.apps();
    }

    @Override
    public Capability<Replications> replications() {
      return inner.replications();
    }

    @Override
    public Capability<FailoverGroups> failoverGroups() {
      return Capability.offered(groups);
    }
  }

  /// The same failover groups, found in another way.
  private record OddGroups(FailoverGroups inner, Supplier<Optional<FailoverGroup>> look)
      implements FailoverGroups {
    @Override
    public Set<String> unsupportedAttributes() {
      return inner.unsupportedAttributes();
    }

    @Override
    public Optional<FailoverGroup> find(String id) {
      return look.get();
    }

    @Override
    public Optional<String> existing(GroupSpec spec) {
      return inner.existing(spec);
    }

    @Override
    public List<Problem> check(Optional<FailoverGroup> current, GroupSpec spec) {
      return inner.check(current, spec);
    }

    @Override
    public Runbook create(GroupSpec spec, Side active) {
      return inner.create(spec, active);
    }

    @Override
    public Runbook update(FailoverGroup current, GroupSpec spec) {
      return inner.update(current, spec);
    }

    @Override
    public SwitchActs switchActs(FailoverGroup current, SwitchSpec spec) {
      return inner.switchActs(current, spec);
    }

    @Override
    public Runbook delete(FailoverGroup current) {
      return inner.delete(current);
    }

    @Override
    public String trafficAfterDelete(FailoverGroup current) {
      return inner.trafficAfterDelete(current);
    }
  }
}
