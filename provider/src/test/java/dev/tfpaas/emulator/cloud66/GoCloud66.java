package dev.tfpaas.emulator.cloud66;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.GoStructs;
import dev.tfpaas.emulator.GoWire;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Cloud 66's own Go client as the toolbelt uses it: its headers, its paths with and without
/// `.json`, its envelope, its structs, and its way to turn pages.
///
/// A list that it pages must have `pagination`, and every answer must be an object, also where the
/// result is thrown away: an empty one is an error to it.
final class GoCloud66 implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final GoStructs STRUCTS =
      GoStructs.of(
          """
          Pagination: previous int?, next int?, current int
          Done: ok bool, message string
          Group: uid string, address string, primary_stack_name string?, primary_stack_uid string?,
            secondary_stack_name string?, secondary_stack_uid string?, current_stack int,
            busy_toggling bool, readonly bool, created_at time, updated_at time
          Stack: uid string, name string, git string, git_branch string, environment string,
            cloud string, fqdn string, language string, framework string, status int, health int,
            maintenance_mode bool, has_loadbalancer bool, redeploy_hook string?,
            last_activity_iso time?, updated_at_iso time, created_at_iso time,
            deploy_directory string, backend string, version string, revision string,
            namespaces [string], account_id int, account_name string, is_cluster bool,
            is_inside_cluster bool, cluster_name string?, application_address string?,
            configstore_namespace string
          Setting: key string, value any, readonly bool, hidden bool
          History: value any, created_at_iso time, updated_at_iso time
          Variable: key string, value any, readonly bool, created_at_iso time, updated_at_iso time,
            history [History]
          Contents: contents string
          Running: id int, user string, resource_type string, resource_id string, action string,
            started_via string, started_at time, finished_at time?, finished_success bool?,
            finished_message string?
          Finished: id int, resource_id string, action string, started_at time, finished_at time,
            finished_success bool, finished_message string
          Redeployed: ok bool, message string, queued bool, async_action_id int
          Server: uid string, vendor_uid string, name string, address string, distro string,
            distro_version string, dns_record string, user_name string, server_type string,
            server_group_id int, server_roles [string], stack_uid string, has_agent bool,
            params any, created_at time, updated_at time, created_at_iso time, updated_at_iso time,
            region string, availability_zone string?, ext_ipv4 string, health_state int
          Backup: id int, server_uid string, file_name string, db_type string,
            database_name string, file_base string, backup_date_iso time, backup_status int,
            backup_result string, restore_status int, restore_result string?, created_at_iso time,
            updated_at_iso time, verify_status int, verify_result string?, storage_path string,
            skip_tables string, logical_backup bool?
          Segment: name string, id string
          Link: ok bool, public_url string
          File: uid string, body string?, comments string, created_at_iso time, updated_at_iso time
          Certificate: uuid string, name string, type string, server_names string,
            created_at time, updated_at time
          Gateway: id int, name string, address string, username string, private_ip string,
            created_at_iso time, updated_at_iso time
          Template: uid string, git_repo string, git_branch string, created_at_iso time,
            updated_at_iso time
          Record: key string, raw_value string, ttl int
          User: id int, email string, primary_account_id int, locked bool, access_profile any,
            uses_tfa bool, timezone string, last_login time, created_at time, updated_at time,
            cloud_status string
          Key: public_key string
          Registry: username string, secret string
          Otp: ok bool, otp string
          Agent: log_key string, agent_uuid string
          Tag: value string, reserved bool
          Tags: entity_type string, entity_id string, tags [Tag], created_at_iso time,
            updated_at_iso time
          Notified: successes any, not_applicable any, failures any
          Alert: alert_name string
          Configuration: name string, type string, body string, comments string, can_apply bool,
            changed_by string, created_at time, updated_at time
          Part: uid string, created_at_iso time, updated_at_iso time
          Formation: uid string, name string, created_at_iso time, updated_at_iso time
          Renders: stencils [any], issues [any], requested_files [string]
          Named: id string, name string
          Cloud: name string, display_name string, regions [Named], server_sizes [Named]
          Account: id int, owner string, friendly_name string, stack_count int,
            used_clouds [string], created_at time, updated_at time, current_account bool,
            unmanaged_servers any, server_registration_script string?
          """);

  private final String token;
  private final GoWire wire;
  private final List<String> sent = new ArrayList<>();

  GoCloud66(URI server, String token) {
    this.token = token;
    this.wire = new GoWire(server);
  }

  /// Checks a value as the client decodes it.
  JsonNode decode(String type, JsonNode value) {
    return STRUCTS.decode(type, value);
  }

  /// Returns the requests so far, as they went over the wire, and forgets them.
  List<String> sent() {
    List<String> all = List.copyOf(sent);
    sent.clear();
    return all;
  }

  /// Sends a request below `/api/3`.
  GoWire.Answer send(String method, String target, String body) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("User-Agent", "cx/1.2.3 (linux; amd64)");
    headers.put("Authorization", "Bearer " + token);
    headers.put("Accept", "application/json");
    headers.put("Request-Id", UUID.randomUUID().toString());
    headers.put("X-Account", "139");
    if (!body.isEmpty()) {
      headers.put("Content-Type", "application/json");
    }
    sent.add("%s %s %s".formatted(method, target, body).strip());
    GoWire.Answer answer = wire.send(method, "/api/3" + target, headers, body);
    assertThat(answer.headers()).containsKeys("x-ratelimit-limit", "x-ratelimit-remaining");
    return answer;
  }

  /// Opens the envelope and decodes what is in it.
  JsonNode call(String method, String target, String body, String type) {
    return decode(type, opened(method, target, body).path("response"));
  }

  private JsonNode opened(String method, String target, String body) {
    GoWire.Answer answer = send(method, target, body);
    assertThat(answer.status() / 100).as("%s %s: %s", method, target, answer.body()).isEqualTo(2);
    JsonNode envelope = JSON.readTree(answer.body());
    assertThat(envelope.isObject()).as(answer.body()).isTrue();
    return envelope;
  }

  /// Reads all pages of a list. The parameters go unescaped and in any order.
  List<JsonNode> pages(String path, String more, String type) {
    List<JsonNode> all = new ArrayList<>();
    for (int page = 1; ; page++) {
      JsonNode envelope = opened("GET", "%s?%spage=%d".formatted(path, more, page), "");
      decode("[" + type + "]", envelope.path("response")).forEach(all::add);
      JsonNode pagination = decode("Pagination", envelope.path("pagination"));
      if (pagination.path("current").asInt() >= pagination.path("next").asInt(0)) {
        return all;
      }
      assertThat(pagination.path("next").asInt()).isEqualTo(page + 1);
    }
  }

  /// Expects a refusal and returns the text that the client shows.
  String refused(String method, String target, String body, int status) {
    GoWire.Answer answer = send(method, target, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    JsonNode error = JSON.readTree(answer.body());
    assertThat(error.path("error").isString()).as(answer.body()).isTrue();
    String details = error.path("details").asString("");
    return details.isEmpty() ? error.path("error_description").asString() : details;
  }

  @Override
  public void close() {
    wire.close();
  }
}
