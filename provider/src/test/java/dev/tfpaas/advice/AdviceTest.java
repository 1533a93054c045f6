package dev.tfpaas.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.docs.DiagnosticTexts;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Advice is not only written down: whoever adds a message that says what to write or to run adds a
/// walk for it, or a reason here why there is none.
class AdviceTest {
  /// A command, an attribute with its value, or a word that only makes sense as an instruction.
  private static final Pattern ADVICE =
      Pattern.compile(
          "`(terraform|paas) |`[a-z_]+ ="
              + " |`(moved|switch_trigger|overwrite_replica|domains)`|[Ss]wap `");

  private static final String VENDOR = "said of a vendor only, whose own tests have it";
  private static final String SERVERS =
      "said on the platform of real servers; HostContractTest refuses so, HostReplicationsTest"
          + " adopts";
  private static final String LOOK_AGAIN = "asks to look again, which is all there is to do";
  private static final String SILENCE = "asks to wait for what does not answer";

  private static final Map<String, String> NOT_WALKED =
      Map.ofEntries(
          Map.entry(
              "A copy would be destroyed and made anew, empty",
              "Terraform alone reads `moved` blocks; RenamedLabelTest makes the refusal"),
          Map.entry("A failover group on Jelastic needs custom domains", VENDOR),
          Map.entry("A switch was begun and not finished", "GroupInterruptTest goes on this way"),
          Map.entry("An app named \"…\" exists", SERVERS),
          Map.entry("App … cannot be read", SILENCE),
          Map.entry("Cannot read … after the change", LOOK_AGAIN),
          Map.entry("Database … was renamed to …", "SeveralDatabasesTest goes this way"),
          Map.entry("Environment … has domains that the group does not name", VENDOR),
          Map.entry("Environment … is …", VENDOR),
          Map.entry("Live migration of an active database is refused", VENDOR),
          Map.entry("No such estate file", "said before there is any resource"),
          Map.entry(
              "Replication … would end, and only a person can begin it again",
              "no move of the local platform; MadeAnewTest makes the refusal and goes on"),
          Map.entry("Nobody serves: …, the active side, was deleted", VENDOR),
          Map.entry(
              "The active side was deleted, and another app must not take its traffic unseen",
              VENDOR),
          Map.entry("The active side was deleted, and no domain can lead to it", VENDOR),
          Map.entry("The data is yours to move", "nobody but the user moves it"),
          Map.entry("The database of … would be overwritten", VENDOR),
          Map.entry("… may be destroyed for another object", "TaintedAndRenamedTest makes it"),
          Map.entry(
              "Replication … exists, and flows the other way",
              "BrokenAndGoneTest makes it, and MadeAnewTest takes over what flows"),
          Map.entry(
              "Replication … would end for an app that stays",
              "GroupMemberTest makes it; Terraform alone taints"),
          Map.entry("… was made anew, and is no member of the group yet", VENDOR),
          Map.entry("The provider is not configured completely", "concerns several resources"),
          Map.entry("The … of the side that serves would be left behind", VENDOR),
          Map.entry("There is no app \"…\"", SERVERS),
          Map.entry("There is no failover group …", LOOK_AGAIN),
          Map.entry("Two apps of one region cannot have the same domain", VENDOR),
          Map.entry("Replication … is of … by now", "SeveralDatabasesTest goes this way"),
          Map.entry("… could not be marked as made here", VENDOR),
          Map.entry("… goes on under another label", "RenamedLabelTest goes this way"),
          Map.entry("… is gone", LOOK_AGAIN),
          Map.entry("… is gone after the change", LOOK_AGAIN),
          Map.entry("… stays on …: the switch to … is refused", "GroupKeptTest goes on this way"));

  @Test
  void allAdviceIsWalkedOrThereIsAReasonWhyNot() throws IOException {
    Set<String> advice =
        DiagnosticTexts.all().entrySet().stream()
            .filter(it -> it.getValue().stream().anyMatch(ADVICE.asPredicate()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> walked = WalksTest.walks().map(Walk::summary).collect(Collectors.toSet());

    Set<String> open = new TreeSet<>(advice);
    open.removeAll(walked);
    open.removeAll(NOT_WALKED.keySet());

    assertThat(open).as("give each a walk, or say in NOT_WALKED why it has none").isEmpty();
    assertThat(NOT_WALKED.keySet()).as("messages that advise nothing any more").isSubsetOf(advice);
    assertThat(NOT_WALKED.keySet()).as("walked by now").doesNotContainAnyElementsOf(walked);
  }

  @Test
  void manyWaysOutAreWalked() {
    assertThat(WalksTest.walks()).hasSizeGreaterThanOrEqualTo(45);
  }
}
