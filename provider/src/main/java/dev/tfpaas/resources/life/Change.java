package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.platform.Platform;
import java.time.Clock;

/// A change of one object, while it is planned and again before its first call.
///
/// @param platform where the object is
/// @param clock tells ages, and limits waits
/// @param prior the last state
/// @param planned what is planned; unknown parts are the platform's to choose
/// @param config what the user wrote
/// @param remembered what was remembered when it was planned
/// @param current the object as read; while planning, as it was read last
/// @param wanted what is asked for
/// @param <T> the object
/// @param <C> what is asked for
public record Change<T, C>(
    Platform platform,
    Clock clock,
    Value prior,
    Value planned,
    Value config,
    Remembered<T> remembered,
    T current,
    C wanted) {

  /// Makes the change that is being planned.
  public static <T, C> Change<T, C> of(
      PlanContext<PaasClient> context, Remembered<T> remembered, T current, C wanted) {
    return new Change<>(
        context.client().requirePlatform(),
        context.client().clock(),
        context.prior(),
        context.planned(),
        context.config(),
        remembered,
        current,
        wanted);
  }

  /// Tells whether an attribute differs from the last state; an unknown one always does.
  public boolean changes(String attribute) {
    return !planned.get(attribute).equals(prior.get(attribute));
  }
}
