package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Two apps behind one address.
///
/// @param id its identifier, the name it was made with
/// @param name its name
/// @param primary the app in the first place
/// @param secondary the app in the second place; empty when there is none
/// @param domains custom names carried by the pair
/// @param active which place gets the traffic
/// @param dns what the address is doing
/// @param meter how long the address was not served
/// @param history its switches
public record GroupFact(
    String id,
    String name,
    String primary,
    Optional<String> secondary,
    List<String> domains,
    Place active,
    Dns dns,
    Meter meter,
    History history)
    implements Fact {
  /// The kind of these facts.
  public static final FactKind<GroupFact> KIND =
      FactKind.of("group/", GroupFact.class, GroupFact::read, GroupFact::write);

  private static GroupFact read(Fields in) {
    return new GroupFact(
        in.text("id"),
        in.text("name"),
        in.text("primary"),
        in.optionalText("secondary"),
        in.texts("domains"),
        in.word("active", List.of(Place.values())),
        Dns.read(in),
        Meter.read(in.object("meter")),
        History.read(in));
  }

  private Fields write(Fields out) {
    out.text("id", id)
        .text("name", name)
        .text("primary", primary)
        .text("secondary", secondary)
        .texts("domains", domains)
        .text("active", active.name());
    return history.write(dns.write(out).with("meter", meter.write()));
  }

  /// Copies the domains.
  public GroupFact {
    domains = List.copyOf(domains);
  }

  @Override
  public FactKind<GroupFact> kind() {
    return KIND;
  }

  @Override
  public String key() {
    return KIND.key(id);
  }

  /// Returns the name that clients use.
  public String address() {
    return name + ".failover.local";
  }

  /// Returns the app in a place; empty when the place is.
  public Optional<String> app(Place place) {
    return place == Place.PRIMARY ? Optional.of(primary) : secondary;
  }

  /// Returns the app that the address leads to.
  public String answers() {
    return app(active).orElse(primary);
  }

  /// Tells whether an app has a place in it.
  public boolean has(String app) {
    return primary.equals(app) || secondary.equals(Optional.of(app));
  }

  /// Tells whether traffic is being moved.
  public boolean busy() {
    return dns.busy();
  }

  /// Returns when the first call of a switch that is not finished was made; empty when none is.
  public Optional<Begun> switchBegun() {
    return history.begun();
  }

  /// Returns the last switch; empty when there was none.
  public Optional<Switch> last() {
    return history.last();
  }

  /// Returns it with other members; the same app stays active.
  ///
  /// @param nowActive the place that app has now
  public GroupFact withMembers(String first, Optional<String> second, Place nowActive) {
    return new GroupFact(id, name, first, second, domains, nowActive, dns, meter, history);
  }

  /// Returns it with other names.
  public GroupFact withNames(String newName, List<String> newDomains) {
    return new GroupFact(id, newName, primary, secondary, newDomains, active, dns, meter, history);
  }

  /// Returns it with its address in another state.
  public GroupFact withDns(Dns changed) {
    return new GroupFact(id, name, primary, secondary, domains, active, changed, meter, history);
  }

  /// Returns it with another reading of its downtime.
  public GroupFact withMeter(Meter changed) {
    return new GroupFact(id, name, primary, secondary, domains, active, dns, changed, history);
  }

  /// Returns it with the beginning of a switch, or none.
  public GroupFact withBegun(Optional<Begun> begun) {
    return with(new History(begun, history.last()));
  }

  /// Returns it while traffic is being moved by a switch.
  public GroupFact moving(Switch begun) {
    return with(new History(history.begun(), Optional.of(begun))).withDns(dns.moving());
  }

  /// Returns it after a switch, with the traffic at its other place.
  public GroupFact moved(Switch done) {
    return new GroupFact(
        id,
        name,
        primary,
        secondary,
        domains,
        done.to(),
        dns.settled(),
        meter,
        new History(Optional.empty(), Optional.of(done)));
  }

  private GroupFact with(History changed) {
    return new GroupFact(id, name, primary, secondary, domains, active, dns, meter, changed);
  }

  /// What the address of a group is doing.
  ///
  /// @param busy whether traffic is being moved
  /// @param populated whether the address can be resolved
  public record Dns(boolean busy, boolean populated) {
    /// The address of a group that is being formed.
    public static final Dns NEW = new Dns(true, false);

    /// The address when all is done.
    public static final Dns READY = new Dns(false, true);

    private Dns moving() {
      return new Dns(true, populated);
    }

    private Dns settled() {
      return new Dns(false, populated);
    }

    private static Dns read(Fields in) {
      return new Dns(in.flag("busy"), in.flag("dns_populated"));
    }

    private Fields write(Fields out) {
      return out.flag("busy", busy).flag("dns_populated", populated);
    }
  }

  /// The switches of a group.
  ///
  /// @param begun when the first call of a switch that is not finished was made; empty when none is
  /// @param last the last switch; empty when there was none
  public record History(Optional<Begun> begun, Optional<Switch> last) {
    /// The history of a group that was never switched.
    public static final History NONE = new History(Optional.empty(), Optional.empty());

    private static History read(Fields in) {
      return new History(
          in.optionalObject("switch_begun").map(Begun::read),
          in.optionalObject("last").map(Switch::read));
    }

    private Fields write(Fields out) {
      begun.ifPresent(it -> out.with("switch_begun", it.write()));
      last.ifPresent(it -> out.with("last", it.write()));
      return out;
    }
  }

  /// The beginning of a switch.
  ///
  /// @param at when its first call was made
  /// @param downtime how long the address had not been served until then, outages that still last
  ///   left out
  public record Begun(Instant at, Duration downtime) {
    private static Begun read(Fields in) {
      return new Begun(in.instant("at"), in.duration("downtime"));
    }

    private Fields write() {
      return Fields.empty().instant("at", at).duration("downtime", downtime);
    }
  }

  /// A place in a group.
  public enum Place {
    /// The first place.
    PRIMARY,
    /// The second place.
    SECONDARY
  }

  /// How a switch is made.
  public enum Mode {
    /// Nothing may be lost.
    PLANNED,
    /// The old side may be dead.
    EMERGENCY,
    /// By a person, at the platform's own button.
    OUTSIDE;

    /// Returns the word for it, e.g. `planned`.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What is known of a switch.
  ///
  /// @param from the place that was left
  /// @param to the place that was moved to
  /// @param mode how it was made
  /// @param startedAt when it began
  /// @param finishedAt when the traffic had moved; empty while it moves
  /// @param downtime how long the address was not served; empty while it moves
  /// @param lostWrites writes the old side acknowledged and the new side does not have; empty while
  ///   it moves and when the two share no data
  public record Switch(
      Place from,
      Place to,
      Mode mode,
      Instant startedAt,
      Optional<Instant> finishedAt,
      Optional<Duration> downtime,
      OptionalLong lostWrites) {
    private static Switch read(Fields in) {
      return new Switch(
          in.word("from", List.of(Place.values())),
          in.word("to", List.of(Place.values())),
          in.lowerWord("mode", List.of(Mode.values())),
          in.instant("started_at"),
          in.optionalInstant("finished_at"),
          in.optionalDuration("downtime"),
          in.fields().containsKey("lost_writes")
              ? OptionalLong.of(in.whole("lost_writes"))
              : OptionalLong.empty());
    }

    private Fields write() {
      Fields out =
          Fields.empty()
              .text("from", from.name())
              .text("to", to.name())
              .text("mode", mode.word())
              .instant("started_at", startedAt)
              .instant("finished_at", finishedAt)
              .text("downtime", downtime.map(Object::toString));
      lostWrites.ifPresent(lost -> out.whole("lost_writes", lost));
      return out;
    }
  }
}
