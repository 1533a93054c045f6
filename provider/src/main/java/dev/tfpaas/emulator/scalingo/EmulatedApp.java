package dev.tfpaas.emulator.scalingo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An app with all that belongs to it; owned by the [Inventory]. An empty text stands for null.
final class EmulatedApp {
  /// The identifier of the base image that every app has at first.
  static final String STACK = "st-1d6f6a2e-7f0a-4b7e-8c55-3d1f0a9b2c44";

  final String id;
  final String region;
  final Instant createdAt;
  String name;
  String status = "new";
  String stackId = STACK;
  String parentId = "";
  String parentName = "";
  String newRegion = "";
  boolean forceHttps;
  boolean stickySession;
  boolean routerLogs;
  boolean frozen;

  /// Whether it shows that it is frozen.
  boolean showsFrozen = true;

  Optional<Instant> deployedAt = Optional.empty();
  Instant updatedAt;
  final List<Container> containers = new ArrayList<>();
  final List<Container> beforeStop = new ArrayList<>();
  final Map<String, Variable> variables = new LinkedHashMap<>();
  final List<Domain> domains = new ArrayList<>();
  final List<Collaborator> collaborators = new ArrayList<>();
  final List<Addon> addons = new ArrayList<>();
  final List<Deployment> deployments = new ArrayList<>();
  final List<Operation> operations = new ArrayList<>();
  final List<EmulatedMigration> migrations = new ArrayList<>();
  final List<TimelineEvent> events = new ArrayList<>();

  EmulatedApp(String id, String region, String name, Instant now) {
    this.id = id;
    this.region = region;
    this.name = name;
    this.createdAt = now;
    this.updatedAt = now;
  }

  /// Returns the status that is shown: an app that is being migrated says only that, if at all.
  String shownStatus() {
    return frozen && showsFrozen ? "migrating" : status;
  }

  /// Tells whether the platform refuses other operations now.
  boolean busy() {
    return Set.of("scaling", "restarting", "booting").contains(status);
  }

  /// Returns the name by which it answers in its region.
  String host() {
    return name + "." + region + ".scalingo.io";
  }

  /// Tells whether it answers for a name.
  boolean answersFor(String asked) {
    return asked.equals(host()) || domains.stream().anyMatch(domain -> domain.name.equals(asked));
  }

  boolean wasDeployed() {
    return deployedAt.isPresent();
  }

  /// Returns what an app is in that is not being worked on.
  String atRest() {
    if (!wasDeployed()) {
      return "new";
    }
    return containers.stream().anyMatch(container -> container.amount > 0) ? "running" : "stopped";
  }

  Optional<Addon> addon(String addonId) {
    return addons.stream().filter(addon -> addon.id.equals(addonId)).findFirst();
  }

  /// Stops all containers and remembers how they ran.
  void halt() {
    beforeStop.clear();
    containers.forEach(one -> beforeStop.add(new Container(one.name, one.amount, one.size)));
    containers.forEach(one -> one.amount = 0);
    status = atRest();
  }

  /// Starts the containers that ran before.
  void resume() {
    if (!beforeStop.isEmpty()) {
      containers.clear();
      containers.addAll(beforeStop);
      beforeStop.clear();
    }
    status = atRest();
  }

  /// Containers of one type.
  static final class Container {
    final String name;
    int amount;
    String size;

    Container(String name, int amount, String size) {
      this.name = name;
      this.amount = amount;
      this.size = size;
    }
  }

  /// A variable.
  ///
  /// @param id its identifier
  /// @param name its name
  /// @param value what it holds, a reference as it is written
  record Variable(String id, String name, String value) {}

  /// A custom domain.
  static final class Domain {
    final String id;
    final String name;
    final Instant createdAt;
    boolean canonical;
    boolean letsencrypt;
    String certificate = "";

    Domain(String id, String name, boolean letsencrypt, Instant now) {
      this.id = id;
      this.createdAt = now;
      this.name = name;
      this.letsencrypt = letsencrypt;
    }
  }

  /// A collaborator; one who has not accepted yet has no user.
  static final class Collaborator {
    final String id;
    final String email;
    boolean limited;
    boolean accepted;

    Collaborator(String id, String email, boolean limited, boolean accepted) {
      this.id = id;
      this.email = email;
      this.limited = limited;
      this.accepted = accepted;
    }
  }

  /// An add-on with its database.
  static final class Addon {
    final String id;
    final String provider;
    final String resourceId;
    final String databaseId;
    final Instant provisionedAt;
    final List<Backup> backups = new ArrayList<>();
    String plan;
    String version;
    String status = "provisioning";
    boolean periodicBackups = true;
    int backupHour = 3;
    int maintenanceDay = 3;
    int maintenanceHour = 21;

    Addon(
        String id,
        String provider,
        String plan,
        String resourceId,
        String databaseId,
        Instant now) {
      this.id = id;
      this.provider = provider;
      this.plan = plan;
      this.resourceId = resourceId;
      this.databaseId = databaseId;
      this.provisionedAt = now;
      this.version = Catalog.defaultVersion(provider);
    }
  }

  /// A backup.
  static final class Backup {
    final String id;
    final String name;
    final Instant createdAt;
    Optional<Instant> startedAt = Optional.empty();
    String status = "scheduled";

    Backup(String id, String name, Instant now) {
      this.id = id;
      this.name = name;
      this.createdAt = now;
    }
  }

  /// A deployment.
  static final class Deployment {
    final String id;
    final String gitRef;
    final Instant createdAt;
    String status = "queued";
    Optional<Instant> finishedAt = Optional.empty();

    Deployment(String id, String gitRef, Instant now) {
      this.id = id;
      this.gitRef = gitRef;
      this.createdAt = now;
    }
  }

  /// An operation.
  static final class Operation {
    final String id;
    final String type;
    final Instant createdAt;
    String status = "pending";
    String error = "";
    Optional<Instant> finishedAt = Optional.empty();

    Operation(String id, String type, Instant now) {
      this.id = id;
      this.type = type;
      this.createdAt = now;
    }
  }

  /// An entry of the app's timeline.
  ///
  /// @param id its identifier
  /// @param at when
  /// @param type e.g. `start_region_migration`
  /// @param facts what belongs to that type
  record TimelineEvent(String id, Instant at, String type, Map<String, String> facts) {}
}
