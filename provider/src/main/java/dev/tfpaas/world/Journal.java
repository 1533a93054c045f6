package dev.tfpaas.world;

import dev.tfpaas.yaml.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// The file `journal.jsonl` in a world's directory, and the lock over it.
///
/// Lines are only ever added, each by one write, under the lock, which then notes how far they go.
/// A line that is less than whole was torn by the death of its writer: it never happened, and the
/// next writer cuts it off.
final class Journal {
  private static final String JOURNAL = "journal.jsonl";
  private static final String SNAPSHOT = "snapshot.json";

  private static final Set<String> OURS =
      Set.of(JOURNAL, JournalLock.NAME, SNAPSHOT, SNAPSHOT + ".tmp", Pause.ASKED, Pause.REACHED);

  private final Path directory;
  private final JournalLock lock;

  /// Whether the files that were there have been kept to their owner; guarded by the lock.
  private boolean kept;

  Journal(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
    this.lock = new JournalLock(this.directory);
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

  /// Checks that a directory that had no journal may become a world's directory, or is one by now.
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
    for (Path left : List.of(snapshot(), lock.file())) {
      // Unless another wrote the first line since: the journal has it before the lock knows.
      if (isLeft(left) && extent().size() == 0) {
        throw new WorldException(
            left,
            0,
            0,
            "%s is missing or empty beside it, so the state is lost; restore it from a backup, or start anew with 'paas local reset'"
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
    return extent().size() > 0 || isLeft(snapshot()) || isLeft(lock.file());
  }

  /// Returns how far it goes at least, by what was acknowledged.
  JournalEnd end() {
    return lock.end();
  }

  /// Adds what stands before an offset to a checksum.
  ///
  /// @return false when the journal ends before
  boolean sum(long offset, CRC32 sum) throws IOException {
    try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.READ)) {
      ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
      long at = 0;
      while (at < offset) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), offset - at));
        int read = channel.read(buffer, at);
        if (read < 0) {
          return false;
        }
        sum.update(buffer.flip());
        at += read;
      }
      return true;
    }
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
    lock.take();
    if (!kept) {
      OwnersOnly.keep(directory, lock.file(), file(), snapshot());
      kept = true;
    }
    return new Hold();
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
    private Hold() {}

    /// Cuts off what follows the last whole line, then adds a line.
    ///
    /// @param end where the last whole line ends
    /// @param revision of the new line
    /// @return where the new line ends
    long append(long end, String line, long revision) {
      try (FileChannel file =
          FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        if (file.size() > end) {
          file.truncate(end);
        }
        if (end == 0) {
          OwnersOnly.keep(file());
        }
        long start = file.size();
        // A last line that is whole and lacks its end gets it.
        ByteBuffer buffer = StandardCharsets.UTF_8.encode((start < end ? "\n" : "") + line + "\n");
        long length = start + buffer.remaining();
        try {
          for (long at = start; buffer.hasRemaining(); ) {
            at += file.write(buffer, at);
          }
          lock.note(new JournalEnd(length, revision));
        } catch (IOException failure) {
          file.truncate(start);
          throw failure;
        }
        return length;
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
        lock.clear();
        Files.deleteIfExists(snapshot());
        Files.deleteIfExists(file());
      } catch (IOException failure) {
        throw new WorldException(
            file(), 0, 0, "cannot be removed (" + FileProblem.reason(failure) + ")");
      }
    }

    @Override
    public void close() {
      lock.release();
    }
  }
}
