package dev.tfpaas.benchmark;

import dev.tfpaas.framework.plugin.PackagedPlugin;
import dev.tfpaas.startup.HostSpeech;
import dev.tfpaas.startup.Question;
import io.grpc.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;

/// What one start of the plugin took, from its execution to its end.
///
/// @param handshake until its line was read and the connection was made
/// @param schema until all answers to what a host asks first were there, whole
/// @param processor time of all its threads until then, in user and system mode
/// @param memory resident then, in bytes
/// @param exit from the request to end until the process was gone
record Start(Duration handshake, Duration schema, Duration processor, long memory, Duration exit) {
  /// A tick of the kernel's accounts, on every Linux.
  private static final Duration TICK = Duration.ofMillis(10);

  /// The smallest answer that can be the whole provider's.
  private static final int LEAST_BYTES = 1000;

  /// Starts a command, asks what a host asks first, ends it.
  ///
  /// @param temporary a directory for its socket
  static Start of(List<String> command, Path temporary, HostSpeech host)
      throws IOException, GeneralSecurityException, InterruptedException {
    try (PackagedPlugin plugin = new PackagedPlugin(command, temporary, temporary)) {
      Channel channel = plugin.connect();
      Duration handshake = plugin.age();
      int bytes =
          host.asksFirst().stream().mapToInt(method -> Question.ask(channel, method).length).sum();
      Duration schema = plugin.age();
      if (bytes < LEAST_BYTES) {
        throw new IllegalStateException("a schema of " + bytes + " bytes");
      }
      long pid = plugin.process().pid();
      Duration processor = processor(pid);
      long memory = Resident.now(pid);
      Duration before = plugin.age();
      int status = plugin.shutdown();
      Duration exit = plugin.age().minus(before);
      if (status != 0) {
        throw new IllegalStateException("ended with status " + status);
      }
      return new Start(handshake, schema, processor, memory, exit);
    }
  }

  /// @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
  private static Duration processor(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return TICK.multipliedBy(Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
  }
}
