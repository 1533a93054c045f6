package dev.tfpaas.topology;

import dev.tfpaas.framework.cty.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Fills in what a careful runbook would say, where the file does not.
final class Defaults {
  private static final String MAX_LAG = "30s";
  private static final String DRAIN_TIMEOUT = "1m";

  private final Topology topology;
  private final KnownTypes catalogue;
  private final PlatformOf platforms;

  Defaults(Topology topology, KnownTypes catalogue) {
    this.topology = topology;
    this.catalogue = catalogue;
    this.platforms = new PlatformOf(topology);
  }

  /// Returns the topology with defaults.
  ///
  /// @param isProtected what the file says about deletion for everything
  Topology filled(boolean isProtected) {
    List<Item> items =
        topology.items().stream()
            .map(this::filled)
            .map(item -> isProtected ? item : unprotected(item))
            .toList();
    return topology.withItems(items);
  }

  private Item filled(Item item) {
    return switch (item.section()) {
      case APPS -> item.exists() ? item : item.withDefault("name", text(item.name()));
      case FAILOVER -> group(item);
      case PLATFORMS, REPLICATION, MIGRATIONS -> item;
    };
  }

  private Item unprotected(Item item) {
    boolean hasProtection =
        !item.exists()
            && catalogue
                .kind(item.section())
                .schema()
                .block()
                .attribute(Vocabulary.DELETION_PROTECTION)
                .isPresent();
    return hasProtection
        ? item.withDefault(
            Vocabulary.DELETION_PROTECTION, new Expression.Literal(Value.bool(false)))
        : item;
  }

  private Item group(Item group) {
    Item named = supports(group, "name") ? group.withDefault("name", text(group.name())) : group;
    List<Expression> between =
        topology.of(Section.REPLICATION).stream()
            .filter(replication -> isBetween(replication, group))
            .<Expression>map(
                it -> new Expression.Reference(Section.REPLICATION, it.name(), group.place()))
            .toList();
    if (between.isEmpty() || !supports(group, "replication_ids")) {
      return named;
    }
    Item complete = named.withDefault("replication_ids", new Expression.Items(between));
    return complete.references("replication_ids").isEmpty() ? complete : guarded(complete);
  }

  /// A group whose switches look at the data first.
  private static Item guarded(Item group) {
    Optional<String> promised = Topology.objective(group, "rpo");
    Optional<Setting> guards = group.setting("guards");
    if (guards.isEmpty()) {
      Map<String, Expression> usual = new LinkedHashMap<>();
      usual.put("max_lag", text(promised.orElse(MAX_LAG)));
      usual.put("drain_timeout", text(DRAIN_TIMEOUT));
      return group.withDefault("guards", new Expression.Fields(usual));
    }
    if (promised.isEmpty()
        || !(guards.get().value() instanceof Expression.Fields(Map<String, Expression> fields))
        || fields.containsKey("max_lag")) {
      return group;
    }
    Map<String, Expression> more = new LinkedHashMap<>(fields);
    more.put("max_lag", text(promised.get()));
    return group.with("guards", new Expression.Fields(more));
  }

  private boolean supports(Item item, String attribute) {
    return platforms
        .block(item)
        .map(it -> catalogue.kind(item.section()).offers().get(it.kind()))
        .map(offer -> !offer.unsupported().containsKey(attribute))
        .orElse(true);
  }

  /// Tells whether a replication is between the two members of a group, in either direction.
  static boolean isBetween(Item replication, Item group) {
    return names(replication).size() == 2 && names(replication).equals(names(group));
  }

  private static Set<String> names(Item item) {
    return PlatformOf.apps(item).stream()
        .map(Expression.Reference::name)
        .collect(Collectors.toSet());
  }

  private static Expression text(String text) {
    return new Expression.Literal(Value.string(text));
  }
}
