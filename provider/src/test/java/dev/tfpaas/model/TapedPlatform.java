package dev.tfpaas.model;

import dev.tfpaas.platform.AroundPlatform;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.runbook.Action;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.util.Set;
import java.util.function.Supplier;

/// A platform whose every answer is taken from a tape while there is one, and every mutating call
/// of whose runbooks is a point where the run can be suspended.
final class TapedPlatform {
  private final Supplier<Tape> tape;

  private TapedPlatform(Supplier<Tape> tape) {
    this.tape = tape;
  }

  static Platform of(Platform real, Supplier<Tape> tape) {
    return AroundPlatform.of(real, new TapedPlatform(tape)::answer);
  }

  /// Runbooks are pure functions of their arguments and are made anew; what is read is taped.
  private Object answer(AroundPlatform.Question question) {
    if (question.method().equals("Platform.underWay")) {
      return Set.of();
    }
    if (question.method().startsWith("Platform.")) {
      return question.real();
    }
    if (question.type().equals(Runbook.class)) {
      return ((Runbook) question.real()).with(this::taped);
    }
    String label = question.method() + Tape.plain(question.arguments().toString());
    return tape.get().take(label, question::real);
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
        step.gate().map(gate -> gate.probedBy(taped("gate: " + name, gate.probe()))),
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
