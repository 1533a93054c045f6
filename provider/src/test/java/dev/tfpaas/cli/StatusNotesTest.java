package dev.tfpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What `paas status` says beside the state.
class StatusNotesTest {
  private static final Map<String, String> PATHS =
      Map.of("paas_failover_group.shop", "topology.yaml:8:3 failover.shop");

  @Test
  void warningOfWhatStandsIsSaidAndThatOfAChangeIsNot() {
    String said =
        said(
            """
            {"@level":"warn","type":"diagnostic","diagnostic":{"severity":"warning","summary":"overrides"}}
            {"type":"planned_change","change":{"resource":{"addr":"paas_app_clone.dr"},"action":"create"}}
            {"type":"diagnostic","diagnostic":{"severity":"warning","summary":"Nobody serves","detail":"one\\ntwo","address":"paas_failover_group.shop"}}
            {"type":"diagnostic","diagnostic":{"severity":"warning","summary":"is taken","address":"paas_app_clone.dr"}}
            """);

    assertThat(said)
        .isEqualTo(
            """
            Warning: topology.yaml:8:3 failover.shop: Nobody serves
              one
              two
            Not applied yet: 1 to be changed; paas plan shows it
            """);
  }

  @Test
  void whatStandsIsSaidBesideAnEditOfTheSameThing() {
    assertThat(
            said(
                """
                {"type":"planned_change","change":{"resource":{"addr":"paas_failover_group.shop"},"action":"update"}}
                {"type":"diagnostic","diagnostic":{"severity":"warning","summary":"Nobody serves","detail":"","address":"paas_failover_group.shop"}}
                """))
        .startsWith("Warning: topology.yaml:8:3 failover.shop: Nobody serves")
        .contains("1 to be changed");
  }

  @Test
  void refusedPlanIsSaidWithItsReason() {
    assertThat(
            said(
                """
                {"type":"diagnostic","diagnostic":{"severity":"error","summary":"Cannot switch","detail":"why","address":"paas_failover_group.shop"}}
                {"type":"diagnostic","diagnostic":{"severity":"error","summary":"No backend","detail":""}}
                """))
        .isEqualTo(
            """
            A plan is not possible: topology.yaml:8:3 failover.shop: Cannot switch
              why
            A plan is not possible: No backend
            """);
  }

  @Test
  void nothingIsSaidOfWhatIsAsItShouldBe() {
    assertThat(said("{\"type\":\"version\"}\nnot JSON\n")).isEmpty();
  }

  private static String said(String lines) {
    StringWriter text = new StringWriter();
    StatusNotes.of(lines, (address, _) -> PATHS.getOrDefault(address, ""))
        .print(new PrintWriter(text));
    return text.toString();
  }
}
