package dev.tfpaas.world.fact;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a database is called within its app: by its engine, or, where it has a name of its own, by
/// the engine, a slash and that name, e.g. `postgresql/orders`.
///
/// One that is called by its engine alone has the engine's name: that is what each was called while
/// an app had at most one of an engine.
public final class DatabaseName {
  private static final Pattern OWN = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

  private DatabaseName() {}

  /// Tells whether a database can be given a name of its own.
  public static boolean isName(String own) {
    return OWN.matcher(own).matches();
  }

  /// Returns what a database is called that somebody speaks of: `postgresql/postgresql` is called
  /// `postgresql`.
  public static String normal(String spoken) {
    return of(engine(spoken), own(spoken));
  }

  /// Returns what a database is called.
  ///
  /// @param own its own name; empty where it was given none
  public static String of(String engine, Optional<String> own) {
    return own.filter(name -> !name.equals(engine)).map(name -> engine + "/" + name).orElse(engine);
  }

  /// Returns the engine of a database that is called so.
  public static String engine(String called) {
    return called.split("/", -1)[0];
  }

  /// Returns the name that was given to a database that is called so; empty where it was given
  /// none.
  public static Optional<String> own(String called) {
    int slash = called.indexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(called.substring(slash + 1));
  }
}
