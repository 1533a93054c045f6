package dev.tfpaas.emulator.jelastic;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `marketplace`: packages are noted, not executed. One that names no environment which exists
/// makes one with a single container.
final class PackageCalls {
  private final Hoster hoster;

  PackageCalls(Hoster hoster) {
    this.hoster = hoster;
  }

  Answer version(CheckedCall call) {
    return Answer.of(Envelope.ok().put("version", "8.0.2"));
  }

  Answer install(CheckedCall call) {
    Params params = call.params();
    String uniqueName = hoster.newUuid();
    String name = params.text("envName").orElse("env-" + uniqueName.substring(0, 7));
    Optional<Environment> existing = hoster.find(name);
    HostGroup place =
        params.text("region").map(hoster::hostGroup).orElse(hoster.hostGroups.getFirst());
    Environment environment = existing.orElseGet(() -> hoster.add(name, place));
    if (existing.isEmpty()) {
      environment.status = Status.CREATING;
      hoster.addNode(environment, "cp", "docker");
    }
    TrackedAction action = hoster.begin(TrackedAction.CREATE, Map.of("env", environment.name), "");
    return hoster.later(
        call.method(),
        2,
        action,
        () -> {
          if (existing.isEmpty()) {
            environment.status = Status.RUNNING;
          }
          hoster.packages.put(
              uniqueName,
              new Hoster.Installed(
                  uniqueName, environment.name, params.text("displayName").orElse("package")));
          return Envelope.ok()
              .put("uniqueName", uniqueName)
              .put("successText", "ok")
              .put("appid", environment.appid);
        },
        () -> {
          if (existing.isEmpty()) {
            hoster.environments.remove(environment.name);
          }
        });
  }

  /// Acts of packages are accepted, and not carried out.
  Answer execute(CheckedCall call) {
    installed(call);
    return Answer.ok();
  }

  Answer uninstall(CheckedCall call) {
    String name = call.params().need("appUniqueName");
    if (hoster.packages.remove(name) == null) {
      throw Refused.byLogic(1101, "application [%s] is not installed".formatted(name));
    }
    return Answer.ok();
  }

  Answer list(CheckedCall call) {
    ObjectNode body = Envelope.ok();
    ArrayNode array = body.putArray("array");
    hoster.packages.values().forEach(one -> array.add(shape(one)));
    return Answer.of(body);
  }

  Answer show(CheckedCall call) {
    ObjectNode body = Envelope.ok();
    body.set("app", shape(installed(call)));
    body.putObject("settings");
    return Answer.of(body);
  }

  private Hoster.Installed installed(CheckedCall call) {
    String name = call.params().need("appUniqueName");
    return Optional.ofNullable(hoster.packages.get(name))
        .orElseThrow(
            () -> Refused.byLogic(1101, "application [%s] is not installed".formatted(name)));
  }

  private static ObjectNode shape(Hoster.Installed installed) {
    return Envelope.JSON
        .objectNode()
        .put("uniqueName", installed.uniqueName())
        .put("envName", installed.environment())
        .put("name", installed.displayName());
  }
}
