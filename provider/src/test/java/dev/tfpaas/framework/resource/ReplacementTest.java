package dev.tfpaas.framework.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.diag.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Replacement: Terraform asks for no destroy plan of the object that goes.
class ReplacementTest {
  private final ToyCloud cloud = new ToyCloud();
  private final ToyResource resource = new ToyResource();
  private final LifecycleDriver<ToyCloud> driver = LifecycleDriver.of(resource, cloud);

  @Test
  void refusalToDestroyAlsoRefusesReplacement() {
    driver.apply("{'name': 'a'}").orFail();
    resource.planningDestroy =
        context -> context.diagnostics().error("Protected", context.reason().toString());

    assertThat(driver.plan("{'name': 'b'}").errors())
        .extracting(Diagnostic::detail)
        .contains("REPLACE");
    assertThat(driver.planDestroy().errors()).extracting(Diagnostic::detail).contains("DESTROY");
    assertThat(driver.destroy().failed()).isTrue();
    assertThat(cloud.objects).hasSize(1);
  }

  @Test
  void refusalToDestroyAlsoRefusesReplacementThatOnlyTheUserWants() {
    driver.apply("{'name': 'a', 'size': 1}").orFail();
    resource.planningDestroy =
        context ->
            context
                .diagnostics()
                .error("Protected", context.reason() + " of " + context.prior().get("name"));

    assertThat(driver.planReplacement("{'name': 'a', 'size': 1}").errors())
        .extracting(Diagnostic::detail)
        .containsExactly("REPLACE of \"a\"");
    assertThat(driver.planReplacement("{'name': 'a', 'size': 2}").errors()).hasSize(1);
    assertThat(driver.plan("{'name': 'a', 'size': 2}").errors()).isEmpty();
  }

  @Test
  void ownPrivateBytesAreAllThatAResourceSees() {
    List<String> seen = new ArrayList<>();
    resource.applying =
        context -> {
          seen.add("applied " + context.privateState().text());
          context.privateState(PrivateState.of("mine"));
          return Optional.empty();
        };
    resource.planning = context -> seen.add("planned " + context.privateState().text());
    resource.planningDestroy = context -> seen.add("destroyed " + context.privateState().text());
    driver.apply("{'name': 'a', 'size': 1}").orFail();
    seen.clear();

    driver.planReplacement("{'name': 'a', 'size': 1}").orFail();
    driver.apply("{'name': 'a', 'size': 2}").orFail();

    assertThat(seen)
        .containsOnly("planned mine", "destroyed mine", "applied mine")
        .contains("destroyed mine");
    assertThat(driver.privateState()).isEqualTo(PrivateState.of("mine"));
  }
}
