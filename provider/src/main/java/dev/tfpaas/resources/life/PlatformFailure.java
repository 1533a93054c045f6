package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.runbook.StepException;
import org.jspecify.annotations.Nullable;

/// Says to the user what a failed call to a platform means; the one place that knows the kinds.
public final class PlatformFailure {
  private PlatformFailure() {}

  /// Makes an error of a failed call.
  public static DiagnosticException error(Path path, String summary, PlatformException failure) {
    return new DiagnosticException(Diagnostic.error(path, summary, detail(failure)), failure);
  }

  /// Says which call failed, what was answered and what to do.
  public static String detail(PlatformException failure) {
    return "%s failed on the platform %s: %s. %s"
        .formatted(
            failure.call(), failure.platform(), withoutStop(failure.getMessage()), advice(failure));
  }

  /// Says why a step failed, whatever it threw.
  public static String detail(RuntimeException failure) {
    return switch (failure) {
      case PlatformException platform -> detail(platform);
      case StepException step -> withoutStop(step.getMessage()) + ".";
      // Its own text may hold anything, secrets too.
      default ->
          "something happened that the provider did not expect. This is a bug in it; the log has"
              + " where.";
    };
  }

  /// Tells whether the same call may pass later although nobody mends anything.
  static boolean mayPass(RuntimeException failure) {
    return switch (failure) {
      case PlatformException platform ->
          switch (platform.kind()) {
            case CONFLICT, RATE_LIMITED -> true;
            case UNAVAILABLE -> !platform.lasting();
            case NOT_FOUND, DENIED, REJECTED, CORRUPT -> false;
          };
      case StepException _ -> true;
      default -> false;
    };
  }

  private static String advice(PlatformException failure) {
    return switch (failure.kind()) {
      case NOT_FOUND -> "It does not exist, or does not any more.";
      case DENIED -> "Check the token in the provider block and what it is allowed to do.";
      case CONFLICT ->
          "It is busy or in a state that forbids this; try again when that has passed.";
      case RATE_LIMITED -> "Try again later, or with a lower -parallelism.";
      case UNAVAILABLE ->
          failure.lasting()
              ? "This says nothing about whether the object exists, and repeating it does not help."
              : "This says nothing about whether the object exists; try again.";
      case REJECTED -> "The platform understood and refused; repeating it does not help.";
      case CORRUPT -> "Repair or remove what is named there.";
    };
  }

  /// Returns a reason without its full stop, for the middle of a sentence.
  ///
  /// @param text null where none was given
  public static String withoutStop(@Nullable String text) {
    String shown = text == null ? "no reason given" : text.strip();
    return shown.endsWith(".") ? shown.substring(0, shown.length() - 1) : shown;
  }
}
