package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.http.HostNames;
import dev.tfpaas.platform.http.HttpApi;
import dev.tfpaas.platform.http.Network;
import dev.tfpaas.platform.http.RateLimit;
import dev.tfpaas.platform.http.ServicePlatform;
import dev.tfpaas.platform.http.WebVisitor;
import dev.tfpaas.runbook.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Scalingo, over its three public APIs.
///
/// Endpoints used, with the page of the developers' documentation (developers.scalingo.com):
///
/// | call | page |
/// |---|---|
/// | `POST {auth}/v1/tokens/exchange` | Tokens |
/// | `GET {auth}/v1/regions` | Regions |
/// | `GET {auth}/v1/users/self` | Users |
/// | `GET /v1/apps`, `GET`, `POST` (also with `X-Dry-Run`), `PUT`, `DELETE /v1/apps/{app}` | Apps |
/// | `GET /v1/apps/{app}/containers`, `POST …/scale`, `POST …/restart` | Containers |
/// | `GET /v1/apps/{app}/operations/{id}` | Operations |
/// | `GET`, `PUT`, `DELETE /v1/apps/{app}/variables` | Environment variables |
/// | `GET`, `POST`, `DELETE /v1/apps/{app}/domains` | Domains |
/// | `GET`, `POST /v1/apps/{app}/addons`, `POST …/addons/{id}/token` | Add-ons |
/// | `GET /v1/addon_providers/{id}/plans` | Add-ons |
/// | `GET`, `POST /v1/apps/{app}/deployments` | Deployments |
/// | `GET /v1/apps/{app}/collaborators` | Collaborators |
/// | `GET /v1/apps/{app}/scm_repo_link` | SCM repo links |
/// | `GET`, `POST /v1/apps/{app}/region_migrations`, `POST …/{id}/run` | withdrawn in April 2025 |
/// | `GET {db}/api/databases/{id}` | Databases |
///
/// What differs from the pages: the answers about migrations have no root key and their list is a
/// bare array; `preflight` is a step that has to be run although no page names it; throttling
/// answers `Retry later` as plain text; `POST …/scale` answers 200 instead of 202 for an app that
/// was never deployed. Nobody is invited as a collaborator, which would send an e-mail and is
/// nobody's wish while copying an app; backups are not called at all, because none can be restored
/// by API.
public final class ScalingoPlatform {
  /// The platform's name.
  public static final String NAME = "scalingo";

  // The documented limit is 60 a minute and account: 45 evenly, and 15 at once after a pause.
  private static final int CALLS = 45;
  private static final int BURST = 15;

  /// Other processes and people use the same account, and share no memory with this one: only the
  /// answer tells that the minute is used up, and it is over within that minute. Who changes
  /// something waits for that, and who only reads does so once.
  private static final Duration WINDOW = Duration.ofSeconds(65);

  private static final Capability<Replications> NO_REPLICATION =
      Capability.missing(
          "Scalingo has no replication between databases of two apps, and the standby nodes of a"
              + " database cannot be reached from outside",
          "take a Business or Enterprise plan, which fails over inside its region by itself; or let"
              + " both apps use one dedicated database, which accepts apps of the other region"
              + " through a firewall rule for that region; or copy the newest backup with the"
              + " engine's own tools in a one-off container, as the page \"Duplicate a Database\""
              + " of Scalingo's documentation shows");

  private ScalingoPlatform() {}

  /// Makes the platform; calls nobody.
  ///
  /// @param settings what the provider block says
  /// @param tools what the process gives
  /// @param network the way to the vendor
  public static Platform of(ScalingoSettings settings, PlatformTools tools, Network network) {
    return of(settings, tools, network, HostNames.SYSTEM);
  }

  static Platform of(
      ScalingoSettings settings, PlatformTools tools, Network network, HostNames names) {
    Clock clock = tools.clock();
    Sleeper sleeper = tools.sleeper();
    RateLimit limit =
        new RateLimit(clock, sleeper, CALLS, Duration.ofMinutes(1), BURST).overWithin(WINDOW);
    ScalingoApi api = new ScalingoApi(new HttpApi(NAME, tools, limit, network), settings, clock);
    AppReader reader = new AppReader(api);
    ScalingoIncarnations incarnations = new ScalingoIncarnations(api, reader, clock);
    AppSteps steps = new AppSteps(api, reader, incarnations);
    return new ServicePlatform(
        NAME,
        api,
        new WebVisitor(network, tools.version()),
        new ScalingoApps(api, reader),
        Optional.of(new ScalingoCheckup(api, reader, clock)),
        incarnations,
        Capability.offered(new ScalingoAppClones(api, reader, steps)),
        NO_REPLICATION,
        Capability.offered(new ScalingoFailoverGroups(api, reader, steps, clock, names)),
        Capability.offered(new ScalingoRegionMigrations(api, reader, clock, names)));
  }
}
