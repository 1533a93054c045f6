package dev.tfpaas.world;

import dev.tfpaas.world.Json.Fields;
import java.util.Optional;
import java.util.TreeMap;

/// Turns facts into JSON; the counterpart of [FactReader].
final class FactWriter {
  private FactWriter() {}

  static Fields write(Fact fact) {
    Fields out = Fields.empty().text("key", fact.key());
    return switch (fact) {
      case Fact.Settings it ->
          out.text("id", it.id()).text("salt", it.salt()).with("timings", timings(it.timings()));
      case Fact.Region it ->
          out.text("name", it.name())
              .text("display_name", it.displayName())
              .text("cloud", it.cloud())
              .flag("live", it.live())
              .flag("up", it.up());
      case Fact.App it -> app(out, it);
      case Fact.Database it -> database(out, it);
      case Fact.DataSet it ->
          out.text("id", it.id())
              .whole("generation", it.generation())
              .texts("members", it.members())
              .flag("split", it.split());
      case Fact.Replication it ->
          out.text("id", it.id())
              .text("source", it.source())
              .text("replica", it.replica())
              .text("engine", it.engine())
              .text("mode", it.mode().name());
      case Fact.Backup it ->
          out.text("app", it.app())
              .text("engine", it.engine())
              .duration("frequency", it.frequency())
              .whole("keep", it.keep())
              .instant("last", it.last())
              .flag("runs", it.runs());
      case Fact.Group it -> group(out, it);
      case Fact.Migration it -> migration(out, it);
      case Fact.Domain it -> out.text("name", it.name()).text("target", it.target());
      case Fact.Traffic it -> traffic(out, it);
      case Fact.Pending it ->
          out.instant("due", it.due())
              .text("order", it.order())
              .text("effect", it.effect().name())
              .text("subject", it.subject())
              .text("value", it.value())
              .text("call", it.call());
      case Fact.Violation it ->
          out.text("order", it.order())
              .instant("at", it.at())
              .text("rule", it.rule())
              .text("detail", it.detail())
              .text("call", it.call());
    };
  }

  private static Fields timings(Timings timings) {
    Fields out = Fields.empty();
    for (Timings.Timing timing : Timings.Timing.values()) {
      out.duration(timing.word(), timings.of(timing));
    }
    return out;
  }

  private static Fields app(Fields out, Fact.App it) {
    Fields variables = Fields.empty();
    new TreeMap<>(it.variables()).forEach(variables::text);
    return out.text("name", it.name())
        .text("environment", it.environment())
        .text("region", it.region())
        .text("size", it.size())
        .with("variables", variables)
        .texts("domains", it.domains())
        .text("cloned_from", it.clonedFrom())
        .text("state", it.state().name())
        .flag("maintenance", it.maintenance())
        .flag("wished_maintenance", it.wishedMaintenance());
  }

  private static Fields database(Fields out, Fact.Database it) {
    out.text("app", it.app())
        .text("engine", it.engine())
        .text("role", it.role().name())
        .flag("read_only", it.readOnly())
        .flag("fenced", it.fenced())
        .flag("wished_read_only", it.wishedReadOnly())
        .text("data_set", it.dataSet())
        .with("lineage", lineage(it.lineage()))
        .with("curve", curve(it.curve()));
    it.follows().ifPresent(follows -> out.with("follows", follows(follows)));
    return out;
  }

  private static Fields follows(Fact.Follows follows) {
    return Fields.empty()
        .text("app", follows.app())
        .instant("since", follows.since())
        .duration("lag", follows.lag());
  }

  private static Fields lineage(Lineage lineage) {
    return Fields.empty()
        .with(
            "closed",
            new Json.Items(
                lineage.closed().stream()
                    .<Json>map(span ->
                        Fields.empty()
                            .whole("generation", span.generation())
                            .whole("end", span.end()))
                    .toList()))
        .whole("generation", lineage.generation());
  }

  private static Fields curve(Curve curve) {
    return Fields.empty()
        .with(
            "points",
            new Json.Items(
                curve.points().stream()
                    .<Json>map(point ->
                        Fields.empty()
                            .instant("at", point.at())
                            .whole("position", point.position()))
                    .toList()))
        .whole("rate", curve.rate());
  }

  private static Fields meter(Meter meter) {
    return Fields.empty()
        .flag("serving", meter.serving())
        .instant("since", meter.since())
        .duration("before", meter.before());
  }

  private static Fields group(Fields out, Fact.Group it) {
    out.text("id", it.id())
        .text("name", it.name())
        .text("primary", it.primary())
        .text("secondary", it.secondary())
        .texts("domains", it.domains())
        .text("active", it.active().name())
        .flag("busy", it.busy())
        .flag("dns_populated", it.dnsPopulated())
        .with("meter", meter(it.meter()));
    it.switchBegun()
        .ifPresent(begun ->
            out.with(
                "switch_begun",
                Fields.empty().instant("at", begun.at()).duration("downtime", begun.downtime())));
    it.last().ifPresent(last -> out.with("last", lastSwitch(last)));
    return out;
  }

  private static Fields lastSwitch(Fact.Switch it) {
    Fields out =
        Fields.empty()
            .text("from", it.from().name())
            .text("to", it.to().name())
            .text("mode", it.mode())
            .instant("started_at", it.startedAt())
            .instant("finished_at", it.finishedAt())
            .text("downtime", it.downtime().map(Object::toString));
    it.lostWrites().ifPresent(lost -> out.whole("lost_writes", lost));
    return out;
  }

  private static Fields migration(Fields out, Fact.Migration it) {
    return out.text("id", it.id())
        .text("app", it.app())
        .text("from", it.from())
        .text("to", it.to())
        .text("new_name", it.newName())
        .flag("live", it.live())
        .text("status", it.status().name())
        .flag("busy", it.busy())
        .instant("redirect_until", it.redirectUntil());
  }

  private static Fields traffic(Fields out, Fact.Traffic it) {
    Optional<String> served = it.served();
    return out.text("name", it.name())
        .text("follows", it.follows())
        .flag("by_group", it.byGroup())
        .whole("rate", it.rate())
        .text("served", served)
        .instant("since", it.since())
        .whole("acknowledged", it.acknowledged())
        .whole("refused", it.refused())
        .whole("lost", it.lost())
        .with("meter", meter(it.meter()));
  }
}
