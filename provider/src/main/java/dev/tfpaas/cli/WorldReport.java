package dev.tfpaas.cli;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.world.CallEntry;
import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.DatabaseName;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.MigrationFact;
import dev.tfpaas.world.fact.RegionFact;
import dev.tfpaas.world.fact.ReplicationFact;
import dev.tfpaas.world.fact.TrafficFact;
import dev.tfpaas.world.fact.ViolationFact;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Everything a world shows, as JSON; variables are secrets and are left out.
final class WorldReport {
  private WorldReport() {}

  static ObjectNode of(View view) {
    ObjectNode report = JsonAnswer.object().put("at", view.now().toString());
    Duration ahead = view.settings().ahead();
    if (!ahead.isZero()) {
      report.put("ahead_of_clock", Durations.text(ahead));
    }
    return report
        .set("regions", list(view.regions(), WorldReport::region))
        .set("apps", list(view.apps(), app -> app(view, app)))
        .set("replications", list(view.replications(), it -> replication(view, it)))
        .set("failover_groups", list(view.groups(), it -> group(view, it)))
        .set("migrations", list(view.migrations(), WorldReport::migration))
        .set("traffic", list(view.traffic(), it -> traffic(view, it)))
        .set(
            "violations",
            JsonAnswer.texts(
                view.violations().stream().map(it -> WorldText.line(violation(it))).toList()));
  }

  private static <T> ArrayNode list(List<T> facts, Function<T, ObjectNode> report) {
    return JsonAnswer.list(facts.stream().map(report).toList());
  }

  private static ObjectNode region(RegionFact it) {
    return JsonAnswer.object()
        .put("name", it.name())
        .put("display_name", it.displayName())
        .put("cloud", it.cloud())
        .put("live", it.live())
        .put("up", it.up());
  }

  private static ObjectNode app(View view, AppFact it) {
    ObjectNode report = JsonAnswer.object();
    report
        .put("name", it.name())
        .put("environment", it.environment())
        .put("region", it.region())
        .put("size", it.size())
        .put("url", "https://" + it.host())
        .put("state", view.reachable(it) ? JsonAnswer.word(it.state()) : "unreachable")
        .put("maintenance", it.maintenance())
        .put("serves", view.serves(it.name()));
    it.clonedFrom().ifPresent(source -> report.put("cloned_from", source));
    return report.set(
        "databases", list(view.databases(it.name()), database -> database(view, database)));
  }

  private static ObjectNode database(View view, DatabaseFact it) {
    return named(JsonAnswer.object(), it.called())
        .put("role", JsonAnswer.word(it.role()))
        .put("writable", view.writable(it))
        .put("read_only", it.readOnly())
        .put("fenced", it.fenced())
        .put("writes", view.position(it))
        .put("generation", it.lineage().generation());
  }

  /// Adds what a database is called within its app: its name only where it has one.
  private static ObjectNode named(ObjectNode report, String called) {
    report.put("engine", DatabaseName.engine(called));
    DatabaseName.own(called).ifPresent(name -> report.put("database", name));
    return report;
  }

  private static ObjectNode replication(View view, ReplicationFact it) {
    ObjectNode report =
        JsonAnswer.object()
            .put("id", it.id())
            .put("source", it.source())
            .put("replica", it.replica());
    named(report, it.called()).put("mode", JsonAnswer.word(it.mode()));
    Optional<DatabaseFact> source = view.database(it.source(), it.called());
    Optional<DatabaseFact> replica = view.database(it.replica(), it.called());
    if (it.mode() == ReplicationFact.Mode.STREAMING && source.isPresent() && replica.isPresent()) {
      report.put(
          "writes_behind", Math.max(0, view.position(source.get()) - view.position(replica.get())));
    }
    return report;
  }

  private static ObjectNode group(View view, GroupFact it) {
    ObjectNode report =
        JsonAnswer.object()
            .put("id", it.id())
            .put("name", it.name())
            .put("address", it.address())
            .put("primary", it.primary())
            .set("domains", JsonAnswer.texts(it.domains()))
            .put("active", JsonAnswer.word(it.active()))
            .put("active_app", it.answers())
            .put("busy", it.busy())
            .put("serves", view.serves(it.answers()))
            .put("downtime", Durations.text(it.meter().downtime(view.now())));
    it.secondary().ifPresent(app -> report.put("secondary", app));
    it.last().ifPresent(last -> report.set("last_switch", lastSwitch(last)));
    return report;
  }

  private static ObjectNode lastSwitch(GroupFact.Switch it) {
    ObjectNode report =
        JsonAnswer.object()
            .put("from", JsonAnswer.word(it.from()))
            .put("to", JsonAnswer.word(it.to()))
            .put("mode", it.mode().word())
            .put("started_at", it.startedAt().toString());
    it.finishedAt().ifPresent(at -> report.put("finished_at", at.toString()));
    it.downtime().ifPresent(down -> report.put("downtime", Durations.text(down)));
    it.lostWrites().ifPresent(lost -> report.put("lost_writes", lost));
    return report;
  }

  private static ObjectNode migration(MigrationFact it) {
    ObjectNode report =
        JsonAnswer.object()
            .put("id", it.id())
            .put("app", it.app())
            .put("from", it.from())
            .put("to", it.to())
            .put("live", it.live())
            .put("status", JsonAnswer.word(it.status()))
            .put("busy", it.busy());
    it.newName().ifPresent(name -> report.put("new_name", name));
    return report;
  }

  private static ObjectNode traffic(View view, TrafficFact it) {
    ObjectNode report =
        JsonAnswer.object()
            .put("name", it.name())
            .put("app", it.follows())
            .put("rate", it.rate())
            .put("acknowledged", it.acknowledged(view.now()))
            .put("refused", it.refused(view.now()))
            .put("lost", it.lost())
            .put("downtime", Durations.text(it.meter().downtime(view.now())));
    it.served().ifPresent(app -> report.put("served_by", app));
    return report;
  }

  static ObjectNode violation(ViolationFact it) {
    return JsonAnswer.object()
        .put("at", it.at().toString())
        .put("rule", it.rule())
        .put("detail", it.detail())
        .put("call", it.call());
  }

  static ObjectNode call(CallEntry it) {
    return JsonAnswer.object()
        .put("revision", it.revision())
        .put("at", it.at().toString())
        .put("by", it.by().word())
        .put("call", it.call())
        .put("outcome", it.outcome())
        .set("effects", JsonAnswer.texts(it.effects()));
  }
}
