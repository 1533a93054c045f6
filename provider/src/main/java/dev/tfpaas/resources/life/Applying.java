package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.resource.ApplyContext;
import dev.tfpaas.framework.schema.Timeouts;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// One creation or change of an object. Owned by the thread of its call.
///
/// @param kind what is particular about the object
/// @param context the call
/// @param platform where the object is, or is to be
record Applying<T, C>(Kind<T, C> kind, ApplyContext<PaasClient> context, Platform platform) {

  /// Creates the object, or takes over what there is.
  Value create() {
    TimeLimit limit = context.client().limit(context, Timeouts.Operation.CREATE);
    Value planned = context.planned();
    C wanted = kind.wanted(platform, planned, context.config(), Optional.empty());
    Supplier<Optional<T>> find = () -> kind.existing(platform, wanted, planned);
    Optional<T> before = sure(limit.look(platform, kind.noun(), find));
    Refusal.raise(kind.refusals(platform, before, wanted));
    Runbook runbook = kind.create(platform, before, wanted);
    requireAsPlanned(runbook, Set.of(), List.of());
    Outcome outcome = context.client().run(runbook, context, limit);

    Observation<T> seen = Observation.of(find);
    if (!(seen instanceof Observation.Found<T>(T live))) {
      throw nothingMade(wanted, outcome, seen);
    }
    if (before.isEmpty()
        && outcome instanceof Outcome.Unfinished
        && !kind.isMadeHere(platform, live, wanted)) {
      throw madeByAnother(wanted, outcome);
    }
    Remembered<T> fresh =
        Remembered.<T>nothing().seeing(live).applied(kind.applied(context.config()));
    Value state = applied(live, runbook, Map.of());
    return switch (outcome) {
      case Outcome.Completed _ -> {
        kind.remember(context, fresh);
        yield state;
      }
      case Outcome.Unfinished early when isTainted(live, early) -> {
        if (before.isEmpty()) {
          kind.remember(context, fresh.halfMade(kind.begun(wanted)));
          context.privateState(PrivateFacts.incarnated(context.privateState(), borne(state)));
          context.checkpoint(kind.observed(state, live));
        }
        throw tainted(early, before, live, wanted);
      }
      case Outcome.Unfinished early -> {
        kind.remember(context, fresh.halfMade(kind.begun(wanted)));
        context
            .diagnostics()
            .warning(kind.notComplete(live, wanted), kind.howItEnded(early, live, wanted));
        yield state;
      }
    };
  }

  private void requireAsPlanned(Runbook runbook, Set<String> underWay, List<String> changes) {
    Value text = context.planned().get(RunbookAttribute.NAME);
    if (text.isKnown()) {
      PlannedSteps.read(context.privateState(), text, runbook)
          .require(runbook, underWay, context.client().calls(), changes);
    }
    context.privateState(PlannedSteps.without(context.privateState()));
  }

  private boolean isTainted(T live, Outcome.Unfinished early) {
    return kind.halfMade(live, early) == Kind.HalfMade.TAINTED;
  }

  /// Returns the mark that a half-made object bears: by that its destruction tells it from what
  /// another makes under its name. What cannot be read is not known.
  private Optional<String> borne(Value state) {
    String id = state.get("id").asString();
    return kind.marked()
                .map(marked -> Observation.of(() -> platform.incarnations().of(marked, id)))
                .orElseGet(Observation.Gone::new)
            instanceof Observation.Found<String>(String incarnation)
        ? Optional.of(incarnation)
        : Optional.empty();
  }

  /// What was there before is not stored then: Terraform would destroy what it did not make.
  private DiagnosticException tainted(
      Outcome.Unfinished early, Optional<T> before, T live, C wanted) {
    String next =
        before.isPresent()
            ? "%s The %s is not in the state yet."
                .formatted(Wording.goOn(early, "`terraform apply`"), kind.noun())
            : "The %s is not complete; the next `terraform apply` destroys it and makes it anew."
                .formatted(kind.noun());
    return DiagnosticException.error(
        kind.cannotCreate(wanted),
        "%s %s %s".formatted(Wording.ending(early), kind.standing(live), next));
  }

  /// What another made is not stored: Terraform would destroy it.
  private DiagnosticException madeByAnother(C wanted, Outcome outcome) {
    return DiagnosticException.error(
        kind.cannotCreate(wanted),
        "%s There is such a %s by now, which nothing shows to be made by this apply: it was left as it is, and is not in the state. Run `terraform plan`, which says whether it can be taken."
            .formatted(why(outcome), kind.noun()));
  }

  private DiagnosticException nothingMade(C wanted, Outcome outcome, Observation<T> seen) {
    String where =
        seen instanceof Observation.Unreadable<T>(PlatformException failure)
            ? "Whether it exists cannot be read: " + PlatformFailure.detail(failure)
            : "There is no %s yet.".formatted(kind.noun());
    return DiagnosticException.error(
        kind.cannotCreate(wanted),
        "%s %s %s %s: what exists by then is taken over."
            .formatted(
                why(outcome),
                where,
                kind.nothingMade(wanted),
                Wording.passes(outcome)
                    ? "Run `terraform apply` again"
                    : "Mend that, then run `terraform apply`"));
  }

  /// Changes the object.
  Value update() {
    TimeLimit limit = context.client().limit(context, Timeouts.Operation.UPDATE);
    Value planned = context.planned();
    Remembered<T> remembered = kind.remembered(context);
    T before = require(limit, remembered);
    Change<T, C> change =
        new Change<>(
            platform,
            context.client().clock(),
            context.prior(),
            planned,
            context.config(),
            remembered,
            before,
            kind.wanted(platform, planned, context.config(), Optional.of(before)));
    Runbook runbook = kind.update(change);
    requireAsPlanned(
        runbook,
        remembered.underWay(),
        remembered.seen().map(was -> kind.changes(was, before)).orElse(List.of()));
    try (Watching<T> watching = kind.watch(change)) {
      if (!runbook.isEmpty()) {
        Refusal.raise(kind.refusals(change));
      }
      Outcome outcome = context.client().run(watching.seen(runbook), context, limit);
      return ended(change, runbook, outcome, watching);
    }
  }

  private Value ended(Change<T, C> change, Runbook runbook, Outcome outcome, Watching<T> watching) {
    Remembered<T> before = change.remembered();
    Observation<T> seen =
        Observation.of(() -> kind.find(platform, id(), context.planned(), before));
    Remembered<T> now = remembered(before, seen, outcome);
    Optional<T> found =
        seen instanceof Observation.Found<T>(T live) ? Optional.of(live) : Optional.empty();
    T live = found.orElse(change.current());
    Beside watched = watching.ended(found, context::stopRequested);
    context.diagnostics().addAll(watched.warnings());
    return switch (outcome) {
      case Outcome.Completed _ -> {
        kind.remember(context, now.applied(kind.applied(context.config())).whole());
        yield applied(live, runbook, watched.attributes());
      }
      case Outcome.Unfinished early -> {
        kind.remember(context, now);
        Map<String, Value> state = new HashMap<>(kind.observed(context.prior(), live).asMap());
        state.putAll(watched.attributes());
        context.checkpoint(Value.object(state));
        throw DiagnosticException.error(
            kind.notAsPlanned(change), kind.howItEnded(early, live, change.wanted()));
      }
    };
  }

  private T require(TimeLimit limit, Remembered<T> remembered) {
    Value prior = context.prior();
    String what = kind.named(prior);
    return switch (limit.look(
        platform, what, () -> kind.find(platform, id(), context.planned(), remembered))) {
      case Observation.Found<T>(T live) -> live;
      case Observation.Gone<T> _ ->
          throw DiagnosticException.error(
              capital(what) + " is gone",
              "It was there when the plan was made. Run `terraform plan` again.");
      case Observation.Unreadable<T>(PlatformException failure) ->
          throw PlatformFailure.error(Path.root(), "Cannot read " + what, failure);
    };
  }

  /// Returns what is remembered after a change; what cannot be read is shown as it was before.
  private Remembered<T> remembered(Remembered<T> before, Observation<T> seen, Outcome outcome) {
    String what = kind.named(context.prior());
    return switch (seen) {
      case Observation.Found<T>(T live) -> before.seeing(live);
      case Observation.Gone<T> _ ->
          throw DiagnosticException.error(
              capital(what) + " is gone after the change",
              "%s It does not exist any more. Run `terraform plan` to see what is left."
                  .formatted(why(outcome)));
      case Observation.Unreadable<T>(PlatformException failure) -> {
        String reason = PlatformFailure.detail(failure);
        context
            .diagnostics()
            .warning(
                "Cannot read %s after the change".formatted(what),
                reason + " The last known values are shown; `terraform plan` looks again.");
        yield before.unreadable(reason);
      }
    };
  }

  private static String why(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> "All steps were made.";
      case Outcome.Unfinished early -> Wording.ending(early);
    };
  }

  /// Returns the state after an apply: as planned, and what was unknown as the platform shows it.
  ///
  /// @param watched what was seen while the steps were made, by attribute
  private Value applied(T live, Runbook runbook, Map<String, Value> watched) {
    Value planned = context.planned();
    Value object = context.isCreate() ? planned : Values.filled(planned, context.prior().asMap());
    Beside beside = kind.beside(platform, live, object);
    context.diagnostics().addAll(beside.warnings());
    Map<String, Value> found = new HashMap<>(kind.shown(live));
    found.putAll(beside.attributes());
    found.putAll(watched);
    found.put(RunbookAttribute.NAME, RunbookAttribute.of(runbook));
    return Values.filled(planned, found);
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static <T> Optional<T> sure(Observation<T> seen) {
    return switch (seen) {
      case Observation.Found<T>(T live) -> Optional.of(live);
      case Observation.Gone<T> _ -> Optional.empty();
      case Observation.Unreadable<T>(PlatformException failure) -> throw failure;
    };
  }

  private String id() {
    return context.prior().get("id").asString();
  }
}
