package dev.tfpaas.platform.scalingo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.resources.clone.CloneKind;
import dev.tfpaas.resources.group.GroupKind;
import dev.tfpaas.resources.life.Incarnated;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.migration.MigrationKind;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How many calls each story makes. The whole account has 60 a minute; a number here may fall, and
/// must not rise.
class ScalingoCallsTest {
  private static final String COPY =
      "{'source_app_id': 'shop-front', 'name': 'shop-second', 'region': 'osc-secnum-fr1',"
          + " 'databases': ['postgresql'], 'deletion_protection': false, 'maintenance': %s,"
          + " 'source_url': 'https://code.example.org/shop.tar.gz'}";
  private static final String PAIR =
      "{'primary_app_id': 'shop-front', 'secondary_app_id': 'osc-secnum-fr1/shop-second',"
          + " 'domains': ['www.example.org'], 'deletion_protection': false,"
          + " 'accept_data_loss': true, 'active': '%s'}";
  private static final String MOVE =
      "{'app_id': 'shop-front', 'to_region': 'osc-secnum-fr1', 'phase': '%s'}";

  private final EmulatedScalingo scalingo = EmulatedScalingo.start();
  private final Map<String, Integer> counted = new TreeMap<>();

  @AfterEach
  void stop() {
    scalingo.close();
  }

  /// One process of Terraform: it knows nothing of the one before.
  private LifecycleDriver<PaasClient> process(
      Life<?, ?> resource, Optional<LifecycleDriver<PaasClient>> before) {
    Platform platform = scalingo.process();
    LifecycleDriver<PaasClient> now =
        LifecycleDriver.of(
            new Incarnated(resource), PaasClient.of(platform, scalingo.runner, scalingo.clock));
    before.ifPresent(it -> now.restore(it.state(), it.privateState()));
    return now;
  }

  /// Plans in one process and applies in another, as Terraform does.
  private LifecycleDriver<PaasClient> story(
      String name,
      Life<?, ?> resource,
      Optional<LifecycleDriver<PaasClient>> before,
      String config) {
    scalingo.server.log().clear();
    LifecycleDriver<PaasClient> planning = process(resource, before);
    planning.plan(config).orFail();
    count(name + ", plan");
    LifecycleDriver<PaasClient> applying = process(resource, Optional.of(planning));
    Outcome plan = applying.planWithoutRefresh(applying.config(config)).orFail();
    if (plan.action() != Outcome.Action.NO_OP) {
      applying.applyDirectly(plan).orFail();
    }
    count(name + ", apply");
    return applying;
  }

  private void count(String what) {
    counted.put(what, scalingo.server.log().entries().size());
    scalingo.server.log().clear();
  }

  private void destroyed(
      String name, Life<?, ?> resource, Optional<LifecycleDriver<PaasClient>> before) {
    scalingo.server.log().clear();
    process(resource, before).destroy().orFail();
    count(name + ", destroy");
  }

  @Test
  void storyOfAPair() {
    Life<?, ?> clone = new Life<>(new CloneKind());
    Life<?, ?> group = new Life<>(new GroupKind());
    LifecycleDriver<PaasClient> copy = story("copy", clone, Optional.empty(), COPY.formatted(true));
    copy = story("copy at rest", clone, Optional.of(copy), COPY.formatted(true));
    copy = story("start copy", clone, Optional.of(copy), COPY.formatted(false));
    LifecycleDriver<PaasClient> pair =
        story("group", group, Optional.empty(), PAIR.formatted("primary"));
    pair = story("group at rest", group, Optional.of(pair), PAIR.formatted("primary"));
    pair = story("switch", group, Optional.of(pair), PAIR.formatted("secondary"));
    pair = story("switch back", group, Optional.of(pair), PAIR.formatted("primary"));
    destroyed("group", group, Optional.of(pair));
    destroyed("copy", clone, Optional.of(copy));

    assertNoMoreThan(
        Map.ofEntries(
            Map.entry("copy, plan", 7),
            Map.entry("copy, apply", 40),
            Map.entry("copy at rest, plan", 8),
            // Terraform does not plan again what does not change; whoever does looks at who serves.
            Map.entry("copy at rest, apply", 8),
            Map.entry("start copy, plan", 9),
            Map.entry("start copy, apply", 18),
            Map.entry("group, plan", 10),
            Map.entry("group, apply", 17),
            Map.entry("group at rest, plan", 8),
            Map.entry("group at rest, apply", 0),
            Map.entry("switch, plan", 10),
            Map.entry("switch, apply", 21),
            Map.entry("switch back, plan", 10),
            Map.entry("switch back, apply", 28),
            Map.entry("group, destroy", 14),
            Map.entry("copy, destroy", 10)));
  }

  @Test
  void storyOfAMigration() {
    Life<?, ?> migration = new Life<>(new MigrationKind());
    LifecycleDriver<PaasClient> move =
        story("move", migration, Optional.empty(), MOVE.formatted("prepared"));
    move = story("move on", migration, Optional.of(move), MOVE.formatted("finalized"));
    story("moved", migration, Optional.of(move), MOVE.formatted("finalized"));

    assertNoMoreThan(
        Map.of(
            "move, plan", 6,
            "move, apply", 24,
            "move on, plan", 7,
            // Whether the app that was moved is still there is looked at, too.
            "move on, apply", 21,
            "moved, plan", 7,
            "moved, apply", 0));
  }

  private void assertNoMoreThan(Map<String, Integer> limits) {
    assertThat(counted.keySet()).isEqualTo(limits.keySet());
    assertThat(counted)
        .allSatisfy(
            (story, calls) -> assertThat(calls).as(story).isLessThanOrEqualTo(limits.get(story)));
  }
}
