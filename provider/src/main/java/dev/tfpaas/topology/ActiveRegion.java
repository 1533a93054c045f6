package dev.tfpaas.topology;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.yaml.FilePlace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `active_region`: every failover group serves from its member in that region, unless the group
/// says itself who serves.
final class ActiveRegion {
  private static final List<String> PLACES = List.of("primary_app_id", "secondary_app_id");
  private static final List<String> TERMS =
      List.of(Vocabulary.SWITCH_MODE, Vocabulary.ACCEPT_DATA_LOSS);

  private final Topology topology;
  private final Map<String, Setting> top;
  private final Findings problems;

  /// Makes one of a file.
  ///
  /// @param topology without defaults
  /// @param top what stands at the top of the file, by key
  ActiveRegion(Topology topology, Map<String, Setting> top, Findings problems) {
    this.topology = topology;
    this.top = top;
    this.problems = problems;
  }

  /// Returns the topology with what the region says of the groups; complains where it says nothing.
  Topology applied() {
    Optional<Setting> setting = Optional.ofNullable(top.get(Vocabulary.ACTIVE_REGION));
    if (setting.isEmpty()) {
      TERMS.stream().flatMap(term -> Stream.ofNullable(top.get(term))).forEach(this::alone);
      return topology;
    }
    Optional<String> region = setting.get().text();
    if (region.isEmpty() || !isAnywhere(region.get(), setting.get()) || !isConsented()) {
      return topology;
    }
    return topology
        .withItems(topology.items().stream().map(item -> applied(item, region.get())).toList())
        .leadingTo(region.get());
  }

  private void alone(Setting term) {
    problems.add(
        term.place(),
        term.path(),
        "this stands beside `active_region`, for every group that it moves; write it at a failover"
            + " group, or add `active_region`");
  }

  /// A word that no app of a group knows is a mistake of this line, not of every group.
  private boolean isAnywhere(String region, Setting setting) {
    List<Item> members =
        topology.of(Section.FAILOVER).stream().flatMap(group -> members(group).stream()).toList();
    List<String> known = members.stream().flatMap(app -> region(app).stream()).distinct().toList();
    boolean found = known.contains(region);
    if (!found && !members.isEmpty()) {
      problems.unknown(
          setting.place(), setting.path(), new Findings.Unknown("region", region, known));
    }
    return found;
  }

  private boolean isConsented() {
    Optional<Setting> mode =
        Optional.ofNullable(top.get(Vocabulary.SWITCH_MODE))
            .filter(it -> it.text().equals(Optional.of("emergency")));
    boolean consent =
        Optional.ofNullable(top.get(Vocabulary.ACCEPT_DATA_LOSS))
            .filter(it -> it.value().equals(new Expression.Literal(Value.bool(true))))
            .isPresent();
    if (mode.isPresent() && !consent) {
      problems.add(
          mode.get().place(),
          mode.get().path(),
          "an emergency may lose what the other side does not have yet; write `accept_data_loss:"
              + " true` beside it, or `switch_mode: planned`, which loses nothing");
      return false;
    }
    return true;
  }

  private Item applied(Item item, String region) {
    if (item.section() != Section.FAILOVER || item.setting("active").isPresent()) {
      return item;
    }
    List<String> there =
        PLACES.stream()
            .filter(place ->
                member(item, place).flatMap(ActiveRegion::region).equals(Optional.of(region)))
            .toList();
    if (there.size() != 1) {
      complain(item, region, there.isEmpty());
      return item;
    }
    String word = there.getFirst().equals(PLACES.getFirst()) ? "primary" : "secondary";
    Item moved =
        item.withDefault("active", new Expression.Literal(Value.string(word)))
            .withDefault("on_refusal", new Expression.Literal(Value.string("keep")));
    if (item.setting(Vocabulary.SWITCH_MODE).isPresent()) {
      // Consent to the terms of the top is none to the group's own.
      return moved;
    }
    for (String term : TERMS) {
      moved = top.containsKey(term) ? moved.withDefault(term, top.get(term).value()) : moved;
    }
    return moved;
  }

  private void complain(Item group, String region, boolean none) {
    FilePlace place = group.placeOf(PLACES.getFirst());
    List<Item> members = members(group);
    boolean isComplete =
        PLACES.stream().filter(it -> group.setting(it).isPresent()).count() == members.size();
    if (!isComplete) {
      // A name that names nothing was complained about.
      return;
    }
    String where =
        String.join(
            ", ",
            members.stream()
                .map(app ->
                    region(app)
                        .map(it -> "%s is in %s".formatted(app.name(), it))
                        .orElse("%s has no `region`".formatted(app.name())))
                .toList());
    problems.add(
        place,
        group.path(),
        none
            ? "active_region is %s, and no member is there: %s; write `region` beside the app that is there, or `active` here"
                .formatted(region, where)
            : "active_region is %s, and both members are there; write `active` here"
                .formatted(region));
  }

  /// Returns what is said of groups that do not follow the region.
  static List<Finding> notes(Topology topology) {
    if (topology.activeRegion().isEmpty()) {
      return List.of();
    }
    return topology.of(Section.FAILOVER).stream()
        .filter(group -> !isMoved(group))
        .map(group ->
            new Finding(
                group.placeOf("active"),
                group.path() + ".active",
                "this group says itself who serves, and does not follow active_region: %s"
                    .formatted(topology.activeRegion().get())))
        .toList();
  }

  /// Tells whether a group's word was filled in.
  static boolean isMoved(Item group) {
    return group.setting("active").filter(it -> it.source().isEmpty()).isPresent();
  }

  private List<Item> members(Item group) {
    return PLACES.stream().flatMap(place -> member(group, place).stream()).toList();
  }

  private Optional<Item> member(Item group, String place) {
    return group.reference(place).flatMap(topology::find);
  }

  private static Optional<String> region(Item app) {
    return app.text(Vocabulary.REGION);
  }
}
