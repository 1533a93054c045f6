package dev.tfpaas.platform.cloud66;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.LeftBehind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Stacks with several groups of database servers of one engine, as a manifest may have them.
class DatabaseGroupsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = new Stage(directory);
    stage.dashboard(
        "POST",
        "/stacks/%s/clone".formatted(stage.uid("shop")),
        "{\"name\": \"shop-dr\", \"region\": \"us-east\"}");
    stage.clock.move(Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  /// Lets stacks have one more server of PostgreSQL.
  ///
  /// @param ownGroup whether it is one of a group of its own, or else of the one that is there
  private void anotherServer(boolean ownGroup, String... names) {
    Set<String> stacks = Set.copyOf(List.of(names).stream().map(name -> stage.uid(name)).toList());
    stage.watched.answer((request, reply) ->
        stacks.stream().anyMatch(uid -> isServers(request, uid)) ? more(reply, ownGroup) : reply);
  }

  private static boolean isServers(Request request, String uid) {
    return request.path().contains("/stacks/%s/servers".formatted(uid));
  }

  private static Reply more(Reply reply, boolean ownGroup) {
    JsonNode body = JSON.readTree(reply.body());
    ArrayNode servers = (ArrayNode) body.path("response");
    for (JsonNode server : List.copyOf(servers.values().stream().toList())) {
      if (server.path("server_roles").toString().contains("postgresql")) {
        ObjectNode other = (ObjectNode) server.deepCopy();
        other.put("uid", "0".repeat(32)).put("name", "Second").put("address", "192.0.2.9");
        other.put("ext_ipv4", "192.0.2.9").put("int_ipv4", "192.0.2.9").put("dns_record", "b.me");
        if (ownGroup) {
          other.put("server_group_id", 999_999_999);
        }
        servers.add(other);
      }
    }
    return Reply.text(200, body.toString());
  }

  private App app(String name) {
    return stage.platform.apps().find(stage.uid(name)).orElseThrow();
  }

  private List<String> left() {
    return LeftBehind.between(
            stage.platform, Optional.of(stage.uid("shop")), Optional.of(stage.uid("shop-dr")))
        .stream()
        .map(LeftBehind::called)
        .filter(called -> called.startsWith("postgresql"))
        .toList();
  }

  @Test
  void groupThatOnlyTheServingSideHasIsLeftBehind() {
    anotherServer(true, "shop");

    assertThat(app("shop").databasesOf("postgresql")).hasSize(2);
    assertThat(left()).hasSize(2).contains("postgresql");
  }

  @Test
  void groupsThatBothSidesHaveAreHandedOverTogether() {
    anotherServer(true, "shop", "shop-dr");

    assertThat(app("shop-dr").databasesOf("postgresql")).hasSize(2);
    assertThat(left()).containsExactly("postgresql");
  }

  @Test
  void serversOfOneGroupAreOneDatabase() {
    anotherServer(false, "shop");

    assertThat(app("shop").databasesOf("postgresql"))
        .extracting(Database::name)
        .containsExactly(Optional.empty());
    assertThat(left()).containsExactly("postgresql");
  }
}
