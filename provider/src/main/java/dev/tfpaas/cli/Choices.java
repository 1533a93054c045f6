package dev.tfpaas.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/// The words where a command takes one of a few: the constants of an enum, in small letters. The
/// parser by itself shows them as they are in the source.
final class Choices {
  private Choices() {}

  /// Makes all commands take the words, in any case, and name them when refusing another.
  static void understand(CommandLine line) {
    types(line).distinct().forEach(type -> understand(line, type));
  }

  /// Returns the completion script with the words as they are typed.
  static String asTyped(String script, CommandLine line) {
    String typed = script;
    for (Class<?> type : types(line).distinct().toList()) {
      typed = typed.replace(offered(names(type)), offered(words(type)));
    }
    return typed;
  }

  private static <T> void understand(CommandLine line, Class<T> type) {
    line.registerConverter(type, text -> one(type, text));
  }

  private static <T> T one(Class<T> type, String text) {
    List<String> words = words(type);
    int place = words.indexOf(text.toLowerCase(Locale.ROOT));
    if (place < 0) {
      throw new TypeConversionException(
          "expected one of " + String.join(", ", words) + " but was '" + text + "'");
    }
    return type.getEnumConstants()[place];
  }

  private static Stream<Class<?>> types(CommandLine line) {
    return Stream.concat(
        line.getCommandSpec().args().stream()
            .<Class<?>>map(it -> it.auxiliaryTypes()[0])
            .filter(Class::isEnum),
        line.getSubcommands().values().stream().flatMap(Choices::types));
  }

  private static List<String> words(Class<?> type) {
    return names(type).stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
  }

  private static List<String> names(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(it -> ((Enum<?>) it).name()).toList();
  }

  private static String offered(List<String> words) {
    return words.stream().collect(Collectors.joining("\" \"", "(\"", "\")"));
  }
}
