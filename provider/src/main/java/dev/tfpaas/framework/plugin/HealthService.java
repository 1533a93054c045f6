package dev.tfpaas.framework.plugin;

import dev.tfpaas.proto.health.HealthCheckRequest;
import dev.tfpaas.proto.health.HealthCheckResponse;
import dev.tfpaas.proto.health.HealthCheckResponse.ServingStatus;
import dev.tfpaas.proto.health.HealthGrpc;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/// Says that the plugin is well: a process that answers at all is.
///
/// @see <a href="https://github.com/grpc/grpc/blob/master/doc/health-checking.md">gRPC health
///   checking</a>
final class HealthService extends HealthGrpc.HealthImplBase {
  /// The name under which go-plugin asks; the empty one stands for the whole server.
  private static final String PLUGIN = "plugin";

  @Override
  public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> answer) {
    if (status(request) == ServingStatus.SERVING) {
      answer.onNext(response(ServingStatus.SERVING));
      answer.onCompleted();
    } else {
      answer.onError(Status.NOT_FOUND.withDescription("no such service").asRuntimeException());
    }
  }

  /// Sends the present status, which never changes, and keeps the stream open.
  @Override
  public void watch(HealthCheckRequest request, StreamObserver<HealthCheckResponse> answers) {
    answers.onNext(response(status(request)));
  }

  private static ServingStatus status(HealthCheckRequest request) {
    return request.getService().isEmpty() || request.getService().equals(PLUGIN)
        ? ServingStatus.SERVING
        : ServingStatus.SERVICE_UNKNOWN;
  }

  private static HealthCheckResponse response(ServingStatus status) {
    return HealthCheckResponse.newBuilder().setStatus(status).build();
  }
}
