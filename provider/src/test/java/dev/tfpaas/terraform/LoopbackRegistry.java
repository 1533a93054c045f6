package dev.tfpaas.terraform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.json.JsonMapper;

/// A registry on the loopback interface that has one version of the provider, signed, over TLS.
///
/// Needs `gpg`, as whoever publishes does, and the JDK's `keytool`.
///
/// @see <a
///   href="https://developer.hashicorp.com/terraform/internals/provider-registry-protocol">Provider
///   registry protocol</a>
final class LoopbackRegistry implements AutoCloseable {
  private static final String PASSWORD = "throw-away";
  private static final String PROVIDER = "/v1/providers/tfpaas/paas/";

  private final Path home;
  private final Path keyRing;
  private final HttpsServer server;
  private final Map<String, byte[]> files = new TreeMap<>();

  private LoopbackRegistry(Path home, HttpsServer server) {
    this.home = home;
    this.keyRing = home.resolve("gpg");
    this.server = server;
  }

  /// Tells whether this machine can sign.
  static boolean canSign() {
    return Installation.executables().contains("gpg");
  }

  /// Starts a registry.
  ///
  /// @param home an existing directory for what it needs
  static LoopbackRegistry of(Path home, Path zip) throws IOException, GeneralSecurityException {
    SSLContext tls = tls(home);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    LoopbackRegistry registry = new LoopbackRegistry(home, server);
    registry.publish(zip);
    server.createContext("/", registry::answer);
    server.start();
    return registry;
  }

  /// The certificate that a client has to trust, as PEM.
  Path certificate() {
    return home.resolve("registry.pem");
  }

  /// A CLI configuration in which this stands for the public registry.
  Path configuration() throws IOException {
    return Files.writeString(
        home.resolve("registry.tfrc"),
        """
        host "registry.terraform.io" {
          services = {
            "providers.v1" = "%s/v1/providers/"
          }
        }
        """
            .formatted(address()));
  }

  private String address() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  private static SSLContext tls(Path home) throws IOException, GeneralSecurityException {
    Path store = home.resolve("registry.p12");
    run(
        Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
        "-genkeypair",
        "-alias",
        "registry",
        "-keyalg",
        "RSA",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost,ip:127.0.0.1",
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-keystore",
        store.toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Certificate certificate = keys.getCertificate("registry");
    Files.writeString(
        home.resolve("registry.pem"),
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(certificate.getEncoded())));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private void publish(Path zip) throws IOException, GeneralSecurityException {
    String name =
        "terraform-provider-paas_%s_%s.zip"
            .formatted(Installation.VERSION, Installation.platform());
    byte[] content = Files.readAllBytes(zip);
    String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    files.put("/" + name, content);
    Path sums = Files.writeString(home.resolve("SHA256SUMS"), sum + "  " + name + "\n");
    files.put("/SHA256SUMS", Files.readAllBytes(sums));
    Files.createDirectory(
        keyRing,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    gpg("--passphrase", "", "--quick-generate-key", "Publisher", "rsa2048", "sign", "never");
    Path signature = home.resolve("SHA256SUMS.sig");
    gpg("--output", signature.toString(), "--detach-sign", sums.toString());
    files.put("/SHA256SUMS.sig", Files.readAllBytes(signature));
    Path key = home.resolve("key.asc");
    gpg("--output", key.toString(), "--armor", "--export");
    describe(name, sum, Files.readString(key));
  }

  private void describe(String name, String sum, String key) throws IOException {
    String[] platform = Installation.platform().split("_", -1);
    json(
        PROVIDER + "versions",
        Map.of(
            "versions",
            List.of(
                Map.of(
                    "version",
                    Installation.VERSION,
                    "protocols",
                    List.of("6.0"),
                    "platforms",
                    List.of(Map.of("os", platform[0], "arch", platform[1]))))));
    json(
        PROVIDER + "%s/download/%s/%s".formatted(Installation.VERSION, platform[0], platform[1]),
        Map.of(
            "protocols",
            List.of("6.0"),
            "os",
            platform[0],
            "arch",
            platform[1],
            "filename",
            name,
            "download_url",
            address() + "/" + name,
            "shasum",
            sum,
            "shasums_url",
            address() + "/SHA256SUMS",
            "shasums_signature_url",
            address() + "/SHA256SUMS.sig",
            "signing_keys",
            Map.of("gpg_public_keys", List.of(Map.of("key_id", "", "ascii_armor", key)))));
  }

  private void json(String path, Map<String, Object> content) {
    files.put(path, JsonMapper.shared().writeValueAsBytes(content));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] file = files.get(exchange.getRequestURI().getPath());
      if (file == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      boolean json = exchange.getRequestURI().getPath().startsWith("/v1/");
      exchange
          .getResponseHeaders()
          .set("Content-Type", json ? "application/json" : "application/octet-stream");
      exchange.sendResponseHeaders(200, file.length);
      exchange.getResponseBody().write(file);
    }
  }

  private void gpg(String... arguments) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("gpg", "--homedir", keyRing.toString(), "--batch", "--yes"));
    words.addAll(List.of(arguments));
    run(words.toArray(String[]::new));
  }

  private static void run(String... words) throws IOException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    int status = process.onExit().join().exitValue();
    if (status != 0) {
      throw new IOException(String.join(" ", words) + ": " + said);
    }
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    // Signing leaves a process behind, which holds the directory.
    run("gpgconf", "--homedir", keyRing.toString(), "--kill", "all");
  }
}
