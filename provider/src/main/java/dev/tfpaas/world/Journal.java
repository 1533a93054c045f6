package dev.tfpaas.world;

import dev.tfpaas.yaml.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// The file `journal.jsonl` in a world's directory, and the lock over it.
///
/// Lines are only ever added, each by one write, under the lock. A line without its line end was
/// torn by the death of its writer: it never happened, and the next writer cuts it off.
final class Journal {
  /// A file lock belongs to the whole Java process, so threads of one process need a lock of their
  /// own, shared by everybody who has the same directory open.
  private static final Map<Path, ReentrantLock> DIRECTORIES = new ConcurrentHashMap<>();

  private static final String JOURNAL = "journal.jsonl";
  private static final String LOCK = "lock";
  private static final String SNAPSHOT = "snapshot.json";

  /// Stands in the lock as soon as there is a journal.
  private static final byte[] USED = "a journal belongs to this\n".getBytes(StandardCharsets.UTF_8);

  private static final Set<String> OURS =
      Set.of(JOURNAL, LOCK, SNAPSHOT, SNAPSHOT + ".tmp", Pause.ASKED, Pause.REACHED);

  private final Path directory;
  private final ReentrantLock threads;

  /// Whether the files that were there have been kept to their owner; guarded by the lock.
  private boolean kept;

  Journal(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
    this.threads = DIRECTORIES.computeIfAbsent(this.directory, _ -> new ReentrantLock());
  }

  Path directory() {
    return directory;
  }

  Path file() {
    return directory.resolve(JOURNAL);
  }

  Path snapshot() {
    return directory.resolve(SNAPSHOT);
  }

  /// The journal's size and identity at one moment.
  ///
  /// @param size in bytes; zero when there is no journal
  /// @param identity changes when the file is replaced by another
  record Extent(long size, Object identity) {
    static final Extent NONE = new Extent(0, "none");

    boolean sameFile(Extent other) {
      return identity.equals(other.identity);
    }
  }

  /// Looks at the journal without opening it.
  Extent extent() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file(), BasicFileAttributes.class);
      Object key = attributes.fileKey();
      return new Extent(
          attributes.size(), Objects.requireNonNullElse(key, attributes.creationTime()));
    } catch (NoSuchFileException _) {
      return Extent.NONE;
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  /// Checks that a directory without a journal may become a world's directory.
  void checkVacant() {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new WorldException(
          directory,
          0,
          0,
          "it is a file, and the local platform needs a directory; choose another path");
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<String> foreign =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.startsWith(".") && !OURS.contains(name))
              .sorted()
              .limit(3)
              .toList();
      if (!foreign.isEmpty()) {
        throw new WorldException(
            directory,
            0,
            0,
            "the directory holds other files (%s) and no %s, so it is not the local platform's; choose another path"
                .formatted(String.join(", ", foreign), JOURNAL));
      }
    } catch (IOException | UncheckedIOException failure) {
      throw unreadable(failure);
    }
    for (Path left : List.of(snapshot(), lock())) {
      if (isLeft(left)) {
        throw new WorldException(
            left,
            0,
            0,
            "%s is missing beside it, so the state is lost; restore it from a backup, or start anew with 'paas local reset'"
                .formatted(JOURNAL));
      }
    }
  }

  /// Tells whether a file shows that there was a journal: an empty lock is left by whoever died
  /// before the first line.
  private static boolean isLeft(Path file) {
    try {
      return Files.exists(file) && Files.size(file) > 0;
    } catch (IOException failure) {
      throw new WorldException(
          file, 0, 0, "cannot be read (" + FileProblem.reason(failure) + "); check permissions");
    }
  }

  /// Tells whether there is, or was, a world in the directory.
  boolean isUsed() {
    return extent().size() > 0 || isLeft(snapshot()) || isLeft(lock());
  }

  private Path lock() {
    return directory.resolve(LOCK);
  }

  /// Reads everything from an offset to the end.
  byte[] read(long from) {
    try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.READ)) {
      long size = Math.max(0, channel.size() - from);
      ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(size));
      int read = 0;
      while (read >= 0 && buffer.hasRemaining()) {
        read = channel.read(buffer, from + buffer.position());
      }
      byte[] bytes = new byte[buffer.position()];
      buffer.flip().get(bytes);
      return bytes;
    } catch (NoSuchFileException _) {
      return new byte[0];
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  /// Takes the lock, against threads and processes; makes the directory when it is missing.
  Hold hold() {
    threads.lock();
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!kept) {
        OwnersOnly.keep(directory, lock(), file(), snapshot());
        kept = true;
      }
      try {
        return new Hold(channel, channel.lock());
      } catch (IOException failure) {
        channel.close();
        throw failure;
      }
    } catch (IOException failure) {
      threads.unlock();
      throw new WorldException(
          directory,
          0,
          0,
          "cannot be locked for writing ("
              + FileProblem.reason(failure)
              + "); check its permissions");
    }
  }

  private WorldException unreadable(Exception failure) {
    return new WorldException(
        file(),
        0,
        0,
        "cannot be read (" + FileProblem.reason(failure) + "); check permissions and the disk");
  }

  /// The lock while it is held.
  final class Hold implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private Hold(FileChannel channel, FileLock lock) {
      this.channel = channel;
      this.lock = lock;
    }

    /// Cuts off what follows the last whole line, then adds a line.
    ///
    /// @param end where the last whole line ends
    /// @return where the new line ends
    long append(long end, String line) {
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
      try (FileChannel file =
          FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        if (file.size() > end) {
          file.truncate(end);
        }
        if (end == 0) {
          OwnersOnly.keep(file());
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          file.write(buffer, end + buffer.position());
        }
        if (channel.size() == 0) {
          channel.write(ByteBuffer.wrap(USED));
        }
        return end + bytes.length;
      } catch (IOException failure) {
        throw new WorldException(
            file(),
            0,
            0,
            "cannot be written (" + FileProblem.reason(failure) + "); nothing was changed");
      }
    }

    /// Removes everything that was kept.
    void clear() {
      try {
        channel.truncate(0);
        Files.deleteIfExists(snapshot());
        Files.deleteIfExists(file());
      } catch (IOException failure) {
        throw new WorldException(
            file(), 0, 0, "cannot be removed (" + FileProblem.reason(failure) + ")");
      }
    }

    @Override
    public void close() {
      try {
        lock.release();
        channel.close();
      } catch (IOException failure) {
        throw new WorldException(
            directory, 0, 0, "cannot be unlocked (" + FileProblem.reason(failure) + ")");
      } finally {
        threads.unlock();
      }
    }
  }
}
