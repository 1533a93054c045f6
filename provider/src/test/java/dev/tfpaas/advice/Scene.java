package dev.tfpaas.advice;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.resources.LocalRig;
import dev.tfpaas.resources.clone.CloneKind;
import dev.tfpaas.resources.group.GroupKind;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.migration.MigrationKind;
import dev.tfpaas.resources.replication.ReplicationKind;
import dev.tfpaas.world.Databases;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.Groups;
import dev.tfpaas.world.fact.GroupFact;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// The app `shop`, what Terraform makes of it, one object of each resource, and a person at the
/// dashboard. Each command is a process of its own.
final class Scene {
  static final String FLOW = "shop:shop-dr:postgresql";

  private final LocalRig rig;
  private final Map<Thing, LifecycleDriver<PaasClient>> state = new EnumMap<>(Thing.class);
  private Outcome last;

  /// An object that Terraform manages.
  enum Thing {
    COPY,
    FLOW,
    GROUP,
    MOVE;

    private Life<?, ?> resource() {
      return switch (this) {
        case COPY -> new Life<>(new CloneKind());
        case FLOW -> new Life<>(new ReplicationKind());
        case GROUP -> new Life<>(new GroupKind());
        case MOVE -> new Life<>(new MigrationKind());
      };
    }
  }

  Scene(Path directory) {
    rig = new LocalRig(directory);
    last = driver(Thing.COPY).refresh();
  }

  private LifecycleDriver<PaasClient> made(Thing thing) {
    return Objects.requireNonNull(state.get(thing));
  }

  private LifecycleDriver<PaasClient> driver(Thing thing) {
    LifecycleDriver<PaasClient> next = rig.driver(thing.resource());
    LifecycleDriver<PaasClient> before = state.get(thing);
    if (before != null) {
      next.restore(before.state(), before.privateState());
      if (before.tainted()) {
        next.taint();
      }
    }
    state.put(thing, next);
    return next;
  }

  private void said(Outcome outcome) {
    last = outcome;
    rig.clock.move(Duration.ofSeconds(5));
  }

  /// What the last command said.
  Outcome last() {
    return last;
  }

  void plan(Thing thing, String config) {
    said(driver(thing).plan(config));
  }

  void apply(Thing thing, String config) {
    said(driver(thing).apply(config));
  }

  /// Applies what has to succeed on the way to where the message appears.
  void given(Thing thing, String config) {
    apply(thing, config);
    last.orFail();
  }

  /// `terraform apply -replace=…`.
  void replace(Thing thing, String config) {
    Outcome plan = driver(thing).planReplacement(config);
    said(plan.failed() ? plan : withWarnings(plan, made(thing).apply(plan)));
  }

  private static Outcome withWarnings(Outcome plan, Outcome applied) {
    List<Diagnostic> all = new ArrayList<>(plan.diagnostics());
    all.addAll(applied.diagnostics());
    return new Outcome(
        applied.action(),
        applied.config(),
        applied.prior(),
        applied.value(),
        applied.requiresReplace(),
        applied.privateState(),
        all);
  }

  void destroy(Thing thing) {
    said(driver(thing).destroy());
  }

  void planDestroy(Thing thing) {
    said(driver(thing).planDestroy());
  }

  void taint(Thing thing) {
    driver(thing).taint();
  }

  void untaint(Thing thing) {
    LifecycleDriver<PaasClient> object = made(thing);
    object.restore(object.state(), object.privateState());
  }

  void importState(Thing thing, String id) {
    said(driver(thing).importState(id));
  }

  /// `terraform state rm`: what is left is not looked at any more.
  void forget(Thing thing) {
    state.remove(thing);
    said(driver(thing).refresh());
  }

  /// A person does something at the dashboard.
  void person(Consumer<Draft> change) {
    rig.outside("by hand", change);
    rig.clock.move(Duration.ofSeconds(5));
  }

  void pause(Duration time) {
    rig.clock.move(time);
  }

  void switchByHand(GroupFact.Place to) {
    person(draft -> Groups.switchAtOnce(draft, "shop", to));
  }

  void promoteByHand() {
    person(
        draft -> Databases.promote(draft, "shop-dr", "postgresql", Databases.Promotion.UNGUARDED));
  }

  /// The copy, its replication and the group of both, as most people have them.
  void pair(String active) {
    given(Thing.COPY, copy(""));
    given(Thing.FLOW, flow("shop", "shop-dr", ""));
    given(Thing.GROUP, group(active, ""));
  }

  static String copy(String more) {
    return "{'source_app_id': 'shop', 'name': 'shop-dr', 'region': 'eu-central', 'databases': ['postgresql'], 'deletion_protection': false%s}"
        .formatted(more);
  }

  static String flow(String source, String replica, String more) {
    return "{'source_app_id': '%s', 'replica_app_id': '%s', 'engine': 'postgresql'%s}"
        .formatted(source, replica, more);
  }

  static String group(String active, String more) {
    String word = active.isEmpty() ? "" : ", 'active': '%s'".formatted(active);
    return "{'name': 'shop', 'primary_app_id': 'shop', 'secondary_app_id': 'shop-dr', 'replication_ids': ['%s'], 'deletion_protection': false%s%s}"
        .formatted(FLOW, word, more);
  }

  static String move(String more) {
    return "{'app_id': 'shop', 'to_region': 'us-east', 'mode': 'offline'%s}".formatted(more);
  }
}
