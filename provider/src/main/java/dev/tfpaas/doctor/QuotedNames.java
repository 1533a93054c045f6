package dev.tfpaas.doctor;

import dev.tfpaas.platform.Sight;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Names that stand in what a failure quotes: in the paths of calls, in addresses and in answers.
/// When the list of apps fails, nobody has read them as names.
final class QuotedNames {
  private static final List<Pattern> PLACES =
      List.of(
          Pattern.compile(
              "/(?:apps|stacks|failover_groups|addons|databases|domains|region_migrations)"
                  + "/([^/?\\s\"',;:]+)"),
          Pattern.compile(
              "\\b(?:envName|srcEnvName|targetappid|appid|extdomain)[=:] ?([^&\\s\"',;}]+)"),
          Pattern.compile("\\b[a-z]+://(?:[^/@\\s\"']*@)?([^/?\\s\"',;)]+)"),
          Pattern.compile("\\b[a-z]+://(?:[^/@\\s\"']*@)?([^/:?\\s\"',;)]+)"),
          Pattern.compile("\\b(?:from|to|of|host) ((?:[\\w-]+\\.)+[a-z]{2,}(?::\\d+)?)"),
          Pattern.compile(
              "(?i)\"\\w*(?:name|id|domains?|host|url|address|app|stack|mail|user)\"\\s*:\\s*\\[?"
                  + "\"([^\"\\s]+)"));

  /// What is no name, and would hide every number.
  private static final Pattern SHORT = Pattern.compile(".|\\d{1,3}");

  private QuotedNames() {}

  /// Returns the names in everything that sights say.
  static Set<String> of(List<Sight> sights) {
    return sights.stream()
        .flatMap(sight -> Stream.of(sight.subject(), sight.seen(), sight.advice()))
        .flatMap(text -> in(text).stream())
        .collect(Collectors.toSet());
  }

  /// Returns the names in a text.
  static Set<String> in(String text) {
    Set<String> names = new TreeSet<>();
    for (Pattern place : PLACES) {
      Matcher matcher = place.matcher(text);
      while (matcher.find()) {
        names.add(matcher.group(1));
      }
    }
    names.removeIf(name -> SHORT.matcher(name).matches());
    return names;
  }
}
