package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Secret;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The marks of apps and groups, in the variables of the apps.
///
/// A group's is written to both of its apps, so that it can be read when one of them cannot. They
/// begin with the time: of two that differ, since one could not be written, the later one counts.
///
/// A runbook that writes other marks of the same app writes this one with them. It says so by
/// [#wrote], and the renewal that follows finds it done. Safe for several threads.
final class ScalingoIncarnations implements Incarnations {
  private final ScalingoApi api;
  private final AppReader reader;
  private final VariableWrites calls;
  private final Clock clock;
  private final Map<Marked, String> written = new ConcurrentHashMap<>();

  ScalingoIncarnations(ScalingoApi api, AppReader reader, Clock clock) {
    this.api = api;
    this.reader = reader;
    this.calls = new VariableWrites(api);
    this.clock = clock;
  }

  private record Marked(Kind kind, String id) {}

  /// Returns what a runbook is to write next: for all apps of one group the same.
  String next(Kind kind, String id) {
    String written = this.written.get(new Marked(kind, id));
    return written != null ? written : fresh();
  }

  private String fresh() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + Incarnations.fresh();
  }

  /// Notes that a runbook wrote a new mark.
  void wrote(Kind kind, String id, String incarnation) {
    written.put(new Marked(kind, id), incarnation);
  }

  @Override
  public Optional<String> of(Kind kind, String id) {
    return switch (kind) {
      case APP -> read(api.place(id), Mark.INCARNATION);
      case FAILOVER_GROUP -> {
        List<String> read = new ArrayList<>();
        eachMember(id, place -> read(place, Mark.GROUP_INCARNATION).ifPresent(read::add));
        yield read.stream().max(Comparator.naturalOrder());
      }
      case REPLICATION -> Optional.empty();
    };
  }

  private Optional<String> read(AppPlace place, String variable) {
    try {
      return reader.variables(place).value(variable);
    } catch (PlatformException failure) {
      if (failure.kind() == PlatformException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  @Override
  public boolean bearsOwn(Kind kind, String id) {
    String own = written.get(new Marked(kind, id));
    return own != null && of(kind, id).equals(Optional.of(own));
  }

  @Override
  public String renew(Kind kind, String id) {
    String done = written.remove(new Marked(kind, id));
    String incarnation = done == null ? fresh() : done;
    if (done == null) {
      switch (kind) {
        case APP -> write(api.place(id), Mark.INCARNATION, incarnation);
        case FAILOVER_GROUP ->
            eachMember(id, place -> write(place, Mark.GROUP_INCARNATION, incarnation));
        case REPLICATION -> {}
      }
    }
    return incarnation;
  }

  private void write(AppPlace place, String variable, String incarnation) {
    calls.set(place, Map.of(variable, new Secret(incarnation)));
  }

  /// Does something with each member of a group. One that does not answer is left out, unless none
  /// does.
  private void eachMember(String id, Consumer<AppPlace> what) {
    GroupId members = GroupId.parse(id, api);
    List<AppPlace> places =
        Stream.concat(Stream.of(members.primary()), members.secondary().stream()).toList();
    List<PlatformException> silent = new ArrayList<>();
    for (AppPlace place : places) {
      try {
        what.accept(place);
      } catch (PlatformException failure) {
        if (!ScalingoApps.isRegionDown(failure)) {
          throw failure;
        }
        silent.add(failure);
      }
    }
    if (silent.size() == places.size()) {
      throw silent.getFirst();
    }
  }
}
