package dev.tfpaas.cli;

import dev.tfpaas.topology.KnownTypes;
import dev.tfpaas.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How much Terraform does at once. Its own default is ten: with a hundred groups each would wait
/// for nine others to end before it, while nobody is served from a region that is down.
final class Parallelism {
  private static final String OPTION = "-parallelism";
  private static final int USUAL = 10;

  private Parallelism() {}

  /// Returns the option that says so; none where Terraform's own default fits, or the user has said
  /// something in a variable of Terraform's.
  ///
  /// @param more options of the user for Terraform, whose word wins
  static List<String> options(
      Topology topology, KnownTypes catalogue, List<String> more, Map<String, String> environment) {
    List<String> said =
        more.stream().filter(it -> it.replaceFirst("^--", "-").startsWith(OPTION + "=")).toList();
    if (!said.isEmpty()) {
      return said;
    }
    boolean elsewhere =
        Stream.of("TF_CLI_ARGS", "TF_CLI_ARGS_plan", "TF_CLI_ARGS_apply")
            .anyMatch(name -> environment.getOrDefault(name, "").contains(OPTION));
    int fits = fits(topology, catalogue);
    return elsewhere || fits == USUAL ? List.of() : List.of(OPTION + "=" + fits);
  }

  /// All at once, as far as that fits into the limit of the platform that allows least.
  private static int fits(Topology topology, KnownTypes catalogue) {
    List<String> platforms = topology.failoverPlatforms();
    if (platforms.isEmpty()) {
      return USUAL;
    }
    int least =
        platforms.stream()
            .mapToInt(platform -> catalogue.atOnce().getOrDefault(platform, USUAL))
            .min()
            .orElse(USUAL);
    return Math.min(least, Math.max(USUAL, topology.paths().size()));
  }
}
