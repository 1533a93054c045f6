package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.platform.Serving;
import dev.tfpaas.platform.Side;
import dev.tfpaas.resources.life.Refusal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides which side of a group that is to be formed gets the traffic. Forming a group never
/// switches: it leads to the side that serves, and is refused where only the other one does.
///
/// @param active the place that gets it; empty while that cannot be told
/// @param problems an error or a warning, or nothing
/// @param leaves whether the other side serves, and the platform starts this one in its place
record Forming(Optional<Side> active, List<Diagnostic> problems, boolean leaves) {
  private static final Path ACTIVE = Path.root().attribute("active");

  /// A decision that leaves nobody.
  Forming(Optional<Side> active, List<Diagnostic> problems) {
    this(active, problems, false);
  }

  /// Decides. The apps are read.
  ///
  /// @param planned the group as planned; an app that is not known yet does not exist yet
  /// @param wanted the place that the configuration names; empty when it leaves that open
  static Forming of(Platform platform, Value planned, Optional<Side> wanted) {
    Map<Side, Serving> sides = new EnumMap<>(Side.class);
    boolean open = false;
    for (Side side : Side.values()) {
      Value app = planned.get(side.word() + "_app_id");
      open |= app.isUnknown();
      if (app.isUnknown()) {
        sides.put(side, Serving.notYet());
      } else if (!app.isNull()) {
        sides.put(side, Serving.look(platform, app.asString()));
      }
    }
    boolean starts = GroupConfig.groups(platform).startsActive();
    return wanted.isPresent() ? named(sides, wanted.get(), starts) : open(sides, open);
  }

  private static Forming named(Map<Side, Serving> sides, Side wanted, boolean starts) {
    Optional<Serving> named = Optional.ofNullable(sides.get(wanted));
    Optional<Serving> other =
        Optional.ofNullable(sides.get(wanted.other())).filter(Serving::serves);
    boolean serves = named.filter(it -> it.serves() || (starts && it.canBeStarted())).isPresent();
    if (named.isEmpty() || serves) {
      boolean leaves = other.isPresent() && named.filter(Serving::serves).isEmpty();
      return new Forming(Optional.of(wanted), List.of(), leaves);
    }
    Diagnostic problem =
        other
            .map(serving -> refusal(wanted, named.get(), serving))
            .orElseGet(() -> nobody(sides, wanted));
    boolean news = other.isPresent() || !named.get().equals(Serving.notYet());
    return new Forming(Optional.of(wanted), news ? List.of(problem) : List.of());
  }

  private static Forming open(Map<Side, Serving> sides, boolean open) {
    for (Side side : Side.values()) {
      if (sides.containsKey(side) && sides.get(side).serves()) {
        return new Forming(Optional.of(side), List.of());
      }
    }
    return open
        ? new Forming(Optional.empty(), List.of())
        : new Forming(Optional.of(Side.PRIMARY), List.of(nobody(sides, Side.PRIMARY)));
  }

  private static Diagnostic refusal(Side wanted, Serving named, Serving other) {
    String word = wanted.other().word();
    return Refusal.of(
        SafetyRule.SERVES,
        ACTIVE,
        "A new group must lead to the side that serves: " + other.app(),
        ("`active = \"%s\"` would send everybody to an app that does not serve: %s %s serves now"
                + " (%s). Forming a group is no switch. Two steps lead there: write `active ="
                + " \"%s\"` (or leave `active` out) and apply; then write `active = \"%s\"` and"
                + " apply again, which switches in the right order.")
            .formatted(wanted.word(), named.sentence(), other.app(), word, word, wanted.word()));
  }

  private static Diagnostic nobody(Map<Side, Serving> sides, Side active) {
    String each = String.join(" ", sides.values().stream().map(Serving::sentence).toList());
    return Diagnostic.warning(
        ACTIVE,
        "Nobody serves",
        "The group is formed with `%s` active, and its address leads to an app that does not serve. %s Mend that on the platform; to lead to the other side, change `active` once the group is there."
            .formatted(active.word(), each));
  }
}
