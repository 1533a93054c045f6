package dev.tfpaas.platform.local;

import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.PlatformType;
import dev.tfpaas.platform.SettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The embedded platform, as the provider block has it.
public final class LocalType implements PlatformType {
  private static final String PATH = "path";
  private static final String ESTATE = "estate";

  @Override
  public String name() {
    return LocalPlatform.NAME;
  }

  @Override
  public String description() {
    return "The embedded platform, for learning, rehearsing and testing: apps, databases,"
        + " replication and failover, without an account and without a network.";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.optional(
                Setting.Kind.DIRECTORY,
                PATH,
                "Directory the platform lives in, relative to the working directory; created by the"
                    + " first change.")
            .or(".paas"),
        Setting.optional(
                Setting.Kind.FILE,
                ESTATE,
                "YAML file that says what exists at first, relative to the working directory."
                    + " Default: `estate.yaml` if there is such a file, else the built-in estate.")
            .or("estate.yaml"));
  }

  @Override
  public Platform open(PlatformSettings settings, PlatformTools tools) {
    Optional<Path> estate = settings.path(ESTATE);
    if (estate.isPresent() && !Files.isRegularFile(estate.get())) {
      throw new SettingException(
          ESTATE,
          "No such estate file",
          "There is no file %s. Give the path of a YAML file relative to the working directory, or leave `estate` out to use the built-in estate."
              .formatted(estate.get()));
    }
    return LocalPlatform.open(settings.path(PATH).orElseThrow(), estate, tools.clock());
  }
}
