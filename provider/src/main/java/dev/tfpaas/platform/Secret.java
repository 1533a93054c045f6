package dev.tfpaas.platform;

/// A text that must not be shown: its `toString` is `***`.
///
/// @param value the text itself; hand it only to the call that needs it
public record Secret(String value) {
  @Override
  public String toString() {
    return "***";
  }
}
