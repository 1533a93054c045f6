package dev.tfpaas.resources.life;

import java.util.zip.DataFormatException;

/// Lets what is kept beside a state be read as the provider reads it.
public final class PackedBytes {
  private PackedBytes() {}

  /// Returns what was packed.
  ///
  /// @throws DataFormatException if the bytes were changed
  public static byte[] unpacked(byte[] bytes) throws DataFormatException {
    return Packed.unpack(bytes);
  }
}
