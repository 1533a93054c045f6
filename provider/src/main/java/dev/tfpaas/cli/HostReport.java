package dev.tfpaas.cli;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.host.HostDesk;
import dev.tfpaas.platform.host.HostView;
import dev.tfpaas.platform.host.load.Loader;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What there is on the platform of this machine, as JSON, in the words of [WorldReport].
final class HostReport {
  private HostReport() {}

  static ObjectNode of(HostView view) {
    return JsonAnswer.object()
        .set("regions", list(List.copyOf(view.regions().entrySet()), HostReport::region))
        .set("apps", list(view.apps(), HostReport::app))
        .set("replications", list(view.replications(), HostReport::replication))
        .set("failover_groups", list(view.groups(), HostReport::group))
        .set("processes", processes(view.processes()));
  }

  static ArrayNode calls(List<HostDesk.Made> calls) {
    return list(calls, it -> JsonAnswer.object().put("at", it.at()).put("call", it.call()));
  }

  static ObjectNode load(Loader.Report it) {
    ObjectNode report =
        JsonAnswer.object()
            .put("acknowledged", it.acknowledged())
            .put("refused", it.refused())
            .put("longest_silence_seconds", it.longestSilence().toMillis() / 1000.0);
    // Left out where the rows cannot be read now.
    it.lost().ifPresent(lost -> report.put("lost", lost));
    return report;
  }

  private static <T> ArrayNode list(List<T> things, Function<T, ObjectNode> report) {
    return JsonAnswer.list(things.stream().map(report).toList());
  }

  private static ObjectNode region(Map.Entry<String, String> it) {
    return JsonAnswer.object().put("name", it.getKey()).put("state", it.getValue());
  }

  private static ObjectNode app(App it) {
    ObjectNode report =
        JsonAnswer.object()
            .put("name", it.name())
            .put("region", it.region())
            .put("url", it.url())
            .put("status", it.status())
            .put("reachable", it.reachable())
            .put("maintenance", it.maintenance());
    it.clonedFrom().ifPresent(source -> report.put("cloned_from", source));
    return report.set("databases", list(it.databases(), HostReport::database));
  }

  private static ObjectNode database(Database it) {
    ObjectNode report =
        JsonAnswer.object()
            .put("engine", it.engine())
            .put("role", JsonAnswer.word(it.role()))
            .put("writable", it.writable());
    it.position().ifPresent(rows -> report.put("writes", rows));
    return report;
  }

  private static ObjectNode replication(Replication it) {
    ObjectNode report =
        JsonAnswer.object()
            .put("id", it.id())
            .put("source", it.sourceAppId())
            .put("replica", it.replicaAppId())
            .put("engine", it.engine())
            .put("status", it.status().word());
    it.lag().ifPresent(lag -> report.put("lag_seconds", lag.toMillis() / 1000.0));
    return report;
  }

  private static ObjectNode group(HostView.Group it) {
    ObjectNode report = JsonAnswer.object().put("name", it.id());
    it.group()
        .ifPresent(group -> {
          report
              .put("address", group.address())
              .put("primary", group.primary().appId())
              .put("active", group.active().word());
          group
              .secondary()
              .map(FailoverGroup.Member::appId)
              .ifPresent(app -> report.put("secondary", app));
        });
    it.trouble().ifPresent(trouble -> report.put("trouble", trouble));
    return report;
  }

  private static ObjectNode processes(Map<String, Long> numbers) {
    ObjectNode report = JsonAnswer.object();
    numbers.forEach(report::put);
    return report;
  }
}
