package dev.tfpaas.resources;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.NotEmpty;
import dev.tfpaas.framework.schema.Schema;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The schema of the provider block.
final class ProviderSchema {
  /// The four platforms, each with an attribute of that name.
  static final List<String> PLATFORMS = List.of("local", "cloud66", "scalingo", "jelastic");

  static final Schema SCHEMA =
      Schema.of(
          "Fails apps over between regions and clouds of a PaaS, and moves them. At most one of the"
              + " four platforms is set; with none, the environment variable `PAAS_PLATFORM`"
              + " chooses, and without that it is `local`, which is embedded and needs nothing.",
          List.of(local(), cloud66(), scalingo(), jelastic()));

  private ProviderSchema() {}

  private static Attribute local() {
    return Attribute.optionalObject(
        "local",
        List.of(
            text(
                "path",
                "Directory the platform lives in, relative to the working directory; created by the"
                    + " first change. Default: `.paas`."),
            text(
                "estate",
                "YAML file that says what exists at first, relative to the working directory."
                    + " Default: `estate.yaml` if there is such a file, else the built-in"
                    + " estate.")),
        "The embedded platform, for learning, rehearsing and testing: apps, databases, replication"
            + " and failover, without an account and without a network.");
  }

  private static Attribute cloud66() {
    return Attribute.optionalObject(
        "cloud66",
        List.of(
            url("url", "Host of Cloud 66. Default: `CLOUD66_URL`, then `https://app.cloud66.com`."),
            secret(
                "access_token",
                "Personal access token of Cloud 66. Default: the environment variable"
                    + " `CLOUD66_ACCESS_TOKEN`.")),
        "Cloud 66.");
  }

  private static Attribute scalingo() {
    return Attribute.optionalObject(
        "scalingo",
        List.of(
            text("region", "Region of Scalingo. Default: `SCALINGO_REGION`, then `osc-fr1`."),
            secret(
                "api_token",
                "API token of Scalingo. Default: the environment variable `SCALINGO_API_TOKEN`."),
            url(
                "auth_url",
                "Where tokens are exchanged. Default: `SCALINGO_AUTH_URL`, then"
                    + " `https://auth.scalingo.com`."),
            url("api_url", "API to use instead of the region's. Default: `SCALINGO_API_URL`."),
            url(
                "database_api_url",
                "Database API to use instead of the region's. Default: `SCALINGO_DB_URL`.")),
        "Scalingo.");
  }

  private static Attribute jelastic() {
    return Attribute.optionalObject(
        "jelastic",
        List.of(
            url(
                "url",
                "The hoster's dashboard host, e.g. `https://app.hoster.example`. Default: the"
                    + " environment variable `JELASTIC_URL`."),
            secret(
                "token",
                "Personal access token of the hoster. Default: the environment variable"
                    + " `JELASTIC_TOKEN`.")),
        "Virtuozzo Application Platform (Jelastic), at any hoster.");
  }

  private static Attribute text(String name, String description) {
    return Attribute.optional(name, Type.STRING, description).validatedBy(new NotEmpty());
  }

  private static Attribute secret(String name, String description) {
    return text(name, description).sensitive();
  }

  private static Attribute url(String name, String description) {
    return Attribute.optional(name, Type.STRING, description).validatedBy(ProviderSchema::checkUrl);
  }

  private static void checkUrl(Path path, Value value, Diagnostics diagnostics) {
    problemOf(value.asString())
        .ifPresent(problem -> diagnostics.error(path, "Cannot use this URL", problem));
  }

  /// Says what is wrong with a platform's URL; empty when it may be used.
  static Optional<String> problemOf(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException problem) {
      return Optional.of("\"%s\" is not a URL: %s.".formatted(text, problem.getReason()));
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      return Optional.of("\"%s\" must be like https://host or https://host:port.".formatted(text));
    }
    if (uri.getUserInfo() != null) {
      return Optional.of(
          "A user or password in a URL would end up in logs; use the token instead.");
    }
    if (scheme.equals("http") && !isLoopback(uri.getHost())) {
      return Optional.of(
          "\"%s\" would send the token unencrypted. Use https://; http:// is only allowed to this machine itself (localhost, 127.0.0.1, [::1])."
              .formatted(text));
    }
    return Optional.empty();
  }

  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
        || host.equals("[::1]");
  }
}
