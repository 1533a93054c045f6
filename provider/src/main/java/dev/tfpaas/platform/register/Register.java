package dev.tfpaas.platform.register;

import dev.tfpaas.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Everything that is assumed of one vendor's service.
///
/// @param vendor the platform's name, e.g. `jelastic`
/// @param entries in the order of the file
public record Register(String vendor, List<Entry> entries) {
  /// The platforms that have a register: those with a service that we cannot ask.
  public static final List<String> VENDORS = List.of("cloud66", "jelastic", "scalingo");

  /// Copies the entries.
  public Register {
    entries = List.copyOf(entries);
  }

  /// Reads the register of a vendor.
  ///
  /// @throws IllegalArgumentException when there is none, or its file is not whole; the message
  ///   names every fault with its line
  public static Register of(String vendor) {
    String file = vendor + ".yaml";
    try (InputStream in = Register.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("nothing is assumed of a platform " + vendor);
      }
      return read(vendor, YamlReader.read(in.readAllBytes(), Path.of(file)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Register read(String vendor, YamlReader.Document document) {
    return new Register(vendor, new EntryReader(document).entries());
  }

  /// Finds an entry by its id; empty when there is none.
  public Optional<Entry> find(String id) {
    return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }

  /// Returns the entries that the vendor's emulator can be switched by.
  public List<Entry> switches() {
    return entries.stream().filter(entry -> entry.dialect().isPresent()).toList();
  }
}
