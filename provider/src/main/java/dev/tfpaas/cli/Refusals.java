package dev.tfpaas.cli;

import java.util.regex.Pattern;

/// Recognises in Terraform's output that a safety rule of the provider forbids what was asked for.
final class Refusals {
  /// The line that every refusal ends with, perhaps behind the bar that Terraform draws at the
  /// left.
  private static final Pattern MARK = Pattern.compile("(?m)^[│| ]*\\[refused: [a-z_]+] *$");

  private Refusals() {}

  /// Returns the exit status of a command that Terraform ended with an error.
  static int status(TerraformTool.Transcript said) {
    return MARK.matcher(said.text()).find() ? PaasCommand.REFUSED : PaasCommand.FAILED;
  }
}
