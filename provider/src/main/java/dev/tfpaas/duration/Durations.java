package dev.tfpaas.duration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Duration texts as Terraform users write them: one or more of number and unit, without spaces:
/// `90s`, `1h30m`, `1.5h`, `250ms`, `7d`, or a lone `0`. It is the notation of Go and, beyond it,
/// days of 24 hours.
///
/// @see <a href="https://pkg.go.dev/time#ParseDuration">the notation of Go</a>
public final class Durations {
  private static final BigDecimal MOST_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

  /// Nothing in it is given back, which would take a frame of the stack for each character.
  private static final Pattern LIKE_ONE =
      Pattern.compile(
          "\\+?+(?:(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:d|h|ms|m|s|[u\u00b5\u03bc]s|ns))++");

  private Durations() {}

  /// The duration, rounded down to nanoseconds, which may be negative; empty when the text is not
  /// one, or is longer than the 292 years Go can hold.
  public static Optional<Duration> parse(String text) {
    boolean negative = text.startsWith("-");
    String rest = negative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    return nanos(rest).map(n -> Duration.ofNanos(negative ? -n : n));
  }

  /// What is wrong with a text that has to be a duration of zero or more, to be written behind the
  /// text; empty when nothing is. Whoever asks for a duration complains in these words.
  public static Optional<String> problem(String text) {
    Optional<Duration> duration = parse(text);
    if (duration.isEmpty() && isTooLong(text)) {
      return Optional.of(
          "is longer than the 292 years that a duration can be. Give a shorter one.");
    }
    if (duration.isEmpty()) {
      return Optional.of(
          "is not a duration. Write one or more numbers with their unit, without spaces:"
              + " \"90s\", \"30m\", \"1h30m\" (units: d, h, m, s, ms, us, ns).");
    }
    return duration
        .filter(Duration::isNegative)
        .map(_ -> "is negative. Give a duration of zero or more.");
  }

  private static boolean isTooLong(String text) {
    return LIKE_ONE.matcher(text).matches();
  }

  /// The duration in the notation of Go, exactly, but without parts that are zero: `1h30m0s` is
  /// written `1h30m`. Less than a second is written in one smaller unit: `250ms`, `1.5µs`.
  ///
  /// @see <a href="https://pkg.go.dev/time#Duration.String">Go's rule</a>
  public static String format(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    if (duration.isNegative()) {
      return "-" + format(duration.negated());
    }
    if (duration.toSeconds() == 0) {
      return fraction(duration.toNanosPart());
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toHours(), "h");
    append(text, duration.toMinutesPart(), "m");
    BigDecimal seconds =
        BigDecimal.valueOf(duration.toSecondsPart())
            .add(BigDecimal.valueOf(duration.toNanosPart(), 9));
    if (seconds.signum() != 0) {
      text.append(plain(seconds)).append('s');
    }
    return text.toString();
  }

  /// About the duration, for a person who reads how long something took: milliseconds below ten
  /// seconds, else whole seconds, e.g. `1200ms`, `1m30s`, `2d3h`.
  public static String text(Duration duration) {
    if (duration.isNegative()) {
      return "-" + text(duration.negated());
    }
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

  private static String fraction(long nanos) {
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    return nanos < 1_000_000
        ? plain(BigDecimal.valueOf(nanos, 3)) + "\u00b5s"
        : plain(BigDecimal.valueOf(nanos, 6)) + "ms";
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count != 0) {
      text.append(count).append(unit);
    }
  }

  private static Optional<Long> nanos(String text) {
    BigDecimal sum = BigDecimal.ZERO;
    int at = 0;
    while (at < text.length()) {
      int unitAt = endOfNumber(text, at);
      int next = endOfUnit(text, unitAt);
      Optional<BigDecimal> number = number(text.substring(at, unitAt));
      Optional<BigDecimal> unit = nanosPer(text.substring(unitAt, next));
      if (number.isEmpty() || unit.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(number.get().multiply(unit.get()).setScale(0, RoundingMode.DOWN));
      at = next;
    }
    return text.isEmpty() || sum.compareTo(MOST_NANOS) > 0
        ? Optional.empty()
        : Optional.of(sum.longValueExact());
  }

  /// Digits with at most one point and at least one digit: `1`, `1.5`, `.5`, `1.`.
  private static Optional<BigDecimal> number(String text) {
    boolean digits = text.chars().anyMatch(c -> c != '.');
    boolean onePoint = text.chars().filter(c -> c == '.').count() <= 1;
    // Go accepts any number of digits; no one means more than this, and BigDecimal takes quadratic
    // time on them.
    boolean sane = text.length() <= 40;
    return digits && onePoint && sane ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  private static int endOfNumber(String text, int from) {
    int at = from;
    while (at < text.length() && isNumeric(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int endOfUnit(String text, int from) {
    int at = from;
    while (at < text.length() && !isNumeric(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isNumeric(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }

  private static Optional<BigDecimal> nanosPer(String unit) {
    return switch (unit) {
      case "ns" -> Optional.of(BigDecimal.ONE);
      // Two code points look the same: MICRO SIGN and GREEK SMALL LETTER MU.
      case "us", "\u00b5s", "\u03bcs" -> Optional.of(BigDecimal.valueOf(1_000));
      case "ms" -> Optional.of(BigDecimal.valueOf(1_000_000));
      case "s" -> Optional.of(BigDecimal.valueOf(1_000_000_000L));
      case "m" -> Optional.of(BigDecimal.valueOf(60_000_000_000L));
      case "h" -> Optional.of(BigDecimal.valueOf(3_600_000_000_000L));
      case "d" -> Optional.of(BigDecimal.valueOf(86_400_000_000_000L));
      default -> Optional.empty();
    };
  }
}
