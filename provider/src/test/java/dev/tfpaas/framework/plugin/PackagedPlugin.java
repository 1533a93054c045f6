package dev.tfpaas.framework.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tfpaas.proto.plugin.Empty;
import dev.tfpaas.proto.plugin.GRPCControllerGrpc;
import io.grpc.ManagedChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The provider's package as a process, and Terraform's end of its pipes and wire.
public final class PackagedPlugin implements AutoCloseable {
  private final PluginCertificate host = PluginCertificate.create(TlsStack.JDK, Instant.now());
  private final long begun;
  private final Process process;
  private final BufferedReader stdout;
  private Optional<HostConnection> connection = Optional.empty();
  private int bitsOfTheKey;

  /// Starts a command as Terraform does.
  ///
  /// @param directory where it runs
  /// @param temporary where it may make its socket
  public PackagedPlugin(List<String> command, Path directory, Path temporary) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.matches("(TF|PLUGIN|PAAS)_.*"));
    environment.putAll(PluginChild.COOKIE);
    environment.put("PAAS_JAVA_HOME", System.getProperty("java.home"));
    environment.put("TMPDIR", temporary.toString());
    environment.put("PLUGIN_CLIENT_CERT", pem(host));
    this.begun = System.nanoTime();
    this.process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.stdout = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /// Waits for the handshake and connects.
  ///
  /// @throws IOException when the process writes anything else
  public ManagedChannel connect() throws IOException, GeneralSecurityException {
    String line = stdout.readLine();
    String[] fields = line == null ? new String[0] : line.split("\\|", -1);
    if (fields.length != 6 || !fields[4].equals("grpc")) {
      throw new IOException("no handshake: " + line);
    }
    X509Certificate plugin =
        PluginCertificate.parse(
            TlsStack.JDK,
            "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(Base64.getDecoder().decode(fields[5]))
                + "\n-----END CERTIFICATE-----\n");
    bitsOfTheKey = ((ECPublicKey) plugin.getPublicKey()).getParams().getOrder().bitLength();
    HostConnection made =
        HostConnection.tls(new Address(fields[2], fields[3]), HostTls.of(plugin, host));
    connection = Optional.of(made);
    made.openHelperStreams();
    return made.channel();
  }

  /// The length of the key in the certificate that the process showed.
  public int bitsOfTheKey() {
    return bitsOfTheKey;
  }

  /// Returns how long ago the process was started.
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /// The process.
  public Process process() {
    return process;
  }

  /// Whatever the process writes to standard output from here on, until it ends.
  public String rest() throws IOException {
    return stdout.readAllAsString();
  }

  /// Asks the process to end and waits until it has.
  ///
  /// @return its exit status
  public int shutdown() throws InterruptedException {
    ManagedChannel channel = connection.orElseThrow().channel();
    Empty _ =
        GRPCControllerGrpc.newBlockingStub(channel)
            .withDeadlineAfter(1, TimeUnit.MINUTES)
            .shutdown(Empty.getDefaultInstance());
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the plugin does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    connection.ifPresent(HostConnection::close);
  }

  private static String pem(PluginCertificate certificate) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate.encoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
