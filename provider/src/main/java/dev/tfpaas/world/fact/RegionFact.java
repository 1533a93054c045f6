package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;

/// A place where apps run.
///
/// @param name e.g. `eu-west`
/// @param displayName its name for people
/// @param cloud the cloud it belongs to
/// @param live whether apps can move in and out of it without a stop
/// @param up whether it answers
public record RegionFact(String name, String displayName, String cloud, boolean live, boolean up)
    implements Fact {
  /// The kind of these facts.
  public static final FactKind<RegionFact> KIND =
      FactKind.of("region/", RegionFact.class, RegionFact::read, RegionFact::write);

  private static RegionFact read(Fields in) {
    return new RegionFact(
        in.text("name"), in.text("display_name"), in.text("cloud"), in.flag("live"), in.flag("up"));
  }

  private Fields write(Fields out) {
    return out.text("name", name)
        .text("display_name", displayName)
        .text("cloud", cloud)
        .flag("live", live)
        .flag("up", up);
  }

  @Override
  public FactKind<RegionFact> kind() {
    return KIND;
  }

  @Override
  public String key() {
    return KIND.key(name);
  }

  /// Returns it answering or not.
  public RegionFact withUp(boolean nowUp) {
    return new RegionFact(name, displayName, cloud, live, nowUp);
  }
}
