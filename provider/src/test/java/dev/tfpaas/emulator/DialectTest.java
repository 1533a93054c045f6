package dev.tfpaas.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tfpaas.platform.register.Register;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The positions that an emulator is in.
class DialectTest {
  static final List<String> VENDORS = Register.VENDORS;

  @Test
  void nothingSaidIsAsAssumed() {
    Dialect usual = Dialect.parse("scalingo", List.of(), 7);

    assertThat(usual).isEqualTo(Dialect.usual("scalingo")).hasToString("as assumed");
    assertThat(usual.is("migration-tool", "offered")).isTrue();
    assertThat(usual.works()).isTrue();
  }

  @Test
  void onePositionIsChosenByNameAndValue() {
    Dialect dialect = Dialect.parse("scalingo", List.of("migration-tool=withdrawn-gone"), 7);

    assertThat(dialect.is("migration-tool", "withdrawn-gone")).isTrue();
    assertThat(dialect.is("migration-tool", "offered")).isFalse();
    assertThat(dialect).hasToString("migration-tool=withdrawn-gone");
    assertThat(dialect.works()).isFalse();
  }

  @ParameterizedTest
  @FieldSource("VENDORS")
  void seedDrawsTheSameAgainAndSeedsDrawEveryPosition(String vendor) {
    Dialect drawn = Dialect.parse(vendor, List.of("random"), 7);
    List<Dialect> many = LongStream.range(0, 200).mapToObj(i -> Dialect.random(vendor, i)).toList();

    assertThat(Dialect.parse(vendor, List.of("random:7"), 99)).isEqualTo(drawn);
    assertThat(drawn.seed()).isEqualTo(Optional.of(7L));
    assertThat(drawn.toString()).startsWith("random:7 ");
    for (String name : drawn.positions().keySet()) {
      assertThat(drawn.entry(name).positions())
          .allSatisfy(it -> assertThat(many).as(name).anyMatch(one -> one.is(name, it.name())));
    }
  }

  @Test
  void singlePositionWinsOverWhatIsDrawn() {
    for (long seed = 0; seed < 20; seed++) {
      List<String> words = List.of("migration-tool=withdrawn-page", "random:" + seed);

      assertThat(Dialect.parse("scalingo", words, 0).is("migration-tool", "withdrawn-page"))
          .isTrue();
    }
  }

  @Test
  void whatDoesNotExistIsRefusedWithWhatExists() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dialect.parse("jelastic", List.of("live=refused"), 0))
        .withMessageContaining("jelastic has no dialect \"live\"; there are ")
        .withMessageContaining("live-between-centres=refused|silently-offline");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dialect.parse("cloud66", List.of("group-write-scope=root"), 0))
        .withMessage("\"root\" of group-write-scope is none of admin|public");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dialect.parse("cloud66", List.of("random:many"), 0))
        .withMessage("\"many\" is no seed: random:SEED takes a whole number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dialect.usual("cloud66").is("group-write-scope", "root"));
  }
}
