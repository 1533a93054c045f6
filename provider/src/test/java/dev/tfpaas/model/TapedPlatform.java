package dev.tfpaas.model;

import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.runbook.Action;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// A platform whose every answer is taken from a tape while there is one, and every mutating call
/// of whose runbooks is a point where the run can be suspended.
///
/// @param real answers what is not on the tape
/// @param tape the tape that is being played
record TapedPlatform(Platform real, Supplier<Tape> tape) implements Platform {

  @Override
  public String name() {
    return real.name();
  }

  @Override
  public Apps apps() {
    return taped(Apps.class, real.apps());
  }

  @Override
  public Capability<AppClones> appClones() {
    return Capability.offered(taped(AppClones.class, real.appClones().get().orElseThrow()));
  }

  @Override
  public Capability<Replications> replications() {
    return Capability.offered(taped(Replications.class, real.replications().get().orElseThrow()));
  }

  @Override
  public Capability<FailoverGroups> failoverGroups() {
    return Capability.offered(
        taped(FailoverGroups.class, real.failoverGroups().get().orElseThrow()));
  }

  @Override
  public Capability<RegionMigrations> regionMigrations() {
    return Capability.offered(
        taped(RegionMigrations.class, real.regionMigrations().get().orElseThrow()));
  }

  private <T> T taped(Class<T> type, T answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> answer(answers, method, arguments)));
  }

  /// Runbooks are pure functions of their arguments and are made anew; what is read is taped.
  private Object answer(Object answers, Method method, Object[] arguments) {
    if (method.getReturnType().equals(Runbook.class)) {
      return taped((Runbook) call(answers, method, arguments));
    }
    String label = method.getName() + Tape.plain(Arrays.toString(arguments));
    return tape.get().take(label, () -> call(answers, method, arguments));
  }

  private static Object call(Object answers, Method method, Object[] arguments) {
    try {
      return method.invoke(answers, arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(thrown);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private Runbook taped(Runbook runbook) {
    return new Runbook(
        runbook.title(), taped(runbook.already()), taped(runbook.steps()), runbook.onFailure());
  }

  private List<Step> taped(List<Step> steps) {
    return steps.stream().map(this::taped).toList();
  }

  private Step taped(Step step) {
    String name = step.title() + " " + step.object();
    return new Step(
        step.title(),
        step.object(),
        step.call(),
        step.expected(),
        taped("look: " + name, step.probe()),
        taped(step.call().toString(), step.act()),
        step.gate()
            .map(gate -> new Step.Gate(gate.condition(), taped("gate: " + name, gate.probe()))),
        step.undo()
            .map(undo ->
                new Step.Undo(
                    undo.title(), undo.call(), taped("undo by " + undo.call(), undo.act()))),
        step.budget(),
        step.mark());
  }

  private Probe taped(String label, Probe probe) {
    return () -> (Probe.Reading) tape.get().take(label, probe::read);
  }

  private Action taped(String label, Action action) {
    return () -> {
      Tape.Resume how = tape.get().pass(new Tape.Point(label, false));
      tape.get()
          .take(
              "answer to " + label,
              () -> {
                action.run();
                return "done";
              });
      if (how == Tape.Resume.LOSE_ANSWER) {
        throw new PlatformException(
            PlatformException.Kind.UNAVAILABLE, "local", label, "no answer came back", false);
      }
    };
  }
}
