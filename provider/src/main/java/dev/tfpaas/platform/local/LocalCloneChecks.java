package dev.tfpaas.platform.local;

import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.world.Engines;
import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.AppName;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.DatabaseName;
import dev.tfpaas.world.fact.RegionFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out what the local platform would refuse of a clone.
final class LocalCloneChecks {
  private final View view;
  private final CloneSpec spec;
  private final List<Problem> problems = new ArrayList<>();

  private LocalCloneChecks(View view, CloneSpec spec) {
    this.view = view;
    this.spec = spec;
  }

  static List<Problem> check(View view, CloneSpec spec) {
    LocalCloneChecks checks = new LocalCloneChecks(view, spec);
    checks.source();
    checks.name();
    checks.place();
    checks.engines();
    return List.copyOf(checks.problems);
  }

  private void source() {
    if (view.app(spec.sourceAppId()).isEmpty()) {
      problem("source_app_id", "There is no app \"" + spec.sourceAppId() + "\"", known(view));
    }
  }

  /// Returns a sentence with the names of the apps.
  static String known(View view) {
    List<String> names = view.apps().stream().map(AppFact::name).limit(20).toList();
    return names.isEmpty()
        ? "The platform has no apps at all."
        : "Known apps are " + String.join(", ", names) + ".";
  }

  private void name() {
    if (!AppName.fits(spec.name())) {
      problem(
          "name",
          "\"" + spec.name() + "\" is no name for an app",
          "A name has 1 to 63 lower-case letters, digits and hyphens, and neither begins nor ends"
              + " with a hyphen.");
      return;
    }
    Optional<AppFact> existing = view.app(spec.name());
    if (spec.adopt()) {
      adopted(existing);
    } else if (existing.isPresent()
        && !existing.get().clonedFrom().equals(Optional.of(spec.sourceAppId()))) {
      problem(
          "name",
          "An app named \"" + spec.name() + "\" exists",
          "It is no copy of %s. Choose another name, or set adopt = true to take it as the clone."
              .formatted(spec.sourceAppId()));
    }
  }

  private void adopted(Optional<AppFact> existing) {
    if (existing.isEmpty()) {
      problem(
          "adopt",
          "There is no app \"" + spec.name() + "\" to adopt",
          known(view) + " Leave adopt out to have the clone made.");
      return;
    }
    boolean active =
        view.groupOf(spec.name()).map(group -> group.answers().equals(spec.name())).orElse(false);
    if (active && spec.maintenance()) {
      problems.add(
          new Problem(
                  "maintenance",
                  "App \"" + spec.name() + "\" serves a failover group",
                  "Adopting it with maintenance = true would stop it from serving. Set maintenance"
                      + " = false.")
              .by(SafetyRule.SERVES));
    }
    if (spec.region().isPresent() && !spec.region().get().equals(existing.get().region())) {
      problem(
          "region",
          "App \"" + spec.name() + "\" runs in " + existing.get().region(),
          "An app is adopted where it is. Say region = \"%s\", or leave it out."
              .formatted(existing.get().region()));
    }
  }

  private void place() {
    if (spec.region().isEmpty()) {
      return;
    }
    Optional<RegionFact> region = view.region(spec.region().get());
    if (region.isEmpty()) {
      problem(
          "region",
          "There is no region \"" + spec.region().get() + "\"",
          "Known regions are "
              + String.join(", ", view.regions().stream().map(RegionFact::name).toList())
              + ".");
    } else if (spec.cloud().isPresent() && !spec.cloud().get().equals(region.get().cloud())) {
      problem(
          "cloud",
          "Region " + region.get().name() + " belongs to cloud " + region.get().cloud(),
          "Say cloud = \"%s\", or choose another region.".formatted(region.get().cloud()));
    }
  }

  private void engines() {
    for (String called : spec.databases().orElse(List.of())) {
      String engine = DatabaseName.engine(called);
      if (!Engines.ALL.contains(engine)) {
        problem(
            "databases",
            "\"" + engine + "\" is no database engine of this platform",
            "It knows " + String.join(", ", Engines.ALL) + ".");
      } else if (DatabaseName.own(called).isPresent() && !isThere(called)) {
        problem(
            "databases",
            "App %s has no database %s".formatted(spec.sourceAppId(), called),
            "It has: %s. Name one of these, or all of an engine, e.g. `%s`."
                .formatted(String.join(", ", names(spec.sourceAppId())), engine));
      }
    }
  }

  /// One that was made in the copy alone, or renamed there, is named by what it is called there.
  private boolean isThere(String called) {
    return Stream.of(spec.sourceAppId(), spec.name())
        .anyMatch(app -> view.database(app, DatabaseName.normal(called)).isPresent());
  }

  private List<String> names(String app) {
    return view.databases(app).stream().map(DatabaseFact::called).toList();
  }

  private void problem(String attribute, String summary, String detail) {
    problems.add(new Problem(attribute, summary, detail));
  }

  /// Adds a problem where an app that is named does not exist.
  static void exists(View view, String attribute, String app, List<Problem> problems) {
    if (view.app(app).isEmpty()) {
      problems.add(new Problem(attribute, "There is no app \"" + app + "\"", known(view)));
    }
  }
}
