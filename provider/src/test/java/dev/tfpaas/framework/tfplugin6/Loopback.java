package dev.tfpaas.framework.tfplugin6;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A server for one service on the loopback interface, with a connection to it.
public final class Loopback {
  private static final MethodDescriptor.Marshaller<byte[]> BYTES =
      new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
          return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
          try {
            return stream.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  private final ExecutorService threads;
  private final Server server;
  private final ManagedChannel channel;

  private Loopback(ExecutorService threads, Server server, ManagedChannel channel) {
    this.threads = threads;
    this.server = server;
    this.channel = channel;
  }

  /// Starts a server and connects to it.
  public static Loopback serving(BindableService service) throws IOException {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Server server =
        NettyServerBuilder.forAddress(any).addService(service).executor(threads).build().start();
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
    ManagedChannel channel = NettyChannelBuilder.forAddress(address).usePlaintext().build();
    return new Loopback(threads, server, channel);
  }

  /// Returns the connection.
  public Channel channel() {
    return channel;
  }

  /// Breaks all connections and calls at once.
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
    threads.shutdownNow();
  }

  /// Calls a method with one empty message and waits for the end of the call.
  Status callWithEmptyRequest(Descriptors.MethodDescriptor method) {
    String service = method.getService().getFullName();
    String name = MethodDescriptor.generateFullMethodName(service, method.getName());
    return call(name, type(method)).status();
  }

  /// Calls a method that takes and gives one message, with an empty one, and waits for the end of
  /// the call.
  ///
  /// @param method with the service's name and a slash before it
  public Reply call(String method) {
    return call(method, MethodDescriptor.MethodType.UNARY);
  }

  private Reply call(String method, MethodDescriptor.MethodType type) {
    MethodDescriptor<byte[], byte[]> raw =
        MethodDescriptor.newBuilder(BYTES, BYTES).setType(type).setFullMethodName(method).build();
    CompletableFuture<Reply> end = new CompletableFuture<>();
    StreamObserver<byte[]> requests =
        ClientCalls.asyncBidiStreamingCall(
            channel.newCall(raw, CallOptions.DEFAULT), new Ending(end));
    requests.onNext(new byte[0]);
    requests.onCompleted();
    return end.orTimeout(10, TimeUnit.SECONDS).join();
  }

  /// How a call ended.
  ///
  /// @param message the last that came
  public record Reply(Status status, ByteString message) {}

  private static MethodDescriptor.MethodType type(Descriptors.MethodDescriptor method) {
    if (method.isClientStreaming()) {
      return MethodDescriptor.MethodType.CLIENT_STREAMING;
    }
    return method.isServerStreaming()
        ? MethodDescriptor.MethodType.SERVER_STREAMING
        : MethodDescriptor.MethodType.UNARY;
  }

  /// Calls what no version of the protocol has.
  void callUnknownMethod() {
    MethodDescriptor<byte[], byte[]> method =
        MethodDescriptor.newBuilder(BYTES, BYTES)
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("tfplugin6.Provider/FromTheFuture")
            .build();
    ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, new byte[0]);
  }

  /// Keeps how a call ended.
  private static final class Ending implements StreamObserver<byte[]> {
    private final CompletableFuture<Reply> end;
    private volatile ByteString last = ByteString.EMPTY;

    Ending(CompletableFuture<Reply> end) {
      this.end = end;
    }

    @Override
    public void onNext(byte[] message) {
      last = ByteString.copyFrom(message);
    }

    @Override
    public void onError(Throwable failure) {
      end.complete(new Reply(((StatusRuntimeException) failure).getStatus(), last));
    }

    @Override
    public void onCompleted() {
      end.complete(new Reply(Status.OK, last));
    }
  }
}
