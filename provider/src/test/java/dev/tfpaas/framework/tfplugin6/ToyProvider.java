package dev.tfpaas.framework.tfplugin6;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.ConfigureRequest;
import dev.tfpaas.framework.resource.DataContext;
import dev.tfpaas.framework.resource.DataSource;
import dev.tfpaas.framework.resource.Provider;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.framework.resource.ToyCloud;
import dev.tfpaas.framework.resource.ToyResource;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.NotEmpty;
import dev.tfpaas.framework.schema.Schema;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A provider with one resource and one data source; each configuration makes a cloud of its own.
final class ToyProvider implements Provider<ToyCloud> {
  final ToyResource toy = new ToyResource();
  final Lookup lookup = new Lookup();
  final List<ToyCloud> clouds = new CopyOnWriteArrayList<>();
  final List<String> versions = new CopyOnWriteArrayList<>();
  final List<Value> tokens = new CopyOnWriteArrayList<>();
  private String name = "toy";

  ToyProvider named(String other) {
    name = other;
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Schema schema() {
    return Schema.of(
        "Toys.",
        List.of(
            Attribute.optional("token", Type.STRING, "Token.")
                .sensitive()
                .validatedBy(new NotEmpty())));
  }

  @Override
  public List<Resource<ToyCloud>> resources() {
    return List.of(toy);
  }

  @Override
  public List<DataSource<ToyCloud>> dataSources() {
    return List.of(lookup);
  }

  @Override
  public ToyCloud configure(ConfigureRequest request, Diagnostics diagnostics) {
    versions.add(request.terraformVersion());
    Value token = request.config().get("token");
    tokens.add(token);
    if (token.isNull()) {
      throw new DiagnosticException(
          Diagnostic.error(Path.root().attribute("token"), "No token", "Set token."));
    }
    ToyCloud cloud = new ToyCloud();
    clouds.add(cloud);
    return cloud;
  }

  /// Finds anything.
  static final class Lookup implements DataSource<ToyCloud> {
    @Override
    public String typeName() {
      return "toy_lookup";
    }

    @Override
    public Schema schema() {
      return Schema.of(
          "Finds.",
          List.of(
              Attribute.required("name", Type.STRING, "Name."),
              Attribute.computed("result", Type.STRING, "Result.")));
    }

    @Override
    public Value read(DataContext<ToyCloud> context) {
      Value name = context.config().get("name");
      return context.config().with("result", Value.string("found " + name.asString()));
    }
  }
}
