package dev.tfpaas.startup;

import com.google.protobuf.MessageLite;
import dev.tfpaas.framework.tfplugin6.Phrasing;
import dev.tfpaas.framework.tfplugin6.ProviderService;
import dev.tfpaas.proto.tfplugin6.GetFunctions;
import dev.tfpaas.proto.tfplugin6.GetMetadata;
import dev.tfpaas.proto.tfplugin6.GetProviderSchema;
import dev.tfpaas.proto.tfplugin6.GetResourceIdentitySchemas;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// The provider's answers to whoever asks what it has, which the package holds as they are on the
/// wire: every process is asked, one in three for nothing else, and to make them costs a quarter of
/// its time.
///
/// @see dev.tfpaas.framework.tfplugin6.PreparedAnswers
final class AnswersFile {
  private AnswersFile() {}

  /// Where a package has it.
  static Path in(Path dist) {
    return dist.resolve("lib/answers.bin");
  }

  /// Puts it into a package.
  static void write(Path dist) throws IOException {
    Files.write(in(dist), content());
  }

  /// The answers of the provider as it is compiled now.
  static byte[] content() throws IOException {
    ProviderService<?> provider =
        new ProviderService<>(StartCache.provider(), (_, _) -> {}, Phrasing.PLAIN);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    AnswersFile.<GetProviderSchema.Response>put(
        out,
        "GetProviderSchema",
        only -> provider.getProviderSchema(GetProviderSchema.Request.getDefaultInstance(), only));
    AnswersFile.<GetResourceIdentitySchemas.Response>put(
        out,
        "GetResourceIdentitySchemas",
        only ->
            provider.getResourceIdentitySchemas(
                GetResourceIdentitySchemas.Request.getDefaultInstance(), only));
    AnswersFile.<GetMetadata.Response>put(
        out,
        "GetMetadata",
        only -> provider.getMetadata(GetMetadata.Request.getDefaultInstance(), only));
    AnswersFile.<GetFunctions.Response>put(
        out,
        "GetFunctions",
        only -> provider.getFunctions(GetFunctions.Request.getDefaultInstance(), only));
    return bytes.toByteArray();
  }

  private static <T extends MessageLite> void put(
      DataOutputStream out, String method, Consumer<StreamObserver<T>> call) throws IOException {
    Only<T> only = new Only<>();
    call.accept(only);
    out.writeUTF(method);
    out.writeInt(only.answer.length);
    out.write(only.answer);
  }

  /// Keeps the one answer.
  private static final class Only<T extends MessageLite> implements StreamObserver<T> {
    private byte[] answer = {};

    @Override
    public void onNext(T value) {
      answer = value.toByteArray();
    }

    @Override
    public void onError(Throwable failure) {
      throw new IllegalStateException(failure);
    }

    @Override
    public void onCompleted() {
      // There is one answer.
    }
  }
}
