package dev.tfpaas.emulator.cloud66;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the vendor's toolbelt asks about people and their keys, tags, notifications and files for
/// clusters: nothing that the rest of the emulator depends on.
class GoCloud66PeopleTest {
  private static final String SHOP = Ids.hex("stack:shop");
  private static final String BLOG = Ids.hex("stack:blog");

  private final MovedClock clock = new MovedClock(Instant.parse("2026-02-01T10:00:00Z"));
  private EmulatorServer server;
  private GoCloud66 cx;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    World world = World.open(directory.resolve("world"), Estate.builtIn(), clock);
    server =
        EmulatorServer.start(
            new Cloud66Emulator(world, Estate.builtIn(), clock, Cloud66Options.usual("token")),
            clock,
            0,
            0);
    cx = new GoCloud66(server.address(), "token");
  }

  @AfterEach
  void stop() {
    cx.close();
    server.close();
  }

  @Test
  void userIsReadAndChanged() {
    JsonNode user = cx.pages("/users.json", "", "User").getFirst();
    assertThat(user.path("email").asString()).contains("@");

    cx.call("PUT", "/users/1.json", "{\"id\":1,\"timezone\":\"Paris\"}", "User");

    JsonNode changed = cx.call("GET", "/users/1.json", "", "User");
    assertThat(changed.path("timezone").asString()).isEqualTo("Paris");
    cx.refused("GET", "/users/2.json", "", 404);
  }

  @Test
  void keysAndTokensAreGivenOut() {
    cx.call("POST", "/ssh_keys/access.json", "{\"public_key\":\"c3No\"}", "Done");

    assertThat(cx.call("GET", "/ssh_keys/access.json", "", "Key").path("public_key").asString())
        .isEqualTo("c3No");
    cx.call("GET", "/users/registry-credentials.json", "", "Registry");
    cx.call("GET", "/accounts/otp.json", "", "Otp");
    String asked = "{\"scope\":\"s\",\"aud\":\"a\"}";
    assertThat(cx.call("POST", "/jwt/fetch.json", asked, "string").asString().split("\\.", -1))
        .hasSize(3);
    cx.call("POST", "/queues/register.json", "{\"host_name\":\"h\"}", "Agent");
  }

  @Test
  void tagsAreAddedAndTakenOff() {
    String operations =
        "{\"operations\":[{\"op\":\"add\",\"tags\":[\"a\",\"b\"]},"
            + "{\"op\":\"delete\",\"tags\":[\"b\"]}]}";

    JsonNode tags = cx.call("PATCH", "/tags/stack/" + SHOP, operations, "Tags").path("tags");

    assertThat(tags).singleElement().returns("a", tag -> tag.path("value").asString());
    cx.refused("PATCH", "/tags/stack/" + "0".repeat(32), operations, 404);
  }

  @Test
  void notificationsAreUploadedAndRead() {
    String path = "/stacks/%s/notifications".formatted(SHOP);
    String alerts = "{\"alerts\":[{\"alert_name\":\"server.down\",\"subscriptions\":[]}]}";

    JsonNode answer = cx.call("PATCH", path, alerts, "Notified");

    assertThat(answer.path("successes").path("count").asInt()).isEqualTo(1);
    assertThat(cx.call("GET", path, "", "[Alert]")).hasSize(1);
    cx.call("PATCH", "/application_groups/notifications", alerts, "Notified");
  }

  @Test
  void partsOfAFormationAreKept() {
    String all = "/stacks/%s/formations".formatted(BLOG);
    String name =
        "{\"name\":\"f\",\"tags\":[],\"base_template\":{\"repo\":\"r\",\"branch\":\"b\"}}";
    String uid = cx.call("POST", all + ".json", name, "Formation").path("uid").asString();
    String one = all + "/" + uid;
    String stencils =
        "{\"message\":\"m\",\"btr_uuid\":\"b\",\"stencils\":[{\"filename\":\"a.yml\"}]}";

    cx.call("POST", one + "/stencils.json", stencils, "Running");
    cx.call("POST", one + "/workflows.json", "{\"workflow\":{\"name\":\"w\"}}", "Part");

    JsonNode formation = cx.pages(all + ".json", "", "Formation").getFirst();
    String stencil = formation.path("stencils").path(0).path("uid").asString();
    assertThat(formation.path("workflows")).hasSize(1);
    String changed = "{\"body\":\"x\",\"message\":\"m\"}";
    cx.call("PUT", "%s/stencils/%s.json".formatted(one, stencil), changed, "Part");
    cx.call("POST", "%s/stencils/%s/render.json".formatted(one, stencil), changed, "Renders");
    cx.refused("POST", all + "/nobody/policies.json", "{\"policy\":{}}", 404);
  }

  @Test
  void configurationThatIsUploadedIsReadAgain() {
    String all = "/stacks/%s/configuration".formatted(BLOG);
    cx.refused("GET", all + "/nginx/show.json", "", 404);
    String file = "{\"commit_message\":\"m\",\"body\":\"x\",\"must_apply\":false}";

    cx.call("POST", all + "/nginx/update.json", file, "Running");

    JsonNode shown = cx.call("GET", all + "/nginx/show.json", "", "Configuration");
    assertThat(shown.path("body").asString()).isEqualTo("x");
    assertThat(cx.pages(all + ".json", "", "Configuration")).hasSize(1);
  }

  @Test
  void serverShowsItsKeyOnlyWhenAsked() {
    String servers = "/stacks/%s/servers".formatted(SHOP);
    String uid = cx.pages(servers + ".json", "", "Server").getFirst().path("uid").asString();
    String one = "%s/%s".formatted(servers, uid);

    assertThat(
            cx.call("GET", one + ".json?include_private_key=0", "", "Server")
                .has("ssh_private_key"))
        .isFalse();
    assertThat(
            cx.call("GET", one + ".json?include_private_key=1", "", "Server")
                .has("ssh_private_key"))
        .isTrue();
    cx.call("PUT", one + "/settings/server.name.json", "{\"value\":\"Lion\"}", "Running");
    String template = "{\"base_template\":{\"git_repo\":\"r\",\"git_branch\":\"b\"}}";
    String made =
        cx.call("POST", "/base_templates.json", template, "Template").path("uid").asString();
    cx.call("POST", "/base_templates/%s/sync.json".formatted(made), "", "Template");
  }
}
