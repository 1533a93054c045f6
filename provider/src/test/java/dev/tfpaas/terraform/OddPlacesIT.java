package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Directories with letters that are not ASCII and blanks, locales that are not there, no home.
@RequiresTerraform
class OddPlacesIT {
  private static final String PLACE = "ein dïr ☂";
  @TempDir private Path temporary;

  @ParameterizedTest
  @ValueSource(strings = {"C", "en_US.UTF-8", "xx"})
  void worksWhereItWasStarted(String locale) {
    try (Workspace workspace = Workspace.in(temporary, PLACE).copy("failover, fixed")) {
      workspace.initialised();

      odd(workspace.applying(), locale).run().succeeded();

      Finished plan = odd(workspace.planning(), locale).run().exited(0);
      assertThat(plan.text()).contains("No changes");
      odd(workspace.paas("local", "violations"), locale).run().succeeded();
      assertThat(odd(workspace.paas("init"), locale).run().succeeded().out()).contains(" written.");
      assertThat(workspace.directory().resolve("topology.yaml")).isNotEmptyFile();
      assertThat(workspace.directory().resolve(".paas")).isDirectory();
      assertThat(workspace.home()).isDirectoryNotContaining("glob:**[?]*");
    }
  }

  private static Command odd(Command command, String locale) {
    return command.with("LANG", locale).with("LC_ALL", locale).with("HOME", "");
  }

  @Test
  void refusesWhereTheNameCannotBeRead() {
    try (Workspace workspace = Workspace.in(temporary, PLACE)) {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      String jar = Installation.DIST.resolve("lib/terraform-provider-paas.jar").toString();
      List<String> started = List.of(java, "-Dpaas.cli=true", "-cp", jar, "dev.tfpaas.Main");

      Finished init =
          workspace
              .shell("exec \"$0\" \"$@\" init")
              .and(started.toArray(String[]::new))
              .with("LC_ALL", "POSIX")
              .run()
              .exited(1);

      assertThat(init.text())
          .contains("the working directory cannot be found by its name", "LC_ALL");
    }
  }

  @Test
  void standardInputIsAFile() {
    try (Workspace workspace = Workspace.in(temporary).copy("topology")) {
      String paas = Installation.DIST.resolve("paas").toString();
      String text = "apps: {shop: {clone_of: nobody}}";

      Finished wrong =
          workspace.shell("echo '" + text + "' | '" + paas + "' validate -f -").run().exited(1);
      Finished right =
          workspace.shell("'" + paas + "' validate -f /dev/stdin <topology.yaml").run().exited(0);
      workspace.shell("'" + paas + "' render -f /dev/stdin <topology.yaml").run().succeeded();

      assertThat(wrong.text()).startsWith("-:1:25 apps.shop.clone_of: unknown app \"nobody\"");
      assertThat(right.text()).contains("Nothing is wrong");
      assertThat(workspace.directory().resolve("paas.tf.json")).isNotEmptyFile();
    }
  }
}
