package dev.tfpaas.framework.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.proto.plugin.Empty;
import dev.tfpaas.proto.plugin.GRPCControllerGrpc;
import dev.tfpaas.proto.tfplugin6.GetProviderSchema;
import dev.tfpaas.proto.tfplugin6.ProviderGrpc;
import dev.tfpaas.proto.tfplugin6.UpgradeResourceState;
import dev.tfpaas.proto.tfplugin6.ValidateProviderConfig;
import io.grpc.StatusRuntimeException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Plays Terraform against a process: start, handshake, signals and end.
@DisabledOnOs(OS.WINDOWS)
final class PluginProcessTest {
  @TempDir private Path temporary;

  private final PluginCertificate host = PluginCertificate.create(TlsStack.JDK, Instant.now());

  @Test
  @DisplayName("8.1 #1 without the cookie: status 1, an explanation, nothing on stdout")
  void explainsItselfWithoutHost() throws Exception {
    try (PluginChild child = PluginChild.start(temporary, Map.of())) {
      assertThat(child.awaitExit()).isEqualTo(1);
      assertThat(child.stdout()).isEmpty();
      assertThat(child.stderr())
          .first()
          .asString()
          .startsWith("terraform-provider-paas is a plugin");
      assertThat(temporary).isEmptyDirectory();
    }
  }

  @Test
  @DisplayName("8.1 #2 #3 #5 #13 #17 a whole life: handshake, mutual TLS, one call, Shutdown")
  void livesAWholeLife() throws Exception {
    try (PluginChild child = PluginChild.start(temporary, withCertificate());
        HostConnection connection = child.connect(host)) {
      assertThat(child.handshake()).hasSize(6).startsWith("1", "6", "unix").contains("grpc");
      assertThat(child.stdout().getFirst()).doesNotContain("=");
      connection.openHelperStreams();
      assertThat(schema(connection).hasProvider()).isTrue();

      shutdown(connection);

      assertThat(child.awaitExit()).isZero();
      assertThat(child.stdout()).hasSize(1);
      assertThat(temporary).isEmptyDirectory();
    }
  }

  @Test
  @DisplayName("8.1 #13 Shutdown is answered in 100 ms, the process gone in 500 ms, streams open")
  void shutdownIsFast() throws Exception {
    // The best of a few: a busy machine can delay any one of them, nothing can hasten them.
    List<Duration[]> times = IntStream.range(0, 3).mapToObj(_ -> timedShutdown()).toList();

    assertThat(times).anyMatch(time -> time[0].toMillis() < 100);
    assertThat(times).anyMatch(time -> time[1].toMillis() < 500);
  }

  @Test
  @DisplayName("8.1 #13 Shutdown during a call stops it and lets it end")
  void shutdownLetsARunningCallEnd() throws Exception {
    try (PluginChild child = PluginChild.start(temporary, PluginChild.COOKIE);
        HostConnection connection = child.connect()) {
      beginWork(connection, child);

      shutdown(connection);

      assertThat(child.awaitExit()).isZero();
      assertThat(child.stderr()).contains("work ended");
    }
  }

  @Test
  @DisplayName("8.1 #4 stdout holds the one line, with JAVA_TOOL_OPTIONS set and code that prints")
  void nothingElseIsOnStandardOutput() throws Exception {
    Map<String, String> environment = new HashMap<>(PluginChild.COOKIE);
    environment.put("JAVA_TOOL_OPTIONS", "-Dwhat=ever");
    try (PluginChild child = PluginChild.start(temporary, environment);
        HostConnection connection = child.connect()) {
      Awaitility.await()
          .atMost(PluginChild.PATIENCE)
          .until(() -> child.stderr().contains("printed after the handshake"));

      shutdown(connection);

      child.awaitExit();
      assertThat(child.stdout()).hasSize(1);
      assertThat(child.stderr()).anyMatch(line -> line.contains("-Dwhat=ever"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Pacific/Kiritimati", "Etc/GMT+12"})
  @DisplayName("8.1 #6 valid from is in the past in every time zone")
  void certificateIsValidInEveryTimeZone(String zone) throws Exception {
    Map<String, String> environment = new HashMap<>(withCertificate());
    environment.put("TZ", zone);
    try (PluginChild child = PluginChild.start(temporary, environment)) {
      child.certificate().checkValidity();

      assertThat(child.certificate().getNotBefore().toInstant())
          .isBetween(Instant.now().minus(Duration.ofHours(2)), Instant.now());
    }
  }

  @Test
  @DisplayName("8.1 #15 SIGINT, SIGTERM and SIGHUP do not end the process, nor its calls")
  void outlivesSignals() throws Exception {
    try (PluginChild child = PluginChild.start(temporary, PluginChild.COOKIE);
        HostConnection connection = child.connect()) {
      beginWork(connection, child);

      for (String signal : List.of("INT", "TERM", "HUP", "INT")) {
        child.signal(signal);
        assertThat(schema(connection).hasProvider()).isTrue();
      }

      assertThat(child.stderr()).doesNotContain("work ended");
      shutdown(connection);
      assertThat(child.awaitExit()).isZero();
      assertThat(temporary).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  @DisplayName("8.1 #15 a signal as soon as the handshake is there does not end the process")
  void outlivesASignalFromTheHandshakeOn(String signal) throws Exception {
    try (PluginChild child = PluginChild.start(temporary, PluginChild.COOKIE)) {
      child.handshake();
      child.signal(signal);

      try (HostConnection connection = child.connect()) {
        assertThat(schema(connection).hasProvider()).isTrue();
        shutdown(connection);
      }

      assertThat(child.awaitExit()).isZero();
    }
  }

  @Test
  @DisplayName("8.1 #16 #17 the host is killed: the process stops its calls and ends")
  void endsWhenTheHostIsKilled() throws Exception {
    // The outer shell outlives the inner one, which plays the host, and holds no pipe: Java stops
    // reading
    // when the process that it started is gone.
    String script =
        """
        sh -c '"$@" & wait' host "$@" &
        echo "host $!" >&2
        exec >&- 2>&-
        read _
        """;
    try (PluginChild child = PluginChild.startFromShell(temporary, PluginChild.COOKIE, script);
        HostConnection connection = child.connect()) {
      beginWork(connection, child);
      String inner =
          child.stderr().stream()
              .filter(line -> line.startsWith("host "))
              .findFirst()
              .orElseThrow();

      child.signal("KILL", Long.parseLong(inner.substring("host ".length())));

      child.awaitEndOfOutput();
      assertThat(child.process().isAlive()).isTrue();
      assertThat(child.stderr()).contains("work ended");
      assertThat(temporary).isEmptyDirectory();
    }
  }

  @Test
  @DisplayName("8.1 #16 #17 the host dies before it reads the line: the process ends")
  void endsWhenNobodyReadsTheHandshake() throws Exception {
    try (PluginChild child =
        PluginChild.startFromShell(temporary, PluginChild.COOKIE, "\"$@\" | :")) {
      child.awaitExit();

      assertThat(temporary).isEmptyDirectory();
    }
  }

  @Test
  @DisplayName("8.1 #20 what the libraries log is a record, and a connection logs nothing")
  void librariesLogRecords() throws Exception {
    Map<String, String> environment = new HashMap<>(withCertificate());
    environment.put("TF_LOG", "TRACE");
    try (PluginChild child = PluginChild.start(temporary, environment);
        HostConnection connection = child.connect(host)) {
      assertThatThrownBy(() ->
              ProviderGrpc.newBlockingStub(connection.channel())
                  .validateProviderConfig(ValidateProviderConfig.Request.getDefaultInstance()))
          .isInstanceOf(StatusRuntimeException.class);
      assertThat(schema(connection).hasProvider()).isTrue();
      shutdown(connection);

      child.awaitExit();
      assertThat(child.stderr())
          .filteredOn(line -> !line.equals("printed after the handshake"))
          .singleElement()
          .asString()
          .startsWith("{\"@level\":\"error\",")
          .contains("io.grpc", "IllegalStateException");
    }
  }

  @Test
  @DisplayName("8.1 #24 works with stdin closed")
  void worksWithStandardInputClosed() throws Exception {
    try (PluginChild child =
            PluginChild.startFromShell(temporary, PluginChild.COOKIE, "exec \"$@\" <&-");
        HostConnection connection = child.connect()) {
      assertThat(schema(connection).hasProvider()).isTrue();

      shutdown(connection);

      assertThat(child.awaitExit()).isZero();
    }
  }

  @Test
  @DisplayName("8.1 #11 a host that knows protocol 5 only is told 6, and finds out itself")
  void tellsItsVersionToAnOlderHost() throws Exception {
    Map<String, String> environment = new HashMap<>(PluginChild.COOKIE);
    environment.put("PLUGIN_PROTOCOL_VERSIONS", "5");
    environment.put("TF_LOG", "WARN");
    try (PluginChild child = PluginChild.start(temporary, environment)) {
      assertThat(child.handshake().get(1)).isEqualTo("6");
      Awaitility.await()
          .atMost(PluginChild.PATIENCE)
          .until(() -> child.stderr().stream().anyMatch(line -> line.contains("protocol 6")));
    }
  }

  @Test
  @DisplayName("8.1 #20 with logging on, every line of ours is a record")
  void logsRecords() throws Exception {
    Map<String, String> environment = new HashMap<>(PluginChild.COOKIE);
    environment.put("TF_LOG", "TRACE");
    environment.put("TMPDIR", temporary.resolve("absent").toString());
    try (PluginChild child = PluginChild.start(temporary, environment)) {
      assertThat(child.handshake().get(2)).isEqualTo("tcp");
      assertThat(child.stderr())
          .first()
          .asString()
          .startsWith("{\"@level\":\"warn\",")
          .contains("using TCP", "\"exception\":");
    }
  }

  @Test
  @DisplayName("8.1 #4 a failed start is one line, in a field whose text the host shows")
  void failedStartReachesTheUser() throws Exception {
    try (PluginChild child = PluginChild.start(temporary, PluginChild.COOKIE, "broken")) {
      assertThat(child.awaitExit()).isEqualTo(1);

      assertThat(child.stdout()).hasSize(1);
      assertThat(child.handshake().get(4))
          .isEqualTo(
              "the paas provider cannot start: unexpected failure:"
                  + " java.lang.IllegalStateException: no 'services' / today");
      assertThat(child.stderr()).anyMatch(line -> line.contains("cannot start"));
      assertThat(temporary).isEmptyDirectory();
    }
  }

  @Test
  void unreadableHostCertificateReachesTheUser() throws Exception {
    Map<String, String> environment = new HashMap<>(PluginChild.COOKIE);
    environment.put("PLUGIN_CLIENT_CERT", "rubbish");
    try (PluginChild child = PluginChild.start(temporary, environment)) {
      assertThat(child.awaitExit()).isEqualTo(1);

      assertThat(child.handshake().get(4)).contains("PLUGIN_CLIENT_CERT cannot be read");
    }
  }

  @Test
  @DisplayName("8.1 #21 reattach: several hosts, bare probes, no Shutdown, ends with SIGTERM")
  void servesSeveralHostsInDebugMode() throws Exception {
    try (PluginChild child = PluginChild.start(temporary, Map.of(), "debug")) {
      Awaitility.await().atMost(PluginChild.PATIENCE).until(() -> !child.stdout().isEmpty());
      String variable = child.stdout().getFirst();
      String socket =
          temporary.relativize(Path.of(between(variable, "\"String\":\"", "\""))).toString();
      Address address = new Address("unix", temporary.resolve(socket).toString());
      assertThat(variable)
          .isEqualTo(
              """
              TF_REATTACH_PROVIDERS='{"example.test/acme/paas":{"Protocol":"grpc",\
              "ProtocolVersion":6,"Pid":%d,"Test":true,"Addr":{"Network":"unix","String":"%s"}}}'\
              """
                  .formatted(child.process().pid(), address.text()));

      for (int i = 0; i < 3; i++) {
        SocketChannel.open(HostConnection.socketAddress(address)).close();
        try (HostConnection one = HostConnection.plaintext(address, "unused");
            HostConnection other = HostConnection.plaintext(address, "unused")) {
          assertThat(schema(one)).isEqualTo(schema(other));
          shutdown(one);
        }
      }

      child.signal("TERM");
      child.awaitExit();
      assertThat(child.stdout()).hasSize(1);
      assertThat(temporary).isEmptyDirectory();
    }
  }

  private Map<String, String> withCertificate() throws Exception {
    Map<String, String> environment = new HashMap<>(PluginChild.COOKIE);
    environment.put("PLUGIN_CLIENT_CERT", PluginCertificateTest.pem(host.certificate()));
    return environment;
  }

  /// The times until the answer and from there until the process is gone.
  private Duration[] timedShutdown() {
    try (PluginChild child = PluginChild.start(temporary, withCertificate());
        HostConnection connection = child.connect(host)) {
      connection.openHelperStreams();
      schema(connection);
      Instant asked = Instant.now();
      shutdown(connection);
      Duration answer = Duration.between(asked, Instant.now());
      return new Duration[] {answer, child.timeToExit()};
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void beginWork(HostConnection connection, PluginChild child) {
    ProviderGrpc.newStub(connection.channel())
        .upgradeResourceState(
            UpgradeResourceState.Request.getDefaultInstance(), new HostConnection.Ignored<>());
    Awaitility.await()
        .atMost(PluginChild.PATIENCE)
        .until(() -> child.stderr().contains("work began"));
  }

  private static GetProviderSchema.Response schema(HostConnection connection) {
    return ProviderGrpc.newBlockingStub(connection.channel())
        .withDeadlineAfter(30, TimeUnit.SECONDS)
        .getProviderSchema(GetProviderSchema.Request.getDefaultInstance());
  }

  private static void shutdown(HostConnection connection) {
    Empty answer =
        GRPCControllerGrpc.newBlockingStub(connection.channel())
            .withDeadlineAfter(30, TimeUnit.SECONDS)
            .shutdown(Empty.getDefaultInstance());
    assertThat(answer).isEqualTo(Empty.getDefaultInstance());
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
