package dev.tfpaas.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How much memory a process has, by what the kernel says.
///
/// @see <a
///   href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>
final class Resident {
  private Resident() {}

  /// The most it had so far, in bytes; nothing of a process that is gone.
  static long peak(long pid) {
    return of(pid, "VmHWM:");
  }

  /// What it has now, in bytes; nothing of a process that is gone.
  static long now(long pid) {
    return of(pid, "VmRSS:");
  }

  private static long of(long pid, String name) {
    List<String> status;
    try {
      status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
    } catch (IOException gone) {
      return 0;
    }
    for (String line : status) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    return 0;
  }
}
