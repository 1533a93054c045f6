package dev.tfpaas;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.spi.ToolProvider;

/// The formatter of this project: google-java-format with its own settings.
///
/// It needs the JDK that compiles the sources, so it runs where the tests run and not inside Maven.
/// Its jars are not on the class path, because its Guava would take the place of gRPC's; the build
/// leaves them in `target/tools`. As a tool it rewrites the sources of this module.
final class SourceFormat {
  /// The command that makes [FormatTest] pass.
  static final String FIX = "mvn -q -Ptool -Dtool=format process-test-classes";

  private static final Path JARS = Path.of("target/tools");

  private SourceFormat() {}

  /// Rewrites every source that is not formatted.
  static void rewrite() throws IOException {
    String output = run("--replace", SourceFiles.all());
    if (!output.isBlank()) {
      System.err.print(output);
      throw new IllegalStateException("The formatter complained");
    }
  }

  /// Returns one line for each of `files` that is not formatted, and one for each that is not Java.
  static List<String> problems(List<Path> files) throws IOException {
    return run("--dry-run", files).lines().toList();
  }

  private static String run(String option, List<Path> files) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(option));
    files.forEach(file -> arguments.add(file.toString()));
    StringWriter output = new StringWriter();
    try (URLClassLoader loader = loader();
        PrintWriter writer = new PrintWriter(output)) {
      ToolProvider formatter =
          ServiceLoader.load(ToolProvider.class, loader).stream()
              .map(ServiceLoader.Provider::get)
              .filter(tool -> tool.name().equals("google-java-format"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("No formatter in " + JARS));
      formatter.run(writer, writer, arguments.toArray(String[]::new));
    }
    return output.toString();
  }

  private static URLClassLoader loader() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : SourceFiles.under(JARS, ".jar")) {
      urls.add(jar.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
