package dev.tfpaas.framework.tfplugin6;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.resource.DataLifecycle;
import dev.tfpaas.framework.resource.DataSource;
import dev.tfpaas.framework.resource.Provider;
import dev.tfpaas.framework.resource.ProviderLifecycle;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.framework.resource.ResourceLifecycle;
import dev.tfpaas.framework.schema.NestedBlock;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.proto.tfplugin6.GetMetadata;
import dev.tfpaas.proto.tfplugin6.GetProviderSchema;
import dev.tfpaas.proto.tfplugin6.ServerCapabilities;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything a provider offers, by type name, with all schemas checked. Safe for use by many
/// threads.
///
/// @param <C> the provider's client
final class Catalogue<C> {
  private static final ServerCapabilities CAPABILITIES =
      ServerCapabilities.newBuilder()
          .setPlanDestroy(true)
          .setGetProviderSchemaOptional(true)
          .setMoveResourceState(true)
          .build();

  private final ProviderLifecycle<C> provider;
  private final SortedMap<String, ResourceLifecycle<C>> resources = new TreeMap<>();
  private final SortedMap<String, DataLifecycle<C>> dataSources = new TreeMap<>();
  private GetProviderSchema.@Nullable Response schemas;

  /// Collects what the provider offers.
  ///
  /// @throws IllegalArgumentException when two types have one name, a name lacks the provider's
  ///   prefix, or a schema breaks a rule
  Catalogue(Provider<C> provider) {
    this.provider = new ProviderLifecycle<>(provider);
    this.provider.schema().usableIn(Schema.Use.PROVIDER);
    String prefix = provider.name() + "_";
    for (Resource<C> resource : provider.resources()) {
      ResourceLifecycle<C> lifecycle = new ResourceLifecycle<>(resource);
      lifecycle.schema().usableIn(Schema.Use.RESOURCE);
      put(resources, prefix, resource.typeName(), lifecycle);
    }
    for (DataSource<C> dataSource : provider.dataSources()) {
      DataLifecycle<C> lifecycle = new DataLifecycle<>(dataSource);
      lifecycle.schema().usableIn(Schema.Use.RESOURCE);
      put(dataSources, prefix, dataSource.typeName(), lifecycle);
    }
  }

  private static <T> void put(Map<String, T> map, String prefix, String name, T type) {
    if (!name.startsWith(prefix)) {
      throw new IllegalArgumentException(name + " must begin with " + prefix);
    }
    if (map.put(name, type) != null) {
      throw new IllegalArgumentException(name + " is declared twice");
    }
  }

  ProviderLifecycle<C> provider() {
    return provider;
  }

  /// The resource of that type name.
  ///
  /// @throws DiagnosticException when there is none
  ResourceLifecycle<C> resource(String typeName) {
    ResourceLifecycle<C> found = resources.get(typeName);
    if (found == null) {
      throw unknown("resource", typeName);
    }
    return found;
  }

  /// The data source of that type name.
  ///
  /// @throws DiagnosticException when there is none
  DataLifecycle<C> dataSource(String typeName) {
    DataLifecycle<C> found = dataSources.get(typeName);
    if (found == null) {
      throw unknown("data source", typeName);
    }
    return found;
  }

  private static DiagnosticException unknown(String kind, String typeName) {
    return new DiagnosticException(
        Diagnostic.error(
            "Unknown " + kind + " type",
            "This provider has no " + kind + " \"" + typeName + "\"."));
  }

  /// The names of the top-level blocks of all schemas.
  Set<String> blockNames() {
    return Stream.of(
            Stream.of(provider.schema()),
            resources.values().stream().map(ResourceLifecycle::schema),
            dataSources.values().stream().map(DataLifecycle::schema))
        .flatMap(schemas -> schemas)
        .flatMap(schema -> schema.block().blocks().stream())
        .map(NestedBlock::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// All schemas, made at the first call: a process that only plans is never asked.
  synchronized GetProviderSchema.Response schemas() {
    if (schemas == null) {
      GetProviderSchema.Response.Builder wire =
          GetProviderSchema.Response.newBuilder()
              .setProvider(WireSchemas.encode(provider.schema()))
              .setServerCapabilities(CAPABILITIES);
      resources.forEach((name, r) -> wire.putResourceSchemas(name, WireSchemas.encode(r.schema())));
      dataSources.forEach(
          (name, d) -> wire.putDataSourceSchemas(name, WireSchemas.encode(d.schema())));
      schemas = wire.build();
    }
    return schemas;
  }

  /// The names of all types.
  GetMetadata.Response metadata() {
    GetMetadata.Response.Builder wire =
        GetMetadata.Response.newBuilder().setServerCapabilities(CAPABILITIES);
    for (String name : resources.keySet()) {
      wire.addResources(GetMetadata.ResourceMetadata.newBuilder().setTypeName(name));
    }
    for (String name : dataSources.keySet()) {
      wire.addDataSources(GetMetadata.DataSourceMetadata.newBuilder().setTypeName(name));
    }
    return wire.build();
  }
}
