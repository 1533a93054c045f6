package dev.tfpaas.framework.plugin;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
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

  private final Future<Keys> keys;

  /// What takes time to make.
  private record Keys(TlsStack stack, PluginCertificate own, SSLContext context) {
    static Keys of(TlsStack stack, PluginCertificate own, X509Certificate host) {
      try {
        SSLContext context = stack.context();
        context.init(
            new KeyManager[] {new PluginKey(own)}, new TrustManager[] {new HostTrust(host)}, null);
        return new Keys(stack, own, context);
      } catch (GeneralSecurityException e) {
        throw new StartException("this Java runtime offers no TLS: " + e.getMessage(), e);
      }
    }
  }

  private MutualTls(Future<Keys> keys) {
    this.keys = keys;
  }

  /// A server's context with keys that exist.
  static MutualTls context(TlsStack stack, PluginCertificate own, X509Certificate host) {
    FutureTask<Keys> keys = new FutureTask<>(() -> Keys.of(stack, own, host));
    keys.run();
    return new MutualTls(keys);
  }

  /// A server's context, with a key of its own that another thread makes meanwhile: the first
  /// connection waits for it, and so does [#certificate].
  ///
  /// @param host the host's certificate as PEM
  static MutualTls prepare(Supplier<TlsStack> stack, String host) {
    FutureTask<Keys> keys =
        new FutureTask<>(() -> {
          TlsStack chosen = stack.get();
          X509Certificate trusted = PluginCertificate.parse(chosen, host);
          return Keys.of(chosen, PluginCertificate.create(chosen, Instant.now()), trusted);
        });
    Thread.ofPlatform().name("keys").daemon().start(keys);
    return new MutualTls(keys);
  }

  /// The server's certificate, as DER.
  ///
  /// @throws StartException if it could not be made, or the host's not be read
  byte[] certificate() {
    return keys().own().encoded();
  }

  /// Gives the JDK its own algorithms back; see [TlsStack#settle].
  void settle() {
    keys().stack().settle();
  }

  private Keys keys() {
    try {
      return keys.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StartException reason
          ? reason
          : new StartException("the keys cannot be made: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted", e);
    }
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator allocator) {
    Keys ready = keys();
    SSLEngine engine = ready.context().createSSLEngine();
    engine.setUseClientMode(false);
    engine.setNeedClientAuth(true);
    engine.setEnabledProtocols(ready.stack().versions().toArray(String[]::new));
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
    return List.of(keys().context().getDefaultSSLParameters().getCipherSuites());
  }

  @Override
  @SuppressWarnings("deprecation") // What Netty offers instead makes contexts only.
  public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
    return () -> PROTOCOLS;
  }

  @Override
  public SSLSessionContext sessionContext() {
    return keys().context().getServerSessionContext();
  }
}
