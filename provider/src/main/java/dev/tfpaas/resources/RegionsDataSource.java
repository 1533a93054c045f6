package dev.tfpaas.resources;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.DataContext;
import dev.tfpaas.framework.resource.DataSource;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Region;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Values;
import java.util.List;
import java.util.Map;

/// `paas_regions`: the regions of the platform, and whether they answer.
public final class RegionsDataSource implements DataSource<PaasClient> {
  private static final Schema SCHEMA =
      Schema.of(
          "The regions that apps can run in.",
          List.of(
              Attribute.computed("id", Type.STRING, "The platform's name, e.g. `local`."),
              Attribute.optional(
                  "available",
                  Type.BOOL,
                  "Only regions that answer now (true) or that do not (false). Default: all."),
              Attribute.computed(
                  "names", Type.list(Type.STRING), "Their names as `region` takes them, ordered."),
              Attribute.computedObjectList(
                  "regions",
                  List.of(
                      Attribute.computed("name", Type.STRING, "The name that `region` takes."),
                      Attribute.computed("display_name", Type.STRING, "Its name for people."),
                      Attribute.computed(
                          "cloud", Type.STRING, "The cloud it belongs to; empty without clouds."),
                      Attribute.computed(
                          "available", Type.BOOL, "Whether apps in it can be reached now.")),
                  "The regions, ordered by name.")));

  @Override
  public String typeName() {
    return "paas_regions";
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public Value read(DataContext<PaasClient> context) {
    Platform platform = context.client().requirePlatform();
    Value wanted = context.config().get("available");
    List<Region> regions =
        platform.apps().regions().stream()
            .filter(region -> wanted.isNull() || wanted.asBool() == region.available())
            .toList();
    return Value.object(
        Map.of(
            "id", Value.string(platform.name()),
            "available", wanted,
            "names", Values.list(regions.stream().map(Region::name).toList()),
            "regions",
                Values.rows(SCHEMA, "regions", regions.stream().map(RegionsDataSource::toValue))));
  }

  private static Value toValue(Region region) {
    return Value.object(
        Map.of(
            "name", Value.string(region.name()),
            "display_name", Value.string(region.displayName()),
            "cloud", Value.string(region.cloud()),
            "available", Value.bool(region.available())));
  }
}
