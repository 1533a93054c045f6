package dev.tfpaas.resources;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A platform whose clones are made, after which one more step is refused; it cannot move apps.
///
/// @param platform what it is otherwise
public record FailingPlatform(Platform platform) implements Platform {

  @Override
  public String name() {
    return "failing";
  }

  @Override
  public Apps apps() {
    return platform.apps();
  }

  @Override
  public Capability<AppClones> appClones() {
    return Capability.offered(new Clones(platform.appClones().get().orElseThrow()));
  }

  private record Clones(AppClones clones) implements AppClones {
    @Override
    public Set<String> unsupportedAttributes() {
      return Set.of("size");
    }

    @Override
    public boolean movesInPlace() {
      return false;
    }

    @Override
    public List<Problem> check(CloneSpec spec) {
      return clones.check(spec);
    }

    @Override
    public String idOf(CloneSpec spec) {
      return clones.idOf(spec);
    }

    @Override
    public Runbook create(CloneSpec spec) {
      Runbook made = clones.create(spec);
      List<Step> steps = new ArrayList<>(made.steps());
      Call call = Call.of("POST", "/refused");
      steps.add(
          Step.of(
              "fail",
              spec.name(),
              call,
              Duration.ofSeconds(1),
              () -> Probe.Reading.pending("not done"),
              () -> {
                throw new PlatformException(
                    PlatformException.Kind.REJECTED, "failing", call.toString(), "no", false);
              },
              steps.getFirst().budget()));
      return Runbook.of(made.title(), steps);
    }

    @Override
    public Runbook update(App current, CloneSpec was, CloneSpec spec) {
      return clones.update(current, was, spec);
    }

    @Override
    public Runbook delete(App current) {
      return clones.delete(current);
    }

    @Override
    public List<String> differences(App clone, Set<String> overrides) {
      throw new PlatformException(
          PlatformException.Kind.UNAVAILABLE, "failing", "GET /differences", "503", true);
    }
  }
}
