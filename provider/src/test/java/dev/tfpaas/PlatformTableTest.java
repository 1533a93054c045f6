package dev.tfpaas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.PlatformType;
import dev.tfpaas.platform.RegionMigrations;
import java.io.IOException;
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

/// Keeps the README's table of resources and platforms true to what the platforms offer.
class PlatformTableTest {
  private static final String BEGIN = "<!-- what the platforms offer -->\n";
  private static final String END = "<!-- end -->";

  /// The resources of the table, and what they need of a platform.
  private static final Map<String, Function<Platform, Capability<?>>> RESOURCES =
      new LinkedHashMap<>();

  static {
    RESOURCES.put("paas_app_clone", Platform::appClones);
    RESOURCES.put("paas_db_replication", Platform::replications);
    RESOURCES.put("paas_failover_group", Platform::failoverGroups);
    RESOURCES.put("paas_region_migration", Platform::regionMigrations);
  }

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
  void guideNamesEveryVariable() throws IOException {
    String guide = Files.readString(Path.of("docs", "guides", "operating.md"));

    for (PlatformType type : KnownPlatforms.ALL) {
      for (PlatformType.Setting setting : type.settings()) {
        setting.variable().ifPresent(it -> assertThat(guide).contains("`" + it + "`"));
      }
    }
  }

  @Test
  void whatIsMissingHasAReasonAndAnAlternative() {
    List<Capability.Missing<?>> all = new ArrayList<>();
    for (Platform platform : platforms().values()) {
      for (Function<Platform, Capability<?>> need : RESOURCES.values()) {
        if (need.apply(platform) instanceof Capability.Missing<?> missing) {
          all.add(missing);
        }
      }
    }

    assertThat(all)
        .isNotEmpty()
        .allSatisfy(it -> {
          assertThat(it.reason()).hasSizeGreaterThan(20).doesNotEndWith(".");
          assertThat(it.alternative()).hasSizeGreaterThan(20).doesNotEndWith(".");
        });
  }

  private String text() {
    Map<String, Platform> platforms = platforms();
    StringBuilder text = new StringBuilder();
    text.append("| | ").append(String.join(" | ", platforms.keySet())).append(" |\n");
    text.append("|---".repeat(platforms.size() + 1)).append("|\n");
    List<String> reasons = new ArrayList<>();
    RESOURCES.forEach((resource, need) -> {
      List<String> cells =
          platforms.values().stream().map(platform -> cell(need.apply(platform))).toList();
      text.append("| `%s` | %s |\n".formatted(resource, String.join(" | ", cells)));
      platforms
          .values()
          .forEach(platform ->
              missing(platform, resource, need.apply(platform)).ifPresent(reasons::add));
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

  private static Map<String, Platform> platforms() {
    PlatformTools tools = new PlatformTools(Clock.systemUTC(), _ -> {}, _ -> {}, "test", Map.of());
    Map<String, Platform> all = new LinkedHashMap<>();
    for (PlatformType type : KnownPlatforms.ALL) {
      all.put(type.name(), type.open(ResourceCatalogue.nowhere(type), tools));
    }
    return all;
  }
}
