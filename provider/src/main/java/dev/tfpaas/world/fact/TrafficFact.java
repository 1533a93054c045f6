package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;
import java.time.Instant;
import java.util.Optional;

/// Clients that write.
///
/// @param name its name
/// @param follows the app they want
/// @param byGroup whether they use the address of its failover group as soon as there is one
/// @param rate requests a second
/// @param served the app that serves them; empty while they are refused
/// @param since when that began
/// @param acknowledged requests that were served before that
/// @param refused requests that were refused before that
/// @param lost acknowledged writes that a switch left behind
/// @param meter how long they were not served
public record TrafficFact(
    String name,
    String follows,
    boolean byGroup,
    long rate,
    Optional<String> served,
    Instant since,
    long acknowledged,
    long refused,
    long lost,
    Meter meter)
    implements Fact {
  /// The kind of these facts.
  public static final FactKind<TrafficFact> KIND =
      FactKind.of("traffic/", TrafficFact.class, TrafficFact::read, TrafficFact::write);

  private static TrafficFact read(Fields in) {
    return new TrafficFact(
        in.text("name"),
        in.text("follows"),
        in.flag("by_group"),
        in.whole("rate"),
        in.optionalText("served"),
        in.instant("since"),
        in.whole("acknowledged"),
        in.whole("refused"),
        in.whole("lost"),
        Meter.read(in.object("meter")));
  }

  private Fields write(Fields out) {
    return out.text("name", name)
        .text("follows", follows)
        .flag("by_group", byGroup)
        .whole("rate", rate)
        .text("served", served)
        .instant("since", since)
        .whole("acknowledged", acknowledged)
        .whole("refused", refused)
        .whole("lost", lost)
        .with("meter", meter.write());
  }

  @Override
  public FactKind<TrafficFact> kind() {
    return KIND;
  }

  @Override
  public String key() {
    return KIND.key(name);
  }

  /// Returns how many requests were served.
  public long acknowledged(Instant now) {
    return acknowledged + (served.isPresent() ? Curve.written(rate, since, now) : 0);
  }

  /// Returns how many requests were refused.
  public long refused(Instant now) {
    return refused + (served.isPresent() ? 0 : Curve.written(rate, since, now));
  }

  /// Returns it with what happened until now counted by the old answer, and a new answer.
  public TrafficFact settled(Optional<String> nowServed, Instant now) {
    return new TrafficFact(
        name,
        follows,
        byGroup,
        rate,
        nowServed,
        now,
        acknowledged(now),
        refused(now),
        lost,
        meter.changed(nowServed.isPresent(), now));
  }

  /// Returns it with more writes lost.
  public TrafficFact withLost(long more) {
    return new TrafficFact(
        name, follows, byGroup, rate, served, since, acknowledged, refused, lost + more, meter);
  }

  /// Returns it wanting another app.
  public TrafficFact following(String target) {
    return new TrafficFact(
        name, target, byGroup, rate, served, since, acknowledged, refused, lost, meter);
  }
}
