package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchActs;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.resources.life.Beside;
import dev.tfpaas.resources.life.Change;
import dev.tfpaas.resources.life.Watching;
import dev.tfpaas.runbook.Action;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/// Looks on while a switch is made: how long was nobody served?
///
/// Requests such as clients make tell it, if the group has `health`. Without them the steps tell
/// it, where the first one closes the old side and one moves traffic: from the call of the one to
/// the effect of the other. A switch that another process began is not measured: when it closed the
/// old side nobody knows any more.
final class SwitchWatch implements Watching<GroupView> {
  /// How long clients that are not served yet are waited for, beside what they may keep of the old
  /// address.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final FailoverGroup before;
  private final SwitchSpec spec;
  private final SwitchActs acts;
  private final Clock clock;
  private final Optional<Watch> watch;
  private final Instant started;
  private volatile Optional<Instant> closed = Optional.empty();
  private volatile Optional<Instant> moved = Optional.empty();
  private volatile boolean shut;

  private SwitchWatch(
      FailoverGroup before, SwitchSpec spec, SwitchActs acts, Clock clock, Optional<Watch> watch) {
    this.before = before;
    this.spec = spec;
    this.acts = acts;
    this.clock = clock;
    this.watch = watch;
    this.started = clock.instant();
  }

  /// Starts to look on, if a change is a switch.
  static Watching<GroupView> of(Change<GroupView, GroupConfig> change) {
    GroupChange steps = GroupChange.of(change);
    if (steps.spec().isEmpty()) {
      return Watching.nobody();
    }
    FailoverGroup group = steps.switched().group();
    SwitchSpec spec = steps.spec().get();
    return new SwitchWatch(
        group,
        spec,
        GroupConfig.groups(change.platform()).switchActs(group, spec),
        change.clock(),
        change
            .wanted()
            .health()
            .map(health -> Watch.start(HealthCheck.of(change.platform(), group, health))));
  }

  @Override
  public Runbook seen(Runbook runbook) {
    Step close = acts.close();
    Step move = acts.move();
    return runbook.with(step -> {
      if (isSame(step, close)) {
        return reached(calling(step), () -> shut = true);
      }
      return isSame(step, move)
          ? reached(step, () -> moved = moved.or(() -> Optional.of(clock.instant())))
          : step;
    });
  }

  private static boolean isSame(Step one, Step other) {
    return one.title().equals(other.title())
        && one.object().equals(other.object())
        && one.call().equals(other.call());
  }

  private Step calling(Step step) {
    Action act =
        () -> {
          closed = closed.or(() -> Optional.of(clock.instant()));
          step.act().run();
        };
    return step.acting(act);
  }

  private Step reached(Step step, Runnable note) {
    Probe probe =
        () -> {
          Probe.Reading reading = step.probe().read();
          if (reading.holds()) {
            note.run();
            settle();
          }
          return reading;
        };
    return step.probedBy(probe);
  }

  /// What follows the move, as the copy back to the old side, is no time without service. Where the
  /// old side is closed after the move, clients that still ask it lose it only then.
  private void settle() {
    if (moved.isPresent() && (isClosedFirst() || shut)) {
      watch.ifPresent(Watch::settled);
    }
  }

  /// An emergency moves traffic first, whatever a planned switch does.
  private boolean isClosedFirst() {
    return spec.mode() == SwitchSpec.Mode.PLANNED && acts.closing() == SwitchActs.Closing.FIRST;
  }

  @Override
  public Beside ended(Optional<GroupView> live, BooleanSupplier giveUp) {
    Optional<FailoverGroup> now =
        live.map(GroupView::group).filter(group -> group.active() == spec.to());
    if (now.isEmpty()) {
      return Beside.NOTHING;
    }
    Duration patience = before.ttl().plus(PATIENCE);
    watch.ifPresent(
        it -> it.awaitService(patience.compareTo(LONGEST) > 0 ? LONGEST : patience, giveUp));
    Value last = Downtime.shown(now.get().lastSwitch().or(this::own));
    Value measured = downtime().map(it -> it.in(last)).orElse(last);
    return new Beside(
        Map.of("last_switch", measured),
        watch.filter(Watch::isOut).map(_ -> notServed(now.get())).stream().toList());
  }

  private Optional<Downtime> downtime() {
    return watch
        .flatMap(Watch::downtime)
        .map(time -> new Downtime(time, Downtime.PROBE))
        .or(() -> watch.isPresent() ? Optional.empty() : bySteps());
  }

  private Optional<Downtime> bySteps() {
    return isClosedFirst() ? Downtime.between(closed, moved) : Optional.empty();
  }

  /// What is known of the switch where the platform remembers none.
  private Optional<FailoverGroup.Switch> own() {
    Side from = spec.to().other();
    return Optional.of(
        new FailoverGroup.Switch(
            from,
            spec.to(),
            spec.mode().word(),
            started,
            moved,
            Optional.empty(),
            OptionalLong.empty()));
  }

  private Diagnostic notServed(FailoverGroup group) {
    return Diagnostic.warning(
        Path.root().attribute("health"),
        "Clients of %s are not served yet".formatted(group.id()),
        "Traffic was moved to %s, which answers `health` at its own address. At the address that clients ask it is not answered yet: an old answer of the name service may still be kept on the way, or the name does not lead to %s. How long nobody was served is not known therefore."
            .formatted(group.requireMember(spec.to()).appId(), group.address()));
  }

  @Override
  public void close() {
    watch.ifPresent(Watch::close);
  }
}
