package dev.tfpaas.startup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.grpc.BindableService;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What hosts said to processes of a provider, in a file that all of them write to.
public record Heard(Path file) {
  /// A call.
  ///
  /// @param process the process that was called
  /// @param method the method's name, without the service's
  /// @param says what the host said of itself in the request
  public record Call(String process, String method, String says) {}

  /// Has calls of a service written down before it answers them.
  BindableService by(BindableService service) {
    return () -> ServerInterceptors.intercept(service, new Listener());
  }

  /// Returns all calls, by process in the order in which they were first called.
  public List<List<Call>> calls() throws IOException {
    Map<String, List<Call>> processes =
        Files.readAllLines(file).stream()
            .map(line -> line.split("\t", -1))
            .map(words -> new Call(words[0], words[1], words[2]))
            .collect(Collectors.groupingBy(Call::process, LinkedHashMap::new, Collectors.toList()));
    return List.copyOf(processes.values());
  }

  /// What a request says of its host, as one line; nothing if it says nothing.
  static String said(Message request) {
    return request.getAllFields().entrySet().stream()
        .filter(field -> ofTheHost(field.getKey()))
        .map(field ->
            field.getKey().getName()
                + "="
                + (field.getValue() instanceof Message message
                    ? capabilities(message)
                    : field.getValue()))
        .collect(Collectors.joining(" "));
  }

  /// Capabilities as a line.
  public static String capabilities(Message message) {
    return "{" + TextFormat.printer().emittingSingleLine(true).printToString(message).strip() + "}";
  }

  private static boolean ofTheHost(FieldDescriptor field) {
    return List.of("terraform_version", "client_capabilities").contains(field.getName());
  }

  private void add(String method, Message request) {
    String line = "%d\t%s\t%s\n".formatted(ProcessHandle.current().pid(), method, said(request));
    try {
      Files.write(file, line.getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Listener implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      String method = call.getMethodDescriptor().getBareMethodName();
      return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
        @Override
        public void onMessage(Q message) {
          add(method, (Message) message);
          super.onMessage(message);
        }
      };
    }
  }
}
