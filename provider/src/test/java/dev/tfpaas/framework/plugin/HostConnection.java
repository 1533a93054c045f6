package dev.tfpaas.framework.plugin;

import com.google.protobuf.Empty;
import dev.tfpaas.proto.plugin.ConnInfo;
import dev.tfpaas.proto.plugin.GRPCBrokerGrpc;
import dev.tfpaas.proto.plugin.GRPCStdioGrpc;
import dev.tfpaas.proto.plugin.StdioData;
import io.grpc.ManagedChannel;
import io.grpc.netty.NegotiationType;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Terraform's end of the wire: one HTTP/2 connection to a plugin.
final class HostConnection implements AutoCloseable {
  private final EventLoopGroup eventLoop =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ManagedChannel channel;

  private HostConnection(Address address, Optional<SslContext> tls, String authority) {
    boolean unix = address.network().equals("unix");
    Class<? extends Channel> type = unix ? NioDomainSocketChannel.class : NioSocketChannel.class;
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(socketAddress(address))
            .channelType(type)
            .eventLoopGroup(eventLoop)
            .negotiationType(tls.isPresent() ? NegotiationType.TLS : NegotiationType.PLAINTEXT)
            .overrideAuthority(authority)
            .maxInboundMessageSize(Integer.MAX_VALUE);
    tls.ifPresent(builder::sslContext);
    this.channel = builder.build();
  }

  static HostConnection plaintext(Address address, String authority) {
    return new HostConnection(address, Optional.empty(), authority);
  }

  static HostConnection tls(Address address, SslContext tls) {
    return new HostConnection(address, Optional.of(tls), "localhost");
  }

  ManagedChannel channel() {
    return channel;
  }

  /// Opens the two streams that every host opens first and never closes.
  void openHelperStreams() {
    GRPCStdioGrpc.newStub(channel)
        .streamStdio(Empty.getDefaultInstance(), new Ignored<StdioData>());
    GRPCBrokerGrpc.newStub(channel).startStream(new Ignored<ConnInfo>());
  }

  static SocketAddress socketAddress(Address address) {
    if (address.network().equals("unix")) {
      return UnixDomainSocketAddress.of(address.text());
    }
    int colon = address.text().lastIndexOf(':');
    return new InetSocketAddress(
        address.text().substring(0, colon), Integer.parseInt(address.text().substring(colon + 1)));
  }

  @Override
  public void close() {
    channel.shutdownNow();
    eventLoop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /// Takes whatever comes.
  static final class Ignored<T> implements StreamObserver<T> {
    @Override
    public void onNext(T value) {}

    @Override
    public void onError(Throwable cause) {}

    @Override
    public void onCompleted() {}
  }
}
