package dev.tfpaas.framework.plugin;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// TLS in which each side accepts exactly the other's throw-away certificate: go-plugin's AutoMTLS.
///
/// The JDK's engine, because BoringSSL refuses the P-521 certificate of every Go host. The context
/// is made here and handed to Netty: Netty's and gRPC's own builders test a key store and read all
/// of the JDK's root certificates first, a third of the whole start.
final class MutualTls {
  private MutualTls() {}

  /// A server context that selects `h2`, without which newer hosts refuse the connection.
  static SslContext context(PluginCertificate own, X509Certificate host) {
    ApplicationProtocolConfig http2 =
        new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            "h2");
    return new JdkSslContext(
        jdkContext(own, host),
        false,
        null,
        IdentityCipherSuiteFilter.INSTANCE,
        http2,
        ClientAuth.REQUIRE,
        new String[] {"TLSv1.3", "TLSv1.2"},
        false);
  }

  private static SSLContext jdkContext(PluginCertificate own, X509Certificate host) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new PluginKey(own)}, new TrustManager[] {new HostTrust(host)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new StartException("this Java runtime offers no TLS: " + e.getMessage(), e);
    }
  }
}
