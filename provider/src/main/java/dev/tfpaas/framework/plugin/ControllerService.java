package dev.tfpaas.framework.plugin;

import dev.tfpaas.proto.plugin.Empty;
import dev.tfpaas.proto.plugin.GRPCControllerGrpc;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/// Answers the host's request to end, then lets the process end.
///
/// The host asks without a deadline and holds a lock meanwhile, so the answer comes first.
final class ControllerService extends GRPCControllerGrpc.GRPCControllerImplBase {
  private final Runnable end;

  ControllerService(Runnable end) {
    this.end = end;
  }

  @Override
  public void shutdown(Empty request, StreamObserver<Empty> answer) {
    ServerCallStreamObserver<Empty> call = (ServerCallStreamObserver<Empty>) answer;
    // Close: the answer is on the wire. Cancel: nobody waits for it. Either way the host wants us
    // gone.
    call.setOnCloseHandler(end);
    call.setOnCancelHandler(end);
    answer.onNext(Empty.getDefaultInstance());
    answer.onCompleted();
  }
}
