package dev.tfpaas.framework.cty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PathTest {
  @Test
  void readsAsTerraformWritesIt() {
    Path path = Path.root().attribute("servers").index(0).attribute("tags").key("a\"b\\\n");

    assertThat(path).hasToString("servers[0].tags[\"a\\\"b\\\\\\u000a\"]");
  }

  @Test
  void rootIsEmpty() {
    assertThat(Path.root()).hasToString("");
    assertThat(Path.root().isRoot()).isTrue();
    assertThat(Path.root().steps()).isEmpty();
    assertThat(Path.root().index(1).isRoot()).isFalse();
  }

  @Test
  void stepsComeInOrder() {
    assertThat(Path.root().attribute("a").key("k").index(7).steps())
        .containsExactly(
            new Path.Step.Attribute("a"), new Path.Step.Key("k"), new Path.Step.Index(7));
  }

  @Test
  void sameStepsAreTheSamePlace() {
    Path one = Path.root().attribute("a").index(1);
    Path other = Path.root().attribute("a").index(1);

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one).isNotEqualTo(Path.root().attribute("a")).isNotEqualTo("a[1]");
  }

  @Test
  void pathsAreJoined() {
    Path whole = Path.root().attribute("a").then(Path.root().index(1).key("k"));

    assertThat(whole).isEqualTo(Path.root().attribute("a").index(1).key("k"));
    assertThat(whole.depth()).isEqualTo(3);
  }

  @Test
  void failureIsMovedUnderItsParent() {
    CtyException inner = new CtyException(Path.root().index(2), "wrong");

    CtyException outer = inner.under(Path.root().attribute("a"));

    assertThat(outer).hasMessage("a[2]: wrong").hasCause(inner);
    assertThat(outer.reason()).isEqualTo("wrong");
    assertThat(outer.path()).isEqualTo(Path.root().attribute("a").index(2));
    assertThat(new CtyException(Path.root(), "wrong", inner)).hasMessage("wrong");
  }
}
