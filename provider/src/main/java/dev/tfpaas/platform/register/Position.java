package dev.tfpaas.platform.register;

/// One way in which the real service may behave.
///
/// @param name of lower-case words, e.g. `properties`; the value of a dialect
/// @param what it would do, as a statement
/// @param source what makes it plausible; empty for what is assumed, whose evidence the entry has
/// @param then what the provider does then
public record Position(String name, String what, String source, Then then) {

  /// What the provider does when the service is in a position.
  public enum Then {
    /// Everything that the platform offers can be done.
    WORKS("works"),
    /// Something is refused, before its first change, with what was seen.
    REFUSES("refuses");

    private final String word;

    Then(String word) {
      this.word = word;
    }

    /// Returns its name in the register.
    public String word() {
      return word;
    }
  }
}
