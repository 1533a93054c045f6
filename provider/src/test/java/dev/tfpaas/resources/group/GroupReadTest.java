package dev.tfpaas.resources.group;

import static dev.tfpaas.resources.FailoverStage.pair;
import static dev.tfpaas.resources.FailoverStage.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.platform.AroundPlatform;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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
    Platform odd =
        AroundPlatform.of(
            stage.platform,
            AroundPlatform.answering(
                Map.of("Platform.name", _ -> "odd", "FailoverGroups.find", _ -> find.get())));
    LifecycleDriver<PaasClient> driver =
        LifecycleDriver.of(new Life<>(new GroupKind()), stage.client(odd));
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
}
