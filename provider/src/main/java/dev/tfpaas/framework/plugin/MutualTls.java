package dev.tfpaas.framework.plugin;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// TLS in which each side accepts exactly the other's throw-away certificate: go-plugin's AutoMTLS.
///
/// Netty's and gRPC's own makers of contexts, and Netty's wrapper of an engine, test a key store,
/// read all of the JDK's root certificates and try out the JDK's engine first, a third of the whole
/// start. The engines here select `h2` by themselves, without which newer hosts refuse the
/// connection.
final class MutualTls extends SslContext {
  private static final String HTTP_2 = "h2";

  /// Netty cannot see what an engine that it did not wrap selected, and says null; gRPC wants what
  /// Netty says to be in this list.
  private static final List<@Nullable String> PROTOCOLS =
      Collections.unmodifiableList(Arrays.asList(HTTP_2, null));

  private final SSLContext context;
  private final String[] versions;

  private MutualTls(SSLContext context, List<String> versions) {
    this.context = context;
    this.versions = versions.toArray(String[]::new);
  }

  /// A server's context.
  ///
  /// @throws StartException if the stack offers no TLS
  static SslContext context(TlsStack stack, PluginCertificate own, X509Certificate host) {
    try {
      SSLContext context = stack.context();
      context.init(
          new KeyManager[] {new PluginKey(own)}, new TrustManager[] {new HostTrust(host)}, null);
      return new MutualTls(context, stack.versions());
    } catch (GeneralSecurityException e) {
      throw new StartException("this Java runtime offers no TLS: " + e.getMessage(), e);
    }
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator allocator) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setNeedClientAuth(true);
    engine.setEnabledProtocols(versions);
    engine.setHandshakeApplicationProtocolSelector(MutualTls::select);
    return engine;
  }

  /// Null, to the JDK, is a reason to refuse the connection; to BoringSSL, to select nothing.
  private static @Nullable String select(SSLEngine engine, List<String> offered) {
    return offered.contains(HTTP_2) ? HTTP_2 : null;
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator allocator, String peerHost, int peerPort) {
    return newEngine(allocator);
  }

  @Override
  public boolean isClient() {
    return false;
  }

  @Override
  public List<String> cipherSuites() {
    return List.of(context.getDefaultSSLParameters().getCipherSuites());
  }

  @Override
  @SuppressWarnings("deprecation") // What Netty offers instead makes contexts only.
  public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
    return () -> PROTOCOLS;
  }

  @Override
  public SSLSessionContext sessionContext() {
    return context.getServerSessionContext();
  }
}
