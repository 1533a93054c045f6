package dev.tfpaas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.Limited;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformType;
import dev.tfpaas.resources.life.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Keeps the README's table of resources and platforms true to what the platforms offer.
class PlatformTableTest {
  private static final String BEGIN = "<!-- what the platforms offer -->\n";
  private static final String END = "<!-- end -->";

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
      for (Kind<?, ?> kind : KnownResources.ALL) {
        if (kind.capability(platform) instanceof Capability.Missing<?> missing) {
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
    for (Kind<?, ?> kind : KnownResources.ALL) {
      List<String> cells =
          platforms.values().stream().map(platform -> cell(kind.capability(platform))).toList();
      text.append("| `%s` | %s |\n".formatted(kind.typeName(), String.join(" | ", cells)));
      platforms.values().forEach(platform -> missing(platform, kind).ifPresent(reasons::add));
    }
    reasons.forEach(reason -> text.append('\n').append(reason).append('\n'));
    return text.toString();
  }

  private static String cell(Capability<? extends Limited> capability) {
    return switch (capability) {
      case Capability.Missing<?> _ -> "no";
      case Capability.Offered<? extends Limited> offered -> {
        String lacking =
            new TreeSet<>(offered.implementation().unsupportedAttributes())
                .stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        yield lacking.isEmpty() ? "yes" : "yes, without " + lacking;
      }
    };
  }

  private static Optional<String> missing(Platform platform, Kind<?, ?> kind) {
    return kind.capability(platform)
            instanceof Capability.Missing<?>(String reason, String alternative)
        ? Optional.of(
            "`%s` has no `%s`: %s. Instead, %s."
                .formatted(platform.name(), kind.typeName(), reason, alternative))
        : Optional.empty();
  }

  private static Map<String, Platform> platforms() {
    Map<String, Platform> all = new LinkedHashMap<>();
    for (PlatformType type : KnownPlatforms.ALL) {
      all.put(type.name(), Nowhere.open(type));
    }
    return all;
  }
}
