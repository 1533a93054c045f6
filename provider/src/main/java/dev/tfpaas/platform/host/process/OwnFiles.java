package dev.tfpaas.platform.host.process;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Files and directories that only their owner may read.
public final class OwnFiles {
  private static final FileAttribute<?> OWN =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private OwnFiles() {}

  /// Tells whether files can be kept to their owner where a directory is, as on Windows they
  /// cannot.
  public static boolean canBeKept(Path directory) {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /// Makes a directory that nobody else may look into.
  public static void closed(Path directory) {
    make(directory, "rwx------");
  }

  /// Makes a directory, and those above it, that nobody else may list. Where this is root others
  /// may pass through it: what runs in it is not root.
  public static void passable(Path directory) {
    make(directory, isRoot() ? "rwx--x--x" : "rwx------");
  }

  /// Tells whether this process may do everything on this machine.
  public static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void make(Path directory, String mode) {
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
      }
    } catch (IOException failure) {
      throw HostFailure.of("%s cannot be made".formatted(directory), failure);
    }
  }

  /// Makes an empty file for what is appended to it, unless there is one.
  public static void append(Path file) {
    try {
      Files.createFile(file, OWN);
    } catch (FileAlreadyExistsException _) {
      // Somebody else may have made it at the same time, and have written to it.
    } catch (IOException failure) {
      throw HostFailure.of("%s cannot be made".formatted(file), failure);
    }
  }

  /// Puts a text in place of what a file held, whole or not at all.
  public static void write(Path file, String text) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, OWN);
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException unsupported) {
      throw new HostFailure(
          "%s is on a file system that cannot replace a file.".formatted(file), unsupported);
    } catch (IOException failure) {
      throw HostFailure.of("%s cannot be written".formatted(file), failure);
    }
  }

  /// Deletes a file, if there is one.
  public static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw HostFailure.of("%s cannot be deleted".formatted(file), failure);
    }
  }

  /// Deletes a directory with all that is in it, if there is one. Links are not followed.
  public static void deleteAll(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failure) {
      throw HostFailure.of("%s cannot be deleted".formatted(directory), failure);
    }
  }
}
