package dev.tfpaas.topology;

import dev.tfpaas.yaml.FilePlace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A platform of the file.
///
/// @param name its key
/// @param kind which platform it is
/// @param place where the key stands
/// @param settings by attribute, in the order of the file
record PlatformBlock(String name, String kind, FilePlace place, Map<String, Setting> settings) {

  /// Copies the settings and keeps their order.
  PlatformBlock {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /// Returns its name in Terraform.
  String label() {
    return name.replace('-', '_');
  }
}
