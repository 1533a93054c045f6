package dev.tfpaas.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.util.List;
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

    for (int made = 1; made <= steps.size(); made++) {
      stage.done(Runbook.of("cut short", steps.subList(0, made)));

      App found = stage.apps().find(stage.clones().idOf(spec)).orElseThrow();
      boolean marked = found.clonedFrom().filter(spec.sourceAppId()::equals).isPresent();
      assertThat(marked || stage.clones().begun(found, spec).isPresent())
          .as("after %d steps: %s", made, found)
          .isTrue();
    }
  }

  @Test
  default void appThatIsInUseIsNeverTheCopy() {
    ContractStage stage = stage();
    App other = stage.apps().find(stage.app()).orElseThrow();

    assertThat(stage.clones().begun(other, stage.clone(other.name()))).isEmpty();
  }
}
