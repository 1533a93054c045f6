package dev.tfpaas.platform;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds out what somebody meant who wrote a name where the platform knows apps by another
/// identifier, or the app of another region.
public final class Namesakes {
  private static final String UNKNOWN = "Check the spelling.";

  private Namesakes() {}

  /// Says in a sentence what to write instead of an identifier that no app has. Reads the list of
  /// apps; where that cannot be read, it only says to look again.
  ///
  /// @param asked what was written
  public static String advice(Apps apps, String asked) {
    List<App> meant;
    try {
      meant = apps.list().stream().filter(app -> isMeant(app, asked)).toList();
    } catch (PlatformException _) {
      return UNKNOWN;
    }
    if (meant.isEmpty()) {
      return UNKNOWN;
    }
    String all = meant.stream().map(Namesakes::told).collect(Collectors.joining(", or "));
    return "It is known by another identifier: write %s.".formatted(all);
  }

  private static boolean isMeant(App app, String asked) {
    String address = asked.strip().replaceFirst("/+$", "");
    String name = address.substring(address.lastIndexOf('/') + 1);
    return !name.isEmpty()
        && (app.name().equalsIgnoreCase(name)
            || app.id().equalsIgnoreCase(name)
            || app.id().equalsIgnoreCase(address)
            || app.ownId().filter(name::equals).isPresent()
            || name.equalsIgnoreCase(host(app.url()))
            || name.startsWith(app.name() + "."));
  }

  private static String host(String url) {
    return url.replaceFirst("^\\w+://", "").replaceFirst("[/:?#].*", "");
  }

  private static String told(App app) {
    String place =
        Stream.concat(app.environment().stream(), Stream.of(app.region()))
            .filter(it -> !it.isEmpty())
            .collect(Collectors.joining(" in "));
    return place.isEmpty()
        ? "\"%s\"".formatted(app.id())
        : "\"%s\" (%s, %s)".formatted(app.id(), app.name(), place);
  }
}
