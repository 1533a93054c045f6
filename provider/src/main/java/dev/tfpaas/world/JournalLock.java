package dev.tfpaas.world;

import dev.tfpaas.yaml.FileProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// The file `lock` in a world's directory: who holds it may write, and in it stands how far the
/// journal goes.
final class JournalLock {
  /// Its name.
  static final String NAME = "lock";

  /// A file lock belongs to the whole Java process, so threads of one process need a lock of their
  /// own, shared by everybody who has the same directory open. It is needed for reading the file,
  /// too: POSIX lets go of a lock as soon as its process closes the file anywhere.
  private static final Map<Path, ReentrantLock> DIRECTORIES = new ConcurrentHashMap<>();

  /// What stands in it where version 0.1.0 wrote the journal.
  private static final String OLD = "a journal belongs to this";

  private final Path directory;
  private final ReentrantLock threads;

  /// While this one holds the lock; guarded by it.
  private Optional<FileChannel> held = Optional.empty();

  JournalLock(Path directory) {
    this.directory = directory;
    this.threads = DIRECTORIES.computeIfAbsent(directory, _ -> new ReentrantLock());
  }

  Path file() {
    return directory.resolve(NAME);
  }

  /// Takes the lock, against threads and processes; makes the directory when it is missing.
  void take() {
    threads.lock();
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              file(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        channel.lock();
      } catch (IOException failure) {
        channel.close();
        throw failure;
      }
      held = Optional.of(channel);
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

  /// Lets go of it.
  void release() {
    try {
      channel().close();
    } catch (IOException failure) {
      throw new WorldException(
          directory, 0, 0, "cannot be unlocked (" + FileProblem.reason(failure) + ")");
    } finally {
      held = Optional.empty();
      threads.unlock();
    }
  }

  private FileChannel channel() {
    return held.orElseThrow(() -> new IllegalStateException("the lock is not held"));
  }

  /// Notes how far the journal goes, by one write; only while it is held.
  void note(JournalEnd end) throws IOException {
    byte[] text = (end.print() + "\n").getBytes(StandardCharsets.UTF_8);
    channel().write(ByteBuffer.wrap(text), 0);
    if (channel().size() > text.length) {
      channel().truncate(text.length);
    }
  }

  /// Notes that there is no journal; only while it is held.
  void clear() throws IOException {
    channel().truncate(0);
  }

  /// Reads how far the journal goes.
  JournalEnd end() {
    threads.lock();
    try {
      String text = held.isPresent() ? text(held.get()) : text();
      String line = text.strip();
      return line.isEmpty() || line.equals(OLD) ? JournalEnd.UNKNOWN : JournalEnd.parse(line);
    } catch (IllegalArgumentException damaged) {
      throw new WorldException(
          file(),
          0,
          0,
          "cannot be read (%s); remove it to go on with what the journal beside it holds"
              .formatted(damaged.getMessage()));
    } catch (IOException failure) {
      throw new WorldException(
          file(), 0, 0, "cannot be read (" + FileProblem.reason(failure) + "); check permissions");
    } finally {
      threads.unlock();
    }
  }

  private String text() throws IOException {
    if (!Files.exists(file())) {
      return "";
    }
    try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.READ)) {
      return text(channel);
    }
  }

  private static String text(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(200);
    int read = 0;
    while (read >= 0 && bytes.hasRemaining()) {
      read = channel.read(bytes, bytes.position());
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }
}
