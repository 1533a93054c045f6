package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.framework.resource.ResourceContext;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.Observation;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells whose an object is that a state names.
///
/// @param kind the kind of object
record Whose(Kind<?, ?> kind) {
  /// Whether the object is another's by now. A note of version 0.1.0 says nothing of it, and counts
  /// as the object's own. What this process made counts also where a platform shows the mark late.
  ///
  /// @param prior the object in the state
  /// @param facts what is kept beside it
  boolean isOthers(ResourceContext<PaasClient> context, Value prior, PrivateState facts) {
    String id = prior.get("id").asString();
    Optional<String> own = PrivateFacts.incarnation(facts);
    Optional<String> here = context.client().ownership().incarnation(kind.typeName(), id);
    Optional<String> live =
        own.isEmpty() ? Optional.empty() : kind.marked().flatMap(it -> seen(context, it, id));
    return Stream.of(live, here)
        .flatMap(Optional::stream)
        .anyMatch(other -> !Optional.of(other).equals(own));
  }

  /// What cannot be read now says nothing; the destruction itself finds out.
  private Optional<String> seen(
      ResourceContext<PaasClient> context, Incarnations.Kind marked, String id) {
    return Observation.of(() -> marks(context).of(marked, id))
            instanceof Observation.Found<String>(String incarnation)
        ? Optional.of(incarnation)
        : Optional.empty();
  }

  /// Returns the platform's marks.
  Incarnations marks(ResourceContext<PaasClient> context) {
    return context.client().platform().map(it -> it.incarnations()).orElse(Incarnations.NONE);
  }
}
