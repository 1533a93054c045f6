package dev.tfpaas.framework.plugin;

import com.google.protobuf.Empty;
import dev.tfpaas.proto.plugin.GRPCStdioGrpc;
import dev.tfpaas.proto.plugin.StdioData;
import io.grpc.stub.StreamObserver;

/// Keeps the host's stream for our output open and sends nothing: logs go to standard error.
final class StdioService extends GRPCStdioGrpc.GRPCStdioImplBase {
  @Override
  public void streamStdio(Empty request, StreamObserver<StdioData> output) {
    // Ending the stream would make the host log that it ended; it ends with the process.
  }
}
