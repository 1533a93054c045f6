package dev.tfpaas.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.Catalogues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `active_region` says of the failover groups of a file.
class ActiveRegionTest {
  private static final KnownTypes CATALOGUE = Catalogues.all();
  private static final String ESTATE =
      """
      apps:
        shop: {region: eu-west}
        shop-standby: {clone_of: shop, region: eu-central}
        blog: {id: blog-1, region: eu-central}
        blog-standby: {clone_of: blog, region: eu-west}
      replication:
        orders: {source: shop, replica: shop-standby, engine: postgresql}
      failover:
        shop: {members: [shop, shop-standby]}
        blog: {members: [blog, blog-standby]%s}
      """;

  @TempDir Path directory;

  private Topology topology(String text) throws IOException {
    Files.writeString(directory.resolve("topology.yaml"), text);
    TopologyReader.Result result =
        TopologyReader.read(
            CATALOGUE,
            new TopologyReader.Source(directory, Path.of("topology.yaml"), Optional.empty()));
    assertThat(result.problems()).isEmpty();
    return result.topology();
  }

  private String rendered(String text) throws IOException {
    return Rendering.of(topology(text), CATALOGUE).replaceAll("\\s+", " ");
  }

  @Test
  void everyGroupServesFromItsMemberThere() throws IOException {
    String text = "active_region: eu-central\n" + ESTATE.formatted("");

    assertThat(topology(text).evacuation())
        .isEqualTo(
            Map.of("paas_failover_group.shop", "secondary", "paas_failover_group.blog", "primary"));
    assertThat(rendered(text))
        .contains("\"active\": \"secondary\", \"replication_ids\"")
        .contains("\"active\": \"primary\"")
        .contains("\"on_refusal\": \"keep\"")
        .doesNotContain("switch_mode")
        .doesNotContain("accept_data_loss");
  }

  @Test
  void termsStandOnceAndReachEveryGroupThatFollows() throws IOException {
    String terms = "active_region: eu-central\nswitch_mode: emergency\naccept_data_loss: true\n";

    String all = rendered(terms + ESTATE.formatted(""));
    String one = rendered(terms + ESTATE.formatted(", active: blog"));

    assertThat(all.split("\"switch_mode\": \"emergency\", \"accept_data_loss\": true", -1))
        .hasSize(3);
    assertThat(one.split("\"switch_mode\": \"emergency\"", -1)).hasSize(2);
  }

  @Test
  void groupWithAModeOfItsOwnTakesNoConsentFromTheTop() throws IOException {
    String terms = "active_region: eu-central\nswitch_mode: emergency\naccept_data_loss: true\n";

    String text = rendered(terms + ESTATE.formatted(", switch_mode: planned"));

    assertThat(text.split("\"switch_mode\": \"planned\"", -1)).hasSize(2);
    assertThat(text.split("\"accept_data_loss\": true", -1)).hasSize(2);
  }

  @Test
  void ownWordWinsAndIsSaid() throws IOException {
    Topology topology =
        topology("active_region: eu-central\n" + ESTATE.formatted(", active: blog-standby"));

    assertThat(topology.evacuation()).containsOnlyKeys("paas_failover_group.shop");
    assertThat(topology.notes())
        .hasToString(
            "[topology.yaml:11:49 failover.blog.active: this group says itself who serves, and does"
                + " not follow active_region: eu-central]");
  }

  @Test
  void withoutTheWordNothingIsSaidOfWhoServes() throws IOException {
    String text = ESTATE.formatted("");

    assertThat(topology(text).evacuation()).isEmpty();
    assertThat(topology(text).notes()).isEmpty();
    assertThat(rendered(text)).doesNotContain("\"active\"").doesNotContain("on_refusal");
  }

  @Test
  void regionOfAnAppThatExistsIsAClaimThatThePlanChecks() throws IOException {
    assertThat(rendered(ESTATE.formatted("")))
        .contains(
            "\"data\": { \"paas_app\": { \"shop\": { \"app_id\": \"shop\", \"lifecycle\": {"
                + " \"postcondition\": [ { \"condition\": \"${!self.reachable || self.region =="
                + " \\\"eu-west\\\"}\"")
        .contains("\"app_id\": \"blog-1\"");
  }
}
