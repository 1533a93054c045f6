package dev.tfpaas.platform.cloud66;

import dev.tfpaas.json.JsonTree;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.http.HttpCall;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The steps that make a clone and keep its variables.
///
/// A clone's uid is not known when its steps are planned: it is found by name and environment, and
/// in the plan its name stands for it.
final class CloneSteps {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Duration BUILD = Duration.ofMinutes(20);
  private static final Duration VARIABLES = Duration.ofSeconds(30);

  private final Cloud66Api api;
  private final Account account;
  private final Composition composition;
  private final Cloud66Steps steps;

  CloneSteps(Cloud66Api api, Account account, Composition composition, Cloud66Steps steps) {
    this.api = api;
    this.account = account;
    this.composition = composition;
    this.steps = steps;
  }

  /// Returns what the account has.
  Account account() {
    return account;
  }

  /// Finds the clone; empty while there is none.
  Optional<Stack> made(CloneSpec spec) {
    return new SoughtClone(account, spec).find();
  }

  /// Tells whether a stack without a mark comes from [#compose].
  boolean isComposed(String stack, CloneSpec spec) {
    return account.stack(stack).filter(it -> composition.made(it, spec)).isPresent();
  }

  /// Creates and builds a containerised stack. Its name is taken once it is there, so that an
  /// unclear answer is resolved by looking for it.
  Step compose(CloneSpec spec) {
    List<String> text = new ArrayList<>(List.of("name: " + spec.name()));
    spec.environment().ifPresent(it -> text.add("environment: " + it));
    text.add("files of: " + spec.sourceAppId());
    spec.cloud().ifPresent(it -> text.add("cloud: " + it));
    spec.region().ifPresent(it -> text.add("region: " + it));
    spec.size().ifPresent(it -> text.add("size: " + it));
    SoughtClone sought = new SoughtClone(account, spec);
    return Step.of(
        "compose app",
        "%s from %s".formatted(spec.name(), spec.sourceAppId()),
        Call.of("POST", Cloud66Api.ROOT + "/stacks", "{" + String.join(", ", text) + "}"),
        BUILD,
        () -> built(ours(sought, spec), spec),
        () -> create(sought, spec),
        Budgets.LONG);
  }

  /// What has the name though no creation of this run was taken is only the copy if it says so
  /// itself: by its service file, and by its mark once there are variables.
  private Optional<Stack> ours(SoughtClone sought, CloneSpec spec) {
    return sought.find().filter(stack -> isOurs(stack, sought, spec));
  }

  private boolean isOurs(Stack stack, SoughtClone sought, CloneSpec spec) {
    return sought.isAsked() || composition.made(stack, spec) || isMarked(stack, spec);
  }

  private boolean isMarked(Stack stack, CloneSpec spec) {
    return Optional.ofNullable(account.variables(stack.uid()).get(Marks.CLONED_FROM))
        .filter(mark -> mark.value().equals(new Secret(spec.sourceAppId())))
        .isPresent();
  }

  private static Reading built(Optional<Stack> stack, CloneSpec spec) {
    if (stack.isEmpty()) {
      return Reading.pending("it is not listed yet");
    }
    if (stack.get().failed()) {
      throw PlatformException.rejected(
          Cloud66Platform.NAME,
          "GET " + Account.path(stack.get().uid()),
          "application %s (%s) is %s; see its log in the dashboard, redeploy or delete it there, and apply again"
              .formatted(spec.name(), stack.get().uid(), stack.get().word()));
    }
    return new Reading(stack.get().healthy(), "it is " + stack.get().word());
  }

  private void create(SoughtClone sought, CloneSpec spec) {
    // A stack that is being built was created before, here or by an earlier run.
    Optional<Stack> there = api.afresh(sought::find);
    if (there.isPresent()) {
      if (!isOurs(there.get(), sought, spec)) {
        throw PlatformException.rejected(
            Cloud66Platform.NAME,
            "GET " + Account.path(there.get().uid()),
            "there is an application %s already, and nothing says that it was made as this copy; choose another name, or set `adopt = true` if it is a copy of %s that was made in the dashboard"
                .formatted(spec.name(), spec.sourceAppId()));
      }
      return;
    }
    // What it is made of is read first: a reading that fails has asked for nothing.
    ObjectNode body = composition.body(spec);
    try {
      sought.asked(true);
      api.post(Cloud66Api.ROOT + "/stacks", body);
    } catch (PlatformException failure) {
      // New stacks are listed late: whether this one was created shows while waiting for it, and
      // a second creation would build a second stack of the same name.
      if (failure.refused()) {
        sought.asked(false);
        throw failure;
      }
    }
  }

  /// Marks an existing stack as a clone.
  Step adopt(CloneSpec spec) {
    Map<String, Secret> mark = Map.of(Marks.CLONED_FROM, new Secret(spec.sourceAppId()));
    SoughtClone sought = new SoughtClone(account, spec);
    return Step.of(
        "adopt app",
        spec.name(),
        Call.of(
            "PATCH",
            named(spec) + "/environments/bulk",
            "{%s: %s}".formatted(Marks.CLONED_FROM, spec.sourceAppId())),
        VARIABLES,
        () -> has(sought.uid(), mark),
        () -> patch(sought.uid(), mark, "deployment"),
        Budgets.USUAL);
  }

  private static String named(CloneSpec spec) {
    return Cloud66Api.ROOT + "/stacks/" + spec.name();
  }

  /// Gives a clone the user's own variables of its source, and what is overridden.
  Step completeVariables(CloneSpec spec) {
    String names = names(spec.variables());
    SoughtClone sought = new SoughtClone(account, spec);
    return Step.of(
        "set variables",
        spec.name(),
        Call.of(
            "PATCH",
            named(spec) + "/environments/bulk",
            "{all of the source%s}".formatted(names.isEmpty() ? "" : ", set: [" + names + "]")),
        VARIABLES,
        () -> has(sought.uid(), composition.variables(spec)),
        () -> patch(sought.uid(), composition.variables(spec), "immediately"),
        Budgets.USUAL);
  }

  /// Puts a clone that is found by its name into maintenance, or takes it out.
  Step onClone(CloneSpec spec, boolean maintenance) {
    Step shown =
        maintenance
            ? steps.close(spec.name(), Cloud66Steps.Need.REQUIRED)
            : steps.open(spec.name());
    LateStep late =
        new LateStep(() -> {
          String uid = new SoughtClone(account, spec).uid();
          return maintenance ? steps.close(uid, Cloud66Steps.Need.REQUIRED) : steps.open(uid);
        });
    return Step.of(
        shown.title(),
        shown.object(),
        shown.call(),
        shown.expected(),
        late::read,
        late::run,
        shown.budget());
  }

  /// Sets variables of a stack at once.
  Step setVariables(String stack, Map<String, Secret> set) {
    return Step.of(
        "set variables",
        stack,
        Call.of("PATCH", bulk(stack), "{set: [" + names(set) + "]}"),
        VARIABLES,
        () -> has(stack, set),
        () -> patch(stack, set, "immediately"),
        Budgets.USUAL);
  }

  /// Gives a variable back the value of the source, or removes it when the source has none.
  Step restore(String stack, String source, String name) {
    return Step.of(
        "restore variable",
        stack + " " + name,
        Call.of(
            "PUT",
            Account.path(stack) + "/environments/" + name,
            "{value: as in the source, DELETE when it has none}"),
        VARIABLES,
        () ->
            new Reading(
                Optional.ofNullable(own(account.variables(stack)).get(name))
                    .equals(Optional.ofNullable(own(account.variables(source)).get(name))),
                "it differs from the source's"),
        () -> giveBack(stack, source, name),
        Budgets.USUAL);
  }

  private void giveBack(String stack, String source, String name) {
    String path = Account.path(stack) + "/environments/" + HttpCall.encoded(name);
    Optional<Secret> value = Optional.ofNullable(own(account.variables(source)).get(name));
    if (value.isPresent()) {
      ObjectNode body =
          JSON.objectNode().put("value", value.get().value()).put("apply_strategy", "immediately");
      api.put("PUT", path, body);
    } else {
      api.delete(path);
    }
  }

  private static String bulk(String stack) {
    return Account.path(stack) + "/environments/bulk";
  }

  private static String names(Map<String, Secret> variables) {
    return String.join(", ", new TreeSet<>(variables.keySet()));
  }

  private Reading has(String stack, Map<String, Secret> wanted) {
    Map<String, Secret> held = own(account.variables(stack));
    long missing =
        wanted.entrySet().stream()
            .filter(it -> !it.getValue().equals(held.get(it.getKey())))
            .count();
    return new Reading(missing == 0, missing + " variables differ");
  }

  /// Returns the user's own variables, marks included.
  static Map<String, Secret> own(Map<String, Variable> variables) {
    Map<String, Secret> own = new TreeMap<>();
    variables.values().stream()
        .filter(Variable::own)
        .forEach(variable -> own.put(variable.name(), variable.value()));
    return own;
  }

  /// Sets marks and waits until that has worked.
  void mark(String stack, Map<String, Secret> marks) {
    JsonNode answer = patch(stack, marks, "deployment");
    if (answer.has("action")) {
      steps.await(stack, StackAction.from(answer));
    }
  }

  /// Sets variables of a stack.
  ///
  /// @param strategy `deployment`, or `immediately`
  /// @return the action that does it; documented in one place as something else
  JsonNode patch(String stack, Map<String, Secret> set, String strategy) {
    try {
      return many(stack, set, strategy);
    } catch (PlatformException failure) {
      // That the contents of many may be JSON is not documented; setting one by one is.
      if (failure.kind() != PlatformException.Kind.REJECTED) {
        throw failure;
      }
      Set<String> there = account.variables(stack).keySet();
      JsonNode last = JSON.objectNode();
      for (Map.Entry<String, Secret> one : new TreeMap<>(set).entrySet()) {
        last = one(stack, one, strategy, there.contains(one.getKey()));
      }
      return last;
    }
  }

  private JsonNode one(
      String stack, Map.Entry<String, Secret> variable, String strategy, boolean there) {
    String path = Account.path(stack) + "/environments";
    ObjectNode body =
        JSON.objectNode().put("value", variable.getValue().value()).put("apply_strategy", strategy);
    return there
        ? api.put("PUT", path + "/" + HttpCall.encoded(variable.getKey()), body)
        : api.post(path, body.put("key", variable.getKey()));
  }

  private JsonNode many(String stack, Map<String, Secret> set, String strategy) {
    ObjectNode contents = JSON.objectNode();
    set.forEach((name, value) -> contents.put(name, value.value()));
    ObjectNode body =
        JSON.objectNode()
            .put("environments_format", "json")
            .put("contents", JsonTree.text(contents))
            .put("apply_strategy", strategy);
    return api.put("PATCH", bulk(stack), body);
  }
}
