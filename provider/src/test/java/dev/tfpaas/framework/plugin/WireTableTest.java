package dev.tfpaas.framework.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.tfpaas.proto.health.HealthProto;
import dev.tfpaas.proto.plugin.GrpcBrokerProto;
import dev.tfpaas.proto.plugin.GrpcControllerProto;
import dev.tfpaas.proto.plugin.GrpcStdioProto;
import dev.tfpaas.proto.tfplugin6.TfPlugin6;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares the compiled `.proto` files with tables written from the protocol's reference, line by
/// line.
final class WireTableTest {

  static Stream<Arguments> tables() {
    return Stream.of(
        Arguments.of("tfplugin6.txt", 359 - 2, List.of(TfPlugin6.getDescriptor())),
        Arguments.of(
            "plugin.txt",
            16,
            List.of(
                GrpcControllerProto.getDescriptor(),
                GrpcStdioProto.getDescriptor(),
                GrpcBrokerProto.getDescriptor())),
        Arguments.of("health.txt", 8, List.of(HealthProto.getDescriptor())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void filesSayWhatTheTableSays(String table, int lines, List<FileDescriptor> files)
      throws IOException {
    List<String> expected = read(table);

    List<String> actual = new ArrayList<>();
    files.forEach(file -> describe(file, actual));

    assertThat(expected).hasSize(lines);
    assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<String> read(String table) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(WireTableTest.class.getResourceAsStream(table), table)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private static void describe(FileDescriptor file, List<String> lines) {
    String own = file.getPackage() + ".";
    file.getServices()
        .forEach(service -> service.getMethods().forEach(rpc -> lines.add(describe(rpc, own))));
    file.getEnumTypes().forEach(type -> describe(type, own, lines));
    file.getMessageTypes().forEach(type -> describe(type, own, lines));
  }

  private static String describe(MethodDescriptor rpc, String own) {
    return "rpc %s.%s %s%s %s%s"
        .formatted(
            rpc.getService().getName(),
            rpc.getName(),
            rpc.isClientStreaming() ? "stream " : "",
            strip(rpc.getInputType().getFullName(), own),
            rpc.isServerStreaming() ? "stream " : "",
            strip(rpc.getOutputType().getFullName(), own));
  }

  private static void describe(EnumDescriptor type, String own, List<String> lines) {
    type.getValues()
        .forEach(value ->
            lines.add(
                "enum %s %s %d"
                    .formatted(
                        strip(type.getFullName(), own), value.getName(), value.getNumber())));
  }

  private static void describe(Descriptor type, String own, List<String> lines) {
    type.getEnumTypes().forEach(inner -> describe(inner, own, lines));
    type.getNestedTypes().stream()
        .filter(inner -> !inner.getOptions().getMapEntry())
        .forEach(inner -> describe(inner, own, lines));
    String name = strip(type.getFullName(), own);
    boolean isFolder = !type.getNestedTypes().isEmpty() || !type.getEnumTypes().isEmpty();
    if (type.getFields().isEmpty() && !isFolder) {
      lines.add("message " + name);
    }
    for (FieldDescriptor field : type.getFields()) {
      String line =
          "field %s %d %s %s"
              .formatted(name, field.getNumber(), field.getName(), label(field) + kind(field, own));
      boolean chosen = field.getRealContainingOneof() != null;
      lines.add(chosen ? line + " oneof " + field.getRealContainingOneof().getName() : line);
    }
  }

  private static String label(FieldDescriptor field) {
    if (field.isMapField()) {
      return "";
    }
    if (field.isRepeated()) {
      return "repeated ";
    }
    // Explicit presence shows in the descriptor as a oneof made up by the compiler.
    return field.getContainingOneof() != null && field.getRealContainingOneof() == null
        ? "optional "
        : "";
  }

  private static String kind(FieldDescriptor field, String own) {
    if (field.isMapField()) {
      Descriptor entry = field.getMessageType();
      return "map<%s,%s>"
          .formatted(kind(entry.findFieldByNumber(1), own), kind(entry.findFieldByNumber(2), own));
    }
    return switch (field.getJavaType()) {
      case MESSAGE -> strip(field.getMessageType().getFullName(), own);
      case ENUM -> strip(field.getEnumType().getFullName(), own);
      case BOOLEAN, BYTE_STRING, DOUBLE, FLOAT, INT, LONG, STRING ->
          field.getType().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String strip(String name, String own) {
    return name.startsWith(own) ? name.substring(own.length()) : name;
  }
}
