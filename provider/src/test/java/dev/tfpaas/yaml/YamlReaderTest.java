package dev.tfpaas.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is read, and what is said about what cannot be.
class YamlReaderTest {
  private static final Path FILE = Path.of("f.yaml");

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("a:\n\tb: 1\n", "f.yaml:2:1: a tab; indent with spaces"),
        Arguments.of("a:\n  b: 1\n\tc: 2\n", "f.yaml:3:1: a tab; indent with spaces"),
        Arguments.of(
            "a:\n  b: 1\n   c: 2\n",
            "f.yaml:3:5: this line is indented too far, or the line before it lacks"
                + " its \":\" or the space after it"),
        Arguments.of(
            "a:\n  b: 1\n c: 2\n",
            "f.yaml:3:2: this line does not stand in line with the others that began at line 1;"
                + " indent it as far as they are"),
        Arguments.of(
            "a:\n    b: 1\n  c: 2\n",
            "f.yaml:3:3: this line does not stand in line with the others that began at line 1;"
                + " indent it as far as they are"),
        Arguments.of("a: \"x\nb: 2\n", "f.yaml:1:4: a quote is opened here and never closed"),
        Arguments.of("a: 'x\nb: 2\n", "f.yaml:1:4: a quote is opened here and never closed"),
        Arguments.of(
            "a: x\"\nb: 'it's'\n",
            "f.yaml:2:8: nothing may follow here in this line; put a text that holds quotes or"
                + " brackets in quotes as a whole"),
        Arguments.of(
            "a: {b: 1\nc: 2\n",
            "f.yaml:1:4: the mapping opened here is not closed before line 2; a \",\" or a \"}\" is"
                + " missing"),
        Arguments.of(
            "a: [1, 2\nc: 2\n",
            "f.yaml:1:4: the list opened here is not closed before line 2; a \",\" or a \"]\" is"
                + " missing"),
        Arguments.of(
            "a: b: c\n",
            "f.yaml:1:5: a second \": \" in one line; put a text with \": \" in quotes"),
        Arguments.of("a: 1\nb\nc: 2\n", "f.yaml:2:1: a key without \":\"; write key: value"),
        Arguments.of(
            "a:\n  b\n  c: 2\n",
            "f.yaml:3:4: this line is indented too far, or the line before it lacks"
                + " its \":\" or the space after it"),
        Arguments.of("a: @b\n", "f.yaml:1:4: a value cannot begin with \"@\"; put it in quotes"),
        Arguments.of("a: `b`\n", "f.yaml:1:4: a value cannot begin with \"`\"; put it in quotes"),
        Arguments.of("a: %b\n", "f.yaml:1:4: a value cannot begin with \"%\"; put it in quotes"),
        Arguments.of("a: *b\n", "f.yaml:1:4: *b names no anchor; write &b before an earlier value"),
        Arguments.of(
            "c: &base 1\na: *bas\n",
            "f.yaml:2:4: *bas names no anchor; write &bas before an earlier value; did you mean"
                + " *base?"),
        Arguments.of(
            "a: &b [*b]\n", "f.yaml:1:8: *b names no anchor; write &b before an earlier value"),
        Arguments.of(
            "a: * b\n",
            "f.yaml:1:5: \"*\" and \"&\" name values in YAML; put a text that begins with one in"
                + " quotes"),
        Arguments.of("a: !x 1\n", "f.yaml:1:4: tags such as !x are not known here; leave it out"),
        Arguments.of(
            "a: 1\na: 2\n",
            "f.yaml:2:1: \"a\" is said twice, here and in line 1; keep one of them"),
        Arguments.of(
            "a: 1\n---\nb: 2\n",
            "f.yaml:2:1: a second document begins here; put everything into one"),
        Arguments.of("[a]: 1\n", "f.yaml:1:1: a key must be a word"),
        Arguments.of(
            "<<: 1\n", "f.yaml:1:5: << takes a mapping, e.g. <<: *name, or a list of mappings"),
        Arguments.of(
            "- a\nb: 1\n",
            "f.yaml:2:1: this line does not stand in line with the others that began at line 1;"
                + " indent it as far as they are"),
        Arguments.of(
            "a: 1\n- b\n",
            "f.yaml:2:1: this line does not stand in line with the others that began at line 1;"
                + " indent it as far as they are"),
        Arguments.of("a: \u0007\n", "f.yaml:1:4: the character U+0007 must not stand in YAML"),
        Arguments.of(
            "a:\n- b\n c: 1\n",
            "f.yaml:3:3: this line is indented too far, or the line before it lacks"
                + " its \":\" or the space after it"),
        Arguments.of(
            "a: \"\\q\"\n",
            "f.yaml:1:6: an unknown escape; in double quotes write \\\\ for a backslash, or use"
                + " single quotes"),
        Arguments.of(
            "a: |\n  text\n b: 1\n",
            "f.yaml:3:2: this line does not stand in line with the others that began at line 1;"
                + " indent it as far as they are"),
        Arguments.of(
            "a: [1]]\n",
            "f.yaml:1:7: nothing may follow here in this line; put a text that holds quotes or"
                + " brackets in quotes as a whole"),
        Arguments.of("%YAML 3.0\n---\na: 1\n", "f.yaml: it is no YAML: Version{major=3, minor=0}"),
        Arguments.of(
            "a: {b: 1, b: 2}\n",
            "f.yaml:1:11: \"b\" is said twice, here and in line 1; keep one of them"),
        Arguments.of(
            "a:1\nb: 2\n",
            "f.yaml:2:2: this line is indented too far, or the line before it lacks"
                + " its \":\" or the space after it"),
        Arguments.of(
            "a: x\n  b: 2\n",
            "f.yaml:2:4: this line is indented too far, or the line before it lacks"
                + " its \":\" or the space after it"),
        Arguments.of("[".repeat(60), "f.yaml:1:51: more than 50 levels deep"),
        Arguments.of(
            "a: { b: }}",
            "f.yaml:1:10: nothing may follow here in this line; put a text that holds quotes or"
                + " brackets in quotes as a whole"),
        Arguments.of(
            "a: \"b\" c\n",
            "f.yaml:1:8: nothing may follow here in this line; put a text that holds quotes or"
                + " brackets in quotes as a whole"),
        Arguments.of(
            "{a: 1}\nb: 2\n",
            "f.yaml:2:1: this stands after the end of the value that began in line 1"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakeIsNamedWithItsPlace(String text, String complaint) {
    assertThat(complaints(YamlReader.parse(FILE, text))).isEqualTo(complaint);
  }

  private static String complaints(YamlReader.Document document) {
    return document.complaints().stream()
        .map(it -> it.place() + ": " + it.message())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void severalComplaintsComeTogether() {
    YamlReader.Document document = YamlReader.parse(FILE, "a: 1\na: 2\nb: !x 3\n");

    assertThat(document.complaints()).extracting(it -> it.place().line()).containsExactly(2, 3);
  }

  @Test
  void aliasIsTheValueOfItsAnchor() {
    Yaml.Fields root = fields(YamlReader.parse(FILE, "a: &x [1, two]\nb: *x\n"));

    assertThat(root.fields().get("b")).isSameAs(root.fields().get("a"));
  }

  @Test
  void mergedKeysGiveWayToWrittenOnesAndKeepTheirPlaces() {
    Yaml.Fields root =
        fields(
            YamlReader.parse(
                FILE,
                """
                one: &one {a: 1, b: 2}
                two: &two {b: 3, c: 4}
                all:
                  <<: [*one, *two]
                  a: 9
                """));

    Yaml.Fields all = (Yaml.Fields) root.get("all").orElseThrow();
    assertThat(all.fields())
        .hasToString(
            "{a=Scalar[place=f.yaml:5:6, text=9, style=PLAIN], b=Scalar[place=f.yaml:1:21, text=2,"
                + " style=PLAIN], c=Scalar[place=f.yaml:2:21, text=4, style=PLAIN]}");
    assertThat(all.placeOf("c")).hasToString("f.yaml:2:18");
  }

  @Test
  void aliasesOfAliasesAreStopped() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 20; i++) {
      String before = "*a" + (i - 1);
      text.append(
          "a%d: &a%d [%s]\n"
              .formatted(i, i, String.join(", ", List.of(before, before, before, before))));
    }

    assertThat(complaints(YamlReader.parse(FILE, text.toString())))
        .isEqualTo("f.yaml:7:25: more than 50,000 values once aliases are written out");
  }

  @Test
  void aliasesOfNestedAliasesAreStopped() {
    StringBuilder text = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 100; i++) {
      text.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
    }

    assertThat(complaints(YamlReader.parse(FILE, text.toString())))
        .isEqualTo("f.yaml:48:12: more than 50 levels deep with *a46");
  }

  @Test
  void quotedTextIsNoNumberAndNothingIsNull() {
    Yaml.Fields root = fields(YamlReader.parse(FILE, "a: '1'\nb: 1\nc:\nd: ~\ne: ''\n"));

    assertThat(root.fields().values())
        .map(Yaml.Scalar.class::cast)
        .extracting(Yaml.Scalar::style, Yaml.Scalar::isNull)
        .containsExactly(
            tuple(Yaml.Style.QUOTED, false),
            tuple(Yaml.Style.PLAIN, false),
            tuple(Yaml.Style.PLAIN, true),
            tuple(Yaml.Style.PLAIN, true),
            tuple(Yaml.Style.QUOTED, false));
  }

  @Test
  void bytesThatAreNoUtf8HaveAPlace() {
    byte[] latin = "a: 1\nb: \u00fc ".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(complaints(YamlReader.read(latin, FILE)))
        .isEqualTo("f.yaml:2:4: the byte 0xFC is not UTF-8; save the file as UTF-8");
  }

  @Test
  void markOfTheByteOrderIsSkipped() {
    byte[] bytes = "\uFEFFa: \u00fc".getBytes(StandardCharsets.UTF_8);

    assertThat(fields(YamlReader.read(bytes, FILE)).get("a"))
        .hasValueSatisfying(a -> assertThat(((Yaml.Scalar) a).text()).isEqualTo("\u00fc"));
  }

  @Test
  void hugeFileIsNotRead(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("big.yaml"), "a: 1 # x\n".repeat(1_200_000));

    assertThat(complaints(YamlReader.read(file, Path.of("big.yaml"))))
        .isEqualTo(
            "big.yaml: it is larger than 1 MiB, which no file written by hand is; is it the right"
                + " file?");
  }

  private static Yaml.Fields fields(YamlReader.Document document) {
    assertThat(document.complaints()).isEmpty();
    return (Yaml.Fields) document.root();
  }
}
