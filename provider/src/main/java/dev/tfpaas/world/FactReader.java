package dev.tfpaas.world;

import dev.tfpaas.world.Json.Fields;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Turns JSON into facts; the counterpart of [FactWriter].
final class FactReader {
  private FactReader() {}

  /// Reads one fact.
  ///
  /// @throws IllegalArgumentException when it is none
  static Fact read(Fields in) {
    String key = in.text("key");
    Fact fact = read(key.substring(0, key.indexOf('/') + 1), in);
    if (!fact.key().equals(key)) {
      throw new IllegalArgumentException("\"" + key + "\" is filed as " + fact.key());
    }
    return fact;
  }

  private static Fact read(String prefix, Fields in) {
    return switch (prefix) {
      case Fact.Settings.KEY ->
          new Fact.Settings(in.text("id"), in.text("salt"), timings(in.object("timings")));
      case Fact.Region.PREFIX ->
          new Fact.Region(
              in.text("name"),
              in.text("display_name"),
              in.text("cloud"),
              in.flag("live"),
              in.flag("up"));
      case Fact.App.PREFIX -> app(in);
      case Fact.Database.PREFIX -> database(in);
      case Fact.DataSet.PREFIX ->
          new Fact.DataSet(
              in.text("id"), in.whole("generation"), in.texts("members"), in.flag("split"));
      case Fact.Replication.PREFIX ->
          new Fact.Replication(
              in.text("id"),
              in.text("source"),
              in.text("replica"),
              in.text("engine"),
              Fact.Mode.valueOf(in.text("mode")));
      case Fact.Backup.PREFIX -> backup(in);
      case Fact.Group.PREFIX -> group(in);
      case Fact.Migration.PREFIX -> migration(in);
      case Fact.Domain.PREFIX -> new Fact.Domain(in.text("name"), in.text("target"));
      case Fact.Traffic.PREFIX -> traffic(in);
      case Fact.Pending.PREFIX ->
          new Fact.Pending(
              in.instant("due"),
              in.text("order"),
              Fact.Effect.valueOf(in.text("effect")),
              in.text("subject"),
              in.text("value"),
              in.text("call"));
      case Fact.Violation.PREFIX ->
          new Fact.Violation(
              in.text("order"),
              in.instant("at"),
              in.text("rule"),
              in.text("detail"),
              in.text("call"));
      default -> throw new IllegalArgumentException("unknown kind \"" + prefix + "\"");
    };
  }

  private static Timings timings(Fields in) {
    Map<Timings.Timing, Duration> durations = new EnumMap<>(Timings.Timing.class);
    for (Timings.Timing timing : Timings.Timing.values()) {
      durations.put(timing, in.duration(timing.word()));
    }
    return new Timings(durations);
  }

  private static Fact app(Fields in) {
    Fields stored = in.object("variables");
    Map<String, String> variables = new HashMap<>();
    stored.fields().keySet().forEach(name -> variables.put(name, stored.text(name)));
    return new Fact.App(
        in.text("name"),
        in.text("environment"),
        in.text("region"),
        in.text("size"),
        variables,
        in.texts("domains"),
        in.optionalText("cloned_from"),
        Fact.AppState.valueOf(in.text("state")),
        in.flag("maintenance"),
        in.optionalFlag("wished_maintenance"));
  }

  private static Fact database(Fields in) {
    Fields lineage = in.object("lineage");
    Fields curve = in.object("curve");
    return new Fact.Database(
        in.text("app"),
        in.text("engine"),
        Fact.Role.valueOf(in.text("role")),
        in.flag("read_only"),
        in.flag("fenced"),
        in.optionalFlag("wished_read_only"),
        in.text("data_set"),
        new Lineage(
            lineage.objects("closed").stream()
                .map(span -> new Lineage.Span(span.whole("generation"), span.whole("end")))
                .toList(),
            lineage.whole("generation")),
        new Curve(
            curve.objects("points").stream()
                .map(point -> new Curve.Point(point.instant("at"), point.whole("position")))
                .toList(),
            curve.whole("rate")),
        in.optionalObject("follows")
            .map(follows ->
                new Fact.Follows(
                    follows.text("app"),
                    follows.optionalInstant("since"),
                    follows.duration("lag"))));
  }

  private static Fact backup(Fields in) {
    return new Fact.Backup(
        in.text("app"),
        in.text("engine"),
        in.duration("frequency"),
        Math.toIntExact(in.whole("keep")),
        in.optionalInstant("last"),
        in.flag("runs"));
  }

  private static Meter meter(Fields in) {
    return new Meter(in.flag("serving"), in.instant("since"), in.duration("before"));
  }

  private static Fact group(Fields in) {
    return new Fact.Group(
        in.text("id"),
        in.text("name"),
        in.text("primary"),
        in.optionalText("secondary"),
        in.texts("domains"),
        Fact.Place.valueOf(in.text("active")),
        in.flag("busy"),
        in.flag("dns_populated"),
        meter(in.object("meter")),
        in.optionalObject("switch_begun")
            .map(begun -> new Fact.Begun(begun.instant("at"), begun.duration("downtime"))),
        in.optionalObject("last").map(FactReader::lastSwitch));
  }

  private static Fact.Switch lastSwitch(Fields in) {
    return new Fact.Switch(
        Fact.Place.valueOf(in.text("from")),
        Fact.Place.valueOf(in.text("to")),
        in.text("mode"),
        in.instant("started_at"),
        in.optionalInstant("finished_at"),
        in.optionalText("downtime").map(Duration::parse),
        in.fields().containsKey("lost_writes")
            ? OptionalLong.of(in.whole("lost_writes"))
            : OptionalLong.empty());
  }

  private static Fact migration(Fields in) {
    Optional<String> newName = in.optionalText("new_name");
    return new Fact.Migration(
        in.text("id"),
        in.text("app"),
        in.text("from"),
        in.text("to"),
        newName,
        in.flag("live"),
        Fact.MigrationStatus.valueOf(in.text("status")),
        in.flag("busy"),
        in.optionalInstant("redirect_until"));
  }

  private static Fact traffic(Fields in) {
    return new Fact.Traffic(
        in.text("name"),
        in.text("follows"),
        in.flag("by_group"),
        in.whole("rate"),
        in.optionalText("served"),
        in.instant("since"),
        in.whole("acknowledged"),
        in.whole("refused"),
        in.whole("lost"),
        meter(in.object("meter")));
  }
}
