package dev.tfpaas.doctor;

import dev.tfpaas.platform.Sight;
import dev.tfpaas.platform.register.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What was found.
///
/// @param platform the platform that was looked at; empty when it could not be opened
/// @param sights in the order in which they were looked at
/// @param assumed the entries of the register that no sight has settled
/// @param names what is not to be named to others
public record Diagnosis(
    Optional<String> platform, List<Sight> sights, List<Entry> assumed, Set<String> names) {

  /// Copies the collections.
  public Diagnosis {
    sights = List.copyOf(sights);
    assumed = List.copyOf(assumed);
    names = Set.copyOf(names);
  }

  /// Tells whether something will not work.
  public boolean isBad() {
    return sights.stream().anyMatch(sight -> sight.verdict() == Sight.Verdict.BAD);
  }

  /// Returns what could not be found out.
  public List<Sight> unknown() {
    return sights.stream().filter(it -> it.verdict() == Sight.Verdict.UNKNOWN).toList();
  }

  /// Returns the same for others to read: each name is replaced by `name-1` and so on.
  public Diagnosis hidden() {
    // The longest first: one name may begin with another.
    List<String> ordered =
        Stream.concat(names.stream(), QuotedNames.of(sights).stream())
            .distinct()
            .filter(name -> !name.isBlank())
            .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(it -> it))
            .toList();
    List<Sight> hidden = new ArrayList<>();
    for (Sight sight : sights) {
      hidden.add(
          new Sight(
              hidden(sight.subject(), ordered),
              sight.verdict(),
              hidden(sight.seen(), ordered),
              hidden(sight.advice(), ordered),
              sight.settled()));
    }
    return new Diagnosis(platform, hidden, assumed, Set.of());
  }

  private static String hidden(String text, List<String> ordered) {
    String hidden = text;
    for (int i = 0; i < ordered.size(); i++) {
      hidden =
          Pattern.compile("(?<![\\w.-])" + Pattern.quote(ordered.get(i)) + "(?![\\w-])")
              .matcher(hidden)
              .replaceAll(Matcher.quoteReplacement("name-" + (i + 1)));
    }
    return hidden;
  }
}
