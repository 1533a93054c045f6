package dev.tfpaas.cli;

import dev.tfpaas.topology.Rendering;
import java.nio.file.Path;

/// The Terraform configuration that a topology is written to.
final class RenderedFile {
  private RenderedFile() {}

  /// Writes it if it is not so already, and tells whether that was needed.
  ///
  /// @throws CommandException when a file of another hand would be lost
  static boolean write(Path file, String text) {
    String before = Desk.read(file);
    if (before.equals(text)) {
      return false;
    }
    if (!before.isEmpty() && !before.contains("\"//\": \"" + Rendering.MARK)) {
      throw new CommandException(
          PaasCommand.FAILED,
          "%s was not written by paas and is left as it is; move it away, or name another file with -o"
              .formatted(file));
    }
    Desk.write(file, text);
    return true;
  }
}
