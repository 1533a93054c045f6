package dev.tfpaas.framework.tfplugin6;

import static io.grpc.stub.ServerCalls.asyncUnaryCall;

import dev.tfpaas.proto.tfplugin6.ProviderGrpc;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/// Answers `GetProviderSchema`, and nothing else, from bytes that were prepared when the provider
/// was built: neither the schemas nor their messages have to be made for it.
public final class PreparedSchema implements BindableService {
  private final byte[] answer;

  /// Takes a `GetProviderSchema.Response` as it is on the wire.
  public PreparedSchema(byte[] answer) {
    this.answer = answer.clone();
  }

  @Override
  public ServerServiceDefinition bindService() {
    Bytes bytes = new Bytes();
    MethodDescriptor<byte[], byte[]> method =
        MethodDescriptor.newBuilder(bytes, bytes)
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(
                MethodDescriptor.generateFullMethodName(
                    ProviderGrpc.SERVICE_NAME, "GetProviderSchema"))
            .build();
    ServerCalls.UnaryMethod<byte[], byte[]> handler =
        (_, observer) -> {
          observer.onNext(answer);
          observer.onCompleted();
        };
    return ServerServiceDefinition.builder(ProviderGrpc.SERVICE_NAME)
        .addMethod(method, asyncUnaryCall(handler))
        .build();
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    private static final byte[] NOTHING = {};

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    /// The request has no fields, and those of a newer host would say nothing to this provider.
    @Override
    public byte[] parse(InputStream stream) {
      return NOTHING;
    }
  }
}
