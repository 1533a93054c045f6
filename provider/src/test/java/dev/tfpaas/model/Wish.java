package dev.tfpaas.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A configuration of a pair: which blocks it has, and what they say.
///
/// @param copy whether it has the copy
/// @param name the name of the copy
/// @param maintenance what it says of the copy's maintenance; empty when it leaves that out
/// @param replication whether it has the replication
/// @param reversed whether the copy is the source
/// @param group whether it has the group
/// @param active what it says of the active side; empty when it leaves that out
/// @param alone whether the group is of the first app only
/// @param emergency whether a switch is an emergency
/// @param follow whether data flows away from whoever serves
/// @param first which objects are made before the old ones are destroyed
/// @param labels which blocks bear their second label
record Wish(
    boolean copy,
    String name,
    Optional<Boolean> maintenance,
    boolean replication,
    boolean reversed,
    boolean group,
    Optional<String> active,
    boolean alone,
    boolean emergency,
    boolean follow,
    Set<Part> first,
    Set<Part> labels) {

  /// The whole pair, as examples write it.
  static final Wish PAIR =
      new Wish(
          true,
          "shop-dr",
          Optional.empty(),
          true,
          false,
          true,
          Optional.of("primary"),
          false,
          false,
          false,
          Set.of(),
          Set.of());

  /// No block at all.
  static final Wish NOTHING = PAIR.with(false, "shop-dr", Optional.empty(), false, false, false);

  /// A kind of block, in the order of dependencies.
  enum Part {
    COPY("paas_app_clone"),
    REPLICATION("paas_db_replication"),
    GROUP("paas_failover_group");

    final String typeName;

    Part(String typeName) {
      this.typeName = typeName;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A block.
  ///
  /// @param address what the state calls it
  /// @param part its kind
  /// @param json what it says; what refers to another block is left to be filled in
  /// @param references what refers to others
  record Block(String address, Part part, String json, List<Reference> references) {}

  /// A reference to an attribute of another block.
  ///
  /// @param attribute the attribute that holds it
  /// @param to the address of the other block
  /// @param of its attribute
  /// @param many whether it stands in a set
  record Reference(String attribute, String to, String of, boolean many) {}

  /// Returns the blocks in the order of dependencies.
  List<Block> blocks(Wording wording) {
    List<Block> blocks = new ArrayList<>();
    if (copy) {
      blocks.add(new Block(address(Part.COPY), Part.COPY, copyText(wording), List.of()));
    }
    if (hasReplication(wording)) {
      String copied = reversed ? "source_app_id" : "replica_app_id";
      String other = reversed ? "replica_app_id" : "source_app_id";
      blocks.add(
          new Block(
              address(Part.REPLICATION),
              Part.REPLICATION,
              "{'%s': '%s', '%s': '%s', 'engine': '%s'%s%s}"
                  .formatted(
                      copied,
                      wording.copyId().apply(name),
                      other,
                      wording.source(),
                      wording.engine(),
                      wording.replication(),
                      follow && wording.follows() ? ", 'direction': 'follow'" : ""),
              toCopy(copied)));
    }
    if (group) {
      blocks.add(groupBlock(wording));
    }
    return blocks;
  }

  private boolean hasReplication(Wording wording) {
    return replication && wording.parts().contains(Part.REPLICATION);
  }

  private Block groupBlock(Wording wording) {
    List<Reference> references = new ArrayList<>();
    StringBuilder text =
        new StringBuilder(
            "{'primary_app_id': '%s', 'deletion_protection': false%s"
                .formatted(wording.source(), wording.group()));
    if (!alone) {
      text.append(", 'secondary_app_id': '").append(wording.copyId().apply(name)).append('\'');
      references.addAll(toCopy("secondary_app_id"));
      active.ifPresent(side -> text.append(", 'active': '").append(side).append('\''));
      if (hasReplication(wording)) {
        text.append(", 'replication_ids': []");
        references.add(new Reference("replication_ids", address(Part.REPLICATION), "id", true));
      }
      if (emergency) {
        text.append(", 'switch_mode': 'emergency', 'accept_data_loss': true");
      }
    }
    return new Block(address(Part.GROUP), Part.GROUP, text.append('}').toString(), references);
  }

  private String copyText(Wording wording) {
    return "{'source_app_id': '%s', 'name': '%s', 'deletion_protection': false%s%s}"
        .formatted(
            wording.source(),
            name,
            wording.copy(),
            maintenance.map(on -> ", 'maintenance': " + on).orElse(""));
  }

  private List<Reference> toCopy(String attribute) {
    return copy
        ? List.of(new Reference(attribute, address(Part.COPY), "app_id", false))
        : List.of();
  }

  /// Returns what the state calls a block.
  String address(Part part) {
    return part.word() + (labels.contains(part) ? ".two" : ".one");
  }

  /// Returns which kind of block has an address.
  static Part part(String address) {
    return Part.valueOf(address.substring(0, address.indexOf('.')).toUpperCase(Locale.ROOT));
  }

  /// Whether a block is made before its old object is destroyed: what something of that kind hangs
  /// on is, too.
  boolean isFirst(Part part) {
    return first.stream().anyMatch(it -> it.compareTo(part) >= 0);
  }

  /// Returns it after an edit.
  Wish edited(Move move) {
    int choice = move.choice();
    Part part = Part.values()[choice % Part.values().length];
    return switch (move.kind()) {
      case EDIT_COPY -> with(!copy, name, maintenance, replication, reversed, group);
      case EDIT_NAME ->
          with(
              copy,
              choice % 3 == 0 ? "shop-b" : "shop-dr",
              maintenance,
              replication,
              reversed,
              group);
      case EDIT_MAINTENANCE ->
          with(
              copy,
              name,
              List.of(Optional.<Boolean>empty(), Optional.of(true), Optional.of(false))
                  .get(choice % 3),
              replication,
              reversed,
              group);
      case EDIT_REPLICATION ->
          switch (choice % 4) {
            case 0 -> with(copy, name, maintenance, !replication, reversed, group);
            case 2 -> following(!follow);
            default -> with(copy, name, maintenance, replication, !reversed, group);
          };
      case EDIT_GROUP ->
          choice % 3 == 0
              ? with(
                  copy, name, maintenance, replication, reversed, group, active, !alone, emergency)
              : with(copy, name, maintenance, replication, reversed, !group);
      case EDIT_ACTIVE ->
          with(
              copy,
              name,
              maintenance,
              replication,
              reversed,
              group,
              List.of(
                      Optional.<String>empty(),
                      Optional.of("primary"),
                      Optional.of("secondary"),
                      Optional.of("secondary"))
                  .get(choice % 4),
              alone,
              choice / 4 % 4 == 0);
      case EDIT_FIRST -> with(toggled(first, part), labels);
      case EDIT_LABEL, IMPORTED -> withLabel(part);
      case REMOVED ->
          switch (part) {
            case COPY -> withLabel(part);
            case REPLICATION -> with(copy, name, maintenance, !replication, reversed, group);
            case GROUP -> with(copy, name, maintenance, replication, reversed, !group);
          };
      default -> this;
    };
  }

  private static Set<Part> toggled(Set<Part> parts, Part part) {
    Set<Part> changed = new TreeSet<>(parts);
    if (!changed.remove(part)) {
      changed.add(part);
    }
    return Set.copyOf(changed);
  }

  /// Returns it with the other label of a block.
  Wish withLabel(Part part) {
    return with(first, toggled(labels, part));
  }

  private Wish following(boolean follows) {
    return new Wish(
        copy,
        name,
        maintenance,
        replication,
        reversed,
        group,
        active,
        alone,
        emergency,
        follows,
        first,
        labels);
  }

  private Wish with(Set<Part> newFirst, Set<Part> newLabels) {
    return new Wish(
        copy,
        name,
        maintenance,
        replication,
        reversed,
        group,
        active,
        alone,
        emergency,
        follow,
        newFirst,
        newLabels);
  }

  private Wish with(
      boolean newCopy,
      String newName,
      Optional<Boolean> newMaintenance,
      boolean newReplication,
      boolean newReversed,
      boolean newGroup) {
    return with(
        newCopy,
        newName,
        newMaintenance,
        newReplication,
        newReversed,
        newGroup,
        active,
        alone,
        emergency);
  }

  private Wish with(
      boolean newCopy,
      String newName,
      Optional<Boolean> newMaintenance,
      boolean newReplication,
      boolean newReversed,
      boolean newGroup,
      Optional<String> newActive,
      boolean newAlone,
      boolean newEmergency) {
    return new Wish(
        newCopy,
        newName,
        newMaintenance,
        newReplication,
        newReversed,
        newGroup,
        newActive,
        newAlone,
        newEmergency,
        follow,
        first,
        labels);
  }

  /// Returns it as a person would write it.
  String told(Wording wording) {
    List<String> all =
        new ArrayList<>(
            blocks(wording).stream().map(it -> it.address() + " " + it.json()).toList());
    if (!first.isEmpty()) {
      all.add("create_before_destroy " + first);
    }
    return String.join("; ", all);
  }
}
