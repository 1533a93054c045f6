package dev.tfpaas.framework.tfplugin6;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Completion;
import dev.tfpaas.proto.tfplugin6.ApplyResourceChange;
import dev.tfpaas.proto.tfplugin6.ConfigureProvider;
import dev.tfpaas.proto.tfplugin6.DynamicValue;
import dev.tfpaas.proto.tfplugin6.PlanResourceChange;
import dev.tfpaas.proto.tfplugin6.ProviderGrpc;
import dev.tfpaas.proto.tfplugin6.StopProvider;
import dev.tfpaas.proto.tfplugin6.ValidateProviderConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Configuration, interrupts and cancellation over a real connection.
class SessionTest {
  private ToyHost host;

  @BeforeEach
  void connect() throws IOException {
    host = new ToyHost();
  }

  @AfterEach
  void disconnect() {
    host.close();
  }

  @Test
  @DisplayName(
      "8.2 #30 ConfigureProvider as first call works; 8.4 #70 terraform_version of any shape")
  void configureMayBeTheFirstCall() {
    host.configure();

    assertThat(host.provider.versions).containsExactly("1.16.0-alpha20260513");
  }

  @Test
  @DisplayName("8.4 #64 provider configuration unknown in plan: configure succeeds")
  void unknownConfigurationDoesNotFail() {
    assertThat(host.configure(Value.unknown(Type.STRING)).getDiagnosticsList()).isEmpty();
    ConfigureProvider.Response whole =
        host.terraform.configureProvider(
            ConfigureProvider.Request.newBuilder()
                .setConfig(
                    ToyHost.encode(
                        host.provider.schema(), Value.unknown(host.provider.schema().type())))
                .build());

    assertThat(whole.getDiagnosticsList()).isEmpty();
    assertThat(host.provider.tokens).hasSize(2).allSatisfy(t -> assertThat(t.isUnknown()).isTrue());
  }

  @Test
  void failedConfigurationFailsWhoeverNeedsTheClient() {
    ConfigureProvider.Response failed = host.configure(Value.nullOf(Type.STRING));
    Value config = ToyHost.toy("{'name': 'a'}");
    DynamicValue planned = host.plan(ToyHost.nothing(), config).getPlannedState();

    ApplyResourceChange.Response applied = host.apply(ToyHost.nothing(), config, planned);

    assertThat(failed.getDiagnosticsList()).extracting("summary").containsExactly("No token");
    assertThat(applied.getDiagnosticsList()).extracting("summary").containsExactly("No token");
  }

  @Test
  @DisplayName("8.4 #64 only the calls that need the configuration fail")
  void unconfiguredProviderPlansButDoesNotApply() {
    Value config = ToyHost.toy("{'name': 'a'}");
    PlanResourceChange.Response plan = host.plan(ToyHost.nothing(), config);

    ApplyResourceChange.Response applied =
        host.apply(ToyHost.nothing(), config, plan.getPlannedState());

    assertThat(plan.getDiagnosticsList()).isEmpty();
    assertThat(applied.getDiagnosticsList())
        .extracting("summary")
        .containsExactly("Provider not configured");
  }

  @Test
  void lastConfigurationWins() {
    host.configure(Value.string("one"));
    host.configure(Value.string("two"));

    Value created = host.create("{'name': 'a'}");

    assertThat(host.provider.clouds.get(0).objects).isEmpty();
    assertThat(host.provider.clouds.get(1).objects).containsKey(created.get("id").asString());
  }

  @Test
  void providerConfigurationIsValidated() {
    ValidateProviderConfig.Response answer =
        host.terraform.validateProviderConfig(
            ValidateProviderConfig.Request.newBuilder()
                .setConfig(
                    ToyHost.encode(
                        host.provider.schema(),
                        Completion.nothing(host.provider.schema().block())
                            .with("token", Value.string(""))))
                .build());

    assertThat(answer.getDiagnosticsList()).extracting("summary").containsExactly("Empty value");
  }

  @Test
  @DisplayName("8.5 #73 StopProvider returns in < 100 ms while 10 calls run")
  void stopReachesAllRunningCallsAtOnce() throws Exception {
    host.configure();
    CountDownLatch running = new CountDownLatch(10);
    host.provider.toy.applying =
        context -> {
          running.countDown();
          Awaitility.await().atMost(Duration.ofSeconds(10)).until(context::stopRequested);
          return Optional.empty();
        };
    Value config = ToyHost.toy("{'name': 'a'}");
    DynamicValue planned = host.plan(ToyHost.nothing(), config).getPlannedState();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<ApplyResourceChange.Response>> calls = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        calls.add(
            CompletableFuture.supplyAsync(
                () -> host.apply(ToyHost.nothing(), config, planned), threads));
      }
      running.await();
      assertThat(host.service.runningCalls()).isEqualTo(10);
      long start = System.nanoTime();
      StopProvider.Response stopped =
          host.terraform.stopProvider(StopProvider.Request.getDefaultInstance());

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(100));
      assertThat(stopped.getError()).isEmpty();
      assertThat(calls).allSatisfy(c -> assertThat(c.join().getDiagnosticsList()).isEmpty());
    }
  }

  @Test
  void nextConfigurationForgetsTheStopButNotTheEnd() {
    List<Boolean> stops = new ArrayList<>();
    host.provider.toy.planning = context -> stops.add(context.stopRequested());

    host.terraform.stopProvider(StopProvider.Request.getDefaultInstance());
    host.plan(ToyHost.nothing(), ToyHost.toy("{'name': 'a'}"));
    host.configure();
    host.plan(ToyHost.nothing(), ToyHost.toy("{'name': 'a'}"));
    host.service.requestStop();
    host.configure();
    host.plan(ToyHost.nothing(), ToyHost.toy("{'name': 'a'}"));

    assertThat(stops).containsExactly(true, false, true);
  }

  @Test
  @DisplayName("8.5 #74 cancelled gRPC call does not leave a thread spinning")
  void cancelledCallIsAskedToStop() throws Exception {
    host.configure();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    host.provider.toy.planning =
        context -> {
          started.countDown();
          Awaitility.await().atMost(Duration.ofSeconds(10)).until(context::stopRequested);
          ended.countDown();
        };
    com.google.common.util.concurrent.ListenableFuture<PlanResourceChange.Response> call =
        ProviderGrpc.newFutureStub(host.loopback.channel())
            .planResourceChange(
                ToyHost.planRequest(ToyHost.nothing(), ToyHost.toy("{'name': 'a'}")));

    started.await();
    call.cancel(true);

    assertThat(ended.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    Awaitility.await().until(() -> host.service.runningCalls() == 0);
  }
}
