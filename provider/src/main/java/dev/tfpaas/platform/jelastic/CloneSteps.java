package dev.tfpaas.platform.jelastic;

import dev.tfpaas.json.JsonTree;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Sleeper;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The steps that only copies have.
///
/// @param api makes the calls
/// @param account reads
/// @param marks remembers of what a copy is one
/// @param begun remembers that one is made
/// @param incarnations marks it as made here
/// @param sleeper pauses between readings
record CloneSteps(
    JelasticApi api,
    Account account,
    MarkSteps marks,
    BegunCopies begun,
    JelasticIncarnations incarnations,
    Sleeper sleeper) {
  private static final String CLONE = JelasticApi.CONTROL + "cloneenv";
  private static final String ADD = JelasticApi.CONTROL + "addcontainerenvvars";
  private static final String REMOVE = JelasticApi.CONTROL + "removecontainerenvvars";

  /// Copies an environment with its data. The platform refuses a second one of the same name, so
  /// that a call that left no trace may be made again.
  Step copy(CloneSpec spec, CopyAttempt attempt) {
    LongCall call = new LongCall(account, sleeper);
    return Step.of(
            "clone environment",
            "%s to %s".formatted(spec.sourceAppId(), spec.name()),
            JelasticApi.call(
                CLONE,
                "{srcEnvName: %s, dstEnvName: %s}".formatted(spec.sourceAppId(), spec.name())),
            Duration.ofMinutes(5),
            () -> copied(new Copying(call, attempt, spec), account.find(spec.name())),
            account.onWhatThereIs(() -> copyNow(new Copying(call, attempt, spec))),
            Budgets.LONG)
        .after("nothing else is done to " + spec.sourceAppId(), () -> mayCopy(spec, attempt));
  }

  /// The call that makes a copy, and what this run knows of it.
  private record Copying(LongCall call, CopyAttempt attempt, CloneSpec spec) {}

  /// Tells whether what is refused now may be the effect of a call that had no answer. That is
  /// waited for, if not for ever: somebody else's environment may have the name.
  private boolean mayBeUnderWay(Copying copying, PlatformException refusal) {
    return refusal.kind() == Kind.CONFLICT
        && (copying.call().wasUnclear() || copying.attempt().mayHaveBegunEarlier())
        && begun.isWaitedFor(copying.attempt());
  }

  private Reading copied(Copying copying, Optional<Environment> copy) {
    String name = copying.spec().name();
    Optional<PlatformException> refusal = copying.call().refusal();
    boolean earlier = refusal.filter(it -> mayBeUnderWay(copying, it)).isPresent();
    if (refusal.isPresent() && !earlier) {
      throw refused(refusal.get(), copying);
    }
    if (copy.isEmpty() && earlier) {
      return Reading.underWay("its name is taken, and it is not listed yet");
    }
    if (copy.isEmpty()) {
      if (copying.call().doubt().isPresent() && !account.isBeingCopied(name)) {
        throw ReadFailures.of(CLONE, "the copy %s was not made: %s".formatted(name, reason(name)));
      }
      return Reading.pending("there is no " + name);
    }
    Environment there = copy.get();
    if (there.state() == State.BROKEN) {
      throw ReadFailures.of(
          CLONE, "the copy %s is broken; delete it and apply again".formatted(name));
    }
    return switch (there.state()) {
      case CREATING, CLONING -> Reading.underWay(there.doing());
      default -> there.state().atRest() ? atRest(there, copying) : Reading.pending(there.doing());
    };
  }

  /// What this run did not make is not the copy, whatever it is called. What the platform shows of
  /// our own may come late.
  private Reading atRest(Environment copy, Copying copying) {
    if (begun.isOurs(copy, copying.spec(), copying.attempt())) {
      return Reading.holds(copy.doing());
    }
    if (copying.call().isOpen() || begun.mayShow(copying.attempt())) {
      return Reading.underWay("nothing shows yet that it is the copy");
    }
    throw refused(notOurs(copying.spec()), copying);
  }

  private static PlatformException notOurs(CloneSpec spec) {
    return ReadFailures.of(
        CLONE,
        "there is an environment %s by now, and nothing shows that it is the copy which was begun here; nothing was changed in it. Choose another name, or set `adopt = true` to take it as it is"
            .formatted(spec.name()));
  }

  /// What was refused is not remembered as begun any more, unless it may still come.
  private PlatformException refused(PlatformException refusal, Copying copying) {
    if (!copying.call().wasUnclear()) {
      try {
        begun.forget(copying.spec(), copying.attempt());
      } catch (PlatformException failure) {
        refusal.addSuppressed(failure);
      }
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
  private Reading mayCopy(CloneSpec spec, CopyAttempt attempt) {
    Environment source = attempt.takeSeen().orElseGet(() -> account.need(spec.sourceAppId()));
    return new Reading(
        source.state().atRest() || source.state() == State.CLONING, "it is " + source.doing());
  }

  /// Looks once more before the call: an earlier one, of which no answer came, may have had its
  /// effect since, or be at it.
  private void copyNow(Copying copying) {
    CloneSpec spec = copying.spec();
    // What somebody else is making the platform refuses by its name.
    boolean mayBeComing = copying.attempt().mayHaveBegun() || !account.keepsProperties();
    if (mayBeComing ? isThereOrComing(spec) : account.find(spec.name()).isPresent()) {
      return;
    }
    if (!copying.call().wasUnclear()) {
      begun.renew(spec, copying.attempt());
    }
    copying.call().make(() -> clone(copying), () -> isThereOrComing(spec));
  }

  private JsonNode clone(Copying copying) {
    CloneSpec spec = copying.spec();
    copying.attempt().sent();
    JsonNode answer =
        api.changeLong(
            CLONE,
            Map.of("srcEnvName", spec.sourceAppId(), "dstEnvName", spec.name()),
            Budgets.LONG.limit());
    copying.attempt().made(Environment.answered(answer));
    return answer;
  }

  private boolean isThereOrComing(CloneSpec spec) {
    return account.find(spec.name()).isPresent() || account.isBeingCopied(spec.name());
  }

  /// Remembers of what it is a copy: from here on it is ours. What came under its name meanwhile by
  /// somebody else's hand stays as it is.
  Step note(CloneSpec spec, CopyAttempt attempt) {
    return marks.write(
        spec.name(),
        Mark.CLONED_FROM,
        spec.sourceAppId(),
        copy -> {
          requireOurs(copy, spec, attempt);
          Map<String, String> beside =
              new TreeMap<>(incarnations.beside(Incarnations.Kind.APP, spec.name(), copy));
          account
              .find(spec.sourceAppId())
              .ifPresent(source -> beside.put(Mark.SOURCE, source.appid()));
          return beside;
        });
  }

  private void requireOurs(Environment copy, CloneSpec spec, CopyAttempt attempt) {
    if (!begun.isOurs(copy, spec, attempt)) {
      throw notOurs(spec);
    }
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
    api.set(
        ADD, Map.of("envName", code.name, "nodeGroup", code.group(), "vars", JsonTree.text(json)));
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
                  "vars", JsonTree.text(json)));
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
