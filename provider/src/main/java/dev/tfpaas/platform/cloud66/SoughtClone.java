package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.PlatformException;
import java.util.Optional;

/// The clone that a step makes or needs: looked for by name and environment until it is there, and
/// known by its uid from then on.
final class SoughtClone {
  private final Account account;
  private final CloneSpec spec;
  private volatile Optional<String> environment;
  private volatile Optional<String> uid = Optional.empty();
  private volatile boolean asked;

  SoughtClone(Account account, CloneSpec spec) {
    this.account = account;
    this.spec = spec;
    this.environment = spec.environment();
  }

  /// Finds it; empty while there is none.
  Optional<Stack> find() {
    if (environment.isEmpty()) {
      environment = account.stack(spec.sourceAppId()).map(Stack::environment);
    }
    Optional<Stack> found = environment.flatMap(it -> account.named(spec.name(), it));
    uid = found.map(Stack::uid);
    return found;
  }

  /// Notes whether its creation was asked for, and not refused.
  void asked(boolean taken) {
    asked = taken;
  }

  /// Tells whether this run asked for its creation, and was not refused.
  boolean isAsked() {
    return asked;
  }

  /// Returns its uid.
  ///
  /// @throws PlatformException when there is none
  String uid() {
    return uid.or(() -> find().map(Stack::uid))
        .orElseThrow(() ->
            PlatformException.notFound(
                Cloud66Platform.NAME,
                "GET " + Cloud66Api.ROOT + "/stacks",
                "there is no application %s yet".formatted(spec.name())));
  }
}
