package dev.tfpaas.platform;

/// Opens the platform that a provider block names, with what its process gives it.
@FunctionalInterface
public interface Platforms {

  /// Opens a platform; cheap, and without any call to a vendor.
  ///
  /// @throws SettingException for a setting that it cannot be opened with
  /// @throws PlatformException of kind [PlatformException.Kind#CORRUPT] when what it keeps on this
  ///   machine cannot be used
  Platform open(PlatformSettings settings);
}
