package dev.tfpaas.matrix;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.matrix.Scenario.Scene;
import dev.tfpaas.platform.AroundPlatform;
import dev.tfpaas.platform.AroundPlatform.Question;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.runbook.Action;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// One object of one resource on one platform, which may answer otherwise than it would.
final class OneLife implements AutoCloseable {
  private static final Map<String, String> FINDS =
      Map.of(
          Cast.APP_CLONE, "Apps.find",
          Cast.REPLICATION, "Replications.find",
          Cast.GROUP, "FailoverGroups.find",
          Cast.MIGRATION, "RegionMigrations.find");

  final Scene scene;
  final LifecycleDriver<PaasClient> driver;
  private final LifecycleDriver<PaasClient> another;

  /// Whether a call was refused that [#failingAtTheEnd] made fail: it may have been needless.
  boolean refused;

  private UnaryOperator<Runbook> runbooks = UnaryOperator.identity();
  private Optional<Function<Question, Object>> find = Optional.empty();

  OneLife(Scene scene) {
    this.scene = scene;
    Theatre theatre = scene.theatre();
    PaasClient client =
        PaasClient.of(
            AroundPlatform.of(theatre::platform, this::answer), theatre.runner(), theatre.clock);
    this.driver = LifecycleDriver.of(theatre.resource(scene.type()), client);
    this.another = LifecycleDriver.of(theatre.resource(scene.type()), client);
    scene.stored().ifPresent(it -> driver.restore(it.state(), it.facts()));
  }

  private Object answer(Question question) {
    if (question.method().equals(FINDS.get(scene.type())) && isAbout(question)) {
      return find.map(it -> it.apply(question)).orElseGet(question::real);
    }
    Object answer = question.real();
    return answer instanceof Runbook runbook ? runbooks.apply(runbook) : answer;
  }

  private boolean isAbout(Question question) {
    Value state = driver.state();
    return !state.isNull() && question.arguments().getFirst().equals(state.get("id").asString());
  }

  /// Lets runbooks be made otherwise.
  void runbooks(UnaryOperator<Runbook> otherwise) {
    runbooks = otherwise;
  }

  /// Lets the object be seen otherwise.
  void find(Function<Question, Object> otherwise) {
    find = Optional.of(otherwise);
  }

  /// Lets the platform not answer when it is asked for the object.
  void isUnreadable() {
    find(_ -> {
      throw new PlatformException(
          PlatformException.Kind.UNAVAILABLE, "this", "GET /it", "503", false);
    });
  }

  void isGone() {
    find(_ -> Optional.empty());
  }

  /// Lets everything be as it is again.
  void asItIs() {
    runbooks = UnaryOperator.identity();
    find = Optional.empty();
  }

  String config() {
    return scene.config().orElseThrow();
  }

  String with(String more) {
    return config().replaceFirst("}$", ", " + more + "}");
  }

  /// Makes the object as the scene says.
  OneLife made() {
    driver.apply(config()).orFail();
    return this;
  }

  /// Imports the object into another state.
  Outcome imported() {
    return another.importState(driver.state().get("id").asString());
  }

  Outcome planOfTheImported() {
    return another.plan(config());
  }

  /// Forgets what is remembered beside the state.
  void forget(PrivateState instead) {
    driver.restore(driver.state(), instead);
  }

  /// Puts a time limit into the state, as the configuration had it.
  void limit(String operation, String time) {
    Map<String, Value> limits = new HashMap<>();
    for (String name : List.of("create", "read", "update", "delete")) {
      limits.put(name, name.equals(operation) ? Value.string(time) : Value.nullOf(Type.STRING));
    }
    driver.restore(driver.state().with("timeouts", Value.object(limits)), driver.privateState());
  }

  /// A runbook whose last step is refused by the platform.
  Runbook failingAtTheEnd(Runbook runbook) {
    if (runbook.isEmpty()) {
      return runbook;
    }
    Step last = runbook.steps().getLast();
    Action refusal =
        () -> {
          refused = true;
          throw new PlatformException(
              PlatformException.Kind.REJECTED, "this", last.call().toString(), "no", false);
        };
    return runbook.with(step -> step.equals(last) ? acting(step, refusal) : step);
  }

  /// A runbook after whose first call something happens.
  static Runbook afterTheFirstCall(Runbook runbook, Runnable what) {
    if (runbook.isEmpty()) {
      return runbook;
    }
    Step first = runbook.steps().getFirst();
    return runbook.with(step ->
        step.equals(first)
            ? acting(
                step,
                () -> {
                  step.act().run();
                  what.run();
                })
            : step);
  }

  private static Step acting(Step step, Action act) {
    return new Step(
        step.title(),
        step.object(),
        step.call(),
        step.expected(),
        step.probe(),
        act,
        step.gate(),
        step.undo(),
        step.budget(),
        step.mark());
  }

  /// A runbook without its last step.
  static Runbook shortened(Runbook runbook) {
    List<Step> steps = runbook.steps();
    return Runbook.of("other", steps.subList(0, Math.max(0, steps.size() - 1)));
  }

  /// The configuration with each thing in it, at every depth, in the place of which something else
  /// stands.
  List<Value> variants(Function<Value, Value> other) {
    Value config = driver.config(config());
    List<Value> variants = new ArrayList<>();
    for (Attribute attribute :
        scene.theatre().resource(scene.type()).schema().block().attributes()) {
      if (attribute.mode() != Attribute.Mode.COMPUTED) {
        Value value = config.get(attribute.name());
        if (attribute.mode() != Attribute.Mode.REQUIRED || !other.apply(value).isNull()) {
          variants.add(config.with(attribute.name(), other.apply(value)));
        }
        within(value, other).forEach(it -> variants.add(config.with(attribute.name(), it)));
      }
    }
    return variants;
  }

  private static List<Value> within(Value value, Function<Value, Value> other) {
    List<Value> variants = new ArrayList<>();
    switch (value) {
      case Value.ObjectValue object ->
          object
              .attributes()
              .forEach((name, part) -> {
                variants.add(object.with(name, other.apply(part)));
                within(part, other).forEach(it -> variants.add(object.with(name, it)));
              });
      case Value.MapValue(Type element, Map<String, Value> parts) ->
          parts.forEach((name, part) -> {
            Map<String, Value> more = new HashMap<>(parts);
            more.put(name, other.apply(part));
            variants.add(Value.map(element, more));
          });
      case Value.ListValue(Type element, List<Value> parts) when !parts.isEmpty() ->
          variants.add(Value.list(element, List.of(other.apply(parts.getFirst()))));
      case Value.SetValue(Type element, List<Value> parts) when !parts.isEmpty() ->
          variants.add(Value.set(element, List.of(other.apply(parts.getFirst()))));
      default -> {
        // Nothing is within it.
      }
    }
    return variants;
  }

  static String text(Outcome outcome) {
    return outcome.diagnostics().stream()
        .map(Diagnostic::toString)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    scene.theatre().close();
  }
}
