package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
/// @param busy whether traffic is being moved
/// @param dnsPopulated whether the address can be resolved
/// @param meter how long the address was not served
/// @param switchBegun when the first call of a switch that is not finished was made; empty when
///   none is
/// @param last the last switch; empty when there was none
public record GroupFact(
    String id,
    String name,
    String primary,
    Optional<String> secondary,
    List<String> domains,
    Place active,
    boolean busy,
    boolean dnsPopulated,
    Meter meter,
    Optional<Begun> switchBegun,
    Optional<Switch> last)
    implements Fact {
  /// The kind of these facts.
  public static final Kind<GroupFact> KIND =
      Kind.of("group/", GroupFact.class, GroupFact::read, GroupFact::write);

  private static GroupFact read(Fields in) {
    return new GroupFact(
        in.text("id"),
        in.text("name"),
        in.text("primary"),
        in.optionalText("secondary"),
        in.texts("domains"),
        Place.valueOf(in.text("active")),
        in.flag("busy"),
        in.flag("dns_populated"),
        Meter.read(in.object("meter")),
        in.optionalObject("switch_begun").map(Begun::read),
        in.optionalObject("last").map(Switch::read));
  }

  private Fields write(Fields out) {
    out.text("id", id)
        .text("name", name)
        .text("primary", primary)
        .text("secondary", secondary)
        .texts("domains", domains)
        .text("active", active.name())
        .flag("busy", busy)
        .flag("dns_populated", dnsPopulated)
        .with("meter", meter.write());
    switchBegun.ifPresent(begun -> out.with("switch_begun", begun.write()));
    last.ifPresent(it -> out.with("last", it.write()));
    return out;
  }

  /// Copies the domains.
  public GroupFact {
    domains = List.copyOf(domains);
  }

  @Override
  public Kind<GroupFact> kind() {
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

  /// Returns it with other apps.
  public GroupFact withMembers(String newPrimary, Optional<String> newSecondary, Place newActive) {
    return new GroupFact(
        id,
        name,
        newPrimary,
        newSecondary,
        domains,
        newActive,
        busy,
        dnsPopulated,
        meter,
        switchBegun,
        last);
  }

  /// Returns it with other names.
  public GroupFact withNames(String newName, List<String> newDomains) {
    return new GroupFact(
        id,
        newName,
        primary,
        secondary,
        newDomains,
        active,
        busy,
        dnsPopulated,
        meter,
        switchBegun,
        last);
  }

  /// Returns it with its address in another state.
  public GroupFact withDns(boolean nowBusy, boolean populated) {
    return new GroupFact(
        id,
        name,
        primary,
        secondary,
        domains,
        active,
        nowBusy,
        populated,
        meter,
        switchBegun,
        last);
  }

  /// Returns it with another reading of its downtime.
  public GroupFact withMeter(Meter newMeter) {
    return new GroupFact(
        id,
        name,
        primary,
        secondary,
        domains,
        active,
        busy,
        dnsPopulated,
        newMeter,
        switchBegun,
        last);
  }

  /// Returns it with the beginning of a switch, or none.
  public GroupFact withBegun(Optional<Begun> begun) {
    return new GroupFact(
        id, name, primary, secondary, domains, active, busy, dnsPopulated, meter, begun, last);
  }

  /// Returns it with the traffic at a place, by a switch.
  public GroupFact withSwitch(Place newActive, boolean nowBusy, Switch newLast) {
    return new GroupFact(
        id,
        name,
        primary,
        secondary,
        domains,
        newActive,
        nowBusy,
        dnsPopulated,
        meter,
        switchBegun,
        Optional.of(newLast));
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

  /// What is known of a switch.
  ///
  /// @param from the place that was left
  /// @param to the place that was moved to
  /// @param mode `planned`, `emergency` or `outside`
  /// @param startedAt when it began
  /// @param finishedAt when the traffic had moved; empty while it moves
  /// @param downtime how long the address was not served; empty while it moves
  /// @param lostWrites writes the old side acknowledged and the new side does not have; empty while
  ///   it moves and when the two share no data
  public record Switch(
      Place from,
      Place to,
      String mode,
      Instant startedAt,
      Optional<Instant> finishedAt,
      Optional<Duration> downtime,
      OptionalLong lostWrites) {
    private static Switch read(Fields in) {
      return new Switch(
          Place.valueOf(in.text("from")),
          Place.valueOf(in.text("to")),
          in.text("mode"),
          in.instant("started_at"),
          in.optionalInstant("finished_at"),
          in.optionalText("downtime").map(Duration::parse),
          in.fields().containsKey("lost_writes")
              ? OptionalLong.of(in.whole("lost_writes"))
              : OptionalLong.empty());
    }

    private Fields write() {
      Fields out =
          Fields.empty()
              .text("from", from.name())
              .text("to", to.name())
              .text("mode", mode)
              .instant("started_at", startedAt)
              .instant("finished_at", finishedAt)
              .text("downtime", downtime.map(Object::toString));
      lostWrites.ifPresent(lost -> out.whole("lost_writes", lost));
      return out;
    }
  }
}
