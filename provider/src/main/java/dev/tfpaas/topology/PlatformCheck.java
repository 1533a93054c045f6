package dev.tfpaas.topology;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Checks that everything is on a platform that can do it.
final class PlatformCheck {
  private final Topology topology;
  private final KnownTypes catalogue;
  private final Findings problems;
  private final PlatformOf platforms;

  PlatformCheck(Topology topology, KnownTypes catalogue, Findings problems) {
    this.topology = topology;
    this.catalogue = catalogue;
    this.problems = problems;
    this.platforms = new PlatformOf(topology);
  }

  void check() {
    for (Item item : topology.items()) {
      together(item);
      Optional<PlatformBlock> platform = platforms.block(item);
      if (platform.isPresent()) {
        offered(item, platform.get());
      } else if (item.section() == Section.APPS && platforms.name(item).isEmpty()) {
        somewhere(item);
      }
    }
  }

  private void somewhere(Item app) {
    if (app.exists()) {
      problems.add(
          app.place(),
          app.path(),
          "there are several platforms; say which: %s"
              .formatted(
                  topology.names(Section.PLATFORMS).stream()
                      .map("`platform: %s`"::formatted)
                      .collect(Collectors.joining(" or "))));
    }
  }

  private void together(Item item) {
    List<Expression.Reference> apps = PlatformOf.apps(item);
    Optional<String> own =
        item.section() == Section.APPS
            ? platforms.name(item)
            : apps.stream().findFirst().flatMap(topology::find).flatMap(platforms::name);
    for (Expression.Reference app : apps) {
      Optional<String> other = topology.find(app).flatMap(platforms::name);
      if (own.isPresent() && other.isPresent() && !own.equals(other)) {
        problems.add(
            app.place(),
            item.path(),
            "%s is on %s, and this is on %s; it cannot span two platforms"
                .formatted(app.name(), other.get(), own.get()));
      }
    }
  }

  private void offered(Item item, PlatformBlock platform) {
    KnownTypes.Offer offer = catalogue.kind(item.section()).offers().get(platform.kind());
    if (offer == null || item.exists()) {
      return;
    }
    if (offer.missing().isPresent()) {
      problems.add(
          item.place(),
          item.path(),
          "not possible on the platform %s: %s".formatted(platform.kind(), offer.missing().get()));
      return;
    }
    new TreeMap<>(offer.unsupported())
        .forEach((attribute, reason) ->
            item.setting(attribute)
                .ifPresent(setting -> problems.add(setting.place(), setting.path(), reason)));
  }
}
