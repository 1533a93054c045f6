package dev.tfpaas.framework.plugin;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// Writes records as the JSON lines that the host turns into its own log.
///
/// It is a [System.Logger], so that every package can take one as a parameter without knowing this
/// package. The level comes from the variables Terraform's users know; without any of them nothing
/// is formatted. Immutable; lines of several threads do not mix.
///
/// @see <a href="https://github.com/hashicorp/go-plugin/blob/main/log_entry.go">go-plugin,
///   log_entry.go</a>
public final class PluginLog implements System.Logger {
  private static final String MODULE = "provider";

  private final String provider;
  private final Level threshold;
  private final PrintStream out;
  private final InstantSource clock;

  PluginLog(String provider, Level threshold, PrintStream out, InstantSource clock) {
    this.provider = provider;
    this.threshold = threshold;
    this.out = out;
    this.clock = clock;
  }

  /// The log of a provider.
  ///
  /// @param provider its type name, such as `paas`
  /// @param environment where `TF_LOG_PROVIDER_<NAME>`, `TF_LOG_PROVIDER` and `TF_LOG`, the most
  ///   specific first, give the level
  /// @param out standard error
  public static PluginLog of(String provider, Map<String, String> environment, PrintStream out) {
    return new PluginLog(provider, threshold(provider, environment), out, InstantSource.system());
  }

  /// The provider's type name.
  public String provider() {
    return provider;
  }

  @Override
  public String getName() {
    return MODULE;
  }

  @Override
  public boolean isLoggable(Level level) {
    return level != Level.OFF && level.getSeverity() >= threshold.getSeverity();
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    if (isLoggable(level)) {
      write(level, translate(bundle, message), thrown);
    }
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object @Nullable ... params) {
    if (isLoggable(level)) {
      String message = translate(bundle, format);
      boolean plain = params == null || params.length == 0;
      write(level, plain ? message : MessageFormat.format(message, params), null);
    }
  }

  private void write(Level level, String message, @Nullable Throwable thrown) {
    JsonLine line =
        new JsonLine()
            .field("@level", word(level))
            .field("@timestamp", timestamp())
            .field("@module", MODULE)
            .field("@message", message);
    if (thrown != null) {
      line.field("exception", Trace.of(thrown));
    }
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
    // One call for the whole line: the stream's lock is what keeps lines apart.
    out.write(bytes, 0, bytes.length);
    out.flush();
  }

  /// Exactly six fractional digits: the host takes a record with any other form for raw text.
  private String timestamp() {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(27);
    digits(text, now.getYear(), 4).append('-');
    digits(text, now.getMonthValue(), 2).append('-');
    digits(text, now.getDayOfMonth(), 2).append('T');
    digits(text, now.getHour(), 2).append(':');
    digits(text, now.getMinute(), 2).append(':');
    digits(text, now.getSecond(), 2).append('.');
    return digits(text, now.getNano() / 1000, 6).append('Z').toString();
  }

  private static StringBuilder digits(StringBuilder text, int value, int width) {
    String plain = Integer.toString(value);
    return text.repeat('0', width - plain.length()).append(plain);
  }

  private static String translate(@Nullable ResourceBundle bundle, @Nullable String message) {
    if (message == null) {
      return "";
    }
    return bundle != null && bundle.containsKey(message) ? bundle.getString(message) : message;
  }

  private static String word(Level level) {
    return switch (level) {
      case ALL, TRACE -> "trace";
      case DEBUG -> "debug";
      case INFO -> "info";
      case WARNING -> "warn";
      case ERROR, OFF -> "error";
    };
  }

  private static Level threshold(String provider, Map<String, String> environment) {
    String own = "TF_LOG_PROVIDER_" + provider.toUpperCase(Locale.ROOT).replace('-', '_');
    for (String name : new String[] {own, "TF_LOG_PROVIDER", "TF_LOG"}) {
      String level = environment.get(name);
      if (level != null && !level.isEmpty()) {
        return level(level);
      }
    }
    return Level.OFF;
  }

  /// Terraform takes any word it does not know for TRACE; JSON is one with that meaning.
  private static Level level(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "OFF" -> Level.OFF;
      case "ERROR" -> Level.ERROR;
      case "WARN" -> Level.WARNING;
      case "INFO" -> Level.INFO;
      case "DEBUG" -> Level.DEBUG;
      default -> Level.TRACE;
    };
  }
}
