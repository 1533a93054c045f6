package dev.tfpaas.platform.host.postgres;

import dev.tfpaas.platform.host.engine.ServerFacts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server says of itself.
///
/// @param system by which a data set is known through all copies of it
/// @param isStandby whether it is in recovery, in which it cannot accept a write whoever asks
/// @param follows whether it is told to follow another one
/// @param streams whether it receives from that one now
/// @param timeline counts the promotions that led to what it holds
/// @param position how far its log goes, in bytes since the data set was made
/// @param history how each earlier timeline ended: lines of its number and the position in
///   hexadecimal halves; empty on the first, and on a standby
/// @param isEmpty whether there is no table in it
/// @param rows how many rows the app of ours has written; empty where that has no table
/// @param behind since when a standby has replayed nothing newer; empty on a primary, or where it
///   has everything that it received
public record PostgresFacts(
    String system,
    boolean isStandby,
    boolean follows,
    boolean streams,
    long timeline,
    long position,
    String history,
    boolean isEmpty,
    OptionalLong rows,
    Optional<Duration> behind)
    implements ServerFacts {
  private static final Pattern FORK = Pattern.compile("(?m)^(\\d+)\\s+([0-9A-F]+)/([0-9A-F]+)");
  private static final int HEX = 16;
  private static final int HALF = 32;

  /// The table of our app.
  public static final String TABLE = "paas_requests";

  private static final String QUESTION =
      """
      SELECT s.system_identifier, pg_is_in_recovery(), current_setting('primary_conninfo') <> '',
        EXISTS (SELECT FROM pg_stat_wal_receiver WHERE status = 'streaming'),
        CASE WHEN pg_is_in_recovery() THEN
          greatest(c.timeline_id, r.min_recovery_end_timeline,
            (SELECT received_tli FROM pg_stat_wal_receiver))
        ELSE ('x' || substring(pg_walfile_name(pg_current_wal_insert_lsn()) for 8))::bit(32)::bigint END,
        CASE WHEN pg_is_in_recovery() THEN coalesce(pg_last_wal_replay_lsn(), c.checkpoint_lsn)
        ELSE pg_current_wal_insert_lsn() END - '0/0'::pg_lsn,
        NOT EXISTS (SELECT FROM pg_class k JOIN pg_namespace n ON n.oid = k.relnamespace
          WHERE k.relkind IN ('r', 'p', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
          AND n.nspname NOT LIKE 'pg_toast%' AND n.nspname NOT LIKE 'pg_temp%'),
        to_regclass('public.TABLE') IS NOT NULL,
        CASE WHEN pg_is_in_recovery() AND pg_last_wal_receive_lsn() IS DISTINCT FROM pg_last_wal_replay_lsn()
          THEN (extract(epoch FROM now() - pg_last_xact_replay_timestamp()) * 1000)::bigint END
      FROM pg_control_system() s, pg_control_checkpoint() c, pg_control_recovery() r
      """
          .replace("TABLE", TABLE);

  /// Asks.
  ///
  /// @throws PostgresException when it does not answer
  static PostgresFacts read(PostgresConnection connection) {
    List<String> row = connection.query(QUESTION).getFirst();
    boolean isStandby = isTrue(row.get(1));
    long timeline = Long.parseLong(row.get(4));
    OptionalLong rows =
        isTrue(row.get(7))
            ? OptionalLong.of(Long.parseLong(connection.value("SELECT count(*) FROM " + TABLE)))
            : OptionalLong.empty();
    String history =
        isStandby || timeline == 1
            ? ""
            : connection.value("SELECT pg_read_file('pg_wal/%08X.history')".formatted(timeline));
    return new PostgresFacts(
        row.get(0),
        isStandby,
        isTrue(row.get(2)),
        isTrue(row.get(3)),
        timeline,
        Long.parseLong(row.get(5)),
        history,
        isTrue(row.get(6)),
        rows,
        row.get(8).isEmpty()
            ? Optional.empty()
            : Optional.of(Duration.ofMillis(Long.parseLong(row.get(8)))));
  }

  private static boolean isTrue(String text) {
    return text.equals("t");
  }

  @Override
  public boolean isRelatedTo(ServerFacts other) {
    return other instanceof PostgresFacts it && it.system.equals(system);
  }

  @Override
  public boolean isFilling(ServerFacts source) {
    return !isRelatedTo(source);
  }

  @Override
  public boolean includes(ServerFacts other) {
    return other instanceof PostgresFacts it
        && it.system.equals(system)
        && it.isStandby
        && it.timeline <= timeline
        && it.position <= (it.timeline == timeline ? position : forkedAt(it.timeline));
  }

  /// Where the given timeline ended for this server; 0 when it is not among those that led here.
  private long forkedAt(long earlier) {
    Matcher forks = FORK.matcher(history);
    while (forks.find()) {
      if (Long.parseLong(forks.group(1)) == earlier) {
        return (Long.parseLong(forks.group(2), HEX) << HALF) + Long.parseLong(forks.group(3), HEX);
      }
    }
    return 0;
  }
}
