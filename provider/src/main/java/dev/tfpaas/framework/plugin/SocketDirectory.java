package dev.tfpaas.framework.plugin;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// A private directory that holds nothing but our socket.
///
/// @param path mode 0700, or 0770 if a group was named
/// @param group the group that may connect, if the host named one
record SocketDirectory(Path path, Optional<String> group) {

  /// macOS has room for 104 bytes with the closing zero, Linux for 108.
  private static final int LONGEST_PATH = 103;

  private static final String SOCKET = "plugin";

  /// Makes the directory; empty, with the reason in the log, where Unix sockets cannot be used.
  ///
  /// @param parent an existing directory
  static Optional<SocketDirectory> make(Path parent, Optional<String> group, System.Logger log) {
    if (!parent.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return Optional.empty();
    }
    try {
      SocketDirectory made =
          new SocketDirectory(
              Files.createTempDirectory(
                  parent.toAbsolutePath(),
                  "paas",
                  PosixFilePermissions.asFileAttribute(
                      PosixFilePermissions.fromString("rwx------"))),
              group);
      if (made.socket().toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH) {
        return Optional.of(made);
      }
      made.remove(log);
      log.log(Level.DEBUG, "the path of the socket would be too long, using TCP: " + made.socket());
    } catch (IOException e) {
      log.log(Level.WARNING, "no directory for a socket, using TCP", e);
    }
    return Optional.empty();
  }

  Path socket() {
    return path.resolve(SOCKET);
  }

  /// Lets the named group connect; does nothing if there is none. The socket must exist.
  ///
  /// @throws IOException if there is no such group, or we are not a member
  void shareWithGroup() throws IOException {
    if (group.isEmpty()) {
      return;
    }
    GroupPrincipal principal =
        path.getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByGroupName(group.get());
    for (Path shared : new Path[] {socket(), path}) {
      Files.getFileAttributeView(shared, PosixFileAttributeView.class).setGroup(principal);
      Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwx---"));
    }
  }

  /// Deletes socket and directory. The host does not.
  void remove(System.Logger log) {
    try {
      Files.deleteIfExists(socket());
      Files.deleteIfExists(path);
    } catch (IOException e) {
      log.log(Level.WARNING, "cannot remove the socket's directory " + path, e);
    }
  }
}
