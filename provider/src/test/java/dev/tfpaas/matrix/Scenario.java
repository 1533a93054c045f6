package dev.tfpaas.matrix;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.resources.life.PaasClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// One runbook of one resource on one platform, to be disturbed.
///
/// @param name says which, e.g. `local: switch planned`
/// @param prepare sets the scene in an empty directory, with a platform that begins at some time
record Scenario(String name, BiFunction<Path, Instant, Scene> prepare) {
  /// Calls that only say what something should be.
  private static final String AGAIN =
      ".*(/scale |/restart|/backups |step: abort|envvars |envproperty |/startenv |/stopenv ).*";

  private static final Instant USUAL = Instant.parse("2026-03-02T09:00:00Z");

  /// Makes one whose platform keeps a time of its own.
  Scenario(String name, Function<Path, Scene> prepare) {
    this(name, (directory, _) -> prepare.apply(directory));
  }

  /// Sets the scene in an empty directory.
  Scene begin(Path directory) {
    return prepare.apply(directory, USUAL);
  }

  /// Everything ready for the apply that is disturbed.
  ///
  /// @param theatre the platform
  /// @param type the resource
  /// @param driver the object that is changed
  /// @param config its new configuration; empty to destroy it
  /// @param stored what Terraform has stored of the object before; empty when it is new
  /// @param aftermath what happens when all is over, before the platforms are compared
  record Scene(
      Theatre theatre,
      String type,
      LifecycleDriver<PaasClient> driver,
      Optional<String> config,
      Optional<Stored> stored,
      Runnable aftermath) {

    /// What a state file holds of one object.
    record Stored(Value state, PrivateState facts) {
      static Optional<Stored> of(LifecycleDriver<PaasClient> driver) {
        return driver.state().isNull()
            ? Optional.empty()
            : Optional.of(new Stored(driver.state(), driver.privateState()));
      }
    }

    static Scene apply(
        Theatre theatre, String type, LifecycleDriver<PaasClient> driver, String config) {
      return new Scene(theatre, type, driver, Optional.of(config), Stored.of(driver), () -> {});
    }

    static Scene destroy(Theatre theatre, String type, LifecycleDriver<PaasClient> driver) {
      return new Scene(theatre, type, driver, Optional.empty(), Stored.of(driver), () -> {});
    }

    Scene then(Runnable what) {
      return new Scene(theatre, type, driver, config, stored, what);
    }

    Scene with(LifecycleDriver<PaasClient> other) {
      return new Scene(theatre, type, other, config, stored, aftermath);
    }

    /// Runs `terraform apply`, or `terraform destroy`: it plans in one process and applies in
    /// another, which knows nothing of what the first one saw.
    Outcome run() {
      Outcome planned = plan();
      if (planned.failed()) {
        return planned;
      }
      theatre.restart();
      return driver.apply(planned);
    }

    /// Plans the same again.
    Outcome plan() {
      return config.map(driver::plan).orElseGet(driver::planDestroy);
    }
  }

  /// Whether the platform shows a call that it accepted and still works on.
  boolean tellsWhatIsUnderWay() {
    return name.startsWith("local: ");
  }

  /// A vendor that does not tell what is under way can be told once more what it should be, but
  /// never to begin something again; a number of containers, a restart, one more backup, variables,
  /// a mark, power and an end are no beginning.
  boolean begins(String call) {
    return call.startsWith("POST ") && !call.matches(AGAIN);
  }

  @Override
  public String toString() {
    return name;
  }
}
