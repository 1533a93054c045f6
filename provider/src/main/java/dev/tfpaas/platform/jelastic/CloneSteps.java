package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Sleeper;
import dev.tfpaas.runbook.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The steps that only copies have.
///
/// @param api makes the calls
/// @param account reads
/// @param marks remembers of what a copy is one
/// @param incarnations marks it as made here
/// @param clock says when
/// @param sleeper pauses between readings
record CloneSteps(
    JelasticApi api,
    Account account,
    MarkSteps marks,
    JelasticIncarnations incarnations,
    Clock clock,
    Sleeper sleeper) {
  /// How long after its longest time a copy is still known by what its source remembers.
  private static final Duration ANNOUNCED = Duration.ofDays(1);

  private static final String CLONE = JelasticApi.CONTROL + "cloneenv";
  private static final String ADD = JelasticApi.CONTROL + "addcontainerenvvars";
  private static final String REMOVE = JelasticApi.CONTROL + "removecontainerenvvars";

  /// Remembers in the source that a copy is begun, where the platform does not show what was done:
  /// of a copy whose creation was cut short, nothing else would tell there what it is.
  Step announce(CloneSpec spec) {
    String mark = Mark.copying(spec.name());
    Step note =
        marks.write(
            new MarkSteps.Note(spec.sourceAppId(), mark, "begun", _ -> clock.instant().toString()),
            (_, present) ->
                present.filter(this::isRecent).isPresent()
                    || account.find(spec.name()).isPresent());
    return whereNoPastIsShown(note);
  }

  /// Ends what [#announce] began: from here on the copy's own note tells.
  Step announced(CloneSpec spec) {
    return whereNoPastIsShown(marks.remove(spec.sourceAppId(), Mark.copying(spec.name())));
  }

  private Step whereNoPastIsShown(Step step) {
    return Step.of(
        step.title(),
        step.object(),
        step.call(),
        step.expected(),
        () ->
            account.showsPast()
                ? Reading.holds("the platform shows what was done")
                : step.probe().read(),
        step.act(),
        step.budget());
  }

  /// Tells whether a copy without a note of its own is one that [#announce] was said of lately: it
  /// has the nodes of its source, as far as it has any yet, and nobody gave it a domain.
  boolean isAnnounced(Environment copy, CloneSpec spec) {
    Optional<Environment> source = account.find(spec.sourceAppId());
    return source.isPresent()
        && copy.domains().isEmpty()
        && (isBeingMade(copy.state()) || nodes(copy).equals(nodes(source.get())))
        && account.mark(source.get(), Mark.copying(copy.name())).filter(this::isRecent).isPresent();
  }

  private static boolean isBeingMade(State state) {
    return state == State.CREATING || state == State.CLONING;
  }

  /// A run that was killed leaves its note for good, and what somebody makes under that name weeks
  /// later is no copy of ours.
  private boolean isRecent(String announced) {
    try {
      Instant begun = Instant.parse(announced);
      return clock.instant().isBefore(begun.plus(Budgets.LONG.limit()).plus(ANNOUNCED));
    } catch (DateTimeParseException _) {
      return false;
    }
  }

  private static List<String> nodes(Environment environment) {
    return environment.nodes().stream()
        .map(node -> node.group() + " " + node.type())
        .sorted()
        .toList();
  }

  /// Copies an environment with its data. The platform refuses a second one of the same name, so
  /// that a call that left no trace may be made again.
  Step copy(CloneSpec spec) {
    LongCall call = new LongCall(sleeper);
    return Step.of(
            "clone environment",
            "%s to %s".formatted(spec.sourceAppId(), spec.name()),
            JelasticApi.call(
                CLONE,
                "{srcEnvName: %s, dstEnvName: %s}".formatted(spec.sourceAppId(), spec.name())),
            Duration.ofMinutes(5),
            () -> copied(call, account.find(spec.name()), spec),
            () -> copyNow(call, spec),
            Budgets.LONG)
        .after("nothing else is done to " + spec.sourceAppId(), () -> mayCopy(spec));
  }

  private Reading copied(LongCall call, Optional<Environment> copy, CloneSpec spec) {
    String name = spec.name();
    call.refusal()
        .ifPresent(failure -> {
          throw refused(failure, spec);
        });
    if (copy.isEmpty()) {
      if (call.doubt().isPresent()) {
        throw ReadFailures.of(CLONE, "the copy %s was not made: %s".formatted(name, reason(name)));
      }
      return Reading.pending("there is no " + name);
    }
    State state = copy.get().state();
    if (state == State.BROKEN) {
      throw ReadFailures.of(
          CLONE, "the copy %s is broken; delete it and apply again".formatted(name));
    }
    return switch (state) {
      case CREATING, CLONING -> Reading.underWay(state.word());
      default -> new Reading(state.atRest(), state.word());
    };
  }

  /// What was refused is not announced any more: an environment that somebody gives the name later
  /// is no copy.
  private PlatformException refused(PlatformException refusal, CloneSpec spec) {
    try {
      if (!account.showsPast()) {
        marks.removeNow(spec.sourceAppId(), Mark.copying(spec.name()));
      }
    } catch (PlatformException failure) {
      refusal.addSuppressed(failure);
    }
    return refusal;
  }

  private String reason(String name) {
    return account.past(TrackedAction.CLONE).stream()
        .filter(action -> action.concerns(name))
        .findFirst()
        .flatMap(TrackedAction::error)
        .orElse("the platform says no reason");
  }

  /// A copy that is under way keeps its source busy, and is waited for as well.
  private Reading mayCopy(CloneSpec spec) {
    State state = account.need(spec.sourceAppId()).state();
    return new Reading(state.atRest() || state == State.CLONING, "it is " + state.word());
  }

  /// Looks once more before the call: an earlier one, of which no answer came, may have had its
  /// effect since.
  private void copyNow(LongCall call, CloneSpec spec) {
    if (account.find(spec.name()).isPresent()) {
      return;
    }
    call.make(
        () ->
            api.changeLong(
                CLONE,
                Map.of("srcEnvName", spec.sourceAppId(), "dstEnvName", spec.name()),
                Budgets.LONG.limit()),
        () ->
            account.find(spec.name()).isPresent()
                || account.running().stream()
                    .anyMatch(
                        it -> it.number() == TrackedAction.CLONE && it.concerns(spec.name())));
  }

  /// Remembers of what it is a copy.
  Step note(CloneSpec spec) {
    return marks.write(
        spec.name(),
        Mark.CLONED_FROM,
        spec.sourceAppId(),
        copy -> incarnations.beside(Incarnations.Kind.APP, spec.name(), copy));
  }

  /// Sets variables in the node group that runs the code; others stay as they were copied.
  Step variables(CloneSpec spec) {
    Map<String, String> wanted = new TreeMap<>();
    spec.variables().forEach((name, value) -> wanted.put(name, value.value()));
    Code code = new Code(spec.name());
    return Step.of(
        "set variables",
        spec.name(),
        JelasticApi.call(
            ADD,
            "{envName: %s, nodeGroup: of the code, vars: %s}"
                .formatted(spec.name(), String.join(", ", wanted.keySet()))),
        Duration.ofSeconds(30),
        () -> new Reading(variables(code).entrySet().containsAll(wanted.entrySet()), "they differ"),
        () -> add(code, wanted),
        Budgets.QUICK);
  }

  /// The node group of the code of one environment, which is looked up once in a step.
  private final class Code {
    private final String name;
    private Optional<String> group = Optional.empty();

    Code(String name) {
      this.name = name;
    }

    String group() {
      String known =
          group
              .or(() -> account.need(name).codeGroup())
              .orElseThrow(() ->
                  ReadFailures.of(
                      ADD, "environment %s has no node group that runs code".formatted(name)));
      group = Optional.of(known);
      return known;
    }
  }

  private Map<String, String> variables(Code code) {
    return account.variables(code.name, code.group());
  }

  private void add(Code code, Map<String, String> values) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    values.forEach(json::put);
    api.set(ADD, Map.of("envName", code.name, "nodeGroup", code.group(), "vars", json.toString()));
  }

  /// Removes overrides of variables that the source does not have.
  Step removeVariables(CloneSpec spec, Set<String> names) {
    Code copy = new Code(spec.name());
    Code source = new Code(spec.sourceAppId());
    return Step.of(
        "remove variables",
        spec.name(),
        JelasticApi.call(
            REMOVE,
            "{envName: %s, nodeGroup: of the code, vars: those of %s that %s has not}"
                .formatted(spec.name(), String.join(", ", names), spec.sourceAppId())),
        Duration.ofSeconds(30),
        () -> new Reading(surplus(copy, source, names).isEmpty(), "they are there"),
        () -> {
          ArrayNode json = JsonNodeFactory.instance.arrayNode();
          surplus(copy, source, names).forEach(json::add);
          api.set(
              REMOVE,
              Map.of(
                  "envName", spec.name(),
                  "nodeGroup", copy.group(),
                  "vars", json.toString()));
        },
        Budgets.QUICK);
  }

  /// Gives variables that are no longer overridden the value that the source has.
  Step restoreVariables(CloneSpec spec, Set<String> names) {
    Code copy = new Code(spec.name());
    Code source = new Code(spec.sourceAppId());
    return Step.of(
        "restore variables",
        spec.name(),
        JelasticApi.call(
            ADD,
            "{envName: %s, nodeGroup: of the code, vars: %s as %s has them}"
                .formatted(spec.name(), String.join(", ", names), spec.sourceAppId())),
        Duration.ofSeconds(30),
        () ->
            new Reading(
                variables(copy).entrySet().containsAll(ofSource(source, names).entrySet()),
                "they differ"),
        () -> add(copy, ofSource(source, names)),
        Budgets.QUICK);
  }

  private Set<String> surplus(Code copy, Code source, Set<String> names) {
    Set<String> surplus = new TreeSet<>(names);
    surplus.retainAll(variables(copy).keySet());
    surplus.removeAll(ofSource(source, names).keySet());
    return surplus;
  }

  private Map<String, String> ofSource(Code source, Set<String> names) {
    Map<String, String> values = variables(source);
    values.keySet().retainAll(names);
    return values;
  }

  /// Tells whether two sets of overrides are the same.
  static boolean same(Map<String, Secret> some, Map<String, Secret> others) {
    return some.equals(others);
  }
}
