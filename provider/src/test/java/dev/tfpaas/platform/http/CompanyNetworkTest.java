package dev.tfpaas.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.Visitor;
import dev.tfpaas.runbook.MovedClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A vendor behind a company's own authority and proxy.
@Timeout(60)
class CompanyNetworkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final char[] PASSWORD = "of-a-test".toCharArray();

  /// One of a kind that no Java knows.
  private static final String UNKNOWN =
      "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";

  @TempDir static Path directory;

  private static HttpsServer server;
  private static Path authority;

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));

  @BeforeAll
  static void serve() throws Exception {
    Path store = directory.resolve("keys.p12");
    authority = directory.resolve("authority.pem");
    keytool(
        "-genkeypair",
        "-alias",
        "vendor",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-validity",
        "2",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost,dns:vendor.test,ip:127.0.0.1",
        "-ext",
        "bc=ca:true",
        "-keystore",
        store.toString());
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "vendor",
        "-file",
        authority.toString(),
        "-keystore",
        store.toString());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    ProcessBuilder process = new ProcessBuilder(tool);
    process.command().addAll(List.of(arguments));
    process.command().addAll(List.of("-storepass", new String(PASSWORD)));
    assertThat(process.inheritIO().start().waitFor()).isZero();
  }

  private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
    factory.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private HttpAnswer read(String address, Map<String, String> environment) {
    return read(address, new Network(environment, Optional.empty(), PATIENCE));
  }

  private HttpAnswer read(String address, Network network) {
    HttpApi api =
        new HttpApi(
            "toy",
            new PlatformTools(clock, clock, _ -> {}, "1.2.3", Map.of()),
            new RateLimit(clock, clock, 600, Duration.ofMinutes(1), 100),
            network);
    return api.send(HttpCall.get(URI.create(address)));
  }

  private PlatformException failure(String address, Map<String, String> environment) {
    return catchThrowableOfType(PlatformException.class, () -> read(address, environment));
  }

  private static String here() {
    return "https://localhost:%d/".formatted(server.getAddress().getPort());
  }

  @Test
  void unknownAuthorityIsRefusedWithTheWayOut() {
    PlatformException failure = failure(here(), Map.of());

    assertThat(failure)
        .hasMessageContaining("no authority that this machine trusts")
        .hasMessageContaining("SSL_CERT_FILE")
        .hasMessageNotContaining("Exception")
        .hasMessageNotContaining("PKIX");
  }

  @Test
  void authorityOfTheEnvironmentIsTrusted() {
    assertThat(read(here(), Map.of("SSL_CERT_FILE", authority.toString())).status()).isEqualTo(200);
  }

  @Test
  void authorityInADirectoryIsTrusted() throws IOException {
    Path only = Files.createDirectory(directory.resolve("authorities"));
    Files.copy(authority, only.resolve("company.pem"));
    Files.writeString(only.resolve("README"), "our authorities");
    Files.writeString(only.resolve("broken.pem"), UNKNOWN);

    assertThat(read(here(), Map.of("SSL_CERT_DIR", only.toString())).status()).isEqualTo(200);
  }

  @Test
  void authorityAmongRemarksAndOthersIsTrusted() throws IOException {
    Path bundle = directory.resolve("bundle.pem");
    Files.writeString(
        bundle,
        "\uFEFF# Company\r\n" + UNKNOWN + Files.readString(authority) + "\nend of the list\n");

    assertThat(read(here(), Map.of("SSL_CERT_FILE", bundle.toString())).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "no certificate", UNKNOWN})
  void fileWithoutACertificateIsNamed(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("none.pem"), text);

    assertThat(failure(here(), Map.of("SSL_CERT_FILE", file.toString())))
        .hasMessageContaining("the certificates in " + file + " cannot be read");
  }

  @Test
  void emptyFileOfTheEnvironmentIsNoAuthorityAndThatOfTheBlockIsRefused() throws IOException {
    Path empty = Files.writeString(directory.resolve("empty.pem"), "");
    Map<String, String> environment = Map.of("SSL_CERT_FILE", empty.toString());
    Network block = new Network(environment, Optional.of(empty), PATIENCE);

    assertThat(failure(here(), environment))
        .hasMessageContaining("no authority that this machine trusts");
    assertThat(catchThrowableOfType(PlatformException.class, () -> read(here(), block)))
        .hasMessageContaining("the certificates in " + empty + " cannot be read");
  }

  @Test
  void authorityInABundleOfPkcs7IsTrusted() throws IOException, GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    byte[] bundle;
    try (InputStream in = Files.newInputStream(authority)) {
      bundle =
          factory.generateCertPath(List.of(factory.generateCertificate(in))).getEncoded("PKCS7");
    }
    Path file = Files.write(directory.resolve("bundle.p7b"), bundle);

    assertThat(read(here(), Map.of("SSL_CERT_FILE", file.toString())).status()).isEqualTo(200);
  }

  @Test
  void authorityOfTheProviderBlockIsTrustedWhateverTheEnvironmentNames() {
    Path missing = directory.resolve("missing.pem");
    Map<String, String> environment = Map.of("SSL_CERT_FILE", missing.toString());

    assertThat(read(here(), new Network(environment, Optional.of(authority), PATIENCE)).status())
        .isEqualTo(200);
  }

  @Test
  void authorityOfTheProviderBlockIsTrusted() {
    Network network = new Network(Map.of(), Optional.of(authority), PATIENCE);

    assertThat(read(here(), network).status()).isEqualTo(200);
  }

  @Test
  void certificateForAnotherNameIsRefusedAllTheSame() {
    try (ToyProxy proxy = new ToyProxy(server.getAddress().getPort(), Optional.empty())) {
      PlatformException failure =
          failure(
              "https://elsewhere.test/",
              Map.of(
                  "SSL_CERT_FILE",
                  authority.toString(),
                  "HTTPS_PROXY",
                  "127.0.0.1:" + proxy.port()));

      assertThat(failure).hasMessageContaining("for another name");
    }
  }

  private Visitor.Answer visit(String host, Network network) {
    return new WebVisitor(network, "1.2.3")
        .ask(
            new Visitor.Visit(
                new Visitor.Whom.Group("shop"),
                URI.create("https://127.0.0.1:" + server.getAddress().getPort()),
                host,
                "/",
                true,
                Duration.ofSeconds(20)));
  }

  @Test
  void pageIsAskedForTheNameOfTheCertificateWhereverThatIs() {
    Network network = new Network(Map.of(), Optional.of(authority), PATIENCE);

    assertThat(visit("vendor.test", network))
        .isInstanceOfSatisfying(
            Visitor.Answer.Page.class,
            page -> {
              assertThat(page.status()).isEqualTo(200);
              assertThat(page.certificate()).isPresent();
            });
    assertThat(visit("other.test", network))
        .isEqualTo(
            new Visitor.Answer.None(Visitor.Reason.TLS, "its certificate is for another name"));
    assertThat(visit("vendor.test", Network.DIRECT))
        .isEqualTo(
            new Visitor.Answer.None(
                Visitor.Reason.TLS, "its certificate is of no authority that is trusted"));
  }

  @Test
  void pageThatOnlyTheProxyReachesIsReachedByIt() {
    String expected =
        "Basic " + Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));
    try (ToyProxy proxy = new ToyProxy(server.getAddress().getPort(), Optional.of(expected))) {
      Map<String, String> out = Map.of("HTTPS_PROXY", "http://me:secret@127.0.0.1:" + proxy.port());
      Visitor.Visit visit =
          new Visitor.Visit(
              new Visitor.Whom.Group("shop"),
              URI.create("https://app.test"),
              "vendor.test",
              "/",
              true,
              Duration.ofSeconds(20));

      Visitor.Answer answer =
          new WebVisitor(new Network(out, Optional.of(authority), PATIENCE), "1.2.3").ask(visit);

      assertThat(answer).isInstanceOf(Visitor.Answer.Page.class);
    }
  }

  @Test
  void fileThatCannotBeReadIsNamed() {
    Path missing = directory.resolve("missing.pem");

    assertThat(failure(here(), Map.of("SSL_CERT_FILE", missing.toString())))
        .hasMessageContaining(missing.toString())
        .hasMessageContaining("cannot be read");
  }

  @Test
  void hostThatOnlyTheProxyReachesIsReachedByIt() {
    try (ToyProxy proxy = new ToyProxy(server.getAddress().getPort(), Optional.empty())) {
      Map<String, String> environment =
          Map.of(
              "SSL_CERT_FILE",
              authority.toString(),
              "https_proxy",
              "http://127.0.0.1:" + proxy.port());

      assertThat(read("https://vendor.test/", environment).status()).isEqualTo(200);
      assertThat(proxy.asked()).first().asString().startsWith("CONNECT vendor.test:443");
    }
  }

  @Test
  void proxyIsToldWhoIsThereWhenItAsks() {
    String expected =
        "Basic " + Base64.getEncoder().encodeToString("me:p@ss".getBytes(StandardCharsets.UTF_8));
    try (ToyProxy proxy = new ToyProxy(server.getAddress().getPort(), Optional.of(expected))) {
      Map<String, String> environment =
          Map.of(
              "SSL_CERT_FILE",
              authority.toString(),
              "HTTPS_PROXY",
              "http://me:p%40ss@127.0.0.1:" + proxy.port());

      assertThat(read("https://vendor.test/", environment).status()).isEqualTo(200);
    }
  }

  @Test
  void proxyThatLetsNobodyPassIsNamedWithoutThePassword() {
    try (ToyProxy proxy = new ToyProxy(server.getAddress().getPort(), Optional.of("Basic other"))) {
      PlatformException failure =
          failure(
              "https://vendor.test/",
              Map.of("HTTPS_PROXY", "http://me:hunter2@127.0.0.1:" + proxy.port()));

      assertThat(failure)
          .hasMessageContaining("the proxy 127.0.0.1:" + proxy.port())
          .hasMessageContaining("user and password")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void proxyThatDoesNotReachTheHostIsNamed() {
    try (BrokenServer proxy = new BrokenServer(BrokenServer.Answer.of(502, "no way"))) {
      String address = proxy.at("").toString();

      assertThat(failure("https://vendor.test/", Map.of("HTTPS_PROXY", address)))
          .hasMessageContaining("the proxy " + address.substring("http://".length()))
          .hasMessageContaining("does not let the call");
    }
  }

  @Test
  void unusableProxyIsAnErrorBeforeAnyCall() {
    assertThat(failure(here(), Map.of("HTTPS_PROXY", "socks5://127.0.0.1:1")))
        .hasMessageContaining("HTTPS_PROXY")
        .extracting(PlatformException::kind)
        .isEqualTo(PlatformException.Kind.REJECTED);
  }

  @Test
  void hostThatDoesNotExistIsSaidSo() {
    assertThat(failure("https://no-such-host.invalid/", Map.of()))
        .hasMessageContaining("the host no-such-host.invalid cannot be found")
        .hasMessageNotContaining("Exception");
  }

  @Test
  void closedPortIsSaidSo() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertThat(failure("http://127.0.0.1:" + port + "/", Map.of()))
        .hasMessageContaining("no connection to 127.0.0.1:" + port)
        .hasMessageNotContaining("Exception");
  }

  @Test
  void portThatSpeaksNoTlsIsSaidSo() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerInPlainText(plain));

      assertThat(failure("https://127.0.0.1:" + plain.getLocalPort() + "/", Map.of()))
          .hasMessageContaining("no agreement on TLS")
          .hasMessageNotContaining("Exception");
    }
  }

  private static void answerInPlainText(ServerSocket plain) {
    try {
      while (true) {
        try (Socket client = plain.accept()) {
          client
              .getOutputStream()
              .write("HTTP/1.1 400 Plain\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
      }
    } catch (IOException _) {
      // The server was closed.
    }
  }
}
