package dev.tfpaas.release;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Packs a directory so that the same files give the same bytes: names in order, one time, and of
/// the permissions only whether a file can be executed.
public final class ReleaseZip {
  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  private ReleaseZip() {}

  /// Writes the zip; run with `-Duser.timezone=UTC`, because a zip holds local times.
  public static void of(Path directory, Path zip) throws IOException {
    Map<String, String> options = Map.of("create", "true", "enablePosixFileAttributes", "true");
    try (Stream<Path> walk = Files.walk(directory);
        FileSystem packed = FileSystems.newFileSystem(zip, options)) {
      List<Path> files = walk.filter(file -> !file.equals(directory)).sorted().toList();
      for (Path file : files) {
        Path entry = packed.getPath(directory.relativize(file).toString());
        boolean executable = Files.isDirectory(file) || Files.isExecutable(file);
        if (Files.isDirectory(file)) {
          Files.createDirectory(entry);
        } else {
          Files.write(entry, Files.readAllBytes(file));
        }
        Files.setPosixFilePermissions(
            entry, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        // Of a file that was changed just now, it would also keep when it was read and made.
        Files.getFileAttributeView(entry, BasicFileAttributeView.class).setTimes(TIME, TIME, TIME);
      }
    }
  }
}
