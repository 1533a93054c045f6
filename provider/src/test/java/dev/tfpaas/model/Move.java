package dev.tfpaas.model;

import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Databases;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.Groups;
import dev.tfpaas.world.Regions;
import dev.tfpaas.world.Renaming;
import dev.tfpaas.world.Replicating;
import dev.tfpaas.world.WorldAccess;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.GroupFact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What can happen in a history: somebody edits or applies a configuration, or a person acts on the
/// platform.
///
/// @param kind what
/// @param state whose configuration and state it is about, 0 or 1
/// @param choice decides what the kind leaves open
record Move(Kind kind, int state, int choice) {

  /// The kinds.
  enum Kind {
    APPLY,
    APPLY_AFTER_OTHERS,
    APPLY_KILLED,
    REMOVED,
    IMPORTED,
    REPLACE,
    TARGET,
    EDIT_COPY,
    EDIT_NAME,
    EDIT_MAINTENANCE,
    EDIT_REPLICATION,
    EDIT_GROUP,
    EDIT_ACTIVE,
    EDIT_FIRST,
    EDIT_LABEL,
    MOVED_LABEL,
    IMPORT,
    FORGET,
    TAINT,
    DESTROY,
    PERSON
  }

  /// What a person can do, by name.
  ///
  /// @param name for the counterexample
  /// @param act what is done
  record Act(String name, Consumer<Draft> act) {}

  private static final List<String> APPS = List.of("shop", "shop-dr", "shop-b");
  private static final int ACTS = 21;

  /// Returns what becomes of the provider while it applies.
  Fate fate(WorldAccess world) {
    Fate.End[] ends = Fate.End.values();
    return kind == Kind.APPLY_KILLED
        ? new Fate(world, ends[1 + choice % (ends.length - 1)], choice / 4 % 12)
        : new Fate(world, Fate.End.NONE, 0);
  }

  /// Returns what a person does.
  Act act() {
    String app = APPS.get(choice / ACTS % APPS.size());
    return switch (choice % ACTS) {
      case 0 -> new Act("switch to secondary", it -> to(it, GroupFact.Place.SECONDARY));
      case 1 -> new Act("switch to primary", it -> to(it, GroupFact.Place.PRIMARY));
      case 2 -> new Act("open " + app, it -> AppOperations.maintenance(it, app, false));
      case 3 -> new Act("close " + app, it -> AppOperations.maintenance(it, app, true));
      case 4, 5 -> new Act("delete app " + app, it -> AppOperations.destroy(it, app));
      case 6, 7 ->
          new Act(
              "rename " + app + " to " + app + "-old",
              it -> Renaming.rename(it, app, app + "-old"));
      case 8 ->
          new Act("rename " + app + "-old back", it -> Renaming.rename(it, app + "-old", app));
      case 9 -> new Act("dissolve the group", it -> Groups.dissolve(it, "shop"));
      case 10 -> new Act("turn replication off", it -> Replicating.turnOff(it, id(it)));
      case 11 -> new Act("forget the replication", it -> Replicating.forget(it, id(it)));
      case 12 -> new Act("promote " + app, it -> promote(it, app, Databases.Promotion.GUARDED));
      case 13 ->
          new Act(
              "promote " + app + ", fencing the other",
              it -> promote(it, app, Databases.Promotion.FORCED));
      case 14 ->
          new Act(
              "copy shop as " + app,
              it ->
                  AppOperations.copy(
                      it,
                      new AppOperations.Copy(
                          "shop",
                          app,
                          Optional.empty(),
                          Optional.of("eu-central"),
                          Optional.empty(),
                          Map.of(),
                          Optional.empty(),
                          true)));
      case 15, 16 -> new Act("region eu-central fails", it -> Regions.fail(it, "eu-central"));
      case 17 -> new Act("region eu-west fails", it -> Regions.fail(it, "eu-west"));
      case 18 -> new Act("region eu-central is back", it -> Regions.heal(it, "eu-central"));
      case 19 -> new Act("region eu-west is back", it -> Regions.heal(it, "eu-west"));
      default ->
          new Act(
              "form a group of shop and " + app,
              it ->
                  Groups.form(
                      it,
                      "shop",
                      new Groups.Members("shop", "shop", Optional.of(app), List.of()),
                      it.serves("shop") ? GroupFact.Place.PRIMARY : GroupFact.Place.SECONDARY));
    };
  }

  private static void to(Draft draft, GroupFact.Place place) {
    Groups.switchToServing(draft, "shop", place);
  }

  private static String id(Draft draft) {
    return draft.replications().stream().findFirst().map(it -> it.id()).orElse("none");
  }

  private static void promote(Draft draft, String app, Databases.Promotion promotion) {
    boolean replica =
        draft
            .database(app, "postgresql")
            .filter(it -> it.role() == DatabaseFact.Role.REPLICA)
            .isPresent();
    if (replica) {
      Databases.promote(draft, app, "postgresql", promotion);
    }
  }

  @Override
  public String toString() {
    return "%s %d %d".formatted(kind, state, choice);
  }
}
