package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformTools;
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

/// Cloud 66, over its public API version 3.
///
/// Endpoints used, below `/api/3`, with the page of the developers' site (developers.cloud66.com)
/// or, where that has none, the vendor's own Go client:
///
/// | call | page |
/// |---|---|
/// | `GET`, `POST /failover_groups`, `PUT`, `DELETE /failover_groups/{uid}` | Failover Groups |
/// | `GET`, `POST /stacks`, `GET /stacks/{uid}` | Stacks |
/// | `GET /stacks/{uid}/settings`, `PUT …/settings/maintenance-mode` | Stack Settings |
/// | `GET`, `POST /stacks/{uid}/actions`, `GET …/actions/{id}` | Stack Actions |
/// | `GET`, `PATCH …/environments[/bulk]`, `PUT`, `DELETE …/environments/{key}` | Environment Variables |
/// | `GET`, `POST /stacks/{uid}/backups` | Backups |
/// | `GET /stacks/{uid}/servers` | Servers |
/// | `GET /stacks/{uid}/service_yaml`, `…/manifest_yaml` | none; Go client |
/// | `GET /clouds` | Clouds |
///
/// What differs from the pages: groups are changed below their uid, which one page omits; the
/// answer to a creation names nothing that was created; being throttled is 503. That `contents` of
/// variables in the format `json` is an object of texts is an assumption. Replication cannot be
/// read: see [Evidence]. The scopes `public`, `redeploy` and `admin` are needed.
public final class Cloud66Platform {
  /// The platform's name.
  public static final String NAME = "cloud66";

  // The documented limit is 3,000 an hour and user; a fifth of it may be used up at once.
  private static final int CALLS = 2_400;
  private static final int BURST = 600;

  private Cloud66Platform() {}

  /// Makes the platform; calls nobody.
  ///
  /// @param settings what the provider block says
  /// @param tools what the process gives
  /// @param network the way to the vendor
  public static Platform of(Cloud66Settings settings, PlatformTools tools, Network network) {
    Clock clock = tools.clock();
    Sleeper sleeper = tools.sleeper();
    RateLimit limit = new RateLimit(clock, sleeper, CALLS, Duration.ofHours(1), BURST);
    HttpApi http = new HttpApi(NAME, tools, limit, network);
    KeptReads reads = new KeptReads(clock);
    Cloud66Api api = new Cloud66Api(http, settings, tools.log(), reads);
    Account account = new Account(api);
    Evidence evidence = new Evidence(account);
    Cloud66Steps steps = new Cloud66Steps(api, account, clock, sleeper);
    DatabaseSteps databases = new DatabaseSteps(account, evidence, steps, clock, sleeper);
    CloneSteps copies = new CloneSteps(api, account, new Composition(account), steps);
    BackupSteps backups = new BackupSteps(api, account, clock, tools.log());
    MigrationSteps moves = new MigrationSteps(api, copies, steps, databases);
    return new ServicePlatform(
        NAME,
        reads,
        new WebVisitor(network, tools.version()),
        new Cloud66Apps(account),
        Optional.of(new Cloud66Checkup(api, account, clock)),
        new Cloud66Incarnations(account, copies),
        Capability.offered(new Cloud66AppClones(account, copies, steps)),
        Capability.offered(new Cloud66Replications(account, databases, backups)),
        Capability.offered(
            new Cloud66FailoverGroups(
                account, steps, databases, new GroupSteps(api, account, steps))),
        Capability.offered(new Cloud66RegionMigrations(account, evidence, moves)));
  }
}
