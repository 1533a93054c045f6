package dev.tfpaas.framework.plugin;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.conscrypt.OpenSSLProvider;
import org.jspecify.annotations.Nullable;

/// The host's TLS: trusts exactly the plugin's certificate, under the name `localhost`.
///
/// Go signs with its P-521 key for every server. The JDK does so only if the server names that
/// curve, which BoringSSL does not, and BoringSSL only under TLS 1.2: each plays the host of its
/// own kind.
final class HostTls {
  /// The curve of a plugin that speaks TLS by the JDK.
  private static final int P_521 = 521;

  private static final Provider BORING = new OpenSSLProvider();

  private HostTls() {}

  /// The one that fits a plugin.
  static SslContext of(X509Certificate plugin, PluginCertificate own)
      throws SSLException, GeneralSecurityException {
    int bits = ((ECPublicKey) plugin.getPublicKey()).getParams().getOrder().bitLength();
    return bits == P_521
        ? ofJdk(plugin, Optional.of(own), "TLSv1.3")
        : ofBoring(plugin, Optional.of(own));
  }

  /// The JDK's.
  ///
  /// @param own empty for a client that has no certificate to show
  static SslContext ofJdk(
      X509Certificate plugin, Optional<PluginCertificate> own, String... versions)
      throws SSLException {
    SslContextBuilder builder =
        GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
            .trustManager(plugin)
            .protocols(versions);
    own.ifPresent(mine -> builder.keyManager(mine.key(), mine.certificate()));
    return builder.build();
  }

  /// BoringSSL's.
  ///
  /// @param own empty for a client that has no certificate to show
  static SSLContext boring(X509Certificate plugin, Optional<PluginCertificate> own)
      throws GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try {
      trusted.load(null, null);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    trusted.setCertificateEntry("plugin", plugin);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS", BORING);
    KeyManager[] keys = own.map(mine -> new KeyManager[] {new Key(mine)}).orElse(new KeyManager[0]);
    context.init(keys, trust.getTrustManagers(), null);
    return context;
  }

  /// BoringSSL's, for Netty.
  ///
  /// @param own empty for a client that has no certificate to show
  static SslContext ofBoring(X509Certificate plugin, Optional<PluginCertificate> own)
      throws GeneralSecurityException {
    ApplicationProtocolConfig http2 =
        new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            "h2");
    return new JdkSslContext(
        boring(plugin, own),
        true,
        null,
        IdentityCipherSuiteFilter.INSTANCE,
        http2,
        ClientAuth.NONE,
        new String[] {"TLSv1.3", "TLSv1.2"},
        false);
  }

  /// Shows one certificate to every server.
  private static final class Key extends X509ExtendedKeyManager {
    private static final String ALIAS = "host";
    private final PluginCertificate own;

    Key(PluginCertificate own) {
      this.own = own;
    }

    @Override
    public String chooseEngineClientAlias(
        String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return ALIAS;
    }

    @Override
    public String chooseClientAlias(
        String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return ALIAS;
    }

    @Override
    public String[] getClientAliases(@Nullable String type, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public X509Certificate[] getCertificateChain(@Nullable String alias) {
      return new X509Certificate[] {own.certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(@Nullable String alias) {
      return own.key();
    }

    @Override
    public String @Nullable [] getServerAliases(
        @Nullable String type, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
        @Nullable String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }
  }
}
