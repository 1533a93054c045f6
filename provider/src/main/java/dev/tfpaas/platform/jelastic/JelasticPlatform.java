package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.Checkup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.Visitor;
import dev.tfpaas.platform.http.HostNames;
import dev.tfpaas.platform.http.HttpApi;
import dev.tfpaas.platform.http.KeptReads;
import dev.tfpaas.platform.http.Network;
import dev.tfpaas.platform.http.RateLimit;
import dev.tfpaas.platform.http.WebVisitor;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Virtuozzo Application Platform (Jelastic), over the public API of any hoster.
///
/// Endpoints used, below `/1.0/`, all by `POST` with a form, with the page of the vendor's API
/// documentation (docs.jelastic.com/api):
///
/// | call | page |
/// |---|---|
/// | `environment/control/rest/getenvinfo`, `getenvs`, `getregions` | Control |
/// | `environment/control/rest/cloneenv`, `deleteenv`, `startenv`, `stopenv` | Control |
/// | `environment/control/rest/checkmigrationpossibility`, `migrate` | Control |
/// | `environment/control/rest/getcontainerenvvarsbygroup`, `addcontainerenvvars`, `removecontainerenvvars` | Control |
/// | `environment/control/rest/getenvproperty`, `applyenvproperty`, `removeenvproperty` | Control |
/// | `environment/control/rest/execcmdbyid` | Control; experimental, see [Recovery] |
/// | `environment/binder/rest/bindextdomain`, `removeextdomain`, `swapextdomains` | Binder |
/// | `environment/tracking/rest/getcurrentactions`, `getuidactions` | Tracking |
///
/// What differs from the pages: regions hold `hardNodeGroups`, not `hardwareNodeGroups`; failures
/// come with status 200; calls are answered when they are done, so that `cloneenv`, `migrate`,
/// `startenv`, `stopenv` and `deleteenv` are followed from a second connection. Nothing can be
/// cancelled. Properties are missing in versions before 8: what they remember is done without
/// there.
public final class JelasticPlatform implements Platform {
  /// The platform's name.
  public static final String NAME = "jelastic";

  // No limit is documented; hosters' balancers allow 50 connections an address.
  private static final int CALLS = 300;
  private static final int BURST = 60;

  private final Visitor visitor;
  private final KeptReads reads;
  private final JelasticApps apps;
  private final JelasticIncarnations incarnations;
  private final JelasticCheckup checkup;
  private final JelasticAppClones clones;
  private final JelasticReplications replications;
  private final JelasticFailoverGroups groups;
  private final JelasticRegionMigrations migrations;

  /// Makes the platform; calls nobody.
  ///
  /// @param settings what the provider block says
  /// @param tools what the process gives
  /// @param network the way to the vendor
  public JelasticPlatform(JelasticSettings settings, PlatformTools tools, Network network) {
    this(settings, tools, network, HostNames.SYSTEM);
  }

  JelasticPlatform(
      JelasticSettings settings, PlatformTools tools, Network network, HostNames names) {
    RateLimit limit =
        new RateLimit(tools.clock(), tools.sleeper(), CALLS, Duration.ofMinutes(1), BURST);
    HttpApi http = new HttpApi(NAME, tools, limit, network);
    this.visitor = new WebVisitor(network, tools.version());
    this.reads = new KeptReads(tools.clock());
    JelasticApi api = new JelasticApi(http, settings, reads);
    Account account = new Account(api, tools.clock());
    EnvironmentSteps steps = new EnvironmentSteps(api, account, tools.sleeper());
    Properties properties = new Properties(api);
    MarkSteps marks = new MarkSteps(account, properties);
    this.incarnations = new JelasticIncarnations(account, properties, tools.clock());
    MigrationSteps moves = new MigrationSteps(api, account, tools.sleeper());
    this.checkup = new JelasticCheckup(api, account, tools.clock());
    this.apps = new JelasticApps(account);
    this.clones =
        new JelasticAppClones(
            account,
            steps,
            new CloneSteps(
                api,
                account,
                marks,
                new BegunCopies(account, marks, properties, tools.clock()),
                incarnations,
                tools.sleeper()),
            moves);
    this.replications =
        new JelasticReplications(account, new Recovery(api), marks, incarnations, tools.sleeper());
    this.groups =
        new JelasticFailoverGroups(
            account,
            steps,
            new DomainSteps(api, account),
            new SwitchNotes(marks, tools.clock()),
            incarnations);
    this.migrations = new JelasticRegionMigrations(account, moves, marks, names);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public <R> R during(Supplier<R> operation) {
    return reads.during(operation);
  }

  @Override
  public <R> R afresh(Supplier<R> look) {
    return reads.afresh(look);
  }

  @Override
  public Apps apps() {
    return apps;
  }

  @Override
  public Incarnations incarnations() {
    return incarnations;
  }

  @Override
  public Optional<Checkup> checkup() {
    return Optional.of(checkup);
  }

  @Override
  public Visitor visitor() {
    return visitor;
  }

  @Override
  public Capability<AppClones> appClones() {
    return Capability.offered(clones);
  }

  @Override
  public Capability<Replications> replications() {
    return Capability.offered(replications);
  }

  @Override
  public Capability<FailoverGroups> failoverGroups() {
    return Capability.offered(groups);
  }

  @Override
  public Capability<RegionMigrations> regionMigrations() {
    return Capability.offered(migrations);
  }
}
