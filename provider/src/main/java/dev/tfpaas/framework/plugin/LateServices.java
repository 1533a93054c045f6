package dev.tfpaas.framework.plugin;

import io.grpc.BindableService;
import io.grpc.HandlerRegistry;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Services that are made when the first call arrives that nobody else answers. A process that is
/// only asked for the schema never makes them. Safe for use by many threads.
final class LateServices extends HandlerRegistry {
  private final Supplier<List<BindableService>> services;
  private @Nullable Map<String, ServerMethodDefinition<?, ?>> methods;

  LateServices(Supplier<List<BindableService>> services) {
    this.services = services;
  }

  @Override
  public synchronized @Nullable ServerMethodDefinition<?, ?> lookupMethod(
      String methodName, @Nullable String authority) {
    if (methods == null) {
      methods = bind();
    }
    return methods.get(methodName);
  }

  private Map<String, ServerMethodDefinition<?, ?>> bind() {
    try {
      Map<String, ServerMethodDefinition<?, ?>> bound = new HashMap<>();
      for (BindableService service : services.get()) {
        service
            .bindService()
            .getMethods()
            .forEach(method -> bound.put(method.getMethodDescriptor().getFullMethodName(), method));
      }
      return bound;
    } catch (IllegalArgumentException | IllegalStateException e) {
      // Without a description the host would show its user nothing but "unknown".
      throw Status.INTERNAL
          .withDescription("the provider cannot be made: " + e.getMessage())
          .withCause(e)
          .asRuntimeException();
    }
  }
}
