package dev.tfpaas.platform.host;

import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.PlatformType;
import dev.tfpaas.platform.SettingException;
import dev.tfpaas.platform.host.process.OwnFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The platform of this machine's own processes, as the provider block has it.
public final class HostType implements PlatformType {
  private static final String PATH = "path";
  private static final String ESTATE = "estate";

  @Override
  public String name() {
    return "host";
  }

  @Override
  public String description() {
    return "Real apps and real PostgreSQL, MariaDB and Redis servers on this machine, on loopback"
        + " only, for rehearsing with your own app and data. `paas host up` starts what the"
        + " estate says.";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.optional(
                Setting.Kind.DIRECTORY,
                PATH,
                "Directory that `paas host up` keeps it in, relative to the working directory.")
            .or(".paas-host"),
        Setting.optional(
            Setting.Kind.FILE,
            ESTATE,
            "YAML file that `paas host up` starts from, relative to the working directory; nothing"
                + " is read from it here, only that it is there."));
  }

  @Override
  public Platform open(PlatformSettings settings, PlatformTools tools) {
    Path directory = settings.path(PATH).orElseThrow();
    if (!OwnFiles.canBeKept(directory)) {
      throw new SettingException(
          PATH,
          "The platform host cannot be on this system",
          "Its servers and apps are processes of Linux or macOS. Use `local`, or a machine with one"
              + " of these, such as WSL.");
    }
    Optional<Path> estate = settings.path(ESTATE);
    if (estate.isPresent() && !Files.isRegularFile(estate.get())) {
      throw new SettingException(
          ESTATE,
          "No such estate file",
          "There is no file %s. `paas host init` writes one to start from."
              .formatted(estate.get()));
    }
    return HostPlatform.open(directory, tools.clock());
  }
}
