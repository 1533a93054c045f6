package dev.tfpaas.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The licences of the libraries in a package, and what they want to be said of them.
final class ThirdParty {
  private static final String APACHE = "Apache License 2.0";

  /// Licence by the beginning of the jar's name. A jar without a row fails the release.
  private static final Map<String, String> LICENCES = new LinkedHashMap<>();

  static {
    for (String prefix :
        List.of(
            "annotations-",
            "error_prone_annotations-",
            "failureaccess-",
            "grpc-",
            "gson-",
            "guava-",
            "j2objc-annotations-",
            "jackson-",
            "jspecify-",
            "jsr305-",
            "listenablefuture-",
            "msgpack-core-",
            "netty-",
            "perfmark-api-",
            "picocli-",
            "snakeyaml-engine-")) {
      LICENCES.put(prefix, APACHE);
    }
    LICENCES.put("conscrypt-", APACHE + "; with BoringSSL, " + APACHE);
    LICENCES.put("animal-sniffer-annotations-", "MIT License");
    LICENCES.put("protobuf-java-", "BSD 3-Clause License");
  }

  private static final Pattern TEXT =
      Pattern.compile("META-INF/(?:.*/)?(?:LICENSE|NOTICE)[^/]*", Pattern.CASE_INSENSITIVE);

  private ThirdParty() {}

  /// The file's text: a list of the libraries, then each licence and notice that they carry, once.
  ///
  /// @param libraries the directory of their jars
  static String notices(Path libraries) throws IOException {
    StringBuilder list = new StringBuilder("This package contains these libraries.\n\n");
    Map<String, String> texts = new LinkedHashMap<>();
    try (Stream<Path> jars = Files.list(libraries)) {
      for (Path jar : jars.filter(it -> it.toString().endsWith(".jar")).sorted().toList()) {
        String name = jar.getFileName().toString();
        if (!name.startsWith("terraform-provider-paas")) {
          list.append("%s: %s%n".formatted(name, licence(name)));
          collect(jar, texts);
        }
      }
    }
    texts.forEach((text, from) -> list.append("\n---- %s%n%n%s%n".formatted(from, text)));
    return list.toString();
  }

  private static String licence(String jar) {
    return LICENCES.entrySet().stream()
        .filter(row -> jar.startsWith(row.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no licence is known of " + jar));
  }

  private static void collect(Path jar, Map<String, String> texts) throws IOException {
    try (JarFile opened = new JarFile(jar.toFile())) {
      for (JarEntry entry : opened.stream().toList()) {
        String name = entry.getName();
        if (TEXT.matcher(name).matches() && !name.toLowerCase(Locale.ROOT).endsWith(".class")) {
          try (InputStream content = opened.getInputStream(entry)) {
            String text = new String(content.readAllBytes(), UTF_8).strip();
            texts.merge(text, jar.getFileName() + ", " + name, (first, _) -> first);
          }
        }
      }
    }
  }
}
