package dev.tfpaas.world;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads and writes durations with units, e.g. `200ms`, `2s`, `1m30s`, `24h`, `7d`.
public final class Durations {
  private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final int LONGEST = 60;
  private static final Pattern WHOLE = Pattern.compile("(" + PART.pattern() + ")+");

  private Durations() {}

  /// Reads a duration; empty when the text is none.
  public static Optional<Duration> parse(String text) {
    // A pattern that repeats a group needs stack for every repetition.
    if (text.length() > LONGEST || !WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long number = Long.parseLong(part.group(1));
      Duration one =
          switch (part.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          };
      sum = sum.plus(one);
    }
    return Optional.of(sum);
  }

  /// Returns a duration for people, e.g. `1m30s` or `250ms`.
  public static String text(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
      return duration.toMillis() + "ms";
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toDays(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    return text.toString();
  }

  private static void append(StringBuilder text, long number, String unit) {
    if (number > 0) {
      text.append(number).append(unit);
    }
  }
}
