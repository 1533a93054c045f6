package dev.tfpaas.framework.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContext;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A process running [TestPlugin], with Terraform's end of its pipes.
final class PluginChild implements AutoCloseable {
  static final Map<String, String> COOKIE =
      Map.of(
          "TF_PLUGIN_MAGIC_COOKIE",
          "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
          "PLUGIN_PROTOCOL_VERSIONS",
          "6,5");

  /// What a cold virtual machine may take on a busy machine.
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final List<String> stdout = new CopyOnWriteArrayList<>();
  private final List<String> stderr = new CopyOnWriteArrayList<>();
  private final List<Thread> readers;

  private PluginChild(Process process) {
    this.process = process;
    this.readers =
        List.of(
            collect(process.getInputStream(), stdout), collect(process.getErrorStream(), stderr));
  }

  /// Starts the plugin with nothing in its environment but what is given and PATH.
  static PluginChild start(Path temporary, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = java();
    command.addAll(List.of(arguments));
    return start(temporary, environment, command);
  }

  /// Starts the plugin from a shell that can refer to its command line as `"$@"`.
  static PluginChild startFromShell(Path temporary, Map<String, String> environment, String script)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    command.addAll(java());
    return start(temporary, environment, command);
  }

  private static PluginChild start(
      Path temporary, Map<String, String> environment, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("TMPDIR", temporary.toString());
    builder.environment().putAll(environment);
    return new PluginChild(builder.start());
  }

  private static List<String> java() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ArrayList<>(
        List.of(
            java.toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xlog:disable",
            "-Xlog:all=warning:stderr",
            "-cp",
            System.getProperty("java.class.path"),
            TestPlugin.class.getName()));
  }

  Process process() {
    return process;
  }

  /// What was written so far.
  List<String> stdout() {
    return stdout;
  }

  /// What was written so far.
  List<String> stderr() {
    return stderr;
  }

  /// The fields of the handshake line, as soon as it is there.
  List<String> handshake() {
    Awaitility.await("the handshake").atMost(PATIENCE).until(() -> !stdout.isEmpty());
    return List.of(stdout.getFirst().split("\\|", -1));
  }

  Address address() {
    return new Address(handshake().get(2), handshake().get(3));
  }

  X509Certificate certificate() throws GeneralSecurityException {
    byte[] encoded = Base64.getDecoder().decode(handshake().get(5));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }

  /// Connects as the host whose certificate the process was given.
  HostConnection connect(PluginCertificate host) throws IOException, GeneralSecurityException {
    SslContext tls = HostTls.ofJdk(certificate(), Optional.of(host), "TLSv1.3");
    return HostConnection.tls(address(), tls);
  }

  HostConnection connect() {
    return HostConnection.plaintext(address(), "unused");
  }

  /// Sends a signal by name, such as `INT`.
  void signal(String name) throws IOException, InterruptedException {
    signal(name, process.pid());
  }

  /// Sends a signal to another process that belongs to this one.
  void signal(String name, long pid) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  /// Waits for the end, and for everything to be read.
  ///
  /// @return the exit status
  int awaitExit() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("exited").isTrue();
    awaitEndOfOutput();
    return process.exitValue();
  }

  /// Waits until nobody holds the pipes any more, which is also what the host waits for.
  void awaitEndOfOutput() throws InterruptedException {
    for (Thread reader : readers) {
      reader.join(PATIENCE);
      assertThat(reader.isAlive()).as("pipe still open").isFalse();
    }
  }

  /// How long the process lives on from now.
  Duration timeToExit() throws InterruptedException {
    Instant from = Instant.now();
    awaitExit();
    return Duration.between(from, Instant.now());
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static Thread collect(InputStream from, List<String> into) {
    return Thread.ofVirtual()
        .start(() -> {
          try (BufferedReader reader =
              new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            reader.lines().forEach(into::add);
          } catch (IOException e) {
            into.add("reading failed: " + e.getMessage());
          }
        });
  }
}
