package dev.tfpaas.platform;

import java.util.List;
import java.util.Optional;

/// A kind of platform: what the provider block says of it, and how one is opened.
///
/// Immutable, and light: to know a type loads nothing of its adapter, which is loaded by the first
/// [#open]. The provider's schema, its environment variables, messages, documentation and the
/// command line all read this.
public interface PlatformType {

  /// Returns the name of its attribute in the provider block, e.g. `local`; the platforms that it
  /// opens have the same.
  String name();

  /// Returns what it is, in one or more sentences.
  String description();

  /// Returns its settings, in the order of the documentation.
  List<Setting> settings();

  /// Opens a platform; cheap, and without any call to a vendor.
  ///
  /// @param settings complete, of this type
  /// @param tools what the process gives it
  /// @throws SettingException for a setting that it cannot be opened with
  /// @throws PlatformException of kind [PlatformException.Kind#CORRUPT] when what it keeps on this
  ///   machine cannot be used
  Platform open(PlatformSettings settings, PlatformTools tools);

  /// One attribute of a platform in the provider block.
  ///
  /// @param name of the attribute
  /// @param description what it is; what is added about the default, is made of the rest
  /// @param kind how its text is read
  /// @param variable the environment variable that is used where the block does not say it; empty
  ///   when there is none
  /// @param fallback what it is without both; empty when there is nothing
  /// @param isRequired whether the platform cannot be opened without a value
  record Setting(
      String name,
      String description,
      Kind kind,
      Optional<String> variable,
      Optional<String> fallback,
      boolean isRequired) {

    /// How the text of a setting is read.
    public enum Kind {
      /// Any text that is not empty.
      TEXT,
      /// How long, e.g. `45s` or `2m`; read by the platform.
      DURATION,
      /// A text that nobody may see.
      SECRET,
      /// An address that a token may be sent to: https, or http on this machine.
      URL,
      /// A directory, relative to the working directory.
      DIRECTORY,
      /// A file, relative to the working directory. The fallback is used only where there is such a
      /// file, so the description says what else happens.
      FILE
    }

    /// A setting that a platform can do without.
    public static Setting optional(Kind kind, String name, String description) {
      return new Setting(name, description, kind, Optional.empty(), Optional.empty(), false);
    }

    /// A setting that a platform needs.
    public static Setting required(Kind kind, String name, String description) {
      return new Setting(name, description, kind, Optional.empty(), Optional.empty(), true);
    }

    /// This setting, taken from an environment variable where the block does not say it.
    public Setting from(String environmentVariable) {
      return new Setting(
          name, description, kind, Optional.of(environmentVariable), fallback, isRequired);
    }

    /// This setting with a value for when nobody says one.
    public Setting or(String value) {
      return new Setting(name, description, kind, variable, Optional.of(value), isRequired);
    }
  }
}
