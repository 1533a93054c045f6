package dev.tfpaas.framework.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.resource.Outcome.Action;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Planning, applying and reading through the lifecycle as Terraform does it.
class ResourceLifecycleTest {
  private static final String FULL =
      """
      {'name': 'a', 'size': 2, 'mode': 'slow', 'note': 'n', 'secret': 'xyzzy', 'label': 'L',
       'tags': {'k': 'v'}, 'zones': ['b', 'a'], 'guards': {'max_lag': '5s'},
       'disks': [{'label': 'one'}, {'label': 'two'}],
       'peers': [{'host': 'x'}, {'host': 'y', 'port': 81}],
       'members': {'m': {'role': 'r'}},
       'timeouts': {'create': '1m'}, 'network': {'port': 1}, 'rule': [{'port': 2}, {'port': 3}],
       'grant': [{'port': 4}], 'alias': {'w': {'port': 5}}, 'settings': {'level': 1}}
      """;

  private final ToyCloud cloud = new ToyCloud();
  private final ToyResource resource = new ToyResource();
  private final LifecycleDriver<ToyCloud> driver = LifecycleDriver.of(resource, cloud);

  @Test
  @DisplayName("8.4 #47 apply then plan: no changes, everything set")
  void planAfterApplyIsEmpty() {
    driver.apply(FULL).orFail();

    Outcome plan = driver.plan(FULL).orFail();

    assertThat(plan.value()).isEqualTo(plan.prior());
    assertThat(plan.action()).isEqualTo(Action.NO_OP);
  }

  @Test
  @DisplayName("8.4 #47 apply then plan: no changes, only what is required set")
  void planAfterMinimalApplyIsEmpty() {
    driver.apply("{'name': 'a'}").orFail();

    assertThat(driver.plan("{'name': 'a'}").orFail().action()).isEqualTo(Action.NO_OP);
  }
}
