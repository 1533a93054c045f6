package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a region has beside its apps: the catalogue, base images, sizes, projects.
final class RegionRoutes {
  private static final Instant BEGINNING = Instant.parse("2025-01-06T09:00:00Z");
  private static final List<String> SIZES = List.of("S", "M", "L", "XL", "2XL");

  private final Inventory estate;
  private final ProjectRoutes projects;

  RegionRoutes(Inventory estate) {
    this.estate = estate;
    this.projects = new ProjectRoutes(estate);
  }

  /// Answers what clients ask for without a token.
  static Optional<Reply> open(RegionCall call) {
    return switch (call.route()) {
      case "GET/addon_providers" -> Optional.of(Catalog.providers());
      case "GET/addon_categories" -> Optional.of(Catalog.categories());
      case "GET/addon_providers/*/plans" ->
          Optional.of(Catalog.plans(call.region().name, call.segment(1)));
      // Whoever signs up here has done so before.
      case "POST/users" -> Optional.of(Errors.field("email", "has already been taken"));
      case "GET/event_types" -> Optional.of(none("event_types"));
      case "GET/event_categories" -> Optional.of(none("event_categories"));
      case "GET/notification_platforms", "GET/notification_platforms/*" -> Optional.of(platforms());
      default -> Optional.empty();
    };
  }

  Optional<Reply> handle(RegionCall call) {
    return switch (call.route()) {
      case "GET/features/*" -> feature(call);
      case "GET/databases" -> Optional.of(none("databases"));
      case "GET/account/*" ->
          call.segment(1).equals("invoices")
              ? Optional.of(Pages.of(call.request(), "invoices", List.of()))
              : Optional.empty();
      case "GET/scm_repo_links" ->
          Optional.of(Pages.of(call.request(), "scm_repo_links", List.of()));
      case "GET/events" -> Optional.of(events(call));
      case "POST/sources" -> Optional.of(source(call));
      default -> projects.handle(call).or(() -> Nothing.inRegion(call));
    };
  }

  private static Reply platforms() {
    ObjectNode body = Shapes.object();
    ObjectNode one = body.putArray("notification_platforms").addObject();
    one.put("id", "5982f2c4b7a1d90012c4e001").put("name", "email").put("display_name", "E-mail");
    one.put("logo_url", "").put("description", "").putArray("available_event_ids");
    return Reply.json(200, body);
  }

  static Reply none(String key) {
    ObjectNode body = Shapes.object();
    body.putArray(key);
    return Reply.json(200, body);
  }

  private static Optional<Reply> feature(RegionCall call) {
    return switch (call.segment(1)) {
      case "stacks" -> Optional.of(stacks(call.region().name));
      case "container_sizes" -> Optional.of(sizes());
      default -> Optional.empty();
    };
  }

  private static Reply stacks(String region) {
    ObjectNode body = Shapes.object();
    ObjectNode stack = body.putArray("stacks").addObject();
    stack.put("id", EmulatedApp.STACK).put("created_at", Shapes.date(BEGINNING));
    stack.put("name", "scalingo-22").put("description", "Stack based on Ubuntu 22.04");
    stack.put("base_image", "scalingo/scalingo-22:latest").put("default", true);
    // A bare day when there is one: clients take nothing else.
    stack.putNull("deprecated_at").put("region", region);
    return Reply.json(200, body);
  }

  private static Reply sizes() {
    ObjectNode body = Shapes.object();
    ArrayNode list = body.putArray("container_sizes");
    SIZES.forEach(name -> list.add(size(name)));
    return Reply.json(200, body);
  }

  /// Describes a container's size.
  static ObjectNode size(String name) {
    int ordinal = Math.max(0, SIZES.indexOf(name));
    int megabytes = 256 << ordinal;
    ObjectNode size = Shapes.object();
    size.put("id", "5e9d2f0c4b7a1d90012c5%03d".formatted(ordinal)).put("sku", "std-" + name);
    size.put("name", name).put("human_name", megabytes + "M").put("human_cpu", "Standard");
    size.put("memory", megabytes * 1_048_576L).put("pids_limit", 128 << ordinal);
    size.put("hourly_price", 1 << ordinal).put("thirtydays_price", 720 << ordinal);
    size.putObject("pricings");
    return size.put("swap", 0).put("ordinal", ordinal);
  }

  private static Reply events(RegionCall call) {
    List<ObjectNode> newestFirst =
        call.region().apps.values().stream()
            .flatMap(app -> app.events.reversed().stream().map(event -> Shapes.event(app, event)))
            .toList();
    return Pages.of(call.request(), "events", newestFirst);
  }

  /// Nothing can be uploaded here: the code of an app is never looked at.
  private Reply source(RegionCall call) {
    String address = call.address() + "/sources/" + estate.uuid() + ".tar.gz";
    ObjectNode body = Shapes.object();
    body.putObject("source").put("upload_url", address).put("download_url", address);
    return Reply.json(201, body);
  }
}
