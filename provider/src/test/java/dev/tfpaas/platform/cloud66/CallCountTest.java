package dev.tfpaas.platform.cloud66;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec.Mode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many calls each story makes. The numbers may only fall.
class CallCountTest {
  @TempDir Path directory;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = new Stage(directory);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private int calls(Runnable story) {
    stage.server.log().clear();
    story.run();
    return stage.server.log().entries().size();
  }

  @Test
  void plannedSwitch() {
    stage.formed();

    int calls = calls(() -> stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED)));

    assertThat(calls).isLessThanOrEqualTo(75);
  }

  @Test
  void emergencySwitch() {
    stage.formed();

    int calls = calls(() -> stage.done(stage.switchTo(Side.SECONDARY, Mode.EMERGENCY)));

    assertThat(calls).isLessThanOrEqualTo(63);
  }

  @Test
  void copyOfContainers() {
    String blog = stage.uid("blog");

    int calls =
        calls(() -> stage.done(stage.clones().create(Stage.clone(blog, "blog-dr", false, false))));

    assertThat(calls).isLessThanOrEqualTo(29);
  }
}
