package dev.tfpaas.resources.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// From answers to a downtime.
class OutagesTest {
  private final Outages outages = new Outages();

  private void note(boolean good, int asked, int came) {
    outages.note(good, Duration.ofMillis(asked), Duration.ofMillis(came));
  }

  @Test
  void outageLastsFromTheFirstBadRequestToTheNextGoodAnswer() {
    note(true, 0, 10);
    note(false, 100, 400);
    note(false, 500, 510);
    assertThat(outages.isOut()).isTrue();
    assertThat(outages.sum()).isEmpty();

    note(true, 600, 620);

    assertThat(outages.isOut()).isFalse();
    assertThat(outages.sum()).contains(Duration.ofMillis(520));
  }

  @Test
  void severalOutagesAreAddedUp() {
    note(true, 0, 10);
    note(false, 100, 110);
    note(true, 200, 210);
    note(true, 300, 310);
    note(false, 400, 410);
    note(true, 500, 530);

    assertThat(outages.sum()).contains(Duration.ofMillis(240));
  }

  @Test
  void nothingCountsOnceClientsAreServedAfterTheSwitch() {
    note(true, 0, 10);
    note(false, 100, 110);
    outages.settle(Duration.ofMillis(150));
    note(true, 140, 160);
    assertThat(outages.isOver()).as("that was asked for before").isFalse();
    note(false, 200, 210);
    outages.settle(Duration.ofMillis(250));
    note(true, 220, 230);
    assertThat(outages.isOver()).isTrue();

    note(false, 300, 310);
    note(true, 900, 910);

    assertThat(outages.isServed()).isTrue();
    assertThat(outages.sum()).contains(Duration.ofMillis(90));
  }

  @Test
  void nobodyWasLeftWithoutAnAnswer() {
    note(true, 0, 10);
    note(true, 100, 110);

    assertThat(outages.sum()).contains(Duration.ZERO);
  }

  @Test
  void checkThatFailsFromTheStartMeasuresNothing() {
    note(false, 0, 10);
    note(true, 100, 110);
    note(false, 200, 210);
    note(true, 300, 310);

    assertThat(outages.isBlind()).isTrue();
    assertThat(outages.sum()).isEmpty();
  }

  @Test
  void checkThatNobodyAskedMeasuresNothing() {
    assertThat(outages.sum()).isEmpty();
    assertThat(outages.isOut()).isFalse();
  }
}
