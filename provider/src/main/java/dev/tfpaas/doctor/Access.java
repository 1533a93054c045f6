package dev.tfpaas.doctor;

import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Opens the platform of a user as the provider would.
@FunctionalInterface
public interface Access {

  /// Opens a platform; calls nobody.
  ///
  /// @throws PlatformException of kind `REJECTED` when a setting is missing or wrong; the message
  ///   says which, and how it is given
  Opened open(Asked asked);

  /// Which platform.
  ///
  /// @param platform its name; empty for the one that the environment names, else the first
  /// @param settings what is said of it beside the environment; never shown
  /// @param unread the settings that are said to be elsewhere and are not there, with what is wrong
  /// @param directory what relative paths are relative to
  /// @param environment the variables
  record Asked(
      Optional<String> platform,
      Map<String, String> settings,
      Map<String, String> unread,
      Path directory,
      Map<String, String> environment) {

    /// Copies the maps.
    public Asked {
      settings = Map.copyOf(settings);
      unread = Map.copyOf(unread);
      environment = Map.copyOf(environment);
    }

    /// Names the platform, without any value.
    @Override
    public String toString() {
      return platform.orElse("the platform of the environment");
    }
  }

  /// A platform that was opened.
  ///
  /// @param names what a report must not name: the hosts that it is reached at
  record Opened(Platform platform, Set<String> names) {

    /// Copies the names.
    public Opened {
      names = Set.copyOf(names);
    }
  }
}
