package dev.tfpaas.docs;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A part of the product that says something to its user.
///
/// @param places the directories and files of its sources
/// @param makers how what makes its texts takes them: by name and number of arguments, the place of
///   the text. Of a diagnostic that is the summary, and the detail is the next one
record Speaker(List<String> places, Map<String, Integer> makers) {
  /// Diagnostics.
  static final Speaker PROVIDER =
      new Speaker(
          List.of("framework", "resources", "platform"),
          Map.ofEntries(
              Map.entry("error/2", 0),
              Map.entry("error/3", 1),
              Map.entry("warning/2", 0),
              Map.entry("warning/3", 1),
              Map.entry("warn/2", 0),
              Map.entry("warn/3", 1),
              Map.entry("refuse/2", 0),
              Map.entry("refuse/3", 1),
              Map.entry("Refusal.of/4", 2),
              Map.entry("new SettingException/3", 1),
              Map.entry("new Problem/3", 1),
              Map.entry("new Problem/4", 1)));

  /// `paas` about its command line and about a topology.
  static final Speaker COMMAND =
      new Speaker(
          List.of("cli", "topology", "yaml", "Main.java"),
          Map.ofEntries(
              Map.entry("new CommandException/2", 1),
              Map.entry("new Finding/3", 2),
              Map.entry("println/1", 0),
              Map.entry("new ParameterException/2", 1),
              Map.entry("misused/1", 0),
              Map.entry("problems.add/3", 2),
              Map.entry("findings.add/3", 2),
              Map.entry("wrong/3", 2),
              Map.entry("new Complaint/2", 1)));

  /// The embedded platform.
  static final Speaker WORLD =
      new Speaker(
          List.of("world", "platform/local", "cli"),
          Map.of(
              "new WorldException/4", 3,
              "RefusedCall.of/2", 1,
              "RefusedCall.remembering/1", 0,
              "new PlatformException/5", 3,
              "wrong/2", 1));

  /// The platform of servers on this machine.
  static final Speaker HOST =
      new Speaker(
          List.of("platform/host"),
          Map.of(
              "new HostFailure/1", 0,
              "new HostFailure/2", 0,
              "HostFailure.of/2", 0,
              "new PlatformException/5", 3,
              "wrong/2", 1));

  /// The parts that speak by messages.
  static final List<Speaker> OF_MESSAGES = List.of(COMMAND, WORLD, HOST);

  /// Tells whether what makes a text is known of some part.
  static boolean isKnown(String maker) {
    return Stream.concat(OF_MESSAGES.stream(), Stream.of(PROVIDER))
        .anyMatch(it -> it.makers().containsKey(maker));
  }
}
