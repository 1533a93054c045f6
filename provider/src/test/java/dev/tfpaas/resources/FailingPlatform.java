package dev.tfpaas.resources;

import dev.tfpaas.platform.AroundPlatform;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A platform whose clones are made, after which one more step is refused; it can do nothing else.
public final class FailingPlatform {
  private static final Capability<Object> MISSING =
      Capability.missing("it fails at everything else", "use another one");

  private FailingPlatform() {}

  /// Makes a platform fail.
  public static Platform of(Platform platform) {
    return AroundPlatform.of(
        platform,
        AroundPlatform.answering(
            Map.of(
                "Platform.name", _ -> "failing",
                "Platform.underWay", _ -> Set.of(),
                "Platform.replications", _ -> MISSING,
                "Platform.failoverGroups", _ -> MISSING,
                "Platform.regionMigrations", _ -> MISSING,
                "AppClones.unsupportedAttributes", _ -> Set.of("size"),
                "AppClones.movesInPlace", _ -> false,
                "AppClones.create", question -> refusedAtLast((Runbook) question.real()),
                "AppClones.differences",
                    _ -> {
                      throw new PlatformException(
                          PlatformException.Kind.UNAVAILABLE,
                          "failing",
                          "GET /differences",
                          "503",
                          true);
                    })));
  }

  private static Runbook refusedAtLast(Runbook made) {
    List<Step> steps = new ArrayList<>(made.steps());
    Call call = Call.of("POST", "/refused");
    steps.add(
        Step.of(
            "fail",
            steps.getFirst().object(),
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
}
