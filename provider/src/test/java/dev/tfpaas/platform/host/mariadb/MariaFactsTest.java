package dev.tfpaas.platform.host.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.host.mariadb.MariaFacts.Gtid;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Which of two holds all of the other: a number alone does not say.
class MariaFactsTest {
  private static MariaFacts facts(long domain, Gtid last, Map<Long, Long> held, boolean isStandby) {
    return new MariaFacts(
        domain,
        last,
        held,
        isStandby,
        false,
        false,
        false,
        OptionalLong.empty(),
        Optional.empty(),
        "10.11.19-MariaDB");
  }

  private static final MariaFacts NEW =
      facts(7, new Gtid(2, 120), Map.of(1L, 98L, 2L, 120L), false);

  @Test
  void sideThatWasLeftIsIncludedUpToWhereTheOtherWentItsOwnWay() {
    assertThat(NEW.includes(facts(7, new Gtid(1, 98), Map.of(1L, 98L), true))).isTrue();
    assertThat(NEW.includes(facts(7, new Gtid(1, 99), Map.of(1L, 99L), true)))
        .as("its 99 is not the 99 of the other")
        .isFalse();
    assertThat(NEW.includes(facts(7, Gtid.NONE, Map.of(), true))).isTrue();
  }

  @Test
  void whatMayBeWrittenToOrIsAnotherDataSetIsNotIncluded() {
    assertThat(NEW.includes(facts(7, new Gtid(1, 98), Map.of(1L, 98L), false))).isFalse();
    MariaFacts other = facts(8, new Gtid(1, 5), Map.of(1L, 5L), true);
    assertThat(NEW.includes(other)).isFalse();
    assertThat(NEW.isRelatedTo(other)).isFalse();
    assertThat(other.isFilling(NEW)).isTrue();
  }

  @Test
  void positionIsThatOfItsOwnDataSet() {
    assertThat(MariaFacts.last(7, "0-1-900,7-3-12")).isEqualTo(new Gtid(3, 12));
    assertThat(MariaFacts.last(7, "")).isEqualTo(Gtid.NONE);
    assertThat(MariaFacts.last(7, "7-1-98,7-2-120")).isEqualTo(new Gtid(2, 120));
  }
}
