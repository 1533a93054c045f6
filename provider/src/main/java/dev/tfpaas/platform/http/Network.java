package dev.tfpaas.platform.http;

import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.PlatformType;
import dev.tfpaas.platform.SettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a client needs to know of the network it is in: the way out, and whom to trust.
///
/// @param environment the process's environment; read of it are `HTTPS_PROXY`, `HTTP_PROXY`,
///   `NO_PROXY` (both cases), `SSL_CERT_FILE` and `SSL_CERT_DIR`
/// @param authority a PEM file with certificates of further authorities; empty for none
public record Network(Map<String, String> environment, Optional<Path> authority) {

  /// Nothing but the direct way, and the authorities that the machine knows.
  public static final Network DIRECT = new Network(Map.of(), Optional.empty());

  private static final String AUTHORITY = "ca_certificate_file";

  /// The setting that every platform has whose vendor is reached over a network.
  public static final PlatformType.Setting AUTHORITY_SETTING =
      PlatformType.Setting.optional(
          PlatformType.Setting.Kind.FILE,
          AUTHORITY,
          "PEM file with certificates of authorities to trust besides those of Java and of this"
              + " machine (`SSL_CERT_FILE`, `SSL_CERT_DIR`, else the system's list), for a"
              + " company's own authority. Relative to the working directory.");

  /// Takes it from what a platform is opened with.
  ///
  /// @throws SettingException if the file of the authority cannot be read
  public static Network of(PlatformSettings settings, PlatformTools tools) {
    Optional<Path> authority = settings.path(AUTHORITY);
    authority
        .filter(file -> !Files.isReadable(file))
        .ifPresent(file -> {
          throw new SettingException(
              AUTHORITY,
              "Cannot read the certificates",
              "There is no readable file %s. Name a PEM file with the certificate of the authority, or leave it out."
                  .formatted(file));
        });
    return new Network(tools.environment(), authority);
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
