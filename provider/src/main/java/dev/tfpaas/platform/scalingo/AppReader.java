package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.PlatformException;
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
    // An app's own identifier opens it, too, but groups and marks go by the name.
    return object(place)
        .filter(app -> app.path("name").asString("").equals(place.live()))
        .map(app -> WireApp.from(place, app));
  }

  private Optional<JsonNode> object(AppPlace place) {
    boolean elsewhere = !place.region().equals(api.home());
    if (place.name().isEmpty() || (elsewhere && api.region(place.region()).isEmpty())) {
      return Optional.empty();
    }
    return api.find(place.region(), place.path(""), "app", "name", "status");
  }

  /// Reads an app that was seen before: by its name, and by the platform's own identifier where
  /// there is none of that name any more, or another one. Then it was renamed, or deleted.
  ///
  /// @param ownId the platform's own identifier, which a rename keeps; empty when not known
  Optional<WireApp> find(AppPlace place, Optional<String> ownId) {
    Optional<WireApp> named = find(place);
    boolean isIt = ownId.isEmpty() || named.filter(app -> app.id().equals(ownId.get())).isPresent();
    return isIt ? named : renamed(place, ownId.get()).or(() -> named);
  }

  private Optional<WireApp> renamed(AppPlace place, String ownId) {
    return object(new AppPlace(place.region(), ownId))
        .filter(app -> app.path("id").asString("").equals(ownId))
        .map(app -> WireApp.from(api.renamed(place, app.path("name").asString("")), app));
  }

  /// Reads an app that must be there.
  WireApp require(AppPlace place) {
    return find(place)
        .orElseThrow(() ->
            PlatformException.notFound(
                ScalingoPlatform.NAME,
                "GET " + place.path(""),
                "there is no app %s in %s".formatted(place.name(), place.region())));
  }

  /// Reads all apps of a region, in the platform's order.
  List<WireApp> all(String region) {
    return api.list(region, "/v1/apps", "apps", "name", "status").stream()
        .map(app -> WireApp.from(region, app))
        .toList();
  }

  /// Reads how many containers an app has.
  Formation formation(AppPlace place) {
    return Formation.from(
        api.list(place.region(), place.path("/containers"), "containers", "name"));
  }

  /// Reads an app's variables, references to others kept as they are written.
  Variables variables(AppPlace place) {
    TreeMap<String, Variable> found = new TreeMap<>();
    api.list(place.region(), place.path("/variables?aliases=true"), "variables", "id", "name")
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
    api.list(place.region(), place.path("/domains"), "domains", "id", "name")
        .forEach(one ->
            domains.add(new Domain(one.path("id").asString(""), one.path("name").asString(""))));
    domains.sort(Comparator.comparing(Domain::name));
    return domains;
  }

  /// Tells whether anybody was invited to an app.
  boolean hasCollaborators(AppPlace place) {
    return !api.list(place.region(), place.path("/collaborators"), "collaborators").isEmpty();
  }

  /// Tells whether an app takes its code from a repository.
  boolean hasRepository(AppPlace place) {
    return api.find(place.region(), place.path("/scm_repo_link"), "scm_repo_link").isPresent();
  }

  /// Reads an app's add-ons, ordered by engine.
  List<Addon> addons(AppPlace place) {
    List<Addon> addons = new ArrayList<>();
    for (JsonNode one : api.list(place.region(), place.path("/addons"), "addons", "id", "status")) {
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

  /// Reads an app's newest deployments, newest first: as many as a page holds at least, when there
  /// are so many.
  List<DeploymentPage.Deployment> deployments(AppPlace place) {
    DeploymentPage first = deployments(place, 1);
    boolean newestAreLast = first.pages() > 1 && first.isOldestFirst().orElse(false);
    if (!newestAreLast) {
      return first.newestFirst();
    }
    // The last page may hold one alone, so the one before it is part of the newest.
    DeploymentPage last = deployments(place, first.pages());
    return (first.pages() == 2 ? first : deployments(place, first.pages() - 1))
        .followedBy(last)
        .newestFirst();
  }

  /// Reads a page of an app's deployments.
  DeploymentPage deployments(AppPlace place, int page) {
    return api.read(place.region(), DeploymentPage.path(place, page), DeploymentPage::parse);
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
}
