package dev.tfpaas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ConstantPool;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

class JsonTreeTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "true",
        "\"\"",
        "-0",
        "9223372036854775808",
        "1.50",
        "1e400",
        "12345678901234567890.123456789",
        "\"quote \\\" backslash \\\\ slash \\/ line \\n control \\u0001 \\u2028 \\ud83d\\ude00 ü\"",
        "{\"a\":[1,{\"b\":null},[],{}],\"\":false,\"a b\":\"c\"}"
      })
  void writesAsTheLibraryDoes(String json) {
    assertThat(JsonTree.text(MAPPER.readTree(json))).isEqualTo(MAPPER.readTree(json).toString());
  }

  @Test
  void whatIsMissingIsNoText() {
    assertThat(JsonTree.text(MissingNode.getInstance())).isEmpty();
  }

  @Test
  void whatIsNotOfJsonIsRefused() {
    assertThatThrownBy(() -> JsonTree.text(JsonNodeFactory.instance.pojoNode(new Object())))
        .hasMessage("POJO is not of JSON");
  }

  /// Whoever does needs the module `java.xml`, which the runtime of the package has not.
  @Test
  void nobodyWritesByTheLibrary() throws IOException {
    List<String> writers = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("target/classes"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
        ConstantPool constants = ClassFile.of().parse(file).constantPool();
        for (PoolEntry constant : constants) {
          if (writes(constant)) {
            writers.add(file.getFileName() + ": " + constant);
          }
        }
      }
    }

    assertThat(writers).as("use JsonTree").isEmpty();
  }

  private static boolean writes(PoolEntry constant) {
    return switch (constant) {
      case MethodRefEntry method ->
          method.owner().asInternalName().startsWith("tools/jackson/databind/")
              && method
                  .name()
                  .stringValue()
                  .matches("to(Pretty)?String|write(Value|Tree).*|valueToTree|convertValue");
      case InvokeDynamicEntry call ->
          call.name().equalsString("makeConcatWithConstants")
              && call.type().stringValue().contains("Ltools/jackson/databind/");
      default -> false;
    };
  }
}
