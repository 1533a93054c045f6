package dev.tfpaas.framework.plugin;

import dev.tfpaas.proto.plugin.ConnInfo;
import dev.tfpaas.proto.plugin.GRPCBrokerGrpc;
import io.grpc.stub.StreamObserver;

/// Keeps the host's stream for further connections open; neither side of a Terraform plugin asks
/// for any.
final class BrokerService extends GRPCBrokerGrpc.GRPCBrokerImplBase {
  @Override
  public StreamObserver<ConnInfo> startStream(StreamObserver<ConnInfo> answers) {
    return new StreamObserver<>() {
      @Override
      public void onNext(ConnInfo offer) {
        // An offer to listen somewhere for a service we never dial.
      }

      @Override
      public void onError(Throwable cause) {
        // The host went away; nothing is held for this stream.
      }

      @Override
      public void onCompleted() {
        answers.onCompleted();
      }
    };
  }
}
