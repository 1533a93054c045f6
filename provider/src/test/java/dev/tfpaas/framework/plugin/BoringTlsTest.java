package dev.tfpaas.framework.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.framework.plugin.PluginServer.Listening;
import dev.tfpaas.proto.tfplugin6.GetProviderSchema;
import dev.tfpaas.proto.tfplugin6.ProviderGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Plays Terraform against a server whose TLS is BoringSSL's.
final class BoringTlsTest {
  @TempDir private Path temporary;

  private final PluginLog log = PluginLog.of("paas", Map.of(), System.err);
  private final TlsStack stack = TlsStack.boring();
  private final PluginCertificate plugin = PluginCertificate.create(stack, Instant.now());
  private final PluginCertificate host = PluginCertificate.create(TlsStack.JDK, Instant.now());
  private final PluginServer server =
      new PluginServer(
          Optional.of(MutualTls.context(stack, plugin, host.certificate())),
          LateServices.none(),
          log);
  private Optional<Listening> listening = Optional.empty();

  @AfterEach
  void close() throws InterruptedException {
    stack.settle();
    if (listening.isPresent()) {
      listening.get().server().shutdownNow();
      listening.get().server().awaitTermination(5, TimeUnit.SECONDS);
    }
    server.removeSocket();
  }

  @Test
  void hostIsServed() throws Exception {
    Address address = serve(temporary);

    assertThat(schema(address, Optional.of(host)).hasProvider()).isTrue();
  }

  @Test
  void hostIsServedAfterTheJdkHasItsAlgorithmsBack() throws Exception {
    Address address = serve(temporary);
    stack.settle();

    assertThat(schema(address, Optional.of(host)).hasProvider()).isTrue();
  }

  @Test
  void clientWithoutCertificateIsRefused() {
    Address address = serve(temporary);

    assertThatThrownBy(() -> schema(address, Optional.empty()))
        .isInstanceOfSatisfying(StatusRuntimeException.class, BoringTlsTest::isUnavailable);
  }

  @Test
  void strangerIsRefused() {
    Address address = serve(temporary);
    PluginCertificate stranger = PluginCertificate.create(TlsStack.JDK, Instant.now());

    assertThatThrownBy(() -> schema(address, Optional.of(stranger)))
        .isInstanceOfSatisfying(StatusRuntimeException.class, BoringTlsTest::isUnavailable);
  }

  @Test
  void http2IsSelected() throws Exception {
    Address address = serve(temporary.resolve("absent"));
    SSLContext context = HostTls.boring(plugin.certificate(), Optional.of(host));
    InetSocketAddress target = (InetSocketAddress) HostConnection.socketAddress(address);
    Socket plain = new Socket(target.getAddress(), target.getPort());

    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, "localhost", target.getPort(), true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"http/1.1", "h2"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();

      assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
      assertThat(socket.getSession().getPeerCertificates()[0].getEncoded())
          .isEqualTo(plugin.encoded());
    }
  }

  @Test
  void onlyTheHandshakeUsesIt() throws Exception {
    assertThat(CertificateFactory.getInstance("X.509").getProvider().getName())
        .isEqualTo(HandshakeAlgorithms.NAME);

    stack.settle();

    assertThat(CertificateFactory.getInstance("X.509").getProvider().getName()).isEqualTo("SUN");
    assertThat(SSLContext.getInstance("TLS").getProvider().getName()).isEqualTo("SunJSSE");
  }

  @Test
  void userMayChooseTheJdk() {
    assertThat(TlsStack.fastest(Map.of("PAAS_TLS", "jdk"), log)).isEqualTo(TlsStack.JDK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no certificate",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----"
      })
  void unreadableHostCertificateIsAReasonNotToStart(String pem) {
    for (TlsStack each : List.of(stack, TlsStack.JDK)) {
      MutualTls tls = MutualTls.prepare(() -> each, pem);

      assertThatThrownBy(tls::certificate)
          .isInstanceOf(StartException.class)
          .hasMessageContaining("PLUGIN_CLIENT_CERT cannot be read");
    }
  }

  @Test
  void certificateIsWhatTheJdkReads() throws Exception {
    stack.settle();
    X509Certificate wire = plugin.certificate();
    X509Certificate parsed = TlsStack.JDK.read(wire.getEncoded());

    parsed.verify(parsed.getPublicKey());
    assertThat(wire).isEqualTo(parsed);
    assertThat(wire.getPublicKey().getAlgorithm()).isEqualTo("EC");
    assertThat(wire.getPublicKey().getEncoded()).isEqualTo(parsed.getPublicKey().getEncoded());
    assertThat(wire.getSerialNumber()).isEqualTo(parsed.getSerialNumber());
    assertThat(wire.getSubjectAlternativeNames())
        .containsExactlyElementsOf(parsed.getSubjectAlternativeNames());
    assertThat(wire.getNotAfter()).isEqualTo(parsed.getNotAfter());
    assertThat(wire.getSigAlgName()).isEqualTo("SHA256withECDSA");
  }

  private Address serve(Path socketParent) {
    Listening made = server.listen(List.of(new TestProvider()), socketParent, Optional.empty());
    listening = Optional.of(made);
    return made.address();
  }

  private GetProviderSchema.Response schema(Address address, Optional<PluginCertificate> own)
      throws Exception {
    try (HostConnection terraform =
        HostConnection.tls(address, HostTls.ofBoring(plugin.certificate(), own))) {
      return ProviderGrpc.newBlockingStub(terraform.channel())
          .withDeadlineAfter(30, TimeUnit.SECONDS)
          .getProviderSchema(GetProviderSchema.Request.getDefaultInstance());
    }
  }

  private static void isUnavailable(StatusRuntimeException e) {
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }
}
