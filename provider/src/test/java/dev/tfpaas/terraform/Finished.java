package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/// A command that ended.
///
/// @param command its words
/// @param exitCode its exit code
/// @param out its standard output
/// @param err its standard error
/// @param took how long it ran
record Finished(String command, int exitCode, String out, String err, Duration took) {

  /// Returns this; fails the test with all output when the exit code is not zero.
  Finished succeeded() {
    return exited(0);
  }

  /// Returns this; fails the test with all output when the exit code is zero.
  Finished failed() {
    assertThat(exitCode).as("exit code of %s", this).isNotZero();
    return this;
  }

  /// Returns this; fails the test with all output when the exit code is another one.
  Finished exited(int expected) {
    assertThat(exitCode).as("exit code of %s", this).isEqualTo(expected);
    return this;
  }

  /// Returns both outputs on one line, without the frame and line breaks of Terraform's messages,
  /// so that a sentence can be looked for however it was wrapped.
  String text() {
    return (out + "\n" + err).replaceAll("[│╷╵\\s]+", " ");
  }

  @Override
  public String toString() {
    return "%s%n%s%n%s".formatted(command, out, err);
  }
}
