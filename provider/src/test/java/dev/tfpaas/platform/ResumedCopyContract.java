package dev.tfpaas.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What platforms promise, beside [PlatformContract], that know a copy again wherever its making
/// ended, so that nobody has to be asked whether it may be taken.
public interface ResumedCopyContract {

  /// Returns the platform of this test.
  ContractStage stage();

  @Test
  default void copyIsKnownAgainAfterEachOfItsSteps() {
    ContractStage stage = stage();
    CloneSpec spec = stage.clone("shop-copy");
    List<Step> steps = stage.clones().create(spec).steps();

    boolean there = false;
    for (int made = 1; made <= steps.size(); made++) {
      stage.done(Runbook.of("cut short", steps.subList(0, made)));

      Optional<App> found = stage.apps().find(stage.clones().idOf(spec));
      // What goes before the copy itself, such as a note that it begins, leaves nothing to know.
      assertThat(found.isPresent() || !there).isTrue();
      there = found.isPresent();
      String after = "after %d steps".formatted(made);
      found.ifPresent(copy ->
          assertThat(
                  copy.clonedFrom().filter(spec.sourceAppId()::equals).isPresent()
                      || stage.clones().begun(copy, spec).isPresent())
              .as("%s: %s", after, copy)
              .isTrue());
    }
    assertThat(there).isTrue();
  }

  @Test
  default void appThatIsInUseIsNeverTheCopy() {
    ContractStage stage = stage();
    App other = stage.apps().find(stage.app()).orElseThrow();

    assertThat(stage.clones().begun(other, stage.clone(other.name()))).isEmpty();
  }
}
