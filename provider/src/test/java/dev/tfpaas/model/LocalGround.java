package dev.tfpaas.model;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.model.Wish.Part;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.PlannedGroups;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Caller;
import dev.tfpaas.world.Databases;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.Groups;
import dev.tfpaas.world.MemoryWorld;
import dev.tfpaas.world.RefusedCall;
import dev.tfpaas.world.Regions;
import dev.tfpaas.world.Renaming;
import dev.tfpaas.world.Replicating;
import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.ReplicationFact;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The local platform over a world in memory.
final class LocalGround implements Ground {
  private static final List<String> APPS = List.of("shop", "shop-dr", "shop-b");
  private static final int ACTS = 21;
  private static final Wording WORDING =
      new Wording(
          Set.of(Part.values()),
          "shop",
          name -> name,
          ", 'region': 'eu-central'",
          "postgresql",
          "",
          true,
          ", 'name': 'shop'",
          _ -> "shop");

  private final Stand stand = new Stand(Scenario.estate());
  private final MemoryWorld world = stand.world;

  /// What a person can do, by name.
  ///
  /// @param name for the counterexample
  /// @param act what is done
  private record Act(String name, Consumer<Draft> act) {}

  @Override
  public Wording wording() {
    return WORDING;
  }

  @Override
  public PaasClient process(Fate fate, PlannedGroups.Order order) {
    return stand.process(fate, order);
  }

  @Override
  public LifecycleDriver<PaasClient> driver(String typeName, PaasClient process) {
    return stand.driver(typeName, process);
  }

  @Override
  public void pass(Duration time) {
    world.pass(time);
  }

  @Override
  public Scenery look() {
    List<String> violations = world.moment().violations();
    return world.read(view -> scenery(violations, view));
  }

  /// Reads a world.
  static Scenery scenery(List<String> violations, View view) {
    Map<String, String> served = new TreeMap<>();
    Map<String, String> led = new TreeMap<>();
    view.traffic()
        .forEach(it -> {
          led.put(it.name(), it.follows());
          it.served().ifPresent(app -> served.put(it.name(), app));
        });
    Map<String, String> apps = new HashMap<>();
    view.apps()
        .forEach(it -> {
          apps.put(it.ownId(), it.name());
          led.put(Scenery.ITSELF + it.ownId(), it.name());
          if (view.serves(it.name())) {
            served.put(Scenery.ITSELF + it.ownId(), it.name());
          }
        });
    return new Scenery(
        violations,
        served,
        led,
        apps,
        apps,
        view.replications().stream().map(ReplicationFact::id).collect(Collectors.toSet()),
        view.groups().stream().map(GroupFact::id).collect(Collectors.toSet()),
        view.regions().stream().allMatch(it -> it.up()));
  }

  /// Where time passed, things happened by themselves.
  @Override
  public BooleanSupplier watchCalls() {
    MemoryWorld.Moment was = world.moment();
    return () ->
        !world.moment().at().equals(was.at()) || world.moment().facts().equals(was.facts());
  }

  @Override
  public String act(int choice) {
    Act act = drawn(choice);
    MemoryWorld.Moment before = world.moment();
    String end = "";
    try {
      world.call(Caller.DASHBOARD, act.name(), act.act());
      world.pass(History.PAUSE);
      if (world.moment().violations().size() > before.violations().size()) {
        // What people break by themselves is not what is looked for.
        world.go(before);
        end = " (not done: it breaks an invariant by itself)";
      }
    } catch (RefusedCall refused) {
      end = " (refused: " + refused.getMessage() + ")";
    }
    return act.name() + end;
  }

  private static Act drawn(int choice) {
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
  public void close() {}
}
