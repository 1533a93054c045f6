package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;
import java.time.Duration;

/// What holds for the whole world.
///
/// @param id tells this world from any other
/// @param salt is mixed into every stored hash of a secret
/// @param timings how long things take
/// @param ahead how far its time is before the machine's clock: it never goes back, and goes on
///   from where it was when the clock was set back; never negative, for it goes forward with the
///   clock
public record SettingsFact(String id, String salt, Timings timings, Duration ahead)
    implements Fact {
  /// The kind of these facts.
  public static final FactKind<SettingsFact> KIND =
      FactKind.of("settings/", SettingsFact.class, SettingsFact::read, SettingsFact::write);

  private static SettingsFact read(Fields in) {
    return new SettingsFact(
        in.text("id"),
        in.text("salt"),
        Timings.read(in.object("timings")),
        in.optionalDuration("ahead").orElse(Duration.ZERO));
  }

  private Fields write(Fields out) {
    out.text("id", id).text("salt", salt).with("timings", timings.write());
    return ahead.isZero() ? out : out.duration("ahead", ahead);
  }

  /// Returns the settings with time that is further ahead.
  public SettingsFact withAhead(Duration now) {
    return new SettingsFact(id, salt, timings, now);
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
