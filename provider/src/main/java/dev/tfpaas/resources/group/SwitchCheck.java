package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.Refusal;
import java.util.List;
import java.util.Locale;

/// One thing that must hold before a group is switched.
///
/// @param name what was checked, e.g. `target healthy`
/// @param verdict how it stands
/// @param detail what was found, one sentence
/// @param fix what to do about it, one sentence; empty when nothing is to be done
/// @param attribute the attribute of the group to blame
/// @param rule the rule that forbids the switch when it does not hold
record SwitchCheck(
    String name, Verdict verdict, String detail, String fix, String attribute, SafetyRule rule) {

  /// How a check ended.
  enum Verdict {
    /// It holds.
    OK,
    /// It does not hold, and does not forbid a switch.
    WARNING,
    /// It forbids a switch.
    FAILED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static SwitchCheck ok(String name, String detail) {
    return new SwitchCheck(name, Verdict.OK, detail, "", "active", SafetyRule.NOT_READY);
  }

  static SwitchCheck warning(String name, String detail, String fix) {
    return new SwitchCheck(name, Verdict.WARNING, detail, fix, "active", SafetyRule.NOT_READY);
  }

  /// Makes a check that forbids a switch, because something is not ready unless [#by] says more.
  static SwitchCheck failed(String name, String attribute, String detail, String fix) {
    return new SwitchCheck(name, Verdict.FAILED, detail, fix, attribute, SafetyRule.NOT_READY);
  }

  /// Returns the same check with the rule that it stands for.
  SwitchCheck by(SafetyRule forbids) {
    return new SwitchCheck(name, verdict, detail, fix, attribute, forbids);
  }

  /// Makes a diagnostic of every check that does not hold: errors of those that forbid a switch.
  static List<Diagnostic> diagnostics(List<SwitchCheck> checks) {
    return checks.stream()
        .filter(check -> check.verdict() != Verdict.OK)
        .map(SwitchCheck::diagnostic)
        .toList();
  }

  /// Makes diagnostics of the checks that forbid a switch.
  static List<Diagnostic> errors(List<SwitchCheck> checks) {
    return diagnostics(checks).stream().filter(Diagnostic::isError).toList();
  }

  /// Tells whether nothing forbids a switch.
  static boolean ready(List<SwitchCheck> checks) {
    return checks.stream().noneMatch(check -> check.verdict() == Verdict.FAILED);
  }

  private Diagnostic diagnostic() {
    Path path = Capabilities.place(attribute);
    String text = fix.isEmpty() ? detail : detail + " " + fix;
    return verdict == Verdict.FAILED
        ? Refusal.of(rule, path, "Cannot switch: " + name, text)
        : Diagnostic.warning(path, "Before the switch: " + name, text);
  }
}
