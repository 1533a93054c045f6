package dev.tfpaas.framework.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LateServicesTest {
  private final AtomicInteger made = new AtomicInteger();
  private final LateServices late =
      new LateServices(
          method -> method.startsWith("plugin.GRPCController/"),
          () -> {
            made.incrementAndGet();
            return List.<BindableService>of(new ControllerService(() -> {}));
          });

  @Test
  void servicesAreMadeForTheFirstCallAndOnce() {
    assertThat(made).hasValue(0);

    assertThat(late.lookupMethod("plugin.GRPCController/Shutdown", null)).isNotNull();
    assertThat(late.lookupMethod("plugin.GRPCController/Shutdown", null)).isNotNull();

    assertThat(made).hasValue(1);
  }

  @Test
  void methodOfNoServiceIsUnknown() {
    assertThat(late.lookupMethod("plugin.GRPCController/Start", null)).isNull();
  }

  @Test
  void nothingIsMadeForAMethodThatIsNotTheirs() {
    assertThat(late.lookupMethod("plugin.Other/FromTheFuture", null)).isNull();

    assertThat(made).hasValue(0);
  }

  @Test
  void failureToMakeThemIsTheAnswer() {
    LateServices broken =
        new LateServices(
            _ -> true,
            () -> {
              throw new IllegalArgumentException("x is declared twice");
            });

    assertThatThrownBy(() -> broken.lookupMethod("plugin.GRPCController/Shutdown", null))
        .isInstanceOf(StatusRuntimeException.class)
        .extracting(e -> Status.fromThrowable(e).getDescription())
        .isEqualTo("the provider cannot be made: x is declared twice");
  }
}
