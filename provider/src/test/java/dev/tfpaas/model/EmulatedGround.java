package dev.tfpaas.model;

import dev.tfpaas.KnownPlatforms;
import dev.tfpaas.KnownResources;
import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.emulator.RequestLog;
import dev.tfpaas.emulator.VendorApi;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.platform.AroundPlatform;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.resources.PaasProvider;
import dev.tfpaas.resources.Surroundings;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.PlannedGroups;
import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A vendor's emulator behind real HTTP, and the platform that talks to it. Owned by one thread.
abstract class EmulatedGround implements Ground {
  private static final JsonMapper JSON = JsonMapper.shared();

  final MovedClock clock;
  private final VendorApi api;
  private final EmulatorServer server;
  private final Runner runner;
  private final Map<String, Resource<PaasClient>> resources = new HashMap<>();

  EmulatedGround(VendorApi api, MovedClock clock) {
    this.clock = clock;
    this.api = api;
    this.runner = new Runner(clock, clock, _ -> {});
    try {
      this.server = EmulatorServer.start(api, clock, 0, 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Surroundings surroundings = new Surroundings(Map.of(), Path.of("."), clock, runner);
    Platform first = open(server.address());
    new PaasProvider(KnownPlatforms.ALL, KnownResources.ALL, _ -> first, surroundings)
        .resources()
        .forEach(it -> resources.put(it.typeName(), it));
  }

  /// Opens the platform as a new process does.
  abstract Platform open(URI address);

  /// Something that a person can do.
  ///
  /// @param name for the counterexample
  /// @param act what is done
  record Act(String name, Runnable act) {}

  /// Returns what a person can do.
  abstract List<Act> acts();

  /// Says that somebody could not do what he wanted.
  static final class NotDone extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotDone(String why) {
      super(why);
    }
  }

  @Override
  public final PaasClient process(Fate fate, PlannedGroups.Order order) {
    Platform fated =
        AroundPlatform.of(
            open(server.address()),
            question -> {
              fate.requireLife();
              Object answer = question.real();
              return answer instanceof Runbook runbook
                  ? runbook.with(step -> fated(step, fate))
                  : answer;
            });
    return PaasClient.of(fated, runner, clock, order, order == PlannedGroups.Order.GROUPS_FIRST);
  }

  private static Step fated(Step step, Fate fate) {
    return new Step(
        step.title(),
        step.object(),
        step.call(),
        step.expected(),
        () -> {
          fate.requireLife();
          return step.probe().read();
        },
        () -> fate.make(step.act()::run),
        step.gate()
            .map(gate ->
                gate.probedBy(() -> {
                  fate.requireLife();
                  return gate.probe().read();
                })),
        step.undo()
            .map(
                undo -> new Step.Undo(undo.title(), undo.call(), () -> fate.make(undo.act()::run))),
        step.budget(),
        step.mark());
  }

  @Override
  public final LifecycleDriver<PaasClient> driver(String typeName, PaasClient process) {
    return LifecycleDriver.of(Objects.requireNonNull(resources.get(typeName), typeName), process);
  }

  @Override
  public final void pass(Duration time) {
    clock.move(time);
  }

  @Override
  public final BooleanSupplier watchCalls() {
    int before = server.log().entries().size();
    return () -> {
      List<RequestLog.Entry> all = server.log().entries();
      return all.subList(before, all.size()).stream().noneMatch(this::changes);
    };
  }

  /// Whether a call changes something, and was accepted.
  abstract boolean changes(RequestLog.Entry call);

  @Override
  public final String act(int choice) {
    List<Act> acts = acts();
    Act act = acts.get(choice % acts.size());
    String end = "";
    try {
      act.act().run();
    } catch (NotDone refused) {
      end = " (refused: " + refused.getMessage() + ")";
    }
    pass(History.PAUSE);
    return act.name() + end;
  }

  /// Does something at the operator's port.
  final JsonNode dashboard(String method, String path, String body) {
    return answer(
        path,
        api.operate(
            new Request(method, "/dashboard" + path, Map.of(), Map.of(), body.replace('\'', '"'))));
  }

  /// Makes a call of the vendor's API as somebody else.
  final JsonNode call(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String body) {
    return answer(
        path, api.handle(new Request(method, path, query, headers, body.replace('\'', '"'))));
  }

  private static JsonNode answer(String path, Reply reply) {
    if (reply.status() / 100 != 2) {
      throw new NotDone(path + ": " + reply.status() + " " + reply.body());
    }
    return reply.body().isBlank() ? JSON.missingNode() : JSON.readTree(reply.body());
  }

  @Override
  public void close() {
    server.close();
  }
}
