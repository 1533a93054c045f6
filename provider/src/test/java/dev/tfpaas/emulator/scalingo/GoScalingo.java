package dev.tfpaas.emulator.scalingo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.GoStructs;
import dev.tfpaas.emulator.GoWire;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// go-scalingo as the command line uses it: its headers, a `?` on every GET and DELETE, `{}` for a
/// body without parameters, one status accepted and no other, and its structs.
///
/// Read from releases 7 and 11 of the library; a field is here when either decodes it.
final class GoScalingo implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final GoStructs STRUCTS =
      GoStructs.of(
          """
          Token: token string
          Region: name string, display_name string, api string, dashboard string, database_api string,
            ssh string, default bool
          Self: id string, username string, fullname string, email string, flags any
          Owner: id string, username string, email string
          Project: id string, name string
          WholeProject: id string, name string, default bool, flags any, created_at time,
            updated_at time, owner Owner
          AppLinks: deployments_stream string
          App: id string, name string, region string, owner Owner, git_url string, url string,
            base_url string, status string, last_deployed_at time?, last_deployed_by string?,
            created_at time, updated_at time, links AppLinks, stack_id string, sticky_session bool,
            force_https bool, router_logs bool, flags any, limits any, hds_resource bool,
            private_networks_ids [string], project Project
          ContainerType: app_id string, name string, amount int, command string, size string
          ContainerSize: id string, sku string, name string, human_name string, human_cpu string,
            memory int, pids_limit int, hourly_price int, thirtydays_price int, pricings any,
            swap int, ordinal int
          Container: id string, app_id string, created_at time, deleted_at time?, command string,
            type string, type_index int, label string, state string, app App?,
            container_size ContainerSize
          Operation: id string, app_id string, created_at time, finished_at time?, status string,
            type string, error string?, start_one_off_data any
          Stack: id string, created_at time, name string, description string, base_image string,
            default bool, deprecated_at string?
          Variable: id string, name string, value string
          Domain: id string, app_id string, name string, tlscert string?, tlskey string?,
            letsencrypt_enabled bool, ssl bool, validity time?, canonical bool, letsencrypt bool,
            letsencrypt_status string, ssl_status string, acme_dns_fqdn string?,
            acme_dns_value string?, acme_dns_error any
          Collaborator: id string, app_id string, username string, email string, status string,
            user_id string?, is_limited bool
          Plan: id string, display_name string, name string, description string, position int,
            on_demand bool, disabled bool, disabled_alternative_plan_id any, sku string,
            hds_available bool
          Category: id string, name string, description string, position int
          AddonProvider: id string, logo_url string, name string, short_description string,
            description string, category Category, provider_name string, provider_url string,
            hds_available bool
          ListedProvider: id string, category Category, plans [Plan]
          Addon: id string, app_id string, resource_id string, status string, plan Plan,
            addon_provider AddonProvider, provisioned_at time, deprovisioned_at time?
          AddonMade: addon Addon, message string, variables [string]
          AddonToken: token string
          Feature: name string, status string
          EnabledFeature: name string, status string, message string
          Message: message string
          Window: weekday_utc int, starting_hour_utc int, duration_in_hour int
          Database: id string, created_at time, resource_id string, app_name string,
            encryption_at_rest bool, features [Feature], plan string, status string, type_id string,
            type_name string, version_id string, mongo_repl_set_name string?, instances [any],
            next_version_id string?, readable_version string, hostname string,
            current_operation_id string?, cluster bool, periodic_backups_enabled bool,
            periodic_backups_scheduled_at [int], maintenance_window Window
          InstanceStatus: id string, type string, status string, role string
          Backup: id string, created_at time, started_at time?, name string, size int?,
            status string, database_id string, method string
          Download: download_url string
          Restore: operation_id string
          Output: output string
          Deployment: id string, app_id string, created_at time, status string, git_ref string?,
            image string?, registry string?, duration int, postdeploy_hook string?, image_size int,
            stack_base_image string, pusher Self, links Output
          Page: current_page int, prev_page int?, next_page int?, total_pages int, total_count int
          Step: id string, name string, status string, logs string?
          Migration: id string, src_app_name string, dst_app_name string, app_id string,
            new_app_id string?, source string, destination string, status string, started_at time,
            finished_at time?, steps [Step]
          MigrationFacts: migration_id string, source string, destination string,
            dst_app_name string
          Alert: id string, app_id string, container_type string, metric string, limit any,
            disabled bool, created_at time, updated_at time
          Autoscaler: id string, app_id string, container_type string, metric string,
            min_containers int
          Notifier: id string, app_id string, name string, platform_id string, type_data any,
            created_at time, updated_at time
          Drain: app_id string?, url string
          Key: id string, name string, content string
          DatabaseUser: name string, read_only bool
          Rule: id string, type string, cidr string, database_id string
          MigrationEvent: id string, created_at time, user Owner, app_id string, app_name string,
            type string, type_data MigrationFacts
          """);

  private final String apiToken;
  private final GoWire wire;
  private final URI server;
  private final Map<String, JsonNode> regions = new TreeMap<>();
  private final Map<String, String> bearers = new HashMap<>();
  private final List<String> sent = new ArrayList<>();

  GoScalingo(URI server, String apiToken) {
    this.server = server;
    this.apiToken = apiToken;
    this.wire = new GoWire(server);
    for (JsonNode region : auth("GET", "/v1/regions?", "", 200).path("regions")) {
      decode("Region", region);
      regions.put(region.path("name").asString(), region);
    }
  }

  /// Checks a value as the library decodes it.
  JsonNode decode(String type, JsonNode value) {
    return STRUCTS.decode(type, value);
  }

  /// Returns the requests so far, as they went over the wire, and forgets them.
  List<String> sent() {
    List<String> all = List.copyOf(sent);
    sent.clear();
    return all;
  }

  /// Exchanges the API token as every new client object does, and reads the claims.
  String exchange() {
    String basic =
        Base64.getEncoder().encodeToString((":" + apiToken).getBytes(StandardCharsets.UTF_8));
    JsonNode body = call("POST", "/v1/tokens/exchange", "{}", "Basic " + basic, Set.of(200)).json();
    String token = decode("Token", body).path("token").asString();
    String[] parts = token.split("\\.", -1);
    assertThat(parts).as("a token of three parts").hasSize(3);
    assertThat(claims(parts[0]).path("alg").asString()).isEqualTo("HS256");
    // A float64 for the client; without it the command line ends with a nil pointer.
    assertThat(claims(parts[1]).path("exp").isNumber()).isTrue();
    return token;
  }

  private static JsonNode claims(String part) {
    return JSON.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }

  /// An answer with its body as JSON.
  record Answer(GoWire.Answer raw, JsonNode json) {}

  /// Calls the authentication API.
  JsonNode auth(String method, String target, String body, int expected) {
    String bearer = "Bearer " + bearers.computeIfAbsent("auth", _ -> exchange());
    return call(method, target, body, bearer, Set.of(expected)).json();
  }

  /// Calls the apps API of a region.
  ///
  /// @param target below `/v1`, with the query
  Answer apps(String region, String method, String target, String body, Set<Integer> expected) {
    String bearer = "Bearer " + bearers.computeIfAbsent(region, _ -> exchange());
    return call(method, base(region, "api") + "/v1" + target, body, bearer, expected);
  }

  /// Calls the apps API of a region without a token, as for the catalogue.
  JsonNode open(String region, String target) {
    return call("GET", base(region, "api") + "/v1" + target, "", "", Set.of(200)).json();
  }

  /// Calls the database API, which fetches a token for every call.
  JsonNode database(
      String app, String addon, String method, String target, String body, int expected) {
    String path = "/apps/%s/addons/%s/token".formatted(app, addon);
    JsonNode token = apps("osc-fr1", "POST", path, "{}", Set.of(200)).json().path("addon");
    String bearer = "Bearer " + decode("AddonToken", token).path("token").asString();
    String whole = base("osc-fr1", "database_api") + "/api" + target;
    return call(method, whole, body, bearer, Set.of(expected)).json();
  }

  /// Follows an address that an answer gave, e.g. a `Location`.
  JsonNode follow(String region, String address) {
    assertThat(address).startsWith(server.toString());
    String bearer = "Bearer " + bearers.computeIfAbsent(region, _ -> exchange());
    return call("GET", address.substring(server.toString().length()) + "?", "", bearer, Set.of(200))
        .json();
  }

  private String base(String region, String which) {
    String base = Optional.ofNullable(regions.get(region)).orElseThrow().path(which).asString();
    assertThat(base).startsWith(server.toString());
    return base.substring(server.toString().length());
  }

  private Answer call(
      String method, String target, String body, String authorization, Set<Integer> expected) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("User-Agent", "Scalingo CLI v1.34.0");
    headers.put("Accept", "application/json");
    headers.put("Content-Type", "application/json");
    if (!authorization.isEmpty()) {
      headers.put("Authorization", authorization);
    }
    sent.add("%s %s %s".formatted(method, target, body).strip());
    GoWire.Answer answer = wire.send(method, target, headers, body);
    assertThat(answer.status()).as("%s %s: %s", method, target, answer.body()).isIn(expected);
    boolean json = answer.headers().getOrDefault("content-type", "").equals("application/json");
    return new Answer(answer, JSON.readTree(json ? answer.body() : "null"));
  }

  @Override
  public void close() {
    wire.close();
  }
}
