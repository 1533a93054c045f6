package dev.tfpaas.platform;

/// Opens the platform that a provider block names; the one place that knows all adapters implements
/// it.
@FunctionalInterface
public interface Platforms {

  /// Opens a platform; cheap, and without any call to a vendor.
  ///
  /// @throws PlatformException of kind [PlatformException.Kind#CORRUPT] when the local platform's
  ///   directory or estate file cannot be used
  Platform open(PlatformSettings settings);
}
