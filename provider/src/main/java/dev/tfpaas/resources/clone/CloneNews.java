package dev.tfpaas.resources.clone;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.platform.App;
import dev.tfpaas.resources.life.Beside;
import dev.tfpaas.resources.life.Differences;
import dev.tfpaas.resources.life.Values;
import java.util.List;
import java.util.Map;

/// What is said of a copy that others renamed, or made anew under its name.
final class CloneNews {
  private CloneNews() {}

  /// Says what changed of a copy, one sentence each.
  static List<String> changes(App before, App now) {
    String app = now.id();
    return new Differences()
        .whether(
            before.maintenance(),
            now.maintenance(),
            app + " was put into maintenance.",
            app + " was taken out of maintenance.")
        .of("the status of " + app, before.status(), now.status())
        .of("the region of " + app, before.region(), now.region())
        .of("the size of " + app, before.size().orElse("unknown"), now.size().orElse("unknown"))
        .of("databases of " + app, AppNote.databases(before), AppNote.databases(now))
        .sentences();
  }

  /// Whether an app is another one than the one that was seen last.
  static boolean isAnother(App before, App live) {
    return before.ownId().isPresent()
        && live.ownId().isPresent()
        && !before.ownId().equals(live.ownId());
  }

  /// Warns of an app that is another one than the one that was seen last.
  static List<Diagnostic> another(App before, App live) {
    return isAnother(before, live)
        ? List.of(
            Diagnostic.warning(
                "App %s is another one than it was".formatted(live.id()),
                "The app that was managed here was deleted outside of Terraform, and somebody made"
                    + " another one under its name. It is taken for the copy from now on. What it"
                    + " lacks `differences` tells; to have a new copy made in its place, use"
                    + " `-replace`."))
        : List.of();
  }

  /// Warns of an app that has another name than the one by which it is known.
  static List<Diagnostic> renamed(App live, Value object) {
    boolean same =
        !object.get("name").isKnown() || object.get("name").equals(Value.string(live.name()));
    return same
        ? List.of()
        : List.of(
            Diagnostic.warning(
                Path.root().attribute("name"),
                "App %s was renamed to %s".formatted(object.get("name").asString(), live.name()),
                "It is the same app, and was renamed outside of Terraform. Nothing is changed: it stays known here as %s, and every call goes to the app. To make names agree, rename it back."
                    .formatted(live.id())));
  }

  /// Keeps the differences that were known last, and says why.
  static Beside notCompared(Value object, Diagnostic why) {
    Value known = object.get("differences");
    return new Beside(
        Map.of("differences", known.isKnown() ? known : Values.list(List.of())), List.of(why));
  }
}
