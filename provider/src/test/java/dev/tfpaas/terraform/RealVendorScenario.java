package dev.tfpaas.terraform;

import dev.tfpaas.emulator.Hold;
import dev.tfpaas.matrix.VendorScene;
import dev.tfpaas.world.Pause.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One runbook of a vendor with the real Terraform, against the emulator in this process.
///
/// @param name as [VendorScene#names] has it
record RealVendorScenario(String name) implements RealScenario {
  private static final String SOURCE = "tfpaas/paas";

  /// Returns all of them.
  static List<RealScenario> all() {
    return VendorScene.names().stream().<RealScenario>map(RealVendorScenario::new).toList();
  }

  @Override
  public Runs prepare(Path temporary) {
    return new Runs() {
      @Override
      public RealRun begin() {
        return new Run(name, temporary);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public String toString() {
    return name;
  }

  /// A run; owned by one test.
  private static final class Run implements RealRun {
    private final VendorScene scene;
    private final Workspace workspace;
    private Optional<Hold> hold = Optional.empty();
    private Moment moment = Moment.BEFORE;

    Run(String name, Path temporary) {
      try {
        this.scene = VendorScene.open(name, Files.createTempDirectory(temporary, "vendor"));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      this.workspace =
          Workspace.in(temporary)
              .file("main.tf.json", scene.configuration(SOURCE))
              .file("terraform.tfstate", scene.state(SOURCE))
              .initialised();
    }

    @Override
    public Workspace workspace() {
      return workspace;
    }

    @Override
    public Command command() {
      return told(workspace.applying("-lock-timeout=30s"));
    }

    @Override
    public boolean destroys() {
      return scene.destroys();
    }

    @Override
    public Command told(Command other) {
      Command told = other.within(Duration.ofMinutes(6));
      for (Map.Entry<String, String> variable : scene.environment().entrySet()) {
        told = told.with(variable.getKey(), variable.getValue());
      }
      return told;
    }

    @Override
    public List<String> calls() {
      return scene.calls();
    }

    @Override
    public void hold(Moment wanted, List<String> calls, int number) {
      String call = calls.get(number);
      int earlier = Collections.frequency(calls.subList(0, number), call);
      moment = wanted;
      hold = Optional.of(scene.hold(wanted, call, earlier));
    }

    @Override
    public boolean isHeld() {
      return hold.filter(Hold::isReached).isPresent();
    }

    @Override
    public void release(Signals signals) {
      boolean neverSent = moment == Moment.BEFORE && signals == Signals.PROVIDER_KILLED;
      hold.ifPresent(neverSent ? Hold::breakOff : Hold::release);
    }

    @Override
    public List<String> ending() {
      return scene.ending();
    }

    @Override
    public List<String> violations() {
      return scene.violations();
    }

    @Override
    public List<String> repeated(List<String> usual, Signals signals) {
      List<String> made = calls();
      Set<String> different = new HashSet<>(made);
      return different.stream()
          .filter(scene::begins)
          .filter(call -> Collections.frequency(made, call) > Collections.frequency(usual, call))
          .sorted()
          .toList();
    }

    @Override
    public void close() {
      workspace.close();
      scene.close();
    }
  }
}
