package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.http.HostNames;
import dev.tfpaas.platform.http.HttpApi;
import dev.tfpaas.platform.http.KeptReads;
import dev.tfpaas.platform.http.Network;
import dev.tfpaas.platform.http.RateLimit;
import dev.tfpaas.platform.http.ServicePlatform;
import dev.tfpaas.platform.http.WebVisitor;
import dev.tfpaas.runbook.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

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
public final class JelasticPlatform {
  /// The platform's name.
  public static final String NAME = "jelastic";

  // No limit is documented; hosters' balancers allow 50 connections an address.
  private static final int CALLS = 300;
  private static final int BURST = 60;

  private JelasticPlatform() {}

  /// Makes the platform; calls nobody.
  ///
  /// @param settings what the provider block says
  /// @param tools what the process gives
  /// @param network the way to the vendor
  public static Platform of(JelasticSettings settings, PlatformTools tools, Network network) {
    return of(settings, tools, network, HostNames.SYSTEM);
  }

  static Platform of(
      JelasticSettings settings, PlatformTools tools, Network network, HostNames names) {
    Clock clock = tools.clock();
    Sleeper sleeper = tools.sleeper();
    RateLimit limit = new RateLimit(clock, sleeper, CALLS, Duration.ofMinutes(1), BURST);
    HttpApi http = new HttpApi(NAME, tools, limit, network);
    KeptReads reads = new KeptReads(clock);
    JelasticApi api = new JelasticApi(http, settings, reads);
    Account account = new Account(api, clock);
    EnvironmentSteps steps = new EnvironmentSteps(api, account, sleeper);
    Properties properties = new Properties(api);
    MarkSteps marks = new MarkSteps(account, properties);
    JelasticIncarnations incarnations = new JelasticIncarnations(account, properties, clock);
    MigrationSteps moves = new MigrationSteps(api, account, sleeper);
    BegunCopies begun = new BegunCopies(account, marks, properties, clock);
    CloneSteps copies = new CloneSteps(api, account, marks, begun, incarnations, sleeper);
    DomainSteps domains = new DomainSteps(api, account);
    SwitchNotes notes = new SwitchNotes(marks, clock);
    return new ServicePlatform(
        NAME,
        reads,
        new WebVisitor(network, tools.version()),
        new JelasticApps(account),
        Optional.of(new JelasticCheckup(api, account, clock)),
        incarnations,
        Capability.offered(new JelasticAppClones(account, steps, copies, moves)),
        Capability.offered(
            new JelasticReplications(account, new Recovery(api), marks, incarnations, sleeper)),
        Capability.offered(
            new JelasticFailoverGroups(account, steps, domains, notes, incarnations)),
        Capability.offered(new JelasticRegionMigrations(account, moves, marks, names)));
  }
}
