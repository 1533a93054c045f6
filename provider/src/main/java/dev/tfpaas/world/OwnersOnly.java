package dev.tfpaas.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/// Keeps the files of a world to their owner: hashes of variables stand in them, and a short secret
/// can be guessed from its hash.
final class OwnersOnly {
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private OwnersOnly() {}

  /// Takes away what group and others may do with files that exist. A file system without such
  /// permissions, or a file of another owner, stays as it is: the world works there, too.
  static void keep(Path... files) {
    for (Path file : files) {
      PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
      if (view == null || !Files.exists(file)) {
        continue;
      }
      try {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(view.readAttributes().permissions());
        if (permissions.retainAll(OWNERS)) {
          view.setPermissions(permissions);
        }
      } catch (IOException _) {
        // Whoever may write the file and not change it shares it on purpose.
      }
    }
  }
}
