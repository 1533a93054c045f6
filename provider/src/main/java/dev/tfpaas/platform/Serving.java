package dev.tfpaas.platform;

import java.util.ArrayList;
import java.util.List;

/// Whether an app serves now: it can be reached, is healthy and out of maintenance, and each of its
/// databases that holds data can be written to.
///
/// @param app which one, as people know it
/// @param reasons why it does not, each a clause such as `it is in maintenance`; none when it does
/// @param canBeStarted whether nothing but being out of service keeps it from serving
public record Serving(String app, List<String> reasons, boolean canBeStarted) {

  /// Copies the reasons.
  public Serving {
    reasons = List.copyOf(reasons);
  }

  /// Looks at an app. One that cannot be read does not serve as far as anybody knows.
  public static Serving look(Platform platform, String appId) {
    return switch (Observation.of(() -> platform.apps().find(appId))) {
      case Observation.Found<App>(App live) -> of(live);
      case Observation.Gone<App> _ -> new Serving(appId, List.of("it does not exist"), false);
      case Observation.Unreadable<App>(PlatformException failure) ->
          new Serving(
              appId, List.of("it cannot be read (%s)".formatted(failure.getMessage())), false);
    };
  }

  /// Judges an app that was read.
  public static Serving of(App app) {
    List<String> reasons = new ArrayList<>();
    if (!app.reachable()) {
      reasons.add("it cannot be reached");
    } else if (!app.healthy()) {
      reasons.add("it is not healthy (%s)".formatted(app.status()));
    }
    boolean canBeStarted = reasons.isEmpty();
    if (app.maintenance()) {
      reasons.add("it is in maintenance or stopped");
    } else if (app.reachable()) {
      // Of an app that is out of service this says nothing: some platforms stop its databases, too.
      app.databases().stream()
          .filter(Serving::isClosed)
          .forEach(it -> reasons.add("its %s cannot be written to".formatted(it.called())));
    }
    return new Serving(app.id(), reasons, canBeStarted && app.maintenance());
  }

  private static boolean isClosed(Database database) {
    return database.role() != Database.Role.EMPTY && !database.writable();
  }

  /// Makes the answer for an app that the same configuration creates.
  public static Serving notYet() {
    return new Serving("the app that is created first", List.of("it does not exist yet"), false);
  }

  /// Tells whether it serves.
  public boolean serves() {
    return reasons.isEmpty();
  }

  /// Says why it does not, e.g. `shop does not serve: it is in maintenance.`
  public String sentence() {
    return serves()
        ? app + " serves."
        : "%s does not serve: %s.".formatted(app, String.join(", and ", reasons));
  }
}
