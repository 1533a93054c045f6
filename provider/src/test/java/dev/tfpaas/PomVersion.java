package dev.tfpaas;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The version of this source, as the build has it: the one place that says it.
public final class PomVersion {
  /// The version, e.g. `1.2.3`.
  public static final String TEXT = read(SourceFiles.read(Path.of("..", "pom.xml")));

  private PomVersion() {}

  private static String read(String pom) {
    Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(pom);
    if (!version.find()) {
      throw new IllegalStateException("pom.xml says no version");
    }
    return version.group(1);
  }
}
