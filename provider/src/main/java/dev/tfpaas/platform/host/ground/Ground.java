package dev.tfpaas.platform.host.ground;

import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.process.OwnFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The directory of one platform. Safe for several threads and processes.
///
/// @param directory absolute; it need not exist
public record Ground(Path directory) {
  private static final int SECRET_BYTES = 18;
  private static final int MOST_PORTS = 2_000;

  /// A file lock belongs to the whole process, so its threads need one of their own.
  private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private Path file() {
    return directory.resolve("cloud.json");
  }

  /// Tells whether there is anything.
  public boolean exists() {
    return Files.exists(file());
  }

  /// Makes it, with nothing in it, unless it is there.
  ///
  /// @param firstPort from which on ports are given out
  /// @throws HostFailure when the servers could not enter it
  public void make(int firstPort) {
    if (exists()) {
      return;
    }
    OwnFiles.passable(directory);
    if (OwnFiles.isRoot()) {
      passable(directory);
    }
    Cloud empty = Cloud.empty(new Records.LineRecord(0, secret(), firstPort));
    int port = freePorts(empty, 1).getFirst();
    OwnFiles.write(file(), Cloud.empty(new Records.LineRecord(port, secret(), firstPort)).text());
  }

  /// A server does not run as root, and whoever it runs as must be able to pass.
  private static void passable(Path start) {
    for (Path at = start; at != null; at = at.getParent()) {
      try {
        if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          throw new HostFailure(
              "PostgreSQL does not run as root, and the user that it runs as cannot pass through %s. Choose a `path` below a directory that everybody may enter, such as /var/tmp, or do this as another user than root."
                  .formatted(at));
        }
      } catch (IOException failure) {
        throw HostFailure.of("%s cannot be looked at".formatted(at), failure);
      }
    }
  }

  /// Returns a text that nobody can guess.
  public static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// Reads what was asked for.
  ///
  /// @throws HostFailure when there is nothing, or it cannot be read
  public Cloud read() {
    if (!exists()) {
      throw new HostFailure(
          "There is nothing in %s. Start it with `paas host up`.".formatted(directory));
    }
    try {
      return Cloud.parse(Files.readString(file()));
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new HostFailure(
          "%s cannot be read: %s".formatted(file(), unreadable.getMessage()), unreadable);
    }
  }

  /// Changes what is asked for, whole or not at all.
  ///
  /// @param change is given a copy that may be changed; what it throws leaves all as it was
  /// @return what is asked for now
  public Cloud change(Consumer<Cloud> change) {
    ReentrantLock threads = LOCKS.computeIfAbsent(directory, _ -> new ReentrantLock());
    threads.lock();
    try (FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      Cloud next = read().next();
      change.accept(next);
      OwnFiles.write(file(), next.text());
      return next;
    } catch (IOException failure) {
      throw HostFailure.of("%s cannot be locked".formatted(directory), failure);
    } finally {
      threads.unlock();
    }
  }

  /// Finds ports that are nobody's, inside [#change].
  public static List<Integer> freePorts(Cloud cloud, int count) {
    List<Integer> taken = cloud.ports();
    int first = cloud.line().firstPort();
    List<Integer> free =
        IntStream.range(first, first + MOST_PORTS)
            .filter(port -> !taken.contains(port))
            .filter(Ground::isFree)
            .limit(count)
            .boxed()
            .toList();
    if (free.size() < count) {
      throw new HostFailure("No free port was found from %d on.".formatted(first));
    }
    return free;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
