package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.MigrationSpec.Mode;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Variables;
import dev.tfpaas.platform.http.Redaction;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Copies environments with the platform's own call, which copies data too and always lands in the
/// source's region; another region is a migration of the copy.
///
/// Custom domains stay with the source. Addresses that are written into configuration files are not
/// adapted by anybody.
final class JelasticAppClones implements AppClones {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,31}[a-z0-9])?");

  private final Account account;
  private final EnvironmentSteps steps;
  private final CloneSteps copies;
  private final BegunCopies begun;
  private final MigrationSteps moves;

  JelasticAppClones(
      Account account, EnvironmentSteps steps, CloneSteps copies, MigrationSteps moves) {
    this.account = account;
    this.steps = steps;
    this.copies = copies;
    this.begun = copies.begun();
    this.moves = moves;
  }

  @Override
  public Set<String> unsupportedAttributes() {
    return Set.of("environment", "cloud", "size", "databases", "source_url");
  }

  @Override
  public boolean movesInPlace() {
    return true;
  }

  /// A copy is always made where its source is, and brought to its region by the next step.
  @Override
  public boolean bringsToRegion() {
    return true;
  }

  @Override
  public List<Problem> check(CloneSpec spec) {
    List<Problem> problems = new ArrayList<>();
    if (!NAME.matcher(spec.name()).matches()) {
      problems.add(
          new Problem(
              "name",
              "\"%s\" is no name for an environment on Jelastic".formatted(spec.name()),
              "A name has 1 to 33 lower-case letters, digits and hyphens, and no hyphen at either"
                  + " end."));
    }
    Optional<Environment> source = account.find(spec.sourceAppId());
    spec.region()
        .flatMap(region -> unusable(account, "region", region))
        .or(() ->
            spec.region()
                .filter(_ -> source.isPresent())
                .flatMap(region -> unreachable(source.get(), region)))
        .ifPresent(problems::add);
    boolean broken = source.filter(it -> !JelasticApps.isHealthy(it.state())).isPresent();
    if (broken) {
      problems.add(
          new Problem(
              "source_app_id",
              "Environment %s is %s".formatted(spec.sourceAppId(), source.get().doing()),
              "Jelastic copies environments that run, or were stopped."));
    }
    return List.copyOf(problems);
  }

  /// Checks that a region is there for this account.
  static Optional<Problem> unusable(Account account, String attribute, String region) {
    List<HostGroup> groups = account.hostGroups();
    boolean usable =
        groups.stream().anyMatch(group -> group.name().equals(region) && group.usable());
    if (usable) {
      return Optional.empty();
    }
    boolean known = groups.stream().anyMatch(group -> group.name().equals(region));
    return Optional.of(
        new Problem(
            attribute,
            known
                ? "Region \"%s\" cannot be used now".formatted(region)
                : "There is no region \"%s\" for this account".formatted(region),
            "Regions are host groups, the inner level of the dashboard's list. Usable are %s."
                .formatted(
                    String.join(
                        ", ",
                        groups.stream().filter(HostGroup::usable).map(HostGroup::name).toList()))));
  }

  private Optional<Problem> unreachable(Environment source, String region) {
    if (source.hostGroup().equals(region)) {
      return Optional.empty();
    }
    return Moving.forbidden(account, source.hostGroup(), region)
        .map(reason ->
            new Problem(
                "region",
                "The copy cannot be brought to " + region,
                "Jelastic makes a copy in the region of its source (%s) and migrates it then, but %s. Leave `region` out."
                    .formatted(source.hostGroup(), reason)));
  }

  @Override
  public Optional<Problem> unfit(App found) {
    return State.named(found.status()) == State.BROKEN
        ? Optional.of(
            new Problem(
                "",
                "Environment %s is %s".formatted(found.id(), found.status()),
                "Jelastic neither starts nor stops such an environment. Repair it in the dashboard,"
                    + " e.g. by restoring a backup or redeploying its containers, and apply again;"
                    + " or delete it there, and it is made anew."))
        : Optional.empty();
  }

  @Override
  public String idOf(CloneSpec spec) {
    return spec.name();
  }

  @Override
  public Runbook create(CloneSpec spec) {
    List<Step> made = new ArrayList<>();
    CopyAttempt attempt = new CopyAttempt();
    made.add(begun.announce(spec, attempt));
    made.add(copies.copy(spec, attempt));
    made.add(copies.note(spec, attempt));
    made.add(begun.announced(spec));
    spec.region().ifPresent(region -> made.add(moves.migrate(spec.name(), region, Mode.AUTO)));
    if (!spec.variables().isEmpty()) {
      made.add(copies.variables(spec));
    }
    made.add(power(spec));
    return Runbook.of("copy %s to %s".formatted(spec.sourceAppId(), spec.name()), made);
  }

  @Override
  public Optional<String> begun(App found, CloneSpec spec) {
    return account
        .find(found.id())
        .filter(copy -> begun.isBegun(copy, spec))
        .map(_ ->
            "It has the nodes of %s, where it is noted that this copy was begun."
                .formatted(spec.sourceAppId()));
  }

  private Step power(CloneSpec spec) {
    return spec.maintenance() ? steps.stop(spec.name()) : steps.start(spec.name());
  }

  @Override
  public Runbook update(App current, CloneSpec was, CloneSpec spec) {
    List<Step> made = new ArrayList<>();
    spec.region()
        .filter(region -> !region.equals(current.region()))
        .ifPresent(region -> made.add(moves.migrate(current.id(), region, Mode.AUTO)));
    Set<String> gone = new TreeSet<>(was.variables().keySet());
    gone.removeAll(spec.variables().keySet());
    if (!gone.isEmpty()) {
      made.add(copies.restoreVariables(spec, gone));
      made.add(copies.removeVariables(spec, gone));
    }
    if (!CloneSteps.same(was.variables(), spec.variables()) && !spec.variables().isEmpty()) {
      made.add(copies.variables(spec));
    }
    // What migrates, stops or starts shows neither: what it will be only the step can tell.
    boolean passing = !State.named(current.status()).atRest();
    if (passing || current.maintenance() != spec.maintenance()) {
      made.add(power(spec));
    }
    return Runbook.of("change " + current.id(), made);
  }

  /// What the quota says is said and not believed: clients with a token have deleted without a
  /// password, and its values are described nowhere.
  @Override
  public Optional<String> deletionDoubt() {
    return account
        .confirmation()
        .filter(value -> value.toLowerCase(Locale.ROOT).contains("passw"))
        .map(value ->
            "The quota %s of this account is \"%s\": where that asks for the password of the account, a token cannot delete it, nothing of it is changed then, and it is to be deleted in the dashboard."
                .formatted(Account.CONFIRMATION, Redaction.identifier(value)));
  }

  @Override
  public Runbook delete(App current) {
    return Runbook.of("delete " + current.id(), List.of(steps.delete(current.id())));
  }

  @Override
  public List<String> differences(App clone, Set<String> overrides) {
    Optional<Environment> source = clone.clonedFrom().flatMap(account::findKnown);
    if (source.isEmpty()) {
      return List.of(
          clone
              .clonedFrom()
              .map(name -> "its source %s is gone".formatted(Redaction.identifier(name)))
              .orElseGet(() -> unknownSource(clone.name())));
    }
    Environment copy = account.need(clone.id());
    List<String> found = new ArrayList<>();
    for (String group : groups(source.get())) {
      long there = copy.nodes().stream().filter(node -> node.group().equals(group)).count();
      long wanted =
          source.get().nodes().stream().filter(node -> node.group().equals(group)).count();
      if (there != wanted) {
        found.add("node group %s has %d nodes, the source has %d".formatted(group, there, wanted));
      }
    }
    if (source.get().codeGroup().isPresent() && copy.codeGroup().isPresent()) {
      found.addAll(variables(source.get(), copy, overrides));
    }
    return List.copyOf(found);
  }

  private String unknownSource(String name) {
    return "what it is a copy of is not known: it has no property "
        + Mark.CLONED_FROM
        + account
            .copiedFrom(name)
            .map(
                source -> ", though the platform tracked a copy of " + Redaction.identifier(source))
            .orElse("");
  }

  /// Where nothing can be noted, only the platform's records tell of what an environment is a copy.
  @Override
  public boolean isMarked(App found) {
    return account.keepsProperties();
  }

  private static Set<String> groups(Environment environment) {
    Set<String> groups = new TreeSet<>();
    environment.nodes().forEach(node -> groups.add(node.group()));
    return groups;
  }

  private List<String> variables(Environment source, Environment copy, Set<String> overrides) {
    Map<String, String> original =
        account.variables(source.name(), source.codeGroup().orElseThrow());
    Map<String, String> own = account.variables(copy.name(), copy.codeGroup().orElseThrow());
    return Variables.differences(original, own, overrides);
  }
}
