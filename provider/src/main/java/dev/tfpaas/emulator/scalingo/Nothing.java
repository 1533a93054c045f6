package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Reply;
import java.util.Optional;

/// What the vendor's clients ask about along the way, and this account has none of: lists are
/// empty, and single things are not found.
final class Nothing {
  private Nothing() {}

  /// Answers inside an app.
  static Optional<Reply> inApp(RegionCall call, EmulatedApp app) {
    return switch (call.route()) {
      case "GET/cron_tasks" -> Optional.of(RegionRoutes.none("jobs"));
      case "GET/stats" -> Optional.of(RegionRoutes.none("stats"));
      case "GET/logs_archives" -> Optional.of(archives());
      case "GET/logs" -> Optional.of(logs(call, app));
      case "DELETE/caches/*" -> Optional.of(Reply.empty(204));
      default ->
          !call.rest().isEmpty() && call.segment(0).equals("scm_repo_link")
              ? Optional.of(Errors.notFound("scm_repo_link"))
              : Optional.empty();
    };
  }

  /// Answers in a region: there are no bills, and no database is one of those that are made without
  /// an app.
  static Optional<Reply> inRegion(RegionCall call) {
    return switch (call.rest().isEmpty() ? "" : call.segment(0)) {
      case "account" ->
          call.rest().size() == 3 && call.segment(1).equals("invoices")
              ? Optional.of(Errors.notFound("invoice"))
              : Optional.empty();
      case "databases" ->
          call.rest().size() > 1 ? Optional.of(Errors.notFound("database")) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /// Answers what is about no one database.
  static Optional<Reply> besideDatabases(RegionCall call) {
    return switch (call.route()) {
      case "GET/firewall/*" ->
          call.segment(1).equals("managed_ranges")
              ? Optional.of(RegionRoutes.none("ranges"))
              : Optional.empty();
      case "GET/database_type_versions/*" -> Optional.of(Errors.notFound("database_type_version"));
      default -> Optional.empty();
    };
  }

  /// Answers below a database.
  static Optional<Reply> inDatabase(RegionCall call, EmulatedApp app) {
    return switch (call.route()) {
      case "GET/databases/*/maintenance/*" -> Optional.of(Errors.notFound("maintenance"));
      case "GET/databases/*/logs_archives" -> Optional.of(archives());
      case "GET/databases/*/logs" -> Optional.of(logs(call, app));
      default -> Optional.empty();
    };
  }

  private static Reply archives() {
    return Reply.json(
        200,
        Shapes.object()
            .put("next_cursor", "")
            .put("has_more", false)
            .set("archives", Shapes.array()));
  }

  private static Reply logs(RegionCall call, EmulatedApp app) {
    return Reply.json(
        200,
        Shapes.object()
            .put("logs_url", call.address() + "/logs/" + app.id)
            .set("app", Shapes.app(app)));
  }
}
