package dev.tfpaas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.cloud66.Cloud66Platform;
import dev.tfpaas.platform.jelastic.JelasticPlatform;
import dev.tfpaas.platform.local.LocalPlatform;
import dev.tfpaas.platform.scalingo.ScalingoPlatform;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keeps the README's table of resources and platforms true to what the platforms offer.
class PlatformTableTest {
  private static final String BEGIN = "<!-- what the platforms offer -->\n";
  private static final String END = "<!-- end -->";
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");
  private static final Secret TOKEN = new Secret("none");

  /// The resources of the table, and what they need of a platform.
  private static final Map<String, Function<Platform, Capability<?>>> RESOURCES =
      new LinkedHashMap<>();

  static {
    RESOURCES.put("paas_app_clone", Platform::appClones);
    RESOURCES.put("paas_db_replication", Platform::replications);
    RESOURCES.put("paas_failover_group", Platform::failoverGroups);
    RESOURCES.put("paas_region_migration", Platform::regionMigrations);
  }

  @TempDir Path directory;

  @Test
  void readmeSaysWhatThePlatformsOffer() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    int begin = readme.indexOf(BEGIN);
    int end = readme.indexOf(END, begin);
    assertThat(begin).as("README.md has the line %s", BEGIN).isPositive();

    // The expectation is what belongs between the two lines.
    assertThat(readme.substring(begin + BEGIN.length(), end)).isEqualTo(text());
  }

  @Test
  void whatIsMissingHasAReasonAndAnAlternative() {
    List<Capability.Missing<?>> all = new ArrayList<>();
    for (Optional<Platform> platform : platforms().values()) {
      platform.ifPresent(it ->
          RESOURCES
              .values()
              .forEach(need -> {
                if (need.apply(it) instanceof Capability.Missing<?> missing) {
                  all.add(missing);
                }
              }));
    }

    assertThat(all)
        .isNotEmpty()
        .allSatisfy(it -> {
          assertThat(it.reason()).hasSizeGreaterThan(20).doesNotEndWith(".");
          assertThat(it.alternative()).hasSizeGreaterThan(20).doesNotEndWith(".");
        });
  }

  private String text() {
    Map<String, Optional<Platform>> platforms = platforms();
    StringBuilder text = new StringBuilder();
    text.append("| | ").append(String.join(" | ", platforms.keySet())).append(" |\n");
    text.append("|---".repeat(platforms.size() + 1)).append("|\n");
    List<String> reasons = new ArrayList<>();
    RESOURCES.forEach((resource, need) -> {
      List<String> cells =
          platforms.values().stream()
              .map(it -> it.map(platform -> cell(need.apply(platform))).orElse("–"))
              .toList();
      text.append("| `%s` | %s |\n".formatted(resource, String.join(" | ", cells)));
      platforms
          .values()
          .forEach(it ->
              it.flatMap(platform -> missing(platform, resource, need.apply(platform)))
                  .ifPresent(reasons::add));
    });
    reasons.forEach(reason -> text.append('\n').append(reason).append('\n'));
    return text.toString();
  }

  private static String cell(Capability<?> capability) {
    return switch (capability) {
      case Capability.Missing<?> _ -> "no";
      case Capability.Offered<?> offered -> {
        String lacking =
            new TreeSet<>(unsupported(offered.implementation()))
                .stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        yield lacking.isEmpty() ? "yes" : "yes, without " + lacking;
      }
    };
  }

  private static Set<String> unsupported(Object capability) {
    return switch (capability) {
      case AppClones clones -> clones.unsupportedAttributes();
      case FailoverGroups groups -> groups.unsupportedAttributes();
      case RegionMigrations migrations -> migrations.unsupportedAttributes();
      default -> Set.of();
    };
  }

  private static Optional<String> missing(
      Platform platform, String resource, Capability<?> capability) {
    return capability instanceof Capability.Missing<?>(String reason, String alternative)
        ? Optional.of(
            "`%s` has no `%s`: %s. Instead, %s."
                .formatted(platform.name(), resource, reason, alternative))
        : Optional.empty();
  }

  private Map<String, Optional<Platform>> platforms() {
    Map<String, Optional<Platform>> all = new LinkedHashMap<>();
    all.put("local", open(new PlatformSettings.Local(directory, Optional.empty())));
    all.put("cloud66", open(new PlatformSettings.Cloud66(NOWHERE, TOKEN)));
    all.put(
        "scalingo",
        open(
            new PlatformSettings.Scalingo(
                "osc-fr1", TOKEN, NOWHERE, Optional.empty(), Optional.empty())));
    all.put("jelastic", open(new PlatformSettings.Jelastic(NOWHERE, TOKEN)));
    return all;
  }

  /// Opens a platform, which calls nobody; empty for one that there is not yet.
  private static Optional<Platform> open(PlatformSettings settings) {
    Clock clock = Clock.systemUTC();
    return switch (settings) {
      case PlatformSettings.Local(Path path, Optional<Path> estate) ->
          Optional.of(LocalPlatform.open(path, estate, clock));
      case PlatformSettings.Cloud66 it ->
          Optional.of(new Cloud66Platform(it, clock, _ -> {}, _ -> {}, "test"));
      case PlatformSettings.Scalingo it ->
          Optional.of(new ScalingoPlatform(it, clock, _ -> {}, _ -> {}, "test"));
      case PlatformSettings.Jelastic it ->
          Optional.of(new JelasticPlatform(it, clock, _ -> {}, _ -> {}, "test"));
    };
  }
}
