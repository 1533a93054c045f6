package dev.tfpaas.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Runbooks on a time axis.
class TimeChartTest {

  @Test
  void stepsFollowEachOtherByTheirExpectedDurations() {
    List<String> runbook =
        List.of(
            "1  maintenance on   shop  PUT /apps/shop/maintenance {on: true}  undo: off  ~40s",
            "2  replication off  a:b   PUT /r/a:b {on: false}  undo: none  ~1m  when: lag is zero",
            "no step at all");

    assertThat(TimeChart.of("failover.shop", runbook).mermaid())
        .isEqualTo(
            """
            gantt
              title failover.shop
              dateFormat x
              axisFormat %M:%S
              maintenance on, shop :0, 40000
              replication off, a b :40000, 100000
            """);
  }
}
