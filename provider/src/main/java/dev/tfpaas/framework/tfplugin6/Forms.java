package dev.tfpaas.framework.tfplugin6;

import dev.tfpaas.framework.tfplugin6.Responder.Form;
import dev.tfpaas.proto.tfplugin6.ApplyResourceChange;
import dev.tfpaas.proto.tfplugin6.ConfigureProvider;
import dev.tfpaas.proto.tfplugin6.ImportResourceState;
import dev.tfpaas.proto.tfplugin6.MoveResourceState;
import dev.tfpaas.proto.tfplugin6.PlanResourceChange;
import dev.tfpaas.proto.tfplugin6.ReadDataSource;
import dev.tfpaas.proto.tfplugin6.ReadResource;
import dev.tfpaas.proto.tfplugin6.UpgradeResourceState;
import dev.tfpaas.proto.tfplugin6.ValidateDataResourceConfig;
import dev.tfpaas.proto.tfplugin6.ValidateProviderConfig;
import dev.tfpaas.proto.tfplugin6.ValidateResourceConfig;

/// The forms of all answers that carry diagnostics. The messages have no common type that would
/// allow one form for all.
final class Forms {
  static final Form<ValidateProviderConfig.Response.Builder, ValidateProviderConfig.Response>
      VALIDATE_PROVIDER =
          new Form<>(
              ValidateProviderConfig.Response::newBuilder,
              ValidateProviderConfig.Response.Builder::addAllDiagnostics,
              ValidateProviderConfig.Response.Builder::build);

  static final Form<ConfigureProvider.Response.Builder, ConfigureProvider.Response> CONFIGURE =
      new Form<>(
          ConfigureProvider.Response::newBuilder,
          ConfigureProvider.Response.Builder::addAllDiagnostics,
          ConfigureProvider.Response.Builder::build);

  static final Form<ValidateResourceConfig.Response.Builder, ValidateResourceConfig.Response>
      VALIDATE_RESOURCE =
          new Form<>(
              ValidateResourceConfig.Response::newBuilder,
              ValidateResourceConfig.Response.Builder::addAllDiagnostics,
              ValidateResourceConfig.Response.Builder::build);

  static final Form<
          ValidateDataResourceConfig.Response.Builder, ValidateDataResourceConfig.Response>
      VALIDATE_DATA =
          new Form<>(
              ValidateDataResourceConfig.Response::newBuilder,
              ValidateDataResourceConfig.Response.Builder::addAllDiagnostics,
              ValidateDataResourceConfig.Response.Builder::build);

  static final Form<UpgradeResourceState.Response.Builder, UpgradeResourceState.Response> UPGRADE =
      new Form<>(
          UpgradeResourceState.Response::newBuilder,
          UpgradeResourceState.Response.Builder::addAllDiagnostics,
          UpgradeResourceState.Response.Builder::build);

  static final Form<ReadResource.Response.Builder, ReadResource.Response> READ =
      new Form<>(
          ReadResource.Response::newBuilder,
          ReadResource.Response.Builder::addAllDiagnostics,
          ReadResource.Response.Builder::build);

  static final Form<PlanResourceChange.Response.Builder, PlanResourceChange.Response> PLAN =
      new Form<>(
          PlanResourceChange.Response::newBuilder,
          PlanResourceChange.Response.Builder::addAllDiagnostics,
          PlanResourceChange.Response.Builder::build);

  static final Form<ApplyResourceChange.Response.Builder, ApplyResourceChange.Response> APPLY =
      new Form<>(
          ApplyResourceChange.Response::newBuilder,
          ApplyResourceChange.Response.Builder::addAllDiagnostics,
          ApplyResourceChange.Response.Builder::build);

  static final Form<ImportResourceState.Response.Builder, ImportResourceState.Response> IMPORT =
      new Form<>(
          ImportResourceState.Response::newBuilder,
          ImportResourceState.Response.Builder::addAllDiagnostics,
          ImportResourceState.Response.Builder::build);

  static final Form<MoveResourceState.Response.Builder, MoveResourceState.Response> MOVE =
      new Form<>(
          MoveResourceState.Response::newBuilder,
          MoveResourceState.Response.Builder::addAllDiagnostics,
          MoveResourceState.Response.Builder::build);

  static final Form<ReadDataSource.Response.Builder, ReadDataSource.Response> READ_DATA =
      new Form<>(
          ReadDataSource.Response::newBuilder,
          ReadDataSource.Response.Builder::addAllDiagnostics,
          ReadDataSource.Response.Builder::build);

  private Forms() {}
}
