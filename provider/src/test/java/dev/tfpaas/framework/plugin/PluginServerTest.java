package dev.tfpaas.framework.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.UnknownFieldSet;
import dev.tfpaas.framework.plugin.PluginServer.Listening;
import dev.tfpaas.proto.health.HealthCheckRequest;
import dev.tfpaas.proto.health.HealthCheckResponse;
import dev.tfpaas.proto.health.HealthCheckResponse.ServingStatus;
import dev.tfpaas.proto.health.HealthGrpc;
import dev.tfpaas.proto.plugin.GRPCStdioGrpc;
import dev.tfpaas.proto.plugin.StdioData;
import dev.tfpaas.proto.tfplugin6.GetMetadata;
import dev.tfpaas.proto.tfplugin6.GetProviderSchema;
import dev.tfpaas.proto.tfplugin6.ProviderGrpc;
import dev.tfpaas.proto.tfplugin6.ProviderGrpc.ProviderBlockingStub;
import dev.tfpaas.proto.tfplugin6.ReadResource;
import dev.tfpaas.proto.tfplugin6.StopProvider;
import dev.tfpaas.proto.tfplugin6.UpgradeResourceState;
import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Plays Terraform against a server in this process.
final class PluginServerTest {
  private static final String TLS_1_2 = "TLSv1.2";
  private static final String TLS_1_3 = "TLSv1.3";

  @TempDir private Path temporary;

  private final PluginCertificate plugin = PluginCertificate.create(TlsStack.JDK, Instant.now());
  private final PluginCertificate host = PluginCertificate.create(TlsStack.JDK, Instant.now());
  private final PluginLog log = PluginLog.of("paas", Map.of(), System.err);
  private final TestProvider provider = new TestProvider();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    provider.stop();
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {TLS_1_2, TLS_1_3})
  @DisplayName("8.1 #5 #7 #9 mutual TLS with a P-521 client, on a Unix socket")
  void hostIsServed(String version) throws SSLException {
    Address address = serve(mutualTls(), temporary);

    GetProviderSchema.Response schema = schema(connect(address, Optional.of(host), version));

    assertThat(address.network()).isEqualTo("unix");
    assertThat(schema.hasProvider()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {TLS_1_2, TLS_1_3})
  @DisplayName("8.1 #7 #9 a client without certificate is refused")
  void clientWithoutCertificateIsRefused(String version) throws SSLException {
    Address address = serve(mutualTls(), temporary);

    HostConnection nobody = connect(address, Optional.empty(), version);

    assertThatThrownBy(() -> schema(nobody))
        .isInstanceOfSatisfying(StatusRuntimeException.class, PluginServerTest::isUnavailable);
  }

  @ParameterizedTest
  @ValueSource(strings = {TLS_1_2, TLS_1_3})
  @DisplayName("8.1 #7 a client with another certificate is refused")
  void strangerIsRefused(String version) throws SSLException {
    Address address = serve(mutualTls(), temporary);

    HostConnection stranger =
        connect(
            address, Optional.of(PluginCertificate.create(TlsStack.JDK, Instant.now())), version);

    assertThatThrownBy(() -> schema(stranger))
        .isInstanceOfSatisfying(StatusRuntimeException.class, PluginServerTest::isUnavailable);
  }

  @ParameterizedTest
  @ValueSource(strings = {TLS_1_2, TLS_1_3})
  @DisplayName("8.1 #3 #8 #9 ALPN selects h2, and the certificate shown is ours")
  void alpnSelectsHttp2(String version) throws Exception {
    Address address = serve(mutualTls(), temporary.resolve("absent"));

    try (SSLSocket socket = tlsSocket(address, version)) {
      socket.startHandshake();

      assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
      assertThat(socket.getSession().getPeerCertificates())
          .containsExactly(new X509Certificate[] {plugin.certificate()});
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "unused", "some.where:99"})
  @DisplayName("8.1 #10 #12 plaintext, under any authority")
  void plaintextIsServedUnderAnyAuthority(String authority) {
    Address address = serve(Optional.empty(), temporary);

    assertThat(schema(plaintext(address, authority)).hasProvider()).isTrue();
  }

  @Test
  @DisplayName("8.1 #18 a request of 5 MiB is accepted")
  void largeRequestIsAccepted() throws SSLException {
    Address address = serve(mutualTls(), temporary);
    ByteString large = ByteString.copyFrom(new byte[5 << 20]);

    ReadResource.Response answer =
        stub(connect(address, Optional.of(host), TLS_1_3))
            .readResource(ReadResource.Request.newBuilder().setPrivate(large).build());

    assertThat(answer.getPrivate()).isEqualTo(large);
  }

  @Test
  @DisplayName("8.1 #22 twenty calls run at once on one connection")
  void twentyCallsRunAtOnce() throws Exception {
    Listening listening = listen(Optional.empty(), temporary);
    HostConnection terraform = plaintext(listening.address(), "localhost");
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<UpgradeResourceState.Response>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        answers.add(callers.submit(() -> lastingCall(terraform)));
      }
      Awaitility.await().until(() -> provider.working() == 20);

      provider.stop();

      for (Future<UpgradeResourceState.Response> answer : answers) {
        assertThat(answer.get(10, TimeUnit.SECONDS)).isNotNull();
      }
    }
  }

  @Test
  @DisplayName("8.5 #73 StopProvider returns within 100 ms while ten calls run")
  void stopReturnsWhileCallsRun() throws Exception {
    HostConnection terraform = plaintext(serve(Optional.empty(), temporary), "localhost");
    schema(terraform);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<UpgradeResourceState.Response>> answers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        answers.add(callers.submit(() -> lastingCall(terraform)));
      }
      Awaitility.await().until(() -> provider.working() == 10);

      StopProvider.Response stopped =
          stub(terraform)
              .withDeadlineAfter(10, TimeUnit.SECONDS)
              .stopProvider(StopProvider.Request.getDefaultInstance());

      assertThat(stopped.getError()).isEmpty();
      for (Future<UpgradeResourceState.Response> answer : answers) {
        assertThat(answer.get(10, TimeUnit.SECONDS)).isNotNull();
      }
    }
  }

  @Test
  @DisplayName("8.5 #74 a cancelled call still counts as running until its handler ends")
  void cancelledCallCountsUntilItsHandlerEnds() throws Exception {
    PluginServer server = new PluginServer(Optional.empty(), LateServices.none(), log);
    Address address = listen(server, temporary).address();
    HostConnection terraform = plaintext(address, "localhost");
    try (ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> call = caller.submit(() -> lastingCall(terraform));
      Awaitility.await().until(() -> provider.working() == 1);

      terraform.channel().shutdownNow();

      assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
      assertThat(server.calls().awaitNone(Duration.ZERO)).isFalse();
      provider.stop();
      assertThat(server.calls().awaitNone(Duration.ofSeconds(10))).isTrue();
    }
  }

  @Test
  @DisplayName("8.6 #77 fields of a newer protocol are ignored")
  void unknownFieldsAreIgnored() {
    HostConnection terraform = plaintext(serve(Optional.empty(), temporary), "localhost");
    UnknownFieldSet newer =
        UnknownFieldSet.newBuilder()
            .addField(900, UnknownFieldSet.Field.newBuilder().addVarint(1).addFixed64(2).build())
            .build();

    ReadResource.Response answer =
        stub(terraform)
            .readResource(
                ReadResource.Request.newBuilder()
                    .setPrivate(ByteString.copyFromUtf8("x"))
                    .setUnknownFields(newer)
                    .build());

    assertThat(answer.getPrivate().toStringUtf8()).isEqualTo("x");
  }

  @Test
  @DisplayName("8.6 #78 an RPC we do not have is UNIMPLEMENTED, and the next one works")
  void unknownCallIsUnimplemented() {
    HostConnection terraform = plaintext(serve(Optional.empty(), temporary), "localhost");

    assertThatThrownBy(() -> stub(terraform).getMetadata(GetMetadata.Request.getDefaultInstance()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED));
    assertThat(schema(terraform).hasProvider()).isTrue();
  }

  @Test
  @DisplayName("8.1 #19 health answers for the plugin and for the server")
  void healthIsServing() {
    HostConnection terraform = plaintext(serve(Optional.empty(), temporary), "localhost");
    HealthGrpc.HealthBlockingStub health =
        HealthGrpc.newBlockingStub(terraform.channel()).withDeadlineAfter(10, TimeUnit.SECONDS);

    assertThat(health.check(asking("plugin")).getStatus()).isEqualTo(ServingStatus.SERVING);
    assertThat(health.check(asking("")).getStatus()).isEqualTo(ServingStatus.SERVING);
    assertThatThrownBy(() -> health.check(asking("other")))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND));
    Iterator<HealthCheckResponse> watched = health.watch(asking("other"));
    assertThat(watched.next().getStatus()).isEqualTo(ServingStatus.SERVICE_UNKNOWN);
  }

  @Test
  @DisplayName("8.1 #19 a helper service we do not have is UNIMPLEMENTED, and the next call works")
  void missingHelperBreaksNothing() {
    PluginServer server = new PluginServer(Optional.empty(), LateServices.none(), log);
    Listening bare = server.listen(List.of(provider), temporary, Optional.empty());
    open.add(() -> {
      end(bare);
      server.removeSocket();
    });
    HostConnection terraform = plaintext(bare.address(), "localhost");
    HealthGrpc.HealthBlockingStub health =
        HealthGrpc.newBlockingStub(terraform.channel()).withDeadlineAfter(10, TimeUnit.SECONDS);

    terraform.openHelperStreams();

    assertThatThrownBy(() -> health.check(asking("plugin")))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED));
    assertThat(schema(terraform).hasProvider()).isTrue();
  }

  @Test
  @DisplayName("8.1 #19 the stream for output stays open and silent")
  void stdioStaysOpen() {
    HostConnection terraform = plaintext(serve(Optional.empty(), temporary), "localhost");

    Iterator<StdioData> output =
        GRPCStdioGrpc.newBlockingStub(terraform.channel())
            .withDeadlineAfter(300, TimeUnit.MILLISECONDS)
            .streamStdio(Empty.getDefaultInstance());

    assertThatThrownBy(output::hasNext)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
  }

  @Test
  @DisplayName("8.1 #17 the socket lies alone in a private directory and goes with it")
  void socketIsPrivateAndRemoved() throws IOException {
    PluginServer server = new PluginServer(Optional.empty(), LateServices.none(), log);
    Path socket = Path.of(listen(server, temporary).address().text());

    Path directory = temporary.resolve(temporary.relativize(socket).getName(0));
    assertThat(socket).isEqualTo(directory.resolve("plugin"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");

    server.removeSocket();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void socketIsSharedWithTheGroupTheHostNames() throws IOException {
    PluginServer server = new PluginServer(Optional.empty(), LateServices.none(), log);
    String group = Files.readAttributes(temporary, PosixFileAttributes.class).group().getName();

    Listening listening = server.listen(services(), temporary, Optional.of(group));
    open.add(() -> end(listening));

    Path socket = Path.of(listening.address().text());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rwxrwx---");
  }

  @Test
  void unknownGroupFallsBackToTcp() {
    PluginServer server = new PluginServer(Optional.empty(), LateServices.none(), log);

    Listening listening = server.listen(services(), temporary, Optional.of("no-such-group"));
    open.add(() -> end(listening));

    assertThat(listening.address().network()).isEqualTo("tcp");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void pathTooLongForASocketFallsBackToTcp() throws IOException {
    Path deep = Files.createDirectories(temporary.resolve("d".repeat(100)));

    Address address = serve(Optional.empty(), deep);

    assertThat(address.network()).isEqualTo("tcp");
    assertThat(address.text()).matches("127\\.0\\.0\\.1:[0-9]+");
    assertThat(deep).isEmptyDirectory();
    assertThat(schema(plaintext(address, "localhost")).hasProvider()).isTrue();
  }

  @Test
  void missingTemporaryDirectoryFallsBackToTcp() throws SSLException {
    Address address = serve(mutualTls(), temporary.resolve("absent"));

    assertThat(address.network()).isEqualTo("tcp");
    assertThat(schema(connect(address, Optional.of(host), TLS_1_3)).hasProvider()).isTrue();
  }

  private Optional<SslContext> mutualTls() {
    return Optional.of(MutualTls.context(TlsStack.JDK, plugin, host.certificate()));
  }

  private List<BindableService> services() {
    return List.of(provider, new StdioService(), new BrokerService(), new HealthService());
  }

  private Address serve(Optional<SslContext> tls, Path socketParent) {
    return listen(tls, socketParent).address();
  }

  private Listening listen(Optional<SslContext> tls, Path socketParent) {
    return listen(new PluginServer(tls, LateServices.none(), log), socketParent);
  }

  private Listening listen(PluginServer server, Path socketParent) {
    Listening listening = server.listen(services(), socketParent, Optional.empty());
    open.add(() -> {
      end(listening);
      server.removeSocket();
    });
    return listening;
  }

  private static void end(Listening listening) throws InterruptedException {
    listening.server().shutdownNow();
    listening.server().awaitTermination(5, TimeUnit.SECONDS);
  }

  private HostConnection connect(Address address, Optional<PluginCertificate> own, String version)
      throws SSLException {
    SslContext tls = HostTls.ofJdk(plugin.certificate(), own, version);
    return kept(HostConnection.tls(address, tls));
  }

  private HostConnection plaintext(Address address, String authority) {
    return kept(HostConnection.plaintext(address, authority));
  }

  private HostConnection kept(HostConnection connection) {
    open.add(connection);
    return connection;
  }

  private SSLSocket tlsSocket(Address address, String version) throws Exception {
    SslContext tls = HostTls.ofJdk(plugin.certificate(), Optional.of(host), version);
    SSLSocketFactory factory = ((JdkSslContext) tls).context().getSocketFactory();
    InetSocketAddress target = (InetSocketAddress) HostConnection.socketAddress(address);
    Socket plain = new Socket(target.getAddress(), target.getPort());
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, "localhost", target.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    parameters.setProtocols(new String[] {version});
    socket.setSSLParameters(parameters);
    return socket;
  }

  private static ProviderBlockingStub stub(HostConnection terraform) {
    return ProviderGrpc.newBlockingStub(terraform.channel())
        .withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  private static GetProviderSchema.Response schema(HostConnection terraform) {
    return stub(terraform).getProviderSchema(GetProviderSchema.Request.getDefaultInstance());
  }

  private static UpgradeResourceState.Response lastingCall(HostConnection terraform) {
    return stub(terraform).upgradeResourceState(UpgradeResourceState.Request.getDefaultInstance());
  }

  private static HealthCheckRequest asking(String service) {
    return HealthCheckRequest.newBuilder().setService(service).build();
  }

  private static void isUnavailable(StatusRuntimeException e) {
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }
}
