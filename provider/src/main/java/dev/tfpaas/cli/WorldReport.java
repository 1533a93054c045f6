package dev.tfpaas.cli;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.world.CallEntry;
import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.MigrationFact;
import dev.tfpaas.world.fact.RegionFact;
import dev.tfpaas.world.fact.ReplicationFact;
import dev.tfpaas.world.fact.TrafficFact;
import dev.tfpaas.world.fact.ViolationFact;
import dev.tfpaas.world.json.Json;
import dev.tfpaas.world.json.Json.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Everything a world shows, as JSON; variables are secrets and are left out.
final class WorldReport {
  private WorldReport() {}

  static Fields of(View view) {
    return Fields.empty()
        .instant("at", view.now())
        .with("regions", list(view.regions(), WorldReport::region))
        .with("apps", list(view.apps(), app -> app(view, app)))
        .with("replications", list(view.replications(), it -> replication(view, it)))
        .with("failover_groups", list(view.groups(), it -> group(view, it)))
        .with("migrations", list(view.migrations(), WorldReport::migration))
        .with("traffic", list(view.traffic(), it -> traffic(view, it)))
        .with(
            "violations",
            new Json.Items(
                view.violations().stream()
                    .<Json>map(it -> new Json.Text(WorldText.line(violation(it))))
                    .toList()));
  }

  private static <T> Json list(List<T> facts, Function<T, Json> report) {
    return new Json.Items(facts.stream().map(report).toList());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Json region(RegionFact it) {
    return Fields.empty()
        .text("name", it.name())
        .text("display_name", it.displayName())
        .text("cloud", it.cloud())
        .flag("live", it.live())
        .flag("up", it.up());
  }

  private static Json app(View view, AppFact it) {
    return Fields.empty()
        .text("name", it.name())
        .text("environment", it.environment())
        .text("region", it.region())
        .text("size", it.size())
        .text("url", "https://" + it.host())
        .text("state", view.reachable(it) ? word(it.state()) : "unreachable")
        .flag("maintenance", it.maintenance())
        .flag("serves", view.serves(it.name()))
        .text("cloned_from", it.clonedFrom())
        .with("databases", list(view.databases(it.name()), database -> database(view, database)));
  }

  private static Json database(View view, DatabaseFact it) {
    return Fields.empty()
        .text("engine", it.engine())
        .text("role", word(it.role()))
        .flag("writable", view.writable(it))
        .flag("read_only", it.readOnly())
        .flag("fenced", it.fenced())
        .whole("writes", view.position(it))
        .whole("generation", it.lineage().generation());
  }

  private static Json replication(View view, ReplicationFact it) {
    Fields report =
        Fields.empty()
            .text("id", it.id())
            .text("source", it.source())
            .text("replica", it.replica())
            .text("engine", it.engine())
            .text("mode", word(it.mode()));
    Optional<DatabaseFact> source = view.database(it.source(), it.engine());
    Optional<DatabaseFact> replica = view.database(it.replica(), it.engine());
    if (it.mode() == ReplicationFact.Mode.STREAMING && source.isPresent() && replica.isPresent()) {
      report.whole(
          "writes_behind", Math.max(0, view.position(source.get()) - view.position(replica.get())));
    }
    return report;
  }

  private static Json group(View view, GroupFact it) {
    Fields report =
        Fields.empty()
            .text("id", it.id())
            .text("name", it.name())
            .text("address", it.address())
            .text("primary", it.primary())
            .text("secondary", it.secondary())
            .texts("domains", it.domains())
            .text("active", word(it.active()))
            .text("active_app", it.answers())
            .flag("busy", it.busy())
            .flag("serves", view.serves(it.answers()))
            .text("downtime", Durations.text(it.meter().downtime(view.now())));
    it.last().ifPresent(last -> report.with("last_switch", lastSwitch(last)));
    return report;
  }

  private static Fields lastSwitch(GroupFact.Switch it) {
    Fields report =
        Fields.empty()
            .text("from", word(it.from()))
            .text("to", word(it.to()))
            .text("mode", it.mode().word())
            .instant("started_at", it.startedAt())
            .instant("finished_at", it.finishedAt())
            .text("downtime", it.downtime().map(Durations::text));
    it.lostWrites().ifPresent(lost -> report.whole("lost_writes", lost));
    return report;
  }

  private static Json migration(MigrationFact it) {
    return Fields.empty()
        .text("id", it.id())
        .text("app", it.app())
        .text("from", it.from())
        .text("to", it.to())
        .text("new_name", it.newName())
        .flag("live", it.live())
        .text("status", word(it.status()))
        .flag("busy", it.busy());
  }

  private static Json traffic(View view, TrafficFact it) {
    return Fields.empty()
        .text("name", it.name())
        .text("app", it.follows())
        .whole("rate", it.rate())
        .text("served_by", it.served())
        .whole("acknowledged", it.acknowledged(view.now()))
        .whole("refused", it.refused(view.now()))
        .whole("lost", it.lost())
        .text("downtime", Durations.text(it.meter().downtime(view.now())));
  }

  static Json violation(ViolationFact it) {
    return Fields.empty()
        .instant("at", it.at())
        .text("rule", it.rule())
        .text("detail", it.detail())
        .text("call", it.call());
  }

  static Json call(CallEntry it) {
    return Fields.empty()
        .whole("revision", it.revision())
        .instant("at", it.at())
        .text("by", it.by().word())
        .text("call", it.call())
        .text("outcome", it.outcome())
        .texts("effects", it.effects());
  }
}
