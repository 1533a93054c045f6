package dev.tfpaas.world.fact;

import java.util.regex.Pattern;

/// How an app, and all else that an estate names, may be called: as a label of a host name, because
/// an app's name begins its address.
public final class AppName {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private AppName() {}

  /// Tells whether something may be called so.
  public static boolean fits(String name) {
    return LABEL.matcher(name).matches();
  }
}
