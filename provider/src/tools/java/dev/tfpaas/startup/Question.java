package dev.tfpaas.startup;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/// Calls of the provider's service that have an empty request, by name: those that ask what it has,
/// and those of releases to come.
public final class Question {
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

  private Question() {}

  /// Asks, and returns the answer as it is on the wire.
  ///
  /// @param method its name, without the service's
  /// @throws io.grpc.StatusRuntimeException when there is no such method
  public static byte[] ask(Channel channel, String method) {
    MethodDescriptor<byte[], byte[]> raw =
        MethodDescriptor.newBuilder(BYTES, BYTES)
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("tfplugin6.Provider/" + method)
            .build();
    return ClientCalls.blockingUnaryCall(
        channel, raw, CallOptions.DEFAULT.withDeadlineAfter(2, TimeUnit.MINUTES), new byte[0]);
  }
}
