package dev.tfpaas.platform.register;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One thing that is assumed of a vendor's service.
///
/// @param id of lower-case words, e.g. `env-property-key`
/// @param what is assumed, as a statement
/// @param code the classes that rest on it, below `dev.tfpaas`
/// @param grade how good the evidence is
/// @param evidence what shows it, and where
/// @param assumed the position that an emulator is in unless told otherwise
/// @param alternatives what else the service may do
/// @param dialect the emulator's switch for it, whose values are the positions; empty where no
///   emulator can be switched
/// @param doctor what read would show it; empty where no read can settle it
/// @param settledBy what else would show it, e.g. a change; empty where a read can
/// @param covers the undocumented parts of requests and answers that it accounts for, as the record
///   of a vendor's wire names them, e.g. `> getenvproperty.object`
public record Entry(
    String id,
    String what,
    List<String> code,
    Grade grade,
    String evidence,
    Position assumed,
    List<Position> alternatives,
    Optional<String> dialect,
    Optional<String> doctor,
    Optional<String> settledBy,
    List<String> covers) {

  /// Copies the lists.
  public Entry {
    code = List.copyOf(code);
    alternatives = List.copyOf(alternatives);
    covers = List.copyOf(covers);
  }

  /// Returns what would show which position the service is in.
  public String shownBy() {
    return doctor.or(() -> settledBy).orElseThrow();
  }

  /// Returns what is assumed and then what else may be.
  public List<Position> positions() {
    return Stream.concat(Stream.of(assumed), alternatives.stream()).toList();
  }

  /// Returns a position by its name; empty when there is none.
  public Optional<Position> position(String name) {
    return positions().stream().filter(it -> it.name().equals(name)).findFirst();
  }
}
