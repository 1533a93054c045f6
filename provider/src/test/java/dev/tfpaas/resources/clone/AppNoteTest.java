package dev.tfpaas.resources.clone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Apps;
import dev.tfpaas.resources.LocalRig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An app as it is kept beside the state of its copy.
class AppNoteTest {
  @TempDir Path directory;

  @Test
  void whatIsKeptForPlanningIsReadBackAsItWasButForWhatMovesByItself() {
    Apps apps = new LocalRig(directory).platform.apps();

    assertThat(apps.list())
        .isNotEmpty()
        .allSatisfy(app ->
            assertThat(AppNote.from(AppNote.toValue(app)))
                .usingRecursiveComparison()
                .ignoringFields("databases.position")
                .isEqualTo(app));
  }
}
