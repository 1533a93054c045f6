package dev.tfpaas.platform.scalingo;

import java.net.URI;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// An app as Scalingo shows it.
///
/// @param id what it keeps under every name; empty when not told
/// @param place which app
/// @param status in Scalingo's words; not a closed list: `migrating` is in no manual
/// @param url its canonical address, or its default one
/// @param baseUrl its default address
/// @param stackId its base image
/// @param owner the identifier of the user it belongs to; empty when not told
/// @param deployed whether code of it was ever deployed
/// @param settings what is copied with it
record WireApp(
    String id,
    AppPlace place,
    String status,
    String url,
    String baseUrl,
    String stackId,
    String owner,
    boolean deployed,
    Settings settings) {
  private static final Set<String> BUSY = Set.of("scaling", "restarting", "booting");
  private static final Set<String> STOPPED = Set.of("new", "stopped");

  /// Reads the object `app` of an app that is known by the name it has.
  static WireApp from(String region, JsonNode app) {
    return from(new AppPlace(region, app.path("name").asString("")), app);
  }

  /// Reads the object `app`.
  static WireApp from(AppPlace place, JsonNode app) {
    return new WireApp(
        app.path("id").asString(""),
        place,
        app.path("status").asString(""),
        app.path("url").asString(""),
        app.path("base_url").asString(""),
        app.path("stack_id").asString(""),
        app.path("owner").path("id").asString(""),
        !app.path("last_deployed_at").asString("").isEmpty(),
        new Settings(
            app.path("force_https").asBoolean(false),
            app.path("sticky_session").asBoolean(false),
            app.path("router_logs").asBoolean(false)));
  }

  /// Tells whether the platform is working on it, so that it refuses other operations.
  boolean busy() {
    return BUSY.contains(status);
  }

  /// Tells whether no container of it runs.
  boolean stopped() {
    return STOPPED.contains(status);
  }

  /// Tells whether it would serve if its containers ran.
  boolean healthy() {
    return deployed && !status.equals("crashed");
  }

  /// Returns the host that a CNAME must point to.
  String host() {
    String host = baseUrl.isEmpty() ? null : URI.create(baseUrl).getHost();
    return host == null ? "" : host;
  }

  /// How the router treats it.
  ///
  /// @param forceHttps redirects to HTTPS
  /// @param stickySession keeps a client at one container
  /// @param routerLogs logs requests
  record Settings(boolean forceHttps, boolean stickySession, boolean routerLogs) {
    /// Those of an app that nobody has touched.
    static final Settings OF_A_NEW_APP = new Settings(false, false, false);
  }
}
