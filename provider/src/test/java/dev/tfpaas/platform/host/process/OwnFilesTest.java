package dev.tfpaas.platform.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several commands write to the same files at once.
class OwnFilesTest {
  private static final int WRITERS = 4;
  private static final int FILES = 200;

  @TempDir Path directory;

  @Test
  void noLineIsLostWhenSeveralMakeTheFileAtOnce() throws Exception {
    CyclicBarrier atOnce = new CyclicBarrier(WRITERS);
    List<Future<Void>> writers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      for (int i = 0; i < WRITERS; i++) {
        Callable<Void> writer =
            () -> {
              for (int file = 0; file < FILES; file++) {
                atOnce.await();
                line(directory.resolve(file + ".log"));
              }
              return null;
            };
        writers.add(threads.submit(writer));
      }
    }
    for (Future<Void> writer : writers) {
      writer.get();
    }

    for (int file = 0; file < FILES; file++) {
      Path log = directory.resolve(file + ".log");
      assertThat(Files.readAllLines(log)).hasSize(WRITERS);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
          .isEqualTo("rw-------");
    }
  }

  private static void line(Path log) throws IOException {
    OwnFiles.append(log);
    Files.writeString(log, "line\n", StandardOpenOption.APPEND);
  }
}
