package dev.tfpaas.platform.http;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.PlatformType;
import dev.tfpaas.platform.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a client needs to know of the network it is in: the way out, and whom to trust.
///
/// @param environment the process's environment; read of it are `HTTPS_PROXY`, `HTTP_PROXY`,
///   `NO_PROXY` (both cases), `SSL_CERT_FILE` and `SSL_CERT_DIR`
/// @param authority a PEM file with certificates of further authorities; empty for none
/// @param requestTimeout how long an answer may take
public record Network(
    Map<String, String> environment, Optional<Path> authority, Duration requestTimeout) {
  /// What the vendors' own clients wait.
  private static final Duration USUAL = Duration.ofSeconds(30);

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /// Nothing but the direct way, and the authorities that the machine knows.
  public static final Network DIRECT = new Network(Map.of(), Optional.empty(), USUAL);

  private static final String AUTHORITY = "ca_certificate_file";
  private static final String TIMEOUT = "request_timeout";

  /// The setting that every platform has whose vendor is reached over a network.
  public static final PlatformType.Setting AUTHORITY_SETTING =
      PlatformType.Setting.optional(
          PlatformType.Setting.Kind.FILE,
          AUTHORITY,
          "PEM file with certificates of authorities to trust besides those of Java and of this"
              + " machine (`SSL_CERT_FILE`, `SSL_CERT_DIR`, else the system's list), for a"
              + " company's own authority. Relative to the working directory.");

  /// The setting that every platform has whose vendor is reached over a network.
  public static final PlatformType.Setting TIMEOUT_SETTING =
      PlatformType.Setting.optional(
              PlatformType.Setting.Kind.DURATION,
              TIMEOUT,
              "How long one answer may take, between `1s` and `10m`, for accounts whose lists are"
                  + " slow; `30s` if it is not said. A host that makes no progress at all is given"
                  + " up within 15 s whatever this is.")
          .from("PAAS_REQUEST_TIMEOUT");

  /// Takes it from what a platform is opened with.
  ///
  /// @throws SettingException if the file of the authority cannot be read, or the time is none
  public static Network of(PlatformSettings settings, PlatformTools tools) {
    Optional<Path> authority = settings.path(AUTHORITY);
    authority.ifPresent(Network::demandCertificate);
    return new Network(
        tools.environment(), authority, settings.text(TIMEOUT).map(Network::time).orElse(USUAL));
  }

  private static void demandCertificate(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw noCertificates("There is no readable file %s.".formatted(file));
    }
    try {
      CertificateFile.read(file);
    } catch (IOException _) {
      throw noCertificates("There is no certificate in %s.".formatted(file));
    }
  }

  private static SettingException noCertificates(String why) {
    return new SettingException(
        AUTHORITY,
        "Cannot read the certificates",
        why + " Name a PEM file with the certificate of the authority, or leave it out.");
  }

  private static Duration time(String text) {
    String written = text.strip();
    Durations.problem(written)
        .ifPresent(problem -> {
          throw unusable("\"%s\" %s".formatted(text, problem));
        });
    return Durations.parse(written)
        .filter(time -> time.compareTo(SHORTEST) >= 0 && time.compareTo(LONGEST) <= 0)
        .orElseThrow(() ->
            unusable(
                "\"%s\" is not between %s and %s."
                    .formatted(text, Durations.format(SHORTEST), Durations.format(LONGEST))));
  }

  private static SettingException unusable(String problem) {
    return new SettingException(
        TIMEOUT,
        "Cannot use `%s`".formatted(TIMEOUT),
        problem
            + " It is set in the provider block or by the environment variable"
            + " PAAS_REQUEST_TIMEOUT.");
  }

  /// Copies the environment.
  public Network {
    environment = Map.copyOf(environment);
  }

  /// Returns a variable under the upper-case name, or under the lower-case one; a blank one counts
  /// as absent.
  Optional<String> variable(String upperCase) {
    return value(upperCase).or(() -> value(upperCase.toLowerCase(Locale.ROOT)));
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(it -> !it.isEmpty());
  }
}
