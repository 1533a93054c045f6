package dev.tfpaas.emulator.scalingo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Scalingo's objects as JSON: every field, its type, and where it is null.
final class Shapes {
  /// The identifier of the one user.
  static final String USER = "us-5b0f2a1e-93a7-4c0e-8a55-0d6f4d1f7a11";

  /// The identifier of the project that has all apps.
  static final String PROJECT = "prj-0f5d4a2c-1b1e-4e1b-9f55-2f6f3b8a9c10";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final long SIZE = 1_048_576;

  private Shapes() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static String date(Instant instant) {
    return DATE.format(instant);
  }

  private static void date(ObjectNode node, String name, Optional<Instant> instant) {
    instant.ifPresentOrElse(at -> node.put(name, date(at)), () -> node.putNull(name));
  }

  private static void text(ObjectNode node, String name, String value) {
    if (value.isEmpty()) {
      node.putNull(name);
    } else {
      node.put(name, value);
    }
  }

  static void user(ObjectNode node) {
    node.put("id", USER).put("username", "ada").put("fullname", "Ada L");
    // An administrator's flag would make the command line ask for consent.
    node.put("email", "ada@example.org").putObject("flags");
  }

  static ObjectNode app(EmulatedApp app) {
    ObjectNode node = object();
    String host = app.host();
    String canonical =
        app.domains.stream()
            .filter(domain -> domain.canonical)
            .map(domain -> domain.name)
            .findFirst()
            .orElse(host);
    node.put("id", app.id).put("name", app.name).put("region", app.region);
    node.put("status", app.shownStatus());
    user(node.putObject("owner"));
    node.putObject("project").put("id", PROJECT).put("name", "default");
    text(node, "parent_app_name", app.parentName);
    node.putNull("git_source");
    if (app.newRegion.isEmpty()) {
      node.putNull("new_region").putNull("new_dashboard_url");
    } else {
      node.put("new_region", app.newRegion);
      node.put("new_dashboard_url", "https://my.%s.scalingo.com".formatted(app.newRegion));
    }
    node.put("git_url", "git@ssh.%s.scalingo.com:%s.git".formatted(app.region, app.name));
    node.put("url", "https://" + canonical).put("base_url", "https://" + host);
    node.put("stack_id", app.stackId).put("force_https", app.forceHttps);
    node.put("sticky_session", app.stickySession).put("router_logs", app.routerLogs);
    node.put("hds_resource", false);
    date(node, "last_deployed_at", app.deployedAt);
    text(node, "last_deployed_by", app.wasDeployed() ? "ada" : "");
    text(node, "last_deployment_id", app.deployments.isEmpty() ? "" : app.deployments.getLast().id);
    node.put("created_at", date(app.createdAt)).put("updated_at", date(app.updatedAt));
    node.putObject("links")
        .put(
            "deployments_stream",
            "wss://deployments.%s.scalingo.com/apps/%s".formatted(app.region, app.name));
    node.putObject("flags");
    node.putObject("limits");
    node.putArray("private_networks_ids");
    return node;
  }

  static ObjectNode container(EmulatedApp app, EmulatedApp.Container container) {
    return object()
        .put("app_id", app.id)
        .put("name", container.name)
        .put("amount", container.amount)
        .put("size", container.size)
        .put("command", "bin/" + container.name);
  }

  static ObjectNode variable(EmulatedApp app, EmulatedApp.Variable variable, String value) {
    ObjectNode node = object().put("id", variable.id()).put("app_id", app.id);
    return node.put("name", variable.name()).put("value", value);
  }

  static ObjectNode domain(EmulatedApp app, EmulatedApp.Domain domain) {
    boolean secured = domain.letsencrypt || !domain.certificate.isEmpty();
    ObjectNode node = object();
    node.put("id", domain.id).put("app_id", app.id).put("name", domain.name);
    text(node, "tlscert", domain.certificate.isEmpty() ? "" : "CN=" + domain.name);
    text(node, "tlskey", domain.certificate.isEmpty() ? "" : "RSA - 2048 bits");
    node.put("ssl", !domain.certificate.isEmpty()).put("canonical", domain.canonical);
    node.put("letsencrypt_enabled", domain.letsencrypt).put("letsencrypt", false);
    node.put("letsencrypt_status", domain.letsencrypt ? "pending_dns" : "new");
    node.put("ssl_status", secured ? "pending" : "error").putNull("validity");
    node.putNull("acme_dns_fqdn").putNull("acme_dns_value").putNull("acme_dns_error");
    node.putNull("acme_challenge_error").put("created_at", date(domain.createdAt));
    return node;
  }

  static ObjectNode collaborator(EmulatedApp app, EmulatedApp.Collaborator one) {
    ObjectNode node = object();
    node.put("id", one.id).put("app_id", app.id);
    node.put("username", one.accepted ? one.email.replaceAll("@.*", "") : "n/a");
    node.put("email", one.email).put("status", one.accepted ? "accepted" : "pending");
    text(node, "user_id", one.accepted ? "us-" + one.id : "");
    String link = "https://my.%s.scalingo.com/apps/collaborations/%s".formatted(app.region, one.id);
    text(node, "invitation_link", one.accepted ? "" : link);
    return node.put("is_limited", one.limited);
  }

  static ObjectNode addon(EmulatedApp app, EmulatedApp.Addon addon) {
    ObjectNode node = object();
    node.put("id", addon.id).put("app_id", app.id).put("resource_id", addon.resourceId);
    node.put("status", addon.status);
    node.set("plan", Catalog.plan(app.region, addon.plan));
    node.set("addon_provider", Catalog.provider(addon.provider));
    node.put("provisioned_at", date(addon.provisionedAt)).putNull("deprovisioned_at");
    return node;
  }

  static ObjectNode database(EmulatedApp app, EmulatedApp.Addon addon) {
    boolean cluster = addon.plan.contains("-business-");
    ObjectNode node = object();
    node.put("id", addon.databaseId).put("resource_id", addon.resourceId);
    node.put("app_name", app.name).put("created_at", date(addon.provisionedAt));
    node.put("plan", addon.plan);
    node.put("status", addon.status.equals("running") ? "running" : "creating");
    node.putNull("mongo_repl_set_name");
    node.put("type_id", "5d0b95b801dcea2f34b18f1a").put("type_name", addon.provider);
    node.put("version_id", "6051fe19406c31aaafd31a05").put("readable_version", addon.version);
    node.put("hostname", host(app, addon)).put("cluster", cluster);
    node.putArray("features").addObject().put("name", "force-ssl").put("status", "ACTIVATED");
    node.putArray("instances");
    node.putNull("next_version_id").putNull("current_operation_id");
    node.put("encryption_at_rest", true).put("periodic_backups_enabled", addon.periodicBackups);
    node.putArray("periodic_backups_scheduled_at").add(addon.backupHour);
    node.putObject("maintenance_window")
        .put("weekday_utc", addon.maintenanceDay)
        .put("starting_hour_utc", addon.maintenanceHour)
        .put("duration_in_hour", 8);
    return node;
  }

  static String host(EmulatedApp app, EmulatedApp.Addon addon) {
    return "%s.%s.a.%s.scalingo-dbs.com:31234"
        .formatted(addon.resourceId.replace('_', '-'), addon.provider, app.region);
  }

  static ObjectNode backup(EmulatedApp.Addon addon, EmulatedApp.Backup backup) {
    ObjectNode node = object();
    node.put("id", backup.id).put("created_at", date(backup.createdAt));
    date(node, "started_at", backup.startedAt);
    node.put("name", backup.name);
    if (backup.status.equals("done")) {
      node.put("size", SIZE);
    } else {
      node.putNull("size");
    }
    node.put("status", backup.status).put("database_id", addon.databaseId);
    return node.put("method", "manual");
  }

  /// Shows a deployment.
  ///
  /// @param api the base of the API: clients take the link to the output apart, so that it is whole
  static ObjectNode deployment(String api, EmulatedApp app, EmulatedApp.Deployment deployment) {
    boolean built = deployment.status.equals("success");
    ObjectNode node = object();
    node.put("id", deployment.id).put("app_id", app.id);
    node.put("created_at", date(deployment.createdAt)).put("status", deployment.status);
    date(node, "finished_at", deployment.finishedAt);
    text(node, "git_ref", deployment.gitRef);
    text(node, "previous_git_ref", previous(app, deployment));
    node.put("type", "archive");
    node.put("duration", built ? 42 : 0).putNull("postdeploy_hook");
    text(node, "image", built ? app.name + ":" + deployment.id : "");
    text(node, "registry", built ? "registry." + app.region + ".scalingo.com" : "");
    node.put("image_size", built ? 80 * SIZE : 0);
    node.put("stack_base_image", "scalingo/scalingo-22:latest");
    user(node.putObject("pusher"));
    node.putObject("links")
        .put(
            "output",
            "%s/v1/apps/%s/deployments/%s/output".formatted(api, app.name, deployment.id));
    return node;
  }

  private static String previous(EmulatedApp app, EmulatedApp.Deployment deployment) {
    int place = app.deployments.indexOf(deployment);
    return place > 0 ? app.deployments.get(place - 1).gitRef : "";
  }

  static ObjectNode operation(EmulatedApp app, EmulatedApp.Operation operation) {
    ObjectNode node = object();
    node.put("id", operation.id).put("app_id", app.id).put("type", operation.type);
    node.put("status", operation.status).put("created_at", date(operation.createdAt));
    date(node, "finished_at", operation.finishedAt);
    text(node, "error", operation.error);
    node.putNull("start_one_off_data");
    return node;
  }

  static ObjectNode event(EmulatedApp app, EmulatedApp.TimelineEvent event) {
    ObjectNode node = object();
    node.put("id", event.id()).put("created_at", date(event.at()));
    node.put("app_id", app.id).put("app_name", app.name);
    user(node.putObject("user"));
    node.put("type", event.type());
    ObjectNode facts = node.putObject("type_data");
    event.facts().forEach(facts::put);
    return node;
  }

  /// A migration has no root key around it.
  static ObjectNode migration(EmulatedMigration migration) {
    ObjectNode node = object();
    node.put("id", migration.id).put("src_app_name", migration.sourceApp);
    node.put("dst_app_name", migration.destinationApp).put("app_id", migration.appId);
    text(node, "new_app_id", migration.newAppId);
    node.put("source", migration.source).put("destination", migration.destination);
    node.put("status", migration.status).put("started_at", date(migration.startedAt));
    date(node, "finished_at", migration.finishedAt);
    ArrayNode steps = node.putArray("steps");
    for (EmulatedMigration.MigrationStep step : migration.steps) {
      ObjectNode one = steps.addObject();
      one.put("id", step.id).put("name", step.name).put("status", step.status);
      // A failed step has a text, even an empty one; the others have null.
      if (step.status.equals("error")) {
        one.put("logs", step.logs);
      } else {
        one.putNull("logs");
      }
    }
    return node;
  }
}
