package dev.tfpaas.framework.plugin;

import io.grpc.BindableService;
import io.grpc.HandlerRegistry;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Services that are made when the first call arrives that is theirs. A process that is only asked
/// what the provider has never makes them. Safe for use by many threads.
final class LateServices extends HandlerRegistry {
  private final Predicate<String> theirs;
  private final Supplier<List<BindableService>> services;
  private @Nullable Map<String, ServerMethodDefinition<?, ?>> methods;

  /// Services to be made late.
  ///
  /// @param theirs tells by the full name of a method whether they may have it; of a method that is
  ///   not theirs the host is told that there is none, as quickly as anything
  LateServices(Predicate<String> theirs, Supplier<List<BindableService>> services) {
    this.theirs = theirs;
    this.services = services;
  }

  /// No services.
  static LateServices none() {
    return new LateServices(_ -> false, List::of);
  }

  @Override
  public @Nullable ServerMethodDefinition<?, ?> lookupMethod(
      String methodName, @Nullable String authority) {
    return theirs.test(methodName) ? bound(methodName) : null;
  }

  private synchronized @Nullable ServerMethodDefinition<?, ?> bound(String methodName) {
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
