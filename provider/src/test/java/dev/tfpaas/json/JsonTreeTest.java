package dev.tfpaas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
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
    assertThat(JsonTree.text(MAPPER.readTree(json)))
        .isEqualTo(MAPPER.writeValueAsString(MAPPER.readTree(json)))
        .isEqualTo(MAPPER.readTree(json).toString());
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

  @ParameterizedTest
  @ValueSource(
      strings = {"", "  ", "null", "{\"a\":{\"a\":1},\"b\":[1e400,-1,1.5]}", "{\"a\":1,\"a\":2}"})
  void readsAsTheLibraryDoes(String json) {
    assertThat(JsonTree.read(json)).isEqualTo(MAPPER.readTree(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[1,", "{\"a\"}", "{} {}", "1 2", "nul", "}", "[1 2]", "{\"a\":}"})
  void whatTheLibraryRefusesIsRefused(String text) {
    assertThatThrownBy(() -> MAPPER.readTree(text)).isInstanceOf(JacksonException.class);
    assertThatThrownBy(() -> JsonTree.read(text)).isInstanceOf(JacksonException.class);
  }

  @Test
  void depthHasAnEnd() {
    assertThatThrownBy(() -> JsonTree.read("[".repeat(100_000)))
        .isInstanceOf(JacksonException.class);
  }

  /// Whoever does brings back into the package what the library needs for any Java object, and
  /// needs the module `java.xml`, which the runtime of the package has not.
  @Test
  void nobodyReadsOrWritesByTheLibrary() throws IOException {
    List<String> users = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("target/classes"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
        for (PoolEntry constant : ClassFile.of().parse(file).constantPool()) {
          if (constant instanceof ClassEntry type
              && type.asInternalName().matches("tools/jackson/.*Mapper")) {
            users.add(file.getFileName() + ": " + type.asInternalName());
          }
        }
      }
    }

    assertThat(users).as("use JsonTree").isEmpty();
  }
}
