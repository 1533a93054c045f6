package dev.tfpaas.doctor;

import dev.tfpaas.json.JsonTree;
import dev.tfpaas.platform.Sight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The `terraform` and `tofu` of this machine, and the state that they keep for a directory.
final class Terraform {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int OLDEST_MINOR = 8;

  private final Map<String, String> environment;
  private final Path directory;

  Terraform(Map<String, String> environment, Path directory) {
    this.environment = environment;
    this.directory = directory;
  }

  List<Sight> look() {
    List<Sight> sights = new ArrayList<>();
    for (String name : List.of("terraform", "tofu")) {
      Program.find(name, environment).ifPresent(program -> sights.add(sight(name, program)));
    }
    if (sights.isEmpty()) {
      sights.add(
          Sight.bad(
              "terraform",
              "neither terraform nor tofu is on the PATH",
              "Install Terraform 1.8 or later, or OpenTofu 1.8 or later"));
    }
    return sights;
  }

  private Sight sight(String name, Program program) {
    Optional<String> version =
        program
            .answer(List.of("version", "-json"), environment, directory, LIMIT)
            .flatMap(Terraform::json)
            .map(said -> said.path("terraform_version").asString(""))
            .filter(it -> !it.isEmpty());
    if (version.isEmpty()) {
      return Sight.bad(
          name,
          program.executable() + " does not say its version",
          "Try `%s version` yourself".formatted(name));
    }
    String seen = "%s at %s".formatted(version.get(), program.executable());
    return isOld(version.get())
        ? Sight.bad(name, seen, "Install 1.8 or later: the provider speaks protocol 6")
        : Sight.good(name, seen);
  }

  private static boolean isOld(String version) {
    String[] parts = version.split("\\.", -1);
    if (parts.length < 2 || !parts[0].equals("1") || !parts[1].matches("\\d{1,4}")) {
      return false;
    }
    return Integer.parseInt(parts[1]) < OLDEST_MINOR;
  }

  /// Reads the groups of the state, with the domains that each carries; empty when there is no
  /// state, or it cannot be read.
  Optional<Map<String, Set<String>>> groups() {
    boolean isUsed =
        Files.exists(directory.resolve(environment.getOrDefault("TF_DATA_DIR", ".terraform")))
            || Files.exists(directory.resolve("terraform.tfstate"));
    if (!isUsed) {
      return Optional.empty();
    }
    return Program.find("terraform", environment)
        .or(() -> Program.find("tofu", environment))
        .flatMap(it -> it.answer(List.of("show", "-json"), environment, directory, LIMIT))
        .flatMap(Terraform::json)
        .map(state -> {
          Map<String, Set<String>> groups = new LinkedHashMap<>();
          collect(state.path("values").path("root_module"), groups);
          return groups;
        });
  }

  private static void collect(JsonNode module, Map<String, Set<String>> groups) {
    for (JsonNode resource : module.path("resources")) {
      JsonNode values = resource.path("values");
      String id = values.path("id").asString("");
      if (resource.path("type").asString("").equals("paas_failover_group") && !id.isEmpty()) {
        Set<String> domains = new HashSet<>();
        values.path("domains").forEach(domain -> domains.add(domain.asString("")));
        groups.put(id, domains);
      }
    }
    module.path("child_modules").forEach(below -> collect(below, groups));
  }

  private static Optional<JsonNode> json(String text) {
    try {
      return Optional.of(JsonTree.read(text));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
