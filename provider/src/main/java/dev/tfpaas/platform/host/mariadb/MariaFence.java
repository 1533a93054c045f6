package dev.tfpaas.platform.host.mariadb;

import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.process.OwnFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Closes a server that runs to writes, and opens it again.
///
/// `read_only` closes it to everybody but accounts with `SUPER` or `READ ONLY ADMIN`, who may also
/// switch it off. None but ours is left of those: the others are locked, and their sessions ended.
///
/// @param owner asks it, as the one who may do everything
/// @param locked names the accounts that were locked, so that only those are unlocked again
record MariaFence(MariaConnection owner, Path locked) {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long LOOK_NANOS = 10_000_000L;

  /// Accounts that may write to a server that is closed, themselves or in a role.
  private static final String STRANGERS =
      """
      SELECT DISTINCT concat(quote(u.user), '@', quote(u.host)) FROM mysql.global_priv u
      WHERE u.user NOT IN ('%1$s', 'mariadb.sys') AND u.user <> ''
        AND ifnull(json_value(u.priv, '$.is_role'), 0) = 0
        AND ifnull(json_value(u.priv, '$.account_locked'), 0) = 0
        AND (EXISTS (SELECT 1 FROM information_schema.user_privileges p
            WHERE p.privilege_type IN ('SUPER', 'READ_ONLY ADMIN', 'READ ONLY ADMIN')
            AND p.grantee = concat('''', u.user, '''@''', u.host, ''''))
          OR (EXISTS (SELECT 1 FROM mysql.roles_mapping m WHERE m.user = u.user AND m.host = u.host)
            AND EXISTS (SELECT 1 FROM information_schema.user_privileges p
              JOIN mysql.roles_mapping m ON p.grantee LIKE concat('''', m.role, '''@%%')
              WHERE p.privilege_type IN ('SUPER', 'READ_ONLY ADMIN', 'READ ONLY ADMIN'))))
      """
          .formatted(MariaServer.OWNER);

  /// Sessions of clients; what another server receives by is none.
  private static final String SESSIONS =
      """
      SELECT id FROM information_schema.processlist
      WHERE id <> connection_id() AND command NOT LIKE 'Binlog Dump%%' AND command <> 'Daemon'
        AND user NOT IN ('system user', 'event_scheduler', 'unauthenticated user', '%s')
      """
          .formatted(MariaServer.OWNER);

  /// Sees to it that no client can make it accept a write.
  ///
  /// @throws HostFailure when somebody still may
  void close() {
    owner.query("SET SESSION sql_log_bin = 0");
    // What runs is not waited for longer than until it is ended.
    owner.query("SET SESSION lock_wait_timeout = 1");
    lockStrangers();
    await(() -> {
      endSessions();
      return isReadOnly();
    });
    // Whoever comes now is closed out; one who could write all the same may be here since before.
    List<List<String>> before = endSessions();
    await(() -> Collections.disjoint(before, owner.query(SESSIONS)));
  }

  private static void await(BooleanSupplier isClosed) {
    long until = System.nanoTime() + LIMIT.toNanos();
    while (!isClosed.getAsBoolean()) {
      if (System.nanoTime() > until || Thread.currentThread().isInterrupted()) {
        throw new HostFailure(
            "MariaDB still accepts writes of sessions that do not end. Stop it by hand, and try"
                + " again.");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private boolean isReadOnly() {
    try {
      owner.query("SET GLOBAL read_only = ON");
      return true;
    } catch (MariaException busy) {
      if (!busy.isAnswer()) {
        throw busy;
      }
      return false;
    }
  }

  /// Locks all others who may write to a server that is closed.
  private void lockStrangers() {
    List<String> found = owner.query(STRANGERS).stream().map(List::getFirst).toList();
    if (found.isEmpty()) {
      return;
    }
    String before = Files.exists(locked) ? MariaFiles.read(locked) : "";
    OwnFiles.write(locked, before + String.join("\n", found) + "\n");
    found.forEach(it -> owner.query("ALTER USER " + it + " ACCOUNT LOCK"));
  }

  /// Ends the sessions of clients.
  ///
  /// @return those that there were
  private List<List<String>> endSessions() {
    List<List<String>> sessions = owner.query(SESSIONS);
    for (List<String> session : sessions) {
      try {
        owner.query("KILL CONNECTION " + session.getFirst());
      } catch (MariaException gone) {
        if (!gone.isAnswer()) {
          throw gone;
        }
      }
    }
    return sessions;
  }

  /// Opens it.
  void open() {
    owner.query("SET SESSION sql_log_bin = 0");
    if (Files.exists(locked)) {
      MariaFiles.read(locked)
          .lines()
          .distinct()
          .forEach(it -> owner.query("ALTER USER IF EXISTS " + it + " ACCOUNT UNLOCK"));
      OwnFiles.delete(locked);
    }
    owner.query("SET GLOBAL read_only = OFF");
  }

  /// Lets it follow nobody any more, once it has done what it received.
  void leave() {
    if (owner.row("SHOW SLAVE STATUS").isEmpty()) {
      return;
    }
    owner.query("STOP SLAVE IO_THREAD");
    long until = System.nanoTime() + LIMIT.toNanos();
    while (hasMore(owner.row("SHOW SLAVE STATUS"))) {
      if (System.nanoTime() > until || Thread.currentThread().isInterrupted()) {
        throw new HostFailure(
            "MariaDB did not do within %d s what it had received.".formatted(LIMIT.toSeconds()));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    owner.query("STOP SLAVE");
    owner.query("RESET SLAVE ALL");
  }

  /// One that has stopped at an error does no more.
  private boolean hasMore(Map<String, String> source) {
    if (!source.getOrDefault("Slave_SQL_Running", "").equals("Yes")) {
      return false;
    }
    List<String> mine =
        owner.query("SELECT @@global.gtid_domain_id, @@global.gtid_slave_pos").getFirst();
    long domain = Long.parseLong(mine.get(0));
    return MariaFacts.last(domain, source.getOrDefault("Gtid_IO_Pos", "")).number()
        > MariaFacts.last(domain, mine.get(1)).number();
  }
}
