package dev.tfpaas.resources;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.ConfigureRequest;
import dev.tfpaas.framework.resource.DataSource;
import dev.tfpaas.framework.resource.Provider;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.PlatformType;
import dev.tfpaas.platform.Platforms;
import dev.tfpaas.platform.SettingException;
import dev.tfpaas.resources.group.FailoverReadinessDataSource;
import dev.tfpaas.resources.life.Incarnated;
import dev.tfpaas.resources.life.Kind;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.PlatformFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The provider `paas`: which platform is used, and the resources and data sources.
public final class PaasProvider implements Provider<PaasClient> {
  private final List<PlatformType> types;
  private final Platforms platforms;
  private final List<Life<?, ?>> lives;
  private final Surroundings surroundings;
  private final Schema schema;

  /// Makes the provider.
  ///
  /// @param types the platforms that the provider block may name; the first is the one that is
  ///   meant where nobody chooses
  /// @param kinds the kinds of objects that there is a resource for
  /// @param platforms opens the one that is chosen
  /// @param surroundings environment, working directory, clock and runner
  public PaasProvider(
      List<PlatformType> types,
      List<Kind<?, ?>> kinds,
      Platforms platforms,
      Surroundings surroundings) {
    this.types = List.copyOf(types);
    this.platforms = platforms;
    this.lives = kinds.stream().<Life<?, ?>>map(Life::new).toList();
    this.surroundings = surroundings;
    this.schema = ProviderSchema.of(this.types);
  }

  @Override
  public String name() {
    return "paas";
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public List<Resource<PaasClient>> resources() {
    return lives.stream().<Resource<PaasClient>>map(Incarnated::new).toList();
  }

  /// Returns the resources as lives of kinds of objects.
  public List<Life<?, ?>> lives() {
    return lives;
  }

  @Override
  public List<DataSource<PaasClient>> dataSources() {
    return Stream.<DataSource<PaasClient>>of(
            new AppDataSource(), new FailoverReadinessDataSource(), new RegionsDataSource())
        .<DataSource<PaasClient>>map(GuardedDataSource::new)
        .toList();
  }

  @Override
  public void validate(Value config, Diagnostics diagnostics) {
    List<String> chosen =
        types.stream()
            .map(PlatformType::name)
            .filter(name -> config.isKnown() && config.get(name).isKnown())
            .toList();
    for (String more : chosen.stream().skip(1).toList()) {
      diagnostics.error(
          Path.root().attribute(more),
          "More than one platform",
          "`%s` and `%s` are both set. One provider block speaks to one platform: keep one of them, and use a second provider block with an `alias` for the other."
              .formatted(chosen.getFirst(), more));
    }
  }

  @Override
  public PaasClient configure(ConfigureRequest request, Diagnostics diagnostics) {
    Optional<Path> unknown = ProviderSettings.unknown(request.config());
    if (unknown.isPresent()) {
      return PaasClient.incomplete(unknown.get(), surroundings.runner(), surroundings.clock());
    }
    validate(request.config(), diagnostics);
    surroundings
        .misplaced()
        .ifPresent(
            it -> diagnostics.error(Path.root(), "The working directory cannot be found", it));
    diagnostics.throwIfErrors();
    PlatformSettings settings = new ProviderSettings(request.config(), types, surroundings).read();
    return PaasClient.of(
        open(settings),
        surroundings.runner(),
        surroundings.clock(),
        surroundings.order(),
        surroundings.destroys());
  }

  private Platform open(PlatformSettings settings) {
    try {
      return platforms.open(settings);
    } catch (SettingException refused) {
      throw new DiagnosticException(
          Diagnostic.error(
              Path.root().attribute(settings.type().name()).attribute(refused.setting()),
              refused.summary(),
              refused.detail()),
          refused);
    } catch (PlatformException failure) {
      String block = settings.type().name();
      throw new DiagnosticException(
          Diagnostic.error(
              Path.root().attribute(block),
              "Cannot use the platform " + block,
              PlatformFailure.detail(failure)),
          failure);
    }
  }
}
