package dev.tfpaas.startup;

import dev.tfpaas.framework.tfplugin6.ProviderService;
import dev.tfpaas.proto.tfplugin6.GetProviderSchema;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The provider's answer to `GetProviderSchema`, which the package holds as it is on the wire: one
/// process in three is asked for nothing else, and to make it costs a quarter of its time.
final class SchemaFile {
  private SchemaFile() {}

  /// Where a package has it.
  static Path in(Path dist) {
    return dist.resolve("lib/schema.binpb");
  }

  /// Puts it into a package.
  static void write(Path dist) throws IOException {
    Files.write(in(dist), answer().toByteArray());
  }

  /// The answer of the provider as it is compiled now.
  static GetProviderSchema.Response answer() {
    Only only = new Only();
    new ProviderService<>(StartCache.provider(), (_, _) -> {})
        .getProviderSchema(GetProviderSchema.Request.getDefaultInstance(), only);
    return only.answer;
  }

  /// Keeps the one answer.
  private static final class Only implements StreamObserver<GetProviderSchema.Response> {
    private GetProviderSchema.Response answer = GetProviderSchema.Response.getDefaultInstance();

    @Override
    public void onNext(GetProviderSchema.Response value) {
      answer = value;
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
