package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.Secret;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Reads what belongs to an app.
final class AppReader {
  private final ScalingoApi api;

  AppReader(ScalingoApi api) {
    this.api = api;
  }

  /// Reads an app; empty when it definitely does not exist, also when its region does not.
  Optional<WireApp> find(AppPlace place) {
    boolean elsewhere = !place.region().equals(api.home());
    if (place.name().isEmpty() || (elsewhere && api.region(place.region()).isEmpty())) {
      return Optional.empty();
    }
    return api.find(place.region(), place.path(""))
        .map(answer -> WireApp.from(place.region(), answer.path("app")));
  }

  /// Reads an app that must be there.
  WireApp require(AppPlace place) {
    return find(place)
        .orElseThrow(() ->
            new PlatformException(
                Kind.NOT_FOUND,
                ScalingoPlatform.NAME,
                "GET " + place.path(""),
                "there is no app %s in %s".formatted(place.name(), place.region()),
                false));
  }

  /// Reads all apps of a region, in the platform's order.
  List<WireApp> all(String region) {
    List<WireApp> apps = new ArrayList<>();
    api.read(region, "/v1/apps").path("apps").forEach(app -> apps.add(WireApp.from(region, app)));
    return apps;
  }

  /// Reads how many containers an app has.
  Formation formation(AppPlace place) {
    return Formation.from(api.read(place.region(), place.path("/containers")).path("containers"));
  }

  /// Reads an app's variables, references to others kept as they are written.
  Variables variables(AppPlace place) {
    TreeMap<String, Variable> found = new TreeMap<>();
    api.read(place.region(), place.path("/variables?aliases=true"))
        .path("variables")
        .forEach(one ->
            found.put(
                one.path("name").asString(""),
                new Variable(
                    one.path("id").asString(""), new Secret(one.path("value").asString("")))));
    return new Variables(found);
  }

  /// Reads an app's custom domains, ordered by name.
  List<Domain> domains(AppPlace place) {
    List<Domain> domains = new ArrayList<>();
    api.read(place.region(), place.path("/domains"))
        .path("domains")
        .forEach(one ->
            domains.add(new Domain(one.path("id").asString(""), one.path("name").asString(""))));
    domains.sort(Comparator.comparing(Domain::name));
    return domains;
  }

  /// Tells whether anybody was invited to an app.
  boolean hasCollaborators(AppPlace place) {
    return !api.read(place.region(), place.path("/collaborators")).path("collaborators").isEmpty();
  }

  /// Tells whether an app takes its code from a repository.
  boolean hasRepository(AppPlace place) {
    return api.find(place.region(), place.path("/scm_repo_link"))
        .filter(answer -> answer.path("scm_repo_link").isObject())
        .isPresent();
  }

  /// Reads an app's add-ons, ordered by engine.
  List<Addon> addons(AppPlace place) {
    List<Addon> addons = new ArrayList<>();
    for (JsonNode one : api.read(place.region(), place.path("/addons")).path("addons")) {
      addons.add(
          new Addon(
              one.path("id").asString(""),
              one.path("addon_provider").path("id").asString(""),
              one.path("plan").path("name").asString(""),
              one.path("status").asString("")));
    }
    addons.sort(Comparator.comparing(Addon::engine));
    return addons;
  }

  /// Reads an app's newest deployments, newest first.
  List<Deployment> deployments(AppPlace place) {
    List<Deployment> deployments = new ArrayList<>();
    api.read(place.region(), place.path("/deployments?page=1&per_page=20"))
        .path("deployments")
        .forEach(one ->
            deployments.add(
                new Deployment(
                    one.path("id").asString(""),
                    one.path("status").asString(""),
                    one.path("git_ref").asString(""))));
    return deployments;
  }

  /// The variables of an app.
  ///
  /// @param all by name
  record Variables(TreeMap<String, Variable> all) {

    /// Returns a value; empty when there is no such variable.
    Optional<String> value(String name) {
      return Optional.ofNullable(all.get(name)).map(variable -> variable.value().value());
    }

    /// Returns the app's role in a group; empty when it has none.
    Optional<Mark.Role> role() {
      return value(Mark.ROLE).flatMap(Mark.Role::parse);
    }
  }

  /// A variable.
  ///
  /// @param id the platform's identifier
  /// @param value what it holds
  record Variable(String id, Secret value) {}

  /// A custom domain.
  ///
  /// @param id the platform's identifier
  /// @param name the domain
  record Domain(String id, String name) {}

  /// An add-on.
  ///
  /// @param id the platform's identifier
  /// @param provider what it is, as the platform spells it; older ones begin with `scalingo-`
  /// @param plan the name of its plan
  /// @param status in Scalingo's words
  record Addon(String id, String provider, String plan, String status) {

    /// Returns the engine in our words.
    String engine() {
      String plain = provider.startsWith("scalingo-") ? provider.substring(9) : provider;
      return plain.endsWith("-ng") ? plain.substring(0, plain.length() - 3) : plain;
    }
  }

  /// A deployment.
  ///
  /// @param id the platform's identifier
  /// @param status in Scalingo's words
  /// @param gitRef what was said to be deployed
  record Deployment(String id, String status, String gitRef) {}
}
