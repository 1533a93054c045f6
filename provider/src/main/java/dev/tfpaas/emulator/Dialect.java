package dev.tfpaas.emulator;

import dev.tfpaas.platform.register.Entry;
import dev.tfpaas.platform.register.Position;
import dev.tfpaas.platform.register.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// How a vendor's service behaves where nobody outside knows for sure: one position for each switch
/// that the register of the vendor has.
///
/// @param register what the switches and their positions are
/// @param positions by the name of the switch, one for each
/// @param seed what they were drawn with; empty when they were not drawn
public record Dialect(Register register, Map<String, String> positions, Optional<Long> seed) {

  /// Orders the positions.
  public Dialect {
    positions = new TreeMap<>(positions);
  }

  /// Returns the dialect of a vendor in which all is as assumed.
  ///
  /// @throws IllegalArgumentException when the platform has no register
  public static Dialect usual(String vendor) {
    Register register = Register.of(vendor);
    Map<String, String> positions = new TreeMap<>();
    for (Entry entry : register.switches()) {
      positions.put(entry.dialect().orElseThrow(), entry.assumed().name());
    }
    return new Dialect(register, positions, Optional.empty());
  }

  /// Draws a position for every switch; the same seed draws the same again, as long as the register
  /// is the same.
  public static Dialect random(String vendor, long seed) {
    Dialect drawn = usual(vendor);
    // The first draws of java.util.Random are nearly the same for neighbouring seeds.
    RandomGenerator random = new SplittableRandom(seed);
    Map<String, String> positions = new TreeMap<>(drawn.positions);
    for (String name : drawn.positions.keySet()) {
      List<Position> all = drawn.entry(name).positions();
      positions.put(name, all.get(random.nextInt(all.size())).name());
    }
    return new Dialect(drawn.register, positions, Optional.of(seed));
  }

  /// Reads what a user asks for: `NAME=VALUE`, `random` or `random:SEED`; single positions win over
  /// what is drawn, whatever their order.
  ///
  /// @param fresh the seed where none is given
  /// @throws IllegalArgumentException when a word is none of these; the message names those that
  ///   exist
  public static Dialect parse(String vendor, List<String> words, long fresh) {
    Dialect dialect = usual(vendor);
    List<String> single = new ArrayList<>();
    for (String word : words) {
      if (word.equals("random")) {
        dialect = random(vendor, fresh);
      } else if (word.startsWith("random:")) {
        dialect = random(vendor, seed(word.substring("random:".length())));
      } else {
        single.add(word);
      }
    }
    for (String word : single) {
      String[] parts = word.split("=", 2);
      dialect = dialect.with(parts[0], parts.length < 2 ? "" : parts[1]);
    }
    return dialect;
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException(
          "\"%s\" is no seed: random:SEED takes a whole number".formatted(text));
    }
  }

  /// Returns the same with another position of one switch.
  ///
  /// @throws IllegalArgumentException when there is no such switch or position; the message names
  ///   those that exist
  public Dialect with(String name, String value) {
    if (entry(name).position(value).isEmpty()) {
      throw new IllegalArgumentException(
          "\"%s\" of %s is none of %s".formatted(value, name, values(name)));
    }
    Map<String, String> changed = new TreeMap<>(positions);
    changed.put(name, value);
    return new Dialect(register, changed, seed);
  }

  /// Tells whether a switch is in a position.
  ///
  /// @throws IllegalArgumentException when the register has no such switch or position
  public boolean is(String name, String value) {
    if (entry(name).position(value).isEmpty()) {
      throw new IllegalArgumentException("%s has no position %s".formatted(name, value));
    }
    return position(name).equals(value);
  }

  /// Returns the position of a switch.
  ///
  /// @throws IllegalArgumentException when the register has no such switch
  public String position(String name) {
    return Optional.ofNullable(positions.get(name)).orElseThrow(() -> unknown(name));
  }

  /// Returns the entry behind a switch.
  ///
  /// @throws IllegalArgumentException when the register has no such switch
  public Entry entry(String name) {
    return register.switches().stream()
        .filter(entry -> entry.dialect().filter(name::equals).isPresent())
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private IllegalArgumentException unknown(String name) {
    String known =
        positions.keySet().stream()
            .map(it -> "%s=%s".formatted(it, values(it)))
            .collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "%s has no dialect \"%s\"; there are %s".formatted(register.vendor(), name, known));
  }

  private String values(String name) {
    return entry(name).positions().stream().map(Position::name).collect(Collectors.joining("|"));
  }

  /// Returns the switches that are not as assumed, by their names.
  public Map<String, String> changed() {
    Map<String, String> changed = new TreeMap<>(positions);
    changed.entrySet().removeIf(it -> entry(it.getKey()).assumed().name().equals(it.getValue()));
    return changed;
  }

  /// Tells whether everything can be done in this dialect, or something may be refused.
  public boolean works() {
    return positions.entrySet().stream()
        .flatMap(it -> entry(it.getKey()).position(it.getValue()).stream())
        .allMatch(position -> position.then() == Position.Then.WORKS);
  }

  /// Returns what is needed to have the same again, e.g. `random:7 (live=refused)`.
  @Override
  public String toString() {
    String drawn = seed.map(it -> "random:" + it + " ").orElse("");
    String what =
        changed().entrySet().stream()
            .map(it -> it.getKey() + "=" + it.getValue())
            .collect(Collectors.joining(", "));
    return drawn + (what.isEmpty() ? "as assumed" : what);
  }
}
