package dev.tfpaas.resources.clone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Region;
import dev.tfpaas.resources.LocalRig;
import dev.tfpaas.runbook.Runbook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is taken as a copy without asking, and what the plan says of it.
class AdoptionTest {
  private static final String EVIDENCE = "It says itself what it is.";

  private static App app(String region, Optional<String> clonedFrom) {
    return new App(
        "uid-of-standby",
        "standby",
        Optional.empty(),
        region,
        Optional.empty(),
        Optional.empty(),
        "",
        "building",
        true,
        false,
        false,
        List.of(),
        Optional.empty(),
        false,
        clonedFrom,
        Optional.empty());
  }

  private static CloneSpec spec(boolean adopt) {
    return new CloneSpec(
        "shop",
        "standby",
        Optional.empty(),
        Optional.of("us-east"),
        Optional.empty(),
        Optional.empty(),
        adopt,
        Map.of(),
        Optional.empty(),
        false,
        Optional.empty());
  }

  private static List<String> said(Adoption adoption) {
    Diagnostics diagnostics = new Diagnostics();
    adoption.report(diagnostics);
    return LocalRig.texts(diagnostics.list());
  }

  private static Adoption adoption(App there, Optional<String> evidence, boolean adopt) {
    return Adoption.of(new OneApp(there), new Clones(evidence), spec(adopt));
  }

  @Test
  void appWithoutAMarkIsCompletedWhereThereIsEvidenceAndThePlanQuotesIt() {
    Adoption adoption = adoption(app("us-east", Optional.empty()), Optional.of(EVIDENCE), false);

    assertThat(adoption.problems()).isEmpty();
    assertThat(said(adoption))
        .singleElement()
        .asString()
        .contains("standby exists already, and is completed", EVIDENCE, "destroys it");
  }

  @Test
  void appWithoutAMarkAndWithoutEvidenceIsAskedFor() {
    Adoption adoption = adoption(app("us-east", Optional.empty()), Optional.empty(), false);

    assertThat(said(adoption)).singleElement().asString().contains("set `adopt = true`");
  }

  @Test
  void copyOfAnotherAppIsAskedForWhateverTheEvidence() {
    Adoption adoption = adoption(app("us-east", Optional.of("blog")), Optional.of(EVIDENCE), false);

    assertThat(said(adoption)).singleElement().asString().contains("it is a copy of blog");
  }

  @Test
  void adoptNeedsNoEvidence() {
    Adoption adoption = adoption(app("us-east", Optional.empty()), Optional.of(EVIDENCE), true);

    assertThat(said(adoption)).singleElement().asString().doesNotContain(EVIDENCE);
  }

  @Test
  void evidenceDoesNotMakeAnotherRegionTheWantedOne() {
    assertThat(said(adoption(app("eu-west", Optional.empty()), Optional.of(EVIDENCE), false)))
        .singleElement()
        .asString()
        .contains("with another region");
  }

  @Test
  void appThatIsBuiltNeedNotTellItsRegionYet() {
    assertThat(adoption(app("", Optional.empty()), Optional.of(EVIDENCE), false).problems())
        .isEmpty();
  }

  /// A platform with one app.
  private record OneApp(App app) implements Platform, Apps {
    @Override
    public String name() {
      return "fake";
    }

    @Override
    public Apps apps() {
      return this;
    }

    @Override
    public Optional<App> find(String id) {
      return Optional.of(app).filter(one -> one.id().equals(id));
    }

    @Override
    public List<App> list() {
      return List.of(app);
    }

    @Override
    public List<Region> regions() {
      return List.of();
    }

    @Override
    public List<String> engines() {
      return List.of();
    }
  }

  /// Clones that know something of the app that is there.
  private record Clones(Optional<String> evidence) implements AppClones {
    @Override
    public Set<String> unsupportedAttributes() {
      return Set.of();
    }

    @Override
    public boolean movesInPlace() {
      return false;
    }

    @Override
    public List<Problem> check(CloneSpec spec) {
      return List.of();
    }

    @Override
    public String idOf(CloneSpec spec) {
      return "uid-of-" + spec.name();
    }

    @Override
    public Optional<String> begun(App found, CloneSpec spec) {
      return evidence;
    }

    @Override
    public Runbook create(CloneSpec spec) {
      return Runbook.of("copy", List.of());
    }

    @Override
    public Runbook update(App current, CloneSpec was, CloneSpec spec) {
      return Runbook.of("change", List.of());
    }

    @Override
    public Runbook delete(App current) {
      return Runbook.of("delete", List.of());
    }

    @Override
    public List<String> differences(App clone, Set<String> overrides) {
      return List.of();
    }
  }
}
