package dev.tfpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A line of a file that nobody wrote says nothing to whoever wrote the topology.
class PlacedStreamTest {
  private static final Map<String, String> PLACES =
      Map.of(
          "paas_failover_group.shop ", "topology.yaml:8:3 failover.shop",
          "paas_failover_group.shop active", "topology.yaml:8:36 failover.shop.active",
          "data.paas_app.shop ", "topology.yaml:2:3 apps.shop");

  @Test
  void diagnosticLeadsToTheEntryOfTheTopology() {
    String said =
        said(
            """
            Error: Cannot switch: data of postgresql

              with paas_failover_group.shop,
              on paas.tf.json line 31, in resource.paas_failover_group.shop:
              31:       }

            No replication hands it over.
            """);

    assertThat(said)
        .isEqualTo(
            """
            Error: Cannot switch: data of postgresql

              with paas_failover_group.shop,
              at topology.yaml:8:3 failover.shop

            No replication hands it over.
            """);
  }

  @Test
  void attributeThatIsToBlameIsNamedWithItsOwnPlace() {
    assertThat(
            said(
                """
                \u001B[31m│\u001B[0m   on paas.tf.json line 28, in resource.paas_failover_group.shop:
                \u001B[31m│\u001B[0m   28:         "active": \u001B[4m"secondary"\u001B[0m,\u001B[0m
                \u001B[31m│\u001B[0m
                """))
        .isEqualTo(
            """
            \u001B[31m│\u001B[0m   at topology.yaml:8:36 failover.shop.active\u001B[0m
            \u001B[31m│\u001B[0m
            """);
  }

  @Test
  void claimOfAnAppThatExistsLeadsToTheApp() {
    assertThat(said("  on paas.tf.json line 9, in data.paas_app.shop:\n   9:  \"lifecycle\": {\n"))
        .isEqualTo("  on paas.tf.json line 9, in data.paas_app.shop:\n   9:  \"lifecycle\": {\n");
    assertThat(said("  on paas.tf.json line 9, in data.paas_app.shop:\n   9:  }\n"))
        .isEqualTo("  at topology.yaml:2:3 apps.shop\n");
  }

  @Test
  void whatIsNotOfTheTopologyIsLeftAsItIs() {
    String text =
        """
          on main.tf line 3, in resource "paas_app_clone" "x":
           3:   name = "ü"
          on paas.tf.json line 5, in output.shop_address:
           5:  "value": ""
        no end of the line\
        """;

    assertThat(said(text)).isEqualTo(text);
  }

  @Test
  void whatIsSaidAtOnceIsHandedOnAtOnce() {
    List<String> writes = new ArrayList<>();
    OutputStream counting =
        new OutputStream() {
          @Override
          public void write(int octet) {
            throw new AssertionError();
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            writes.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
          }
        };
    try (PrintStream placed =
        PlacedStream.to(new PrintStream(counting, true, StandardCharsets.UTF_8), (_, _) -> "")) {
      placed.writeBytes("one\ntwo\nthree\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(writes).containsExactly("one\ntwo\nthree\n");
  }

  private static String said(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream placed =
        PlacedStream.to(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            (address, attribute) -> PLACES.getOrDefault(address + " " + attribute, ""))) {
      placed.print(text);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
