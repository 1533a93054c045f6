package dev.tfpaas.topology;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Says in the words of a topology what the provider says in Terraform's: keys in the place of
/// attributes, `a: b` in the place of `a = "b"`, `paas` in the place of `terraform`. Whoever writes
/// the one file has never seen the other words.
public final class FileWords {
  /// The variable that tells the provider that its messages are for the readers of a topology.
  public static final String VARIABLE = "PAAS_TOPOLOGY";

  /// How a value is written in Terraform; `%s` and `…` stand for what is only known when it is
  /// said.
  private static final String VALUE =
      "(?:\"[^\"`\\n]*\"|\\[[^\\]`\\n]*\\]|\\{[^}`\\n]*\\}|(?:%s|[\\w…-])+(?:\\.(?:%s|[\\w…-])+)*)";

  private static final Pattern SET =
      Pattern.compile("(?<![\\w.-])((?:%s|[a-z_…])+(?:\\.(?:%s|[a-z_…])+)*) = (" + VALUE + ")");

  private static final Pattern TEXT = Pattern.compile("\"([\\w…%./-]+)\"");

  private static final Pattern ADDRESS =
      Pattern.compile("(?<!=)(paas_[a-z]+_[a-z]+)\\.([\\w-]+)(\\.[\\w.]+)?");

  private static final Pattern TYPE =
      Pattern.compile("(?<!=)(?:([Aa]n?) )?`?(?<!=)(paas_[a-z]+_[a-z]+)`?(?:`?(s)\\b)?");

  private static final Pattern COMMAND =
      Pattern.compile("\\bterraform (plan|apply|destroy|import)( -[^`\\n]+)?");

  /// What has no word for word: there is a shorter way in a file, or another one.
  private static final List<Phrase> PHRASES =
      List.of(
          phrase(
              "If it is created in the same configuration, refer to its attribute instead of its"
                  + " name, e\\.g\\. `[^`]*`, so that Terraform creates it first",
              "If this file is to make it, write it under `apps`, with `clone_of`"),
          phrase(
              "Refer to the resource's attribute: `paas_failover_group\\.x\\.id`",
              "Name an entry of `failover`"),
          phrase("or it went into or out of a module", "or it is written elsewhere"),
          phrase(
              "leave out `-replace`, or take it out of `replace_triggered_by`",
              "leave out `-replace`"),
          phrase(
              "or keep that one and add an `import` block with the new label as `to` and `id ="
                  + " (\"[^\"]*\")`",
              "or keep that one and write `import: $1` at the new entry"),
          phrase("`secondary_app_id = null`", "only the other app into `members`"),
          phrase(
              "set `source_app_id` to (\\S+) and `replica_app_id` to (\\S+?)\\. Swap them",
              "set `source` to $1 and `replica` to $2. Swap them"),
          phrase("Both primary_app_id and secondary_app_id are", "Both apps of `members` are"),
          phrase("`primary_app_id` and `secondary_app_id` are both", "Both apps of `members` are"),
          phrase("`(moved|removed)` block(?! [^.]*beside)", "`$1` block in a file beside it"),
          phrase("\\b(its|Its) label\\b", "$1 key"),
          phrase("\\bunder another label\\b", "under another key"),
          phrase("\\bgive its app_id here\\b", "give its key here"),
          phrase("\\bgive its id here\\b", "give its key here"),
          phrase("\\b[Ii]n the provider block\\b", "under `platforms`"),
          phrase("\\bprovider block(s?)\\b", "platform$1"));

  private static final List<Phrase> NOUNS =
      List.of(
          phrase("\\bresource\\b(?![-/])", "entry"),
          phrase("\\bresources\\b(?![-/])", "entries"),
          phrase("\\bconfiguration\\b", "file"));

  /// One thing that is said otherwise.
  private record Phrase(Pattern pattern, String otherwise) {
    String in(String text) {
      return pattern.matcher(text).replaceAll(otherwise);
    }
  }

  private FileWords() {}

  private static Phrase phrase(String pattern, String otherwise) {
    return new Phrase(Pattern.compile(pattern), otherwise);
  }

  /// Returns a message in the words of the file.
  ///
  /// @param about what it is about: it ends with the type of a resource, or with something else
  ///   where it is about none
  public static String of(String about, String message) {
    Optional<Section> section = Section.of(about.substring(about.lastIndexOf(' ') + 1));
    String told = message;
    for (Phrase phrase : PHRASES) {
      told = phrase.in(told);
    }
    told = COMMAND.matcher(told).replaceAll(FileWords::command);
    told = ADDRESS.matcher(told).replaceAll(FileWords::address);
    told = TYPE.matcher(told).replaceAll(FileWords::type);
    List<Renamed> keys = keys(section, message);
    told = SET.matcher(told).replaceAll(set -> Matcher.quoteReplacement(set(set, keys)));
    for (Renamed key : keys) {
      told = told.replaceAll("`" + key.attribute() + "`", "`" + key.name() + "`");
      told = told.replaceAll("(?<![\\w.`/-])" + key.attribute() + "(?![\\w`/:])", key.name());
    }
    for (Phrase noun : NOUNS) {
      told = noun.in(told);
    }
    return told;
  }

  private static String command(MatchResult found) {
    String options = found.group(2);
    return Matcher.quoteReplacement(
        "paas " + found.group(1) + (options == null ? "" : " --" + options));
  }

  private static String address(MatchResult found) {
    return Matcher.quoteReplacement(
        Section.of(found.group(1))
            .map(section -> section.key() + "." + found.group(2))
            .orElse(found.group()));
  }

  private static String type(MatchResult found) {
    Optional<Section> section = Section.of(found.group(2));
    if (section.isEmpty()) {
      return Matcher.quoteReplacement(found.group());
    }
    String article = Optional.ofNullable(found.group(1)).map(it -> it.charAt(0) + "n ").orElse("");
    String noun = found.group(3) == null ? "entry" : "entries";
    return "%s%s of `%s`".formatted(article, noun, section.get().key());
  }

  private static String set(MatchResult found, List<Renamed> keys) {
    String attribute = found.group(1);
    String value = found.group(2);
    String name =
        keys.stream()
            .filter(key -> key.attribute().equals(attribute))
            .map(Renamed::name)
            .findFirst()
            .orElse(attribute);
    return name + ": " + unquoted(SET.matcher(value).replaceAll("$1: $2"));
  }

  private static String unquoted(String value) {
    return TEXT.matcher(value).replaceAll("$1");
  }

  /// An attribute that has another name in the file.
  private record Renamed(String attribute, String name) {}

  private static List<Renamed> keys(Optional<Section> section, String message) {
    // What a copy is made from and what a replication comes from is one attribute.
    boolean isOfCopy =
        section.equals(Optional.of(Section.APPS)) && !message.contains("replica_app_id");
    return Stream.of(Section.values())
        .filter(it -> it == (isOfCopy ? Section.APPS : Section.REPLICATION) || isClear(it, section))
        .flatMap(it -> it.renamed().entrySet().stream())
        .map(renamed -> new Renamed(renamed.getKey(), renamed.getValue()))
        .toList();
  }

  private static boolean isClear(Section other, Optional<Section> section) {
    return switch (other) {
      case FAILOVER -> true;
      // Only a migration calls the app that it is about `app_id`.
      case MIGRATIONS -> section.equals(Optional.of(other));
      case PLATFORMS, APPS, REPLICATION -> false;
    };
  }
}
