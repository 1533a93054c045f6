package dev.tfpaas.cli;

import dev.tfpaas.doctor.Diagnosis;
import dev.tfpaas.platform.Sight;
import dev.tfpaas.platform.register.Entry;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A diagnosis for people and for programs.
final class DoctorReport {
  private DoctorReport() {}

  static String text(Diagnosis diagnosis) {
    List<List<String>> rows = new ArrayList<>();
    for (Sight sight : diagnosis.sights()) {
      rows.add(List.of(word(sight.verdict()), sight.subject(), sight.seen()));
      if (!sight.advice().isEmpty()) {
        rows.add(List.of("", "", "→ " + sight.advice()));
      }
    }
    StringBuilder text = new StringBuilder();
    text.append("Platform: ").append(diagnosis.platform().orElse("not opened")).append('\n');
    text.append(Table.of(rows)).append('\n');
    List<String> open = new ArrayList<>();
    unsettled(diagnosis).forEach(sight -> open.add(sight.subject() + ": " + sight.seen()));
    diagnosis.assumed().forEach(entry -> open.add(assumed(entry)));
    text.append(open.isEmpty() ? "Everything was found out.\n" : "Not found out:\n");
    open.forEach(line -> text.append("  - ").append(line).append('\n'));
    return text.toString();
  }

  /// Returns what could not be found out, beside the entries of the register, which stand apart.
  private static List<Sight> unsettled(Diagnosis diagnosis) {
    return diagnosis.unknown().stream().filter(sight -> sight.settled().isEmpty()).toList();
  }

  private static String assumed(Entry entry) {
    String why =
        entry.doctor().isPresent()
            ? "not seen in what there is to read; it would show in "
            : "no read shows it; it would show in ";
    return "whether %s (%s; %s%s)".formatted(entry.what(), entry.id(), why, entry.shownBy());
  }

  private static String word(Sight.Verdict verdict) {
    return switch (verdict) {
      case GOOD -> "ok";
      case LOOK -> "look";
      case BAD -> "BAD";
      case UNKNOWN -> "?";
    };
  }

  static ObjectNode json(Diagnosis diagnosis, String version) {
    ObjectNode answer = JsonAnswer.object().put("version", version);
    diagnosis.platform().ifPresent(name -> answer.put("platform", name));
    answer.put("fit", !diagnosis.isBad());
    answer.set(
        "sights", JsonAnswer.list(diagnosis.sights().stream().map(DoctorReport::json).toList()));
    List<ObjectNode> open = new ArrayList<>();
    unsettled(diagnosis)
        .forEach(sight ->
            open.add(
                JsonAnswer.object().put("subject", sight.subject()).put("seen", sight.seen())));
    diagnosis
        .assumed()
        .forEach(entry ->
            open.add(
                JsonAnswer.object()
                    .put("entry", entry.id())
                    .put("assumed", entry.what())
                    .put("read", entry.doctor().isPresent())
                    .put("shown_by", entry.shownBy())));
    answer.set("not_found_out", JsonAnswer.list(open));
    return answer;
  }

  private static ObjectNode json(Sight sight) {
    ObjectNode one =
        JsonAnswer.object()
            .put("subject", sight.subject())
            .put("verdict", JsonAnswer.word(sight.verdict()))
            .put("seen", sight.seen());
    if (!sight.advice().isEmpty()) {
      one.put("todo", sight.advice());
    }
    sight
        .settled()
        .ifPresent(settled -> {
          one.put("entry", settled.entry());
          settled.position().ifPresent(position -> one.put("position", position));
        });
    return one;
  }
}
