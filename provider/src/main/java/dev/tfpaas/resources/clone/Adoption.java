package dev.tfpaas.resources.clone;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.platform.Serving;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is found where a copy is to be created: nothing, the copy itself (its creation was cut
/// short, before or after it could be marked as a copy), an app that `adopt` takes, or somebody
/// else's app.
///
/// @param found the app of that name; empty when there is none
/// @param evidence what shows that an app without a mark is the copy; empty when nothing has to
/// @param problems why it cannot be taken, or, where there is none, why it cannot be made
/// @param warnings what taking it does to those who use it
record Adoption(
    Optional<App> found,
    Optional<String> evidence,
    List<Diagnostic> problems,
    List<Diagnostic> warnings) {

  /// Looks, for a copy that is made after another one was destroyed for it: that one is not there
  /// any more by then, and its name is free.
  static Adoption replacing(App before, Platform platform, AppClones clones, CloneSpec spec) {
    if (!before.id().equals(clones.idOf(spec))) {
      return of(platform, clones, spec);
    }
    List<Diagnostic> problems =
        Capabilities.errors(clones.check(spec)).stream()
            .filter(problem -> !problem.path().equals(Path.root().attribute("name")))
            .toList();
    return new Adoption(Optional.empty(), Optional.empty(), problems, List.of());
  }

  /// Looks.
  static Adoption of(Platform platform, AppClones clones, CloneSpec spec) {
    return of(platform, clones, spec, platform.apps().taking(clones.idOf(spec)));
  }

  /// Judges what was found.
  static Adoption of(Platform platform, AppClones clones, CloneSpec spec, Optional<App> found) {
    if (found.isEmpty()) {
      return new Adoption(
          found, Optional.empty(), Capabilities.errors(clones.check(spec)), List.of());
    }
    App app = found.get();
    boolean isSource = app.id().equals(spec.sourceAppId());
    boolean isMarked = app.clonedFrom().isPresent() && clones.isMarked(app);
    boolean isCopy = isMarked && app.clonedFrom().filter(spec.sourceAppId()::equals).isPresent();
    boolean isUnmarked = !isSource && !spec.adopt() && !isMarked;
    Optional<String> evidence = isUnmarked ? clones.begun(app, spec) : Optional.empty();
    boolean taken = !isSource && (isCopy || spec.adopt() || evidence.isPresent());
    return new Adoption(
        found,
        evidence,
        taken
            ? problems(app, clones, spec, isCopy || evidence.isPresent())
            : List.of(taken(platform, app, isSource, isMarked)),
        taken && spec.maintenance() && Serving.of(app).serves()
            ? List.of(closes(platform, app, spec))
            : List.of());
  }

  private static Diagnostic closes(Platform platform, App app, CloneSpec spec) {
    return CloneMaintenance.closes(app, !Serving.look(platform, spec.sourceAppId()).serves());
  }

  private static List<Diagnostic> problems(
      App app, AppClones clones, CloneSpec spec, boolean isCopy) {
    List<Diagnostic> problems =
        new ArrayList<>(Capabilities.errors(clones.unfit(app).stream().toList()));
    differs("environment", app.environment(), spec.environment()).ifPresent(problems::add);
    problems.addAll(elsewhere(app, clones, spec, isCopy));
    differs("cloud", app.cloud(), spec.cloud()).ifPresent(problems::add);
    if (app.activeInGroup() && spec.maintenance() && !app.maintenance()) {
      problems.add(
          Refusal.of(
              SafetyRule.SERVES,
              Path.root().attribute("maintenance"),
              "App %s serves a failover group".formatted(app.id()),
              "Taking it as a copy would turn maintenance on and stop it from serving. Set"
                  + " `maintenance = false`."));
    }
    return problems;
  }

  /// A copy that was cut short before it was brought to its region is brought there now; one that a
  /// group knows was finished, and stays where it is.
  private static List<Diagnostic> elsewhere(
      App app, AppClones clones, CloneSpec spec, boolean isCopy) {
    Optional<Diagnostic> problem = differs("region", Optional.of(app.region()), spec.region());
    if (problem.isEmpty()
        || !isCopy
        || !clones.bringsToRegion()
        || app.failoverGroupId().isPresent()) {
      return problem.stream().toList();
    }
    return Capabilities.errors(clones.check(spec)).stream()
        .filter(it -> it.path().equals(Path.root().attribute("region")))
        .toList();
  }

  private static Diagnostic taken(Platform platform, App app, boolean isSource, boolean isMarked) {
    String what =
        isSource
            ? "it is the source itself"
            : app.clonedFrom()
                .map(source -> named(platform, source))
                .map(source ->
                    isMarked
                        ? "it is a copy of %s".formatted(source)
                        : "the platform's records alone say that it is a copy of %s, and anybody may have made it"
                            .formatted(source))
                .orElse("it is no copy of the source");
    return Diagnostic.error(
        Path.root().attribute("name"),
        "There is an app %s already".formatted(app.name()),
        isSource
            ? "An app cannot be its own copy: %s. Choose another name.".formatted(what)
            : "It cannot be taken as the copy, because %s. Choose another name, or set `adopt = true` to take it as it is."
                .formatted(what));
  }

  /// Some platforms tell a source by an identifier that nobody knows it by.
  private static String named(Platform platform, String source) {
    return Observation.of(() -> platform.apps().find(source))
                instanceof Observation.Found<App>(App app)
            && !app.name().equals(source)
        ? "%s (%s)".formatted(app.name(), source)
        : source;
  }

  /// An app that is being built may not tell yet where it will be.
  private static Optional<Diagnostic> differs(
      String attribute, Optional<String> is, Optional<String> wanted) {
    return wanted
        .filter(text -> is.filter(it -> !it.isEmpty() && !it.equals(text)).isPresent())
        .map(text ->
            Diagnostic.error(
                Path.root().attribute(attribute),
                "The app exists already, with another %s".formatted(attribute),
                "The app that would be taken as the copy has %s \"%s\". Write that here, or remove the app."
                    .formatted(attribute, is.get())));
  }

  /// Tells the user: errors, or a warning that an existing app is taken.
  void report(Diagnostics diagnostics) {
    diagnostics.addAll(problems);
    if (problems.isEmpty() && found.isPresent()) {
      diagnostics.addAll(warnings);
      boolean serves = warnings.isEmpty() && Serving.of(found.get()).serves();
      diagnostics.warning(
          Path.root().attribute("name"),
          evidence.isPresent()
              ? "The app %s exists already, and is completed".formatted(found.get().name())
              : "The app %s exists already and is taken".formatted(found.get().name()),
          evidence.map(text -> text + " A creation that was cut short leaves it so. ").orElse("")
              + (serves ? "It serves now, and goes on serving. " : "")
              + "Steps of the runbook that are done already are skipped. From then on it belongs"
              + " to this resource, and destroying the resource destroys it.");
    }
  }
}
