package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;

/// What holds for the whole world.
///
/// @param id tells this world from any other
/// @param salt is mixed into every stored hash of a secret
/// @param timings how long things take
public record SettingsFact(String id, String salt, Timings timings) implements Fact {
  /// The kind of these facts.
  public static final FactKind<SettingsFact> KIND =
      FactKind.of("settings/", SettingsFact.class, SettingsFact::read, SettingsFact::write);

  private static SettingsFact read(Fields in) {
    return new SettingsFact(in.text("id"), in.text("salt"), Timings.read(in.object("timings")));
  }

  private Fields write(Fields out) {
    return out.text("id", id).text("salt", salt).with("timings", timings.write());
  }

  @Override
  public FactKind<SettingsFact> kind() {
    return KIND;
  }

  @Override
  public String key() {
    return KIND.key("");
  }
}
