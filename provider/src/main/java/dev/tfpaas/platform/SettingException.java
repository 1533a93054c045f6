package dev.tfpaas.platform;

/// A setting is well-formed, and the platform cannot be opened with it.
public final class SettingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String setting;
  private final String summary;

  /// Makes the exception.
  ///
  /// @param setting its name
  /// @param summary what is wrong, in a few words without a full stop
  /// @param detail what was seen and what to do, as sentences
  public SettingException(String setting, String summary, String detail) {
    super(detail);
    this.setting = setting;
    this.summary = summary;
  }

  /// Returns the name of the setting.
  public String setting() {
    return setting;
  }

  /// Returns what is wrong, in a few words.
  public String summary() {
    return summary;
  }

  /// Returns what was seen and what to do.
  public String detail() {
    return String.valueOf(getMessage());
  }
}
