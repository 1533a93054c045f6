package dev.tfpaas.platform.jelastic;

import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;

/// The steps that write and remove [marks][Mark]. On a platform without properties they hold
/// without any call.
///
/// @param account reads
/// @param properties writes
record MarkSteps(Account account, Properties properties) {

  /// Something to remember of an environment.
  ///
  /// @param name the environment
  /// @param mark the mark's name
  /// @param shown what the plan shows of its value
  /// @param text makes its value when the step is made
  /// @param beside makes what is written in the same call, whatever is there: texts by mark
  record Note(
      String name,
      String mark,
      String shown,
      Function<Environment, String> text,
      Function<Environment, Map<String, String>> beside) {

    /// Makes a note beside which nothing is written.
    Note(String name, String mark, String shown, Function<Environment, String> text) {
      this(name, mark, shown, text, _ -> Map.of());
    }
  }

  /// Writes a mark.
  ///
  /// @param holds whether what is there will do: the environment, and its mark if it has one
  Step write(Note note, BiPredicate<Environment, Optional<String>> holds) {
    Look look = new Look(account, note.name());
    return Step.of(
        "note",
        note.name(),
        JelasticApi.call(
            Properties.APPLY,
            "{envName: %s, %s: %s}".formatted(note.name(), note.mark(), note.shown())),
        Duration.ofSeconds(2),
        () -> {
          Environment environment = look.need();
          Optional<Map<String, String>> all = account.properties(environment);
          if (all.isEmpty()) {
            return Reading.holds("the platform keeps no properties");
          }
          Optional<String> value = Mark.read(all.get(), note.mark(), environment);
          return new Reading(holds.test(environment, value), "it is not noted");
        },
        () -> writeNow(note, look.act()),
        Budgets.QUICK);
  }

  /// Writes a mark whose value is known.
  Step write(String name, String mark, String value) {
    return write(name, mark, value, _ -> Map.of());
  }

  /// Writes a mark, and others beside it in the same call.
  Step write(
      String name, String mark, String value, Function<Environment, Map<String, String>> beside) {
    return write(
        new Note(name, mark, value, _ -> value, beside),
        (_, present) -> present.equals(Optional.of(value)));
  }

  private void writeNow(Note note, Environment environment) {
    Map<String, String> values = new TreeMap<>(note.beside().apply(environment));
    values.put(note.mark(), note.text().apply(environment));
    properties.write(environment, values);
  }

  /// Removes marks; an environment that is gone has none.
  Step remove(String name, String... marks) {
    Set<String> all = Set.of(marks);
    Look look = new Look(account, name);
    return Step.of(
        "forget",
        name,
        removal(name, marks),
        Duration.ofSeconds(2),
        () ->
            new Reading(
                noted(look.find()).keySet().stream().noneMatch(all::contains), "it is noted"),
        () -> removeNow(look.act(), marks),
        Budgets.QUICK);
  }

  /// Removes marks, now; the way back of writing one.
  void removeNow(String name, String... marks) {
    account.afresh(() -> account.find(name)).ifPresent(it -> removeNow(it, marks));
  }

  private void removeNow(Environment environment, String... marks) {
    properties.remove(environment, noted(Optional.of(environment)), Set.of(marks));
  }

  private Map<String, String> noted(Optional<Environment> environment) {
    return environment.flatMap(account::properties).orElse(Map.of());
  }

  Call removal(String name, String... marks) {
    return JelasticApi.call(
        Properties.REMOVE, "{envName: %s, %s}".formatted(name, String.join(", ", marks)));
  }
}
