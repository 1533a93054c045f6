package dev.tfpaas.platform.host.mariadb;

import dev.tfpaas.platform.host.engine.ServerFacts;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a server says of itself.
///
/// @param domain by which a data set is known through all copies of it
/// @param last what it holds last
/// @param held how far it goes in what each server has written
/// @param isStandby whether the app's user cannot write to it
/// @param follows whether it is told to follow another one
/// @param streams whether it receives from that one now, and does what it receives
/// @param isEmpty whether there is no table in it
/// @param rows how many rows the app of ours has written; empty where that has no table
/// @param behind how long ago what a replica does now was done; empty on a primary, or where nobody
///   knows
/// @param version what it says that it is
/// @see <a href="https://mariadb.com/kb/en/gtid/">GTID</a>
public record MariaFacts(
    long domain,
    Gtid last,
    Map<Long, Long> held,
    boolean isStandby,
    boolean follows,
    boolean streams,
    boolean isEmpty,
    OptionalLong rows,
    Optional<Duration> behind,
    String version)
    implements ServerFacts {
  /// The table of our app.
  public static final String TABLE = "paas_requests";

  private static final String QUESTION =
      """
      SELECT @@global.gtid_domain_id, @@global.gtid_binlog_pos, @@global.gtid_binlog_state,
        @@global.read_only, version(),
        (SELECT count(*) FROM information_schema.tables WHERE table_type = 'BASE TABLE'
          AND table_schema NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')),
        (SELECT count(*) FROM information_schema.tables
          WHERE table_schema = 'app' AND table_name = 'OURS')
      """
          .replace("OURS", TABLE);

  /// One transaction.
  ///
  /// @param server which has written it; 0 for none
  /// @param number counts those of a data set, whoever has written them
  public record Gtid(long server, long number) {
    static final Gtid NONE = new Gtid(0, 0);
  }

  /// Copies the map.
  public MariaFacts {
    held = Map.copyOf(held);
  }

  /// Asks.
  ///
  /// @throws MariaException when it does not answer
  static MariaFacts read(MariaConnection connection) {
    List<String> row = connection.query(QUESTION).getFirst();
    long domain = Long.parseLong(row.get(0));
    Map<String, String> source = connection.row("SHOW SLAVE STATUS");
    String behind = source.getOrDefault("Seconds_Behind_Master", "");
    return new MariaFacts(
        domain,
        last(domain, row.get(1)),
        held(domain, row.get(2)),
        row.get(3).equals("1"),
        !source.isEmpty(),
        runs(source, "Slave_IO_Running") && runs(source, "Slave_SQL_Running"),
        row.get(5).equals("0"),
        row.get(6).equals("0")
            ? OptionalLong.empty()
            : OptionalLong.of(
                Long.parseLong(
                    connection.query("SELECT count(*) FROM app." + TABLE).getFirst().getFirst())),
        behind.isEmpty()
            ? Optional.empty()
            : Optional.of(Duration.ofSeconds(Long.parseLong(behind))),
        row.get(4));
  }

  private static boolean runs(Map<String, String> source, String thread) {
    return source.getOrDefault(thread, "").equals("Yes");
  }

  /// Returns where a position is in a data set.
  ///
  /// @param position `domain-server-number` of each, with commas between
  static Gtid last(long domain, String position) {
    Gtid last = Gtid.NONE;
    for (String one : position.split(",", -1)) {
      String[] parts = one.strip().split("-", -1);
      if (parts.length == 3 && Long.parseLong(parts[0]) == domain) {
        Gtid it = new Gtid(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        last = it.number() >= last.number() ? it : last;
      }
    }
    return last;
  }

  private static Map<Long, Long> held(long domain, String state) {
    Map<Long, Long> held = new HashMap<>();
    for (String one : state.split(",", -1)) {
      Gtid it = last(domain, one);
      held.merge(it.server(), it.number(), Long::max);
    }
    return held;
  }

  @Override
  public long position() {
    return last.number();
  }

  @Override
  public boolean isRelatedTo(ServerFacts other) {
    return other instanceof MariaFacts it && it.domain == domain;
  }

  @Override
  public boolean isFilling(ServerFacts source) {
    return !isRelatedTo(source);
  }

  /// A number alone says nothing: each side may have written its own.
  @Override
  public boolean includes(ServerFacts other) {
    return other instanceof MariaFacts it
        && it.domain == domain
        && it.isStandby
        && (it.last.number() == 0 || held.getOrDefault(it.last.server(), 0L) >= it.last.number());
  }
}
