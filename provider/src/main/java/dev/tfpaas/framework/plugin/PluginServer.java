package dev.tfpaas.framework.plugin;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// A gRPC server on a private Unix socket, or on the loopback interface where there is none.
///
/// One event loop thread carries everything on the wire; each call has a virtual thread of its own.
final class PluginServer {
  /// What Go providers accept. gRPC's own limit of 4 MiB is too small for large states.
  private static final int LARGEST_REQUEST = 256 << 20;

  private final EventLoopGroup eventLoop =
      new MultiThreadIoEventLoopGroup(
          1, Thread.ofPlatform().name("wire").factory(), NioIoHandler.newFactory());

  private final AtomicLong callsBegun = new AtomicLong();
  private final RunningCalls calls = new RunningCalls();
  private final Optional<? extends SslContext> tls;
  private final LateServices late;
  private final System.Logger log;

  /// What is to be removed at the end; written once, before the first connection.
  private volatile Optional<SocketDirectory> directory = Optional.empty();

  /// Prepares a server and starts its event loop, which keeps the process alive.
  ///
  /// @param tls empty for plaintext
  /// @param late answers what the services do not that it listens with
  PluginServer(Optional<? extends SslContext> tls, LateServices late, System.Logger log) {
    this.tls = tls;
    this.late = late;
    this.log = log;
  }

  /// The calls of this server whose handlers are at work.
  RunningCalls calls() {
    return calls;
  }

  /// Listens on a Unix socket that only its user and a group can open; empty, with the reason in
  /// the log, where there can be none.
  ///
  /// @param services all services, helpers included
  /// @param socketParent where to make the socket's own directory
  /// @param socketGroup the group that may connect, if the host named one
  Optional<Listening> listenOnSocket(
      List<BindableService> services, Path socketParent, Optional<String> socketGroup) {
    directory = SocketDirectory.make(socketParent, socketGroup, log);
    if (directory.isPresent()) {
      SocketDirectory own = directory.get();
      try {
        UnixDomainSocketAddress socket = UnixDomainSocketAddress.of(own.socket());
        Server server = start(services, socket, NioServerDomainSocketChannel.class);
        own.shareWithGroup();
        return Optional.of(new Listening(server, new Address("unix", own.socket().toString())));
      } catch (IOException e) {
        log.log(Level.WARNING, "cannot listen on a Unix socket", e);
        removeSocket();
      }
    }
    return Optional.empty();
  }

  /// Listens on a Unix socket, or where there can be none on a port; accepts connections when it
  /// returns.
  ///
  /// @param services all services, helpers included
  /// @param socketParent where to make the socket's own directory
  /// @param socketGroup the group that may connect, if the host named one
  /// @throws StartException if neither can be had
  Listening listen(
      List<BindableService> services, Path socketParent, Optional<String> socketGroup) {
    Optional<Listening> own = listenOnSocket(services, socketParent, socketGroup);
    if (own.isPresent()) {
      return own.get();
    }
    try {
      InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      Server server = start(services, loopback, NioServerSocketChannel.class);
      return new Listening(server, new Address("tcp", "127.0.0.1:" + server.getPort()));
    } catch (IOException e) {
      throw new StartException(
          "neither a socket in the temporary directory nor a local port can be opened: "
              + e.getMessage(),
          e);
    }
  }

  /// Runs something on the event loop's thread, after what is already waiting to be written.
  void onEventLoop(Runnable work) {
    eventLoop.execute(work);
  }

  /// Deletes the socket, if there is one, so that nobody connects any more.
  void removeSocket() {
    directory.ifPresent(own -> own.remove(log));
  }

  /// Counted here: the JDK's own counter of names takes method handles, which are made anew in each
  /// process.
  private Thread callThread(Runnable call) {
    return Thread.ofVirtual()
        .name("call-".concat(Long.toString(callsBegun.getAndIncrement())))
        .unstarted(call);
  }

  private Server start(
      List<BindableService> services, SocketAddress address, Class<? extends ServerChannel> channel)
      throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(address)
            .channelType(channel)
            .bossEventLoopGroup(eventLoop)
            .workerEventLoopGroup(eventLoop)
            .executor(Executors.newThreadPerTaskExecutor(this::callThread))
            .intercept(calls)
            .fallbackHandlerRegistry(late)
            .maxInboundMessageSize(LARGEST_REQUEST);
    tls.ifPresent(builder::sslContext);
    services.forEach(builder::addService);
    return builder.build().start();
  }

  /// A server that accepts connections, and where.
  record Listening(Server server, Address address) {}
}
