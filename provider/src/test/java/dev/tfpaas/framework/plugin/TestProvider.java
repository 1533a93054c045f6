package dev.tfpaas.framework.plugin;

import dev.tfpaas.proto.tfplugin6.GetProviderSchema;
import dev.tfpaas.proto.tfplugin6.ProviderGrpc;
import dev.tfpaas.proto.tfplugin6.ReadResource;
import dev.tfpaas.proto.tfplugin6.Schema;
import dev.tfpaas.proto.tfplugin6.StopProvider;
import dev.tfpaas.proto.tfplugin6.UpgradeResourceState;
import dev.tfpaas.proto.tfplugin6.ValidateProviderConfig;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A provider with an empty schema, one call that lasts until told to stop, one that echoes and one
/// that fails.
final class TestProvider extends ProviderGrpc.ProviderImplBase {
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicInteger working = new AtomicInteger();

  /// Lets the lasting calls end.
  void stop() {
    stopped.countDown();
  }

  /// How many lasting calls there are now.
  int working() {
    return working.get();
  }

  @Override
  public void getProviderSchema(
      GetProviderSchema.Request request, StreamObserver<GetProviderSchema.Response> answer) {
    Schema empty = Schema.newBuilder().setBlock(Schema.Block.getDefaultInstance()).build();
    answer.onNext(GetProviderSchema.Response.newBuilder().setProvider(empty).build());
    answer.onCompleted();
  }

  /// Fails as no handler should.
  @Override
  public void validateProviderConfig(
      ValidateProviderConfig.Request request,
      StreamObserver<ValidateProviderConfig.Response> answer) {
    throw new IllegalStateException("thrown by a handler");
  }

  /// Answers with the private bytes it was given.
  @Override
  public void readResource(
      ReadResource.Request request, StreamObserver<ReadResource.Response> answer) {
    answer.onNext(ReadResource.Response.newBuilder().setPrivate(request.getPrivate()).build());
    answer.onCompleted();
  }

  /// Works until [#stop], then says so on standard error.
  @Override
  public void upgradeResourceState(
      UpgradeResourceState.Request request, StreamObserver<UpgradeResourceState.Response> answer) {
    working.incrementAndGet();
    System.err.println("work began");
    try {
      stopped.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    System.err.println("work ended");
    working.decrementAndGet();
    answer.onNext(UpgradeResourceState.Response.getDefaultInstance());
    answer.onCompleted();
  }

  @Override
  public void stopProvider(
      StopProvider.Request request, StreamObserver<StopProvider.Response> answer) {
    stop();
    answer.onNext(StopProvider.Response.getDefaultInstance());
    answer.onCompleted();
  }
}
