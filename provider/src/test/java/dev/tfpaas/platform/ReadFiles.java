package dev.tfpaas.platform;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which calls' answers each source file of an adapter reads, written down by hand: a name that is
/// read in a file must be in the answer of one of them.
final class ReadFiles {
  private static final String CLOUD66 =
      """
      Account: stacks, stacks/{uid}, failover_groups, stacks/{uid}/environments, stacks/{uid}/settings, stacks/{uid}/servers, stacks/{uid}/backups, stacks/{uid}/service_yaml, stacks/{uid}/manifest_yaml
      AccountPositions: stacks, stacks/{uid}, failover_groups, stacks/{uid}/actions, stacks/{uid}/service_yaml
      Actions: stacks/{uid}/actions, stacks/{uid}/actions/{id}
      Answers: stacks/{uid}
      Backup: stacks/{uid}/backups
      BackupSteps: stacks/{uid}/backups
      Cloud66Api: stacks
      Cloud66Checkup: clouds
      Cloud66Steps: POST stacks/{uid}/actions
      CloneSteps: POST stacks/{uid}/environments
      Clouds: clouds
      Composition: stacks/{uid}/manifest_yaml
      Group: failover_groups
      Server: stacks/{uid}/servers
      ServerPositions: clouds, stacks/{uid}/servers, stacks/{uid}/environments
      Stack: stacks, stacks/{uid}
      StackAction: stacks/{uid}/actions, stacks/{uid}/actions/{id}
      Variable: stacks/{uid}/environments
      """;

  private static final String JELASTIC =
      """
      Account: control/rest/getenvs, control/rest/getregions, control/rest/getenvproperty, control/rest/getcontainerenvvarsbygroup, tracking/rest/getuidactions, tracking/rest/getcurrentactions, /1.0/billing/account/rest/getquotas
      Answers: control/rest/getenvinfo
      Environment: control/rest/getenvinfo, control/rest/getenvs, control/rest/cloneenv
      JelasticApi: control/rest/getenvinfo
      JelasticCheckup: /1.0/marketplace/jps/rest/getengineversion, /1.0/billing/account/rest/getquotas
      Recovery: control/rest/execcmdbyid
      SeenPositions: control/rest/getenvs, control/rest/getenvproperty, control/rest/getregions, tracking/rest/getuidactions
      TrackedAction: tracking/rest/getuidactions, tracking/rest/getcurrentactions
      """;

  private static final String SCALINGO =
      """
      Answers: apps/{app}
      AppReader: apps, apps/{app}, apps/{app}/containers, apps/{app}/variables, apps/{app}/domains, apps/{app}/addons, apps/{app}/collaborators, apps/{app}/scm_repo_link
      CloneSteps: addon_providers/{provider}/plans, /api/databases/{id}
      DeploymentPage: apps/{app}/deployments
      FollowedOperation: apps/{app}/operations/{id}
      Formation: apps/{app}/containers
      MigrationReader: apps/{app}/region_migrations, apps/{app}/region_migrations/{id}
      RegionReading: regions
      ScalingoApi: users/self, /api/databases/{id}, POST apps/{app}/addons/{id}/token, apps/{app}/deployments
      ScalingoTokens: POST tokens/exchange
      SettledPositions: apps/{app}, apps, apps/{app}/region_migrations, apps/{app}/region_migrations/{id}, apps/{app}/domains
      ToldAnswer: POST apps, apps/{app}/variables
      WireApp: apps, apps/{app}
      WireMigration: apps/{app}/region_migrations, apps/{app}/region_migrations/{id}
      """;

  private ReadFiles() {}

  /// Returns the calls by file of a vendor, e.g. `WireApp` to `GET /v1/apps`.
  static Map<String, Set<String>> of(String vendor) {
    return switch (vendor) {
      case "cloud66" -> parse(CLOUD66, "GET /api/3/");
      case "jelastic" -> parse(JELASTIC, "(GET|POST) /1.0/environment/");
      case "scalingo" -> parse(SCALINGO, "GET /v1/");
      default -> throw new IllegalArgumentException(vendor + " is not written down");
    };
  }

  private static Map<String, Set<String>> parse(String text, String usual) {
    Map<String, Set<String>> calls = new TreeMap<>();
    text.lines()
        .map(line -> line.split(": ", 2))
        .forEach(line ->
            calls.put(
                line[0],
                Arrays.stream(line[1].split(", ", -1))
                    .map(call -> title(call, usual))
                    .collect(Collectors.toCollection(TreeSet::new))));
    return calls;
  }

  /// A call may have another method than most, and a path of another root.
  private static String title(String call, String usual) {
    int space = call.indexOf(' ');
    int root = usual.indexOf(' ') + 1;
    String path = call.substring(space + 1);
    return (space < 0 ? usual.substring(0, root) : call.substring(0, space + 1))
        + (path.startsWith("/") ? path : usual.substring(root) + path);
  }
}
