package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.ReplicationSpec.BackupSchedule;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes managed backup tasks.
final class BackupSteps {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Cloud66Api api;
  private final Account account;
  private final Clock clock;
  private final Consumer<String> log;

  BackupSteps(Cloud66Api api, Account account, Clock clock, Consumer<String> log) {
    this.api = api;
    this.account = account;
    this.clock = clock;
    this.log = log;
  }

  /// Makes a task, unless there is a fresh good backup, and waits for its first backup.
  Step backUp(String stack, String engine, BackupSchedule schedule) {
    String path = Account.path(stack) + "/backups";
    String cron = cron(schedule.frequency()).orElse("0 */1 * * *");
    Call call =
        Call.of(
            "POST",
            path,
            "{db_type: %s, frequency: \"%s\", keep_count: %d}"
                .formatted(engine, cron, schedule.keep()));
    ObjectNode body =
        JSON.objectNode()
            .put("db_type", engine)
            .put("frequency", cron)
            .put("keep_count", schedule.keep())
            .put("gzip", true)
            .putNull("excluded_tables")
            // A replica that the backup runs on cannot be filled anew from it.
            .put("run_on_replica_server", false)
            // Only text backups can be restored into another application.
            .put("logical_backup", true);
    return Step.of(
        "back up",
        stack + " " + engine,
        call,
        Duration.ofMinutes(10),
        () -> fresh(stack, engine, schedule),
        () -> create(path, body),
        Budgets.LONG);
  }

  /// A task cannot be listed or removed, so that a second one would be there for good: after an
  /// unclear answer its first backup is waited for, and no call is made.
  private void create(String path, ObjectNode body) {
    try {
      api.post(path, body);
    } catch (PlatformException failure) {
      if (failure.refused()) {
        throw failure;
      }
      log.accept(
          "POST %s: it is not clear whether the backup task was made (%s); waiting for its backup"
              .formatted(path, failure.getMessage()));
    }
  }

  private Reading fresh(String stack, String engine, BackupSchedule schedule) {
    Optional<Instant> newest = account.newestBackup(stack, engine);
    Instant oldest = clock.instant().minus(schedule.frequency().multipliedBy(2));
    return new Reading(
        newest.filter(it -> !it.isBefore(oldest)).isPresent(),
        newest.map(it -> "the newest good backup is of " + it).orElse("there is no good backup"));
  }

  /// Says what is wrong with a schedule; empty when nothing is.
  static Optional<Problem> problem(BackupSchedule schedule) {
    return cron(schedule.frequency()).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "backup.frequency",
                "Cloud 66 cannot back up every " + schedule.frequency(),
                "It takes whole minutes below 60, whole hours below 24, or whole days below 28."));
  }

  /// Writes a frequency as cron does; empty when cron cannot say it.
  static Optional<String> cron(Duration frequency) {
    long minutes = frequency.toMinutes();
    if (minutes < 1 || !Duration.ofMinutes(minutes).equals(frequency)) {
      return Optional.empty();
    }
    if (minutes < 60) {
      return Optional.of("*/%d * * * *".formatted(minutes));
    }
    if (minutes % 60 == 0 && minutes < 24 * 60) {
      return Optional.of("0 */%d * * *".formatted(minutes / 60));
    }
    long days = minutes / (24 * 60);
    return minutes % (24 * 60) == 0 && days < 28
        ? Optional.of("0 0 */%d * *".formatted(days))
        : Optional.empty();
  }
}
