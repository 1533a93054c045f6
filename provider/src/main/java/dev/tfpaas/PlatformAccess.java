package dev.tfpaas;

import dev.tfpaas.doctor.Access;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.ConfigureRequest;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.PlatformType.Setting;
import dev.tfpaas.resources.PaasProvider;
import dev.tfpaas.resources.Surroundings;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.Sleeper;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Opens the platform of a command line by the provider's own rules, from its variables and from
/// what a topology says.
///
/// @param version the provider's version, for the `User-Agent`
record PlatformAccess(String version) implements Access {

  @Override
  public Opened open(Asked asked) {
    Clock clock = Clock.systemUTC();
    Runner runner = new Runner(clock, Sleeper.THREAD, _ -> {});
    Surroundings surroundings =
        new Surroundings(asked.environment(), asked.directory().toAbsolutePath(), clock, runner);
    Set<String> names = new HashSet<>();
    PaasProvider provider =
        new PaasProvider(
            KnownPlatforms.ALL,
            KnownResources.ALL,
            settings -> {
              names.addAll(hosts(settings));
              return open(settings, asked, clock);
            },
            surroundings);
    try {
      Platform platform =
          provider
              .configure(new ConfigureRequest(block(provider, asked), ""), new Diagnostics())
              .requirePlatform();
      return new Opened(platform, names);
    } catch (DiagnosticException refused) {
      throw PlatformException.rejected(
          asked.platform().orElse("paas"), "open the platform", text(refused));
    }
  }

  private Platform open(PlatformSettings settings, Asked asked, Clock clock) {
    return settings
        .type()
        .open(
            settings,
            new PlatformTools(clock, Sleeper.THREAD, _ -> {}, version, asked.environment()));
  }

  private static Set<String> hosts(PlatformSettings settings) {
    Set<String> hosts = new HashSet<>();
    for (Setting setting : settings.type().settings()) {
      if (setting.kind() == Setting.Kind.URL) {
        settings
            .text(setting.name())
            .map(URI::create)
            .ifPresent(url -> {
              Optional.ofNullable(url.getAuthority()).ifPresent(hosts::add);
              Optional.ofNullable(url.getHost()).ifPresent(hosts::add);
            });
      }
    }
    return hosts;
  }

  private static String text(DiagnosticException refused) {
    return refused.diagnostics().stream()
        .map(it -> it.summary() + ": " + it.detail())
        .collect(Collectors.joining("; "));
  }

  /// Returns the provider block that says what was asked for.
  private static Value block(PaasProvider provider, Asked asked) {
    Map<String, Value> platforms = new HashMap<>();
    for (Attribute attribute : provider.schema().block().attributes()) {
      boolean isChosen = asked.platform().filter(attribute.name()::equals).isPresent();
      platforms.put(
          attribute.name(),
          isChosen && attribute.type() instanceof Type.ObjectOf object
              ? Value.object(settings(object, asked.settings()))
              : Value.nullOf(attribute.type()));
    }
    return Value.object(platforms);
  }

  private static Map<String, Value> settings(Type.ObjectOf type, Map<String, String> said) {
    Map<String, Value> values = new HashMap<>();
    type.attributes()
        .forEach((name, kind) ->
            values.put(
                name, said.containsKey(name) ? Value.string(said.get(name)) : Value.nullOf(kind)));
    return values;
  }
}
