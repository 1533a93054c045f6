package dev.tfpaas.cli;

import dev.tfpaas.topology.FileWords;
import dev.tfpaas.topology.Rendering;
import dev.tfpaas.topology.Topology;
import dev.tfpaas.topology.TopologyReader;
import dev.tfpaas.yaml.FileProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The directory of a topology, made ready for Terraform: the configuration written, the backend
/// initialised, the workspace of the environment selected. One command at a time works in it.
final class Workplace implements AutoCloseable {
  private static final String LOCK = "paas.lock";
  private static final String PREPARED = "paas.init";

  private final Desk desk;
  private final Path directory;
  private final Topology topology;
  private final Interruption interruption;
  private final TerraformTool terraform;
  private final FileChannel lock;

  private Workplace(Desk desk, Topology topology, Interruption interruption) {
    this.desk = desk;
    this.topology = topology;
    this.directory = desk.options().directory();
    this.interruption = interruption;
    this.terraform = TerraformTool.find(desk.host(), directory, interruption);
    this.lock = locked();
  }

  /// Makes the directory ready.
  ///
  /// @throws CommandException when the topology has problems, or Terraform is not there or cannot
  ///   be made ready
  static Workplace open(Desk desk) {
    desk.options().regularFile();
    Topology topology = desk.topology();
    Interruption interruption = new Interruption();
    try {
      Workplace place = new Workplace(desk, topology, interruption);
      try {
        place.prepare();
        return place;
      } catch (CommandException failure) {
        place.close();
        throw failure;
      }
    } catch (CommandException failure) {
      interruption.close();
      throw failure;
    }
  }

  Topology topology() {
    return topology;
  }

  TerraformTool terraform() {
    return terraform;
  }

  Interruption interruption() {
    return interruption;
  }

  /// Returns the variables that carry the secrets of the topology.
  Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("TF_IN_AUTOMATION", "1");
    variables.put(FileWords.VARIABLE, String.valueOf(desk.options().source().file()));
    List<String> missing = new ArrayList<>();
    for (String name : Rendering.secrets(topology)) {
      String value = desk.host().environment().get(name);
      if (value != null) {
        variables.put("TF_VAR_" + name, value);
      } else if (!desk.host().environment().containsKey("TF_VAR_" + name)) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      throw new CommandException(
          PaasCommand.FAILED,
          "%s names secrets in variables that are not set: %s. Set them and run this again"
              .formatted(desk.options().source().file(), String.join(", ", missing)));
    }
    return variables;
  }

  private void prepare() {
    variables();
    desk.refuse(topology.unreadableSecrets(directory));
    RenderCommand.write(
        directory.resolve(Rendering.FILE), Rendering.of(topology, desk.catalogue()));
    initialise();
    select();
  }

  private Path hidden() {
    return directory.resolve(desk.host().environment().getOrDefault("TF_DATA_DIR", ".terraform"));
  }

  private FileChannel locked() {
    try {
      Files.createDirectories(hidden());
      FileChannel channel =
          FileChannel.open(
              hidden().resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock taken;
      try {
        taken = channel.tryLock();
      } catch (OverlappingFileLockException _) {
        taken = null;
      }
      if (taken == null) {
        channel.close();
        throw new CommandException(
            PaasCommand.FAILED,
            "another paas command works in %s; wait until it has ended"
                .formatted(directory.toAbsolutePath().normalize()));
      }
      return channel;
    } catch (IOException failure) {
      throw new CommandException(
          PaasCommand.FAILED,
          "cannot use %s (%s)".formatted(hidden(), FileProblem.reason(failure)));
    }
  }

  /// Runs `init` if anything that it depends on has changed.
  private void initialise() {
    String wanted = dependsOn();
    Path prepared = hidden().resolve(PREPARED);
    if (Desk.read(prepared).equals(wanted)) {
      return;
    }
    desk.err().println("Preparing " + terraform.name() + " …");
    TerraformTool.Ended ended =
        terraform.quietly(List.of("init", "-input=false", "-no-color"), Map.of());
    // A provider under development is in no registry, and Terraform needs no init for it.
    boolean isOverridden =
        (ended.said().text() + ended.answer()).contains("overrides are in effect");
    if (ended.status() != 0 && !isOverridden) {
      missingProvider(ended.said().text());
      ended.orFail("prepare " + terraform.name());
    }
    Desk.write(prepared, wanted);
  }

  /// Fails with what to do when the provider is what Terraform lacks: it is in no registry.
  private void missingProvider(String said) {
    Optional<Path> home = desk.host().home();
    boolean isMissing =
        Stream.of("Failed to query available provider packages", "Failed to install provider")
            .anyMatch(said::contains);
    if (home.isEmpty() || !isMissing || !said.contains("tfpaas/paas")) {
      return;
    }
    throw new CommandException(
        PaasCommand.FAILED,
        """
        %s does not find the provider tfpaas/paas, which is in no registry yet. Write this to \
        ~/.terraformrc, or to the file that TF_CLI_CONFIG_FILE names, and run the command again:

        provider_installation {
          dev_overrides {
            "tfpaas/paas" = "%s"
          }
          direct {}
        }

        provider/docs/guides/installing.md says how to have it as a provider like any other instead. %s said:
        %s\
        """
            .formatted(
                terraform.name(),
                home.get().toAbsolutePath().normalize(),
                terraform.name(),
                said.strip()));
  }

  /// Returns what `init` depends on: whose tool, which providers and which backend.
  private String dependsOn() {
    String rendered = Desk.read(directory.resolve(Rendering.FILE));
    int end = rendered.indexOf("\"provider\":");
    StringBuilder text = new StringBuilder(terraform.name()).append('\n');
    text.append(rendered, 0, Math.max(0, end));
    try (Stream<Path> files = Files.list(directory)) {
      files
          .filter(file -> file.toString().endsWith(".tf") || file.toString().endsWith(".tf.json"))
          .filter(file -> !file.endsWith(Rendering.FILE))
          .sorted()
          .forEach(file -> text.append(file.getFileName()).append('\n').append(Desk.read(file)));
    } catch (IOException failure) {
      throw new CommandException(
          PaasCommand.FAILED,
          "cannot read %s (%s)".formatted(directory, FileProblem.reason(failure)));
    }
    return digest(text.toString());
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /// Selects the workspace of the environment. Without one, a workspace that an environment left
  /// selected is left again: its state is not that of the plain topology.
  private void select() {
    Optional<String> chosen = Optional.ofNullable(desk.host().environment().get("TF_WORKSPACE"));
    Optional<String> environment = desk.options().environment();
    if (chosen.isPresent()) {
      if (environment.isPresent() && !environment.equals(chosen)) {
        throw new CommandException(
            PaasCommand.FAILED,
            "TF_WORKSPACE is %s and the environment is %s; unset the variable"
                .formatted(chosen.get(), environment.get()));
      }
      return;
    }
    String current = Desk.read(hidden().resolve("environment")).strip();
    String selected = current.isEmpty() ? "default" : current;
    String wanted = environment.orElseGet(() -> isEnvironment(selected) ? "default" : selected);
    if (!wanted.equals(selected)) {
      terraform
          .quietly(List.of("workspace", "select", "-or-create=true", wanted), Map.of())
          .orFail("select the workspace " + wanted);
    }
  }

  private boolean isEnvironment(String workspace) {
    TopologyReader.Source source = desk.options().source();
    return new TopologyReader.Source(source.directory(), source.file(), Optional.of(workspace))
        .overlay()
        .map(file -> Files.exists(source.directory().resolve(file)))
        .orElse(false);
  }

  @Override
  public void close() {
    interruption.close();
    try {
      lock.close();
    } catch (IOException failure) {
      throw new CommandException(
          PaasCommand.FAILED,
          "cannot let go of %s (%s)".formatted(hidden(), FileProblem.reason(failure)));
    }
  }
}
