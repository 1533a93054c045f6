package dev.tfpaas.platform.jelastic;

import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The steps that write and remove [marks][Mark]. On a platform without properties they hold
/// without any call.
///
/// @param api makes the calls
/// @param account reads
record MarkSteps(JelasticApi api, Account account) {
  private static final String APPLY = JelasticApi.CONTROL + "applyenvproperty";
  private static final String REMOVE = JelasticApi.CONTROL + "removeenvproperty";

  /// Something to remember of an environment.
  ///
  /// @param name the environment
  /// @param mark the mark's name
  /// @param shown what the plan shows of its value
  /// @param text makes its value when the step is made
  record Note(String name, String mark, String shown, Function<Environment, String> text) {}

  /// Writes a mark.
  ///
  /// @param holds whether what is there will do: the environment, and its mark if it has one
  Step write(Note note, BiPredicate<Environment, Optional<String>> holds) {
    return Step.of(
        "note",
        note.name(),
        JelasticApi.call(
            APPLY, "{envName: %s, %s: %s}".formatted(note.name(), note.mark(), note.shown())),
        Duration.ofSeconds(2),
        () -> {
          Environment environment = account.need(note.name());
          Optional<Map<String, String>> all = account.properties(environment);
          if (all.isEmpty()) {
            return Reading.holds("the platform keeps no properties");
          }
          Optional<String> value = Mark.read(all.get(), note.mark(), environment);
          return new Reading(holds.test(environment, value), "it is not noted");
        },
        () -> {
          Environment environment = account.need(note.name());
          String value = Mark.written(note.text().apply(environment), environment);
          ObjectNode properties = JsonNodeFactory.instance.objectNode().put(note.mark(), value);
          api.set(APPLY, Map.of("envName", note.name(), "properties", properties.toString()));
        },
        Budgets.QUICK);
  }

  /// Writes a mark whose value is known.
  Step write(String name, String mark, String value) {
    return write(
        new Note(name, mark, value, _ -> value),
        (_, present) -> present.equals(Optional.of(value)));
  }

  /// Removes a mark; an environment that is gone has none.
  Step remove(String name, String mark) {
    return Step.of(
        "forget",
        name,
        removal(name, mark),
        Duration.ofSeconds(2),
        () -> {
          boolean there = bears(account.find(name), mark);
          return new Reading(!there, "it is noted");
        },
        () -> removeNow(name, mark),
        Budgets.QUICK);
  }

  /// Removes a mark, now; the way back of writing it.
  void removeNow(String name, String mark) {
    if (bears(account.find(name), mark)) {
      api.set(REMOVE, Map.of("envName", name, "propertyKeys", mark));
    }
  }

  private boolean bears(Optional<Environment> environment, String mark) {
    return environment
        .flatMap(account::properties)
        .filter(all -> all.containsKey(mark))
        .isPresent();
  }

  Call removal(String name, String mark) {
    return JelasticApi.call(REMOVE, "{envName: %s, %s}".formatted(name, mark));
  }
}
