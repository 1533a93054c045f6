package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.scalingo.ScalingoApi.Change;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The step that deploys code.
///
/// @param api makes the calls
/// @param reader reads deployments
/// @param app where to
record Deploying(ScalingoApi api, AppReader reader, AppPlace app) {
  private static final Set<String> FAILED =
      Set.of("build-error", "crashed-error", "timeout-error", "hook-error", "aborted");

  /// Deploys an archive. It is recognised by the reference that is given with it, so that it is
  /// deployed once, whatever happens to the answer.
  Step deploy(String archive) {
    String reference = reference(archive);
    AtomicBoolean asked = new AtomicBoolean();
    return Step.of(
            "deploy",
            app.id(api.home()),
            Call.of(
                "POST",
                app.path("/deployments"),
                "{source_url: the archive, git_ref: %s}".formatted(reference)),
            Duration.ofMinutes(5),
            () -> deployed(reference, asked.get()),
            () -> {
              deployOnce(archive, reference);
              asked.set(true);
            },
            CloneSteps.LONG)
        .after(
            "no other operation",
            () -> {
              WireApp now = reader.require(app);
              return new Reading(!now.busy(), "the app is " + now.status());
            });
  }

  /// An older attempt that failed is made again; one of this run ends it.
  private Reading deployed(String reference, boolean asked) {
    Optional<DeploymentPage.Deployment> newest =
        reader.deployments(app).stream().filter(one -> one.gitRef().equals(reference)).findFirst();
    if (newest.isEmpty()) {
      return Reading.pending("it is not deployed");
    }
    String status = newest.get().status();
    if (asked && FAILED.contains(status)) {
      throw PlatformException.rejected(
          ScalingoPlatform.NAME,
          "GET " + app.path("/deployments"),
          "deployment %s ended with %s; `scalingo --app %s deployment-logs` shows why"
              .formatted(newest.get().id(), status, app.name()));
    }
    return new Reading(status.equals("success"), "the deployment is " + status);
  }

  private boolean underWay(String reference) {
    return reader.deployments(app).stream()
        .anyMatch(one -> one.gitRef().equals(reference) && !FAILED.contains(one.status()));
  }

  private void deployOnce(String archive, String reference) {
    if (underWay(reference)) {
      return;
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("deployment").put("git_ref", reference).put("source_url", archive);
    api.changeSeen(
        app.region(),
        Change.once("POST", app.path("/deployments"), body),
        () -> underWay(reference));
  }

  /// Names an archive without showing its address, which may hold a secret.
  static String reference(String archive) {
    CRC32 sum = new CRC32();
    sum.update(archive.getBytes(StandardCharsets.UTF_8));
    return "paas-%08x".formatted(sum.getValue());
  }
}
