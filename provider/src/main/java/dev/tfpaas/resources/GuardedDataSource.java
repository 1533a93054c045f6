package dev.tfpaas.resources;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.DataContext;
import dev.tfpaas.framework.resource.DataSource;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.PlatformFailure;

/// A data source whose failed calls to the platform reach the user as errors, as in
/// [dev.tfpaas.resources.life.Life].
///
/// @param dataSource the data source itself
record GuardedDataSource(DataSource<PaasClient> dataSource) implements DataSource<PaasClient> {

  @Override
  public String typeName() {
    return dataSource.typeName();
  }

  @Override
  public Schema schema() {
    return dataSource.schema();
  }

  @Override
  public void validate(Value config, Diagnostics diagnostics) {
    dataSource.validate(config, diagnostics);
  }

  @Override
  public Value read(DataContext<PaasClient> context) {
    try {
      return context.client().during(() -> dataSource.read(context));
    } catch (PlatformException failure) {
      throw PlatformFailure.error(Path.root(), "Cannot read " + typeName(), failure);
    }
  }
}
