package dev.tfpaas.framework.tfplugin6;

import static io.grpc.stub.ServerCalls.asyncUnaryCall;

import dev.tfpaas.proto.tfplugin6.ProviderGrpc;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Answers all calls that only ask what the provider has, from bytes that were prepared when it was
/// built: neither the schemas nor their messages have to be made for it.
///
/// A host asks one or several of them in each process that it starts, before anything else;
/// Terraform and OpenTofu since 1.12 ask for identity schemas as well as for the schemas.
public final class PreparedAnswers implements BindableService {
  /// What says or does more than that: these calls want the provider itself. Whatever else a host
  /// may call is of a feature that no provider of this framework has.
  private static final Set<String> OF_THE_PROVIDER =
      Set.of(
          "ApplyResourceChange",
          "ConfigureProvider",
          "ImportResourceState",
          "MoveResourceState",
          "PlanResourceChange",
          "ReadDataSource",
          "ReadResource",
          "StopProvider",
          "UpgradeResourceState",
          "ValidateDataResourceConfig",
          "ValidateProviderConfig",
          "ValidateResourceConfig");

  private static final String PREFIX = ProviderGrpc.SERVICE_NAME + "/";

  private final Map<String, byte[]> answers;

  private PreparedAnswers(Map<String, byte[]> answers) {
    this.answers = answers;
  }

  /// Reads a file of answers: of each the name of its method as [DataInputStream#readUTF] has it,
  /// the number of its bytes in four, and the response as it is on the wire.
  ///
  /// @throws IOException when it is not whole
  public static PreparedAnswers of(byte[] file) throws IOException {
    Map<String, byte[]> answers = new LinkedHashMap<>();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
    while (in.available() > 0) {
      String method = in.readUTF();
      int length = in.readInt();
      byte[] answer = in.readNBytes(length);
      if (answer.length < length) {
        throw new IOException("the answer to " + method + " ends too soon");
      }
      answers.put(method, answer);
    }
    return new PreparedAnswers(answers);
  }

  /// Tells whether a call that is not answered here is one for the provider itself. All others
  /// would find nothing there either.
  ///
  /// @param fullMethodName with the service's name and a slash before it
  public static boolean leavesToTheProvider(String fullMethodName) {
    return fullMethodName.startsWith(PREFIX)
        && OF_THE_PROVIDER.contains(fullMethodName.substring(PREFIX.length()));
  }

  @Override
  public ServerServiceDefinition bindService() {
    Bytes bytes = new Bytes();
    ServerServiceDefinition.Builder service =
        ServerServiceDefinition.builder(ProviderGrpc.SERVICE_NAME);
    for (Map.Entry<String, byte[]> prepared : answers.entrySet()) {
      MethodDescriptor<byte[], byte[]> method =
          MethodDescriptor.newBuilder(bytes, bytes)
              .setType(MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(PREFIX + prepared.getKey())
              .build();
      ServerCalls.UnaryMethod<byte[], byte[]> handler =
          (_, observer) -> {
            observer.onNext(prepared.getValue());
            observer.onCompleted();
          };
      service.addMethod(method, asyncUnaryCall(handler));
    }
    return service.build();
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    private static final byte[] NOTHING = {};

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    /// The requests have no fields, and those of a newer host would say nothing to this provider.
    @Override
    public byte[] parse(InputStream stream) {
      return NOTHING;
    }
  }
}
