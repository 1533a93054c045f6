package dev.tfpaas.resources.clone;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Remembered;
import dev.tfpaas.resources.life.Values;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The databases of a copy that `databases` does not name: taken out of it, or renamed in the copy.
/// They are kept: nothing here deletes data of an app that stays.
///
/// @param context the planning of the copy
/// @param remembered of the copy
record LeftDatabases(
    PlanContext<PaasClient> context, Platform platform, Remembered<App> remembered) {
  private static final Path PLACE = Path.root().attribute("databases");

  /// Keeps them, and says so.
  void keep() {
    Value wanted = context.config().get("databases");
    Value prior = context.prior().get("databases");
    if (!wanted.isWhollyKnown() || wanted.isNull() || !prior.isKnown()) {
      return;
    }
    Set<String> before = new TreeSet<>(Values.texts(prior));
    Set<String> left = left(before, Values.texts(wanted));
    if (left.isEmpty()) {
      return;
    }
    Set<String> added = new TreeSet<>(Values.texts(wanted));
    added.removeIf(name -> isThere(before, name) || isGone(name));
    boolean outside = remembered.applied("databases").filter(wanted::equals).isPresent();
    if (outside && !added.isEmpty()) {
      context.planPrior("databases");
      context
          .diagnostics()
          .warning(
              PLACE,
              "The copy has %s, and no %s any more".formatted(text(left), text(added)),
              "It was renamed in the copy, or deleted and another one made, outside of Terraform. Nothing is changed, and nothing is made under the old name. To agree, write `databases = [%s]`; to have both, name both; to have the old name back, rename it on the platform."
                  .formatted(list(before)));
      return;
    }
    String summary = "The copy keeps its " + text(left);
    Set<String> whole = new TreeSet<>(before);
    whole.addAll(added);
    String detail =
        "A database is never deleted by taking it out of `databases`. To agree, write `databases = [%s]`; to be rid of the data, delete the database on the platform."
            .formatted(list(whole));
    if (added.isEmpty()) {
      context.planPrior("databases");
      context.diagnostics().warning(PLACE, summary, detail);
    } else {
      context.diagnostics().error(PLACE, summary, detail);
    }
  }

  /// Returns what the databases are called that were named, alone or with all of their engine, and
  /// are not any more. One that the source does not have may have been asked for, and is not there.
  private Set<String> left(Set<String> before, Collection<String> wanted) {
    if (remembered.seen().isEmpty()) {
      Set<String> left = new TreeSet<>(before);
      left.removeAll(wanted);
      return left;
    }
    return databases(remembered.seen())
        .filter(it -> AppNote.isNamed(it, before) && !AppNote.isNamed(it, wanted))
        .map(Database::called)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Tells whether a name asks for nothing that the copy does not have: it may have been there with
  /// all of its engine.
  private boolean isThere(Set<String> before, String name) {
    return before.contains(name)
        || databases(remembered.seen()).anyMatch(it -> AppNote.isNamed(it, Set.of(name)));
  }

  /// Tells whether a name is one that neither the copy nor its source has: it was renamed outside
  /// of Terraform, and nothing is to be made under its old name.
  private boolean isGone(String name) {
    return name.contains("/")
        && Stream.concat(
                databases(remembered.seen()),
                databases(platform.apps().find(context.prior().get("source_app_id").asString())))
            .noneMatch(it -> AppNote.isNamed(it, Set.of(name)));
  }

  private static Stream<Database> databases(Optional<App> app) {
    return app.stream().flatMap(it -> it.databases().stream());
  }

  private static String text(Set<String> names) {
    return String.join(", ", names);
  }

  private static String list(Set<String> names) {
    return names.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
  }
}
