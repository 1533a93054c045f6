package dev.tfpaas.doctor;

import dev.tfpaas.platform.Checkup;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Sight;
import dev.tfpaas.platform.http.HostNames;
import dev.tfpaas.platform.register.Entry;
import dev.tfpaas.platform.register.Register;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Looks at the machine, at the provider's installation, at an account and at its service, by reads
/// alone.
public final class Doctor {
  private final Access access;
  private final HostNames names;

  /// Makes one.
  ///
  /// @param access opens the platform
  /// @param names resolves the groups' names
  public Doctor(Access access, HostNames names) {
    this.access = access;
    this.names = names;
  }

  /// Where this command is installed.
  ///
  /// @param home its directory; empty when it was not started from a package
  /// @param version of the command
  public record Origin(Optional<Path> home, String version) {}

  /// Looks.
  ///
  /// @param asked which platform, where
  public Diagnosis look(Access.Asked asked, Origin installed) {
    Terraform terraform = new Terraform(asked.environment(), asked.directory());
    List<Sight> sights = new ArrayList<>(terraform.look());
    sights.addAll(
        new Installation(
                asked.environment(), asked.directory(), installed.home(), installed.version())
            .look());
    Set<String> hidden = new HashSet<>(places(asked, installed));
    sights.addAll(unread(asked));
    Optional<Access.Opened> opened = opened(asked, sights);
    if (opened.isEmpty()) {
      hidden.addAll(given(asked));
    }
    opened.ifPresent(it -> {
      hidden.addAll(it.names());
      sights.addAll(platform(it.platform(), terraform, hidden));
    });
    Optional<String> name = opened.map(it -> it.platform().name());
    return new Diagnosis(name, sights, assumed(name, sights), hidden);
  }

  private static Set<String> places(Access.Asked asked, Origin installed) {
    Set<String> places = new HashSet<>();
    places.add(asked.directory().toAbsolutePath().normalize().toString());
    installed.home().ifPresent(home -> places.add(home.toAbsolutePath().normalize().toString()));
    places.add(asked.environment().getOrDefault("HOME", ""));
    places.add(asked.environment().getOrDefault("USER", ""));
    return places;
  }

  /// Without them the provider takes its own variables, which may be those of another account.
  private static List<Sight> unread(Access.Asked asked) {
    return new TreeMap<>(asked.unread())
        .entrySet().stream()
            .map(it ->
                Sight.look(
                    "topology",
                    "the setting %s is not read: %s; what follows is seen with the provider's own variable, if that is set"
                        .formatted(it.getKey(), it.getValue()),
                    "Give it where the topology says it is"))
            .toList();
  }

  /// What a refusal to open may quote.
  private static Set<String> given(Access.Asked asked) {
    Set<String> given = new HashSet<>(asked.settings().values());
    asked
        .environment()
        .forEach((name, value) -> {
          if (name.endsWith("_URL") || value.contains("://")) {
            given.add(value);
          }
        });
    Set<String> inside = new HashSet<>();
    given.forEach(value -> inside.addAll(QuotedNames.in(value)));
    given.addAll(inside);
    return given;
  }

  private Optional<Access.Opened> opened(Access.Asked asked, List<Sight> sights) {
    try {
      return Optional.of(access.open(asked));
    } catch (PlatformException failure) {
      sights.add(
          Sight.bad(
              Checkup.CREDENTIALS,
              String.valueOf(failure.getMessage()),
              "Set what is missing where the provider reads it"));
      return Optional.empty();
    }
  }

  private List<Sight> platform(Platform platform, Terraform terraform, Set<String> hidden) {
    List<Sight> sights = new ArrayList<>();
    List<Sight> service = platform.checkup().map(Checkup::look).orElse(List.of());
    sights.addAll(service);
    boolean isReached = service.isEmpty() || service.getFirst().verdict() != Sight.Verdict.BAD;
    if (platform.checkup().isEmpty()) {
      sights.add(Sight.good(Checkup.CREDENTIALS, "the platform needs none"));
    }
    if (isReached) {
      GroupNames groups = new GroupNames(platform, names);
      sights.addAll(groups.look(terraform.groups()));
      hidden.addAll(groups.seen());
    }
    return sights;
  }

  private static List<Entry> assumed(Optional<String> platform, List<Sight> sights) {
    Set<String> settled =
        sights.stream()
            .flatMap(sight -> sight.settled().stream())
            .filter(it -> it.position().isPresent())
            .map(Sight.Settled::entry)
            .collect(Collectors.toSet());
    return platform
        .filter(Register.VENDORS::contains)
        .map(Register::of)
        .map(register ->
            register.entries().stream().filter(it -> !settled.contains(it.id())).toList())
        .orElse(List.of());
  }
}
