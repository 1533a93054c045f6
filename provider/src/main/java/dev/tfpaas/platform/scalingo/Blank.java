package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Finds out whether an app is as its creation left it, so that nobody can lose anything by what is
/// done to it.
///
/// Creation is one call and the mark of a copy another, and Scalingo has nothing that a creation
/// could carry along. A process that dies between the two leaves an app that says nothing of what
/// it is; it is told by having nothing at all.
///
/// @param api tells who we are
/// @param reader reads the app
record Blank(ScalingoApi api, AppReader reader) {

  /// Tells whether an app is ours and has nothing: its settings are those of a new app, it was
  /// never deployed nor given a repository, and it has no add-ons, domains and collaborators, and
  /// no variables but the one that tells whose a creation is that was interrupted.
  ///
  /// @param stack the base image that a creation of ours would have asked for; empty when none
  boolean is(WireApp app, String stack) {
    AppPlace place = app.place();
    Map<String, BooleanSupplier> signs = new LinkedHashMap<>();
    signs.put(
        "variables",
        () -> Set.of(Mark.INCARNATION).containsAll(reader.variables(place).all().keySet()));
    signs.put("add-ons", () -> reader.addons(place).isEmpty());
    signs.put("deployments", () -> reader.deployments(place).isEmpty());
    signs.put("domains", () -> reader.domains(place).isEmpty());
    signs.put("collaborators", () -> !reader.hasCollaborators(place));
    signs.put("repository", () -> !reader.hasRepository(place));
    signs.put("owner", () -> !app.owner().isEmpty() && app.owner().equals(api.user()));
    return app.status().equals("new")
        && !app.deployed()
        && app.settings().equals(WireApp.Settings.OF_A_NEW_APP)
        && (stack.isEmpty() || stack.equals(app.stackId()))
        && signs.values().stream().allMatch(Blank::readAs);
  }

  /// What may not be read is no sign.
  private static boolean readAs(BooleanSupplier sign) {
    try {
      return sign.getAsBoolean();
    } catch (PlatformException failure) {
      if (failure.kind() == Kind.DENIED || failure.kind() == Kind.NOT_FOUND) {
        return false;
      }
      throw failure;
    }
  }
}
