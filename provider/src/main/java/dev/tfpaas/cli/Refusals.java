package dev.tfpaas.cli;

import java.util.regex.Pattern;

/// Recognises in Terraform's output that a safety rule of the provider forbids what was asked for.
final class Refusals {
  /// The line that every refusal ends with, perhaps behind the bar that Terraform draws at the
  /// left.
  private static final Pattern MARK = Pattern.compile("(?m)^[│| ]*\\[refused: [a-z_]+] *$");

  /// Refusals that do not have it yet.
  private static final Pattern ERROR =
      Pattern.compile(
          "(?m)^\\W*Error: ("
              + "Cannot switch"
              + "|.* is protected$"
              + "|App \\S+ serves "
              + "|App \\S+ holds the only writable "
              + "|An emergency switch may lose data"
              + "|The active app cannot leave the group"
              + "|The places are exchanged"
              + "|The group exists, and its other side is active"
              + "|The world changed since the plan was made"
              + ").*");

  private Refusals() {}

  /// Returns the exit status of a command that Terraform ended with an error.
  static int status(TerraformTool.Transcript said) {
    String text = said.text();
    return MARK.matcher(text).find() || ERROR.matcher(text).find()
        ? PaasCommand.REFUSED
        : PaasCommand.FAILED;
  }
}
