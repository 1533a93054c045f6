package dev.tfpaas.platform;

import dev.tfpaas.platform.MigrationSpec.Phase;
import dev.tfpaas.runbook.Runbook;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Everything that is read of a platform, by the method that reads it, e.g. `Apps.find`.
final class Readers {
  private static final List<Class<?>> INTERFACES =
      List.of(
          Apps.class,
          AppClones.class,
          Checkup.class,
          FailoverGroups.class,
          Incarnations.class,
          RegionMigrations.class,
          Replications.class);

  /// What makes something of what was read before, and asks nobody.
  private static final Set<Class<?>> MADE = Set.of(Runbook.class, SwitchActs.class);

  /// What is known without a call, makes one that changes something, or (`bearsOwn`) reads as `of`
  /// does, and only where this process made something.
  private static final Set<String> SILENT =
      Set.of(
          "AppClones.isMarked",
          "AppClones.bringsToRegion",
          "AppClones.idOf",
          "AppClones.movesInPlace",
          "AppClones.unfit",
          "Apps.engines",
          "FailoverGroups.addressFollowsActive",
          "FailoverGroups.answersAs",
          "FailoverGroups.startsActive",
          "FailoverGroups.switchesAtOnce",
          "FailoverGroups.trafficAfterDelete",
          "Incarnations.bearsOwn",
          "Incarnations.marks",
          "Incarnations.renew",
          "Limited.unsupportedAttributes",
          "Limited.whyNot",
          "Replications.cannotFollow",
          "Replications.isBegunByHand",
          "Replications.afterDetaching",
          "Replications.idOf",
          "Replications.newId",
          "Replications.unsupportedAttributes");

  private Readers() {}

  /// Returns the names of all methods that read.
  static Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Class<?> one : INTERFACES) {
      Arrays.stream(one.getMethods())
          .filter(method -> !Modifier.isStatic(method.getModifiers()))
          .filter(method -> !MADE.contains(method.getReturnType()))
          .map(Readers::name)
          .forEach(names::add);
    }
    names.removeAll(SILENT);
    return names;
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  /// Returns how each of them is asked of a stage with a group, a copy and a migration.
  ///
  /// @param spec the stage's group
  static Map<String, Function<Platform, Object>> of(EmulatedStage stage, GroupSpec spec) {
    Map<String, Function<Platform, Object>> readers = new LinkedHashMap<>();
    apps(readers, stage, spec);
    groups(readers, stage, spec);
    for (Replication one : stage.replications()) {
      readers.put("Replications.find", platform -> replications(platform).find(one.id()));
      readers.put(
          "Replications.check",
          platform ->
              replications(platform)
                  .check(
                      Optional.of(one),
                      new ReplicationSpec(
                          one.sourceAppId(),
                          one.replicaAppId(),
                          one.engine(),
                          false,
                          Optional.empty())));
    }
    migrations(readers, stage);
    return readers;
  }

  private static void apps(
      Map<String, Function<Platform, Object>> readers, EmulatedStage stage, GroupSpec spec) {
    App app = stage.apps().find(spec.primaryAppId()).orElseThrow();
    CloneSpec copy = stage.clone("shop-hostile");
    readers.put("Apps.find", platform -> platform.apps().find(app.id(), app.ownId()));
    readers.put("Apps.list", platform -> platform.apps().list());
    readers.put("Apps.known", platform -> platform.apps().known(app.id()));
    readers.put("Apps.taking", platform -> platform.apps().taking(app.id()));
    readers.put("Apps.regions", platform -> platform.apps().regions());
    readers.put("AppClones.check", platform -> clones(platform).check(copy));
    readers.put("AppClones.begun", platform -> clones(platform).begun(app, copy));
    readers.put("AppClones.differences", platform -> clones(platform).differences(app, Set.of()));
    readers.put("AppClones.deletionDoubt", platform -> clones(platform).deletionDoubt());
    readers.put("Checkup.look", platform -> platform.checkup().orElseThrow().look());
    readers.put(
        "Incarnations.of", platform -> platform.incarnations().of(Incarnations.Kind.APP, app.id()));
  }

  private static void groups(
      Map<String, Function<Platform, Object>> readers, EmulatedStage stage, GroupSpec spec) {
    FailoverGroup group = stage.group(spec);
    readers.put("FailoverGroups.find", platform -> groups(platform).find(group.id()));
    readers.put("FailoverGroups.existing", platform -> groups(platform).existing(spec));
    readers.put("FailoverGroups.remarks", platform -> groups(platform).remarks(group));
    readers.put(
        "FailoverGroups.check", platform -> groups(platform).check(Optional.of(group), spec));
  }

  private static void migrations(
      Map<String, Function<Platform, Object>> readers, EmulatedStage stage) {
    MigrationSpec spec = stage.migration();
    stage.done(stage.migrations().advance(Optional.empty(), spec, Phase.PREPARED));
    String id = stage.migrations().existing(spec).orElseThrow().id();
    readers.put("RegionMigrations.find", platform -> migrations(platform).find(id));
    readers.put("RegionMigrations.existing", platform -> existing(migrations(platform), spec));
    readers.put("RegionMigrations.check", platform -> migrations(platform).check(spec, true));
  }

  /// A tool for migrations that refuses everybody counts as withdrawn, so that none is there; that
  /// does no harm where the check that comes next refuses to make one.
  private static Object existing(RegionMigrations migrations, MigrationSpec spec) {
    Optional<Migration> existing = migrations.existing(spec);
    if (existing.isPresent()) {
      return existing;
    }
    List<Problem> problems = migrations.check(spec, true);
    return problems.isEmpty() ? existing : problems;
  }

  private static AppClones clones(Platform platform) {
    return platform.appClones().get().orElseThrow();
  }

  private static FailoverGroups groups(Platform platform) {
    return platform.failoverGroups().get().orElseThrow();
  }

  private static Replications replications(Platform platform) {
    return platform.replications().get().orElseThrow();
  }

  private static RegionMigrations migrations(Platform platform) {
    return platform.regionMigrations().get().orElseThrow();
  }
}
