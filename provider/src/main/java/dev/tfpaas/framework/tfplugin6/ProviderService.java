package dev.tfpaas.framework.tfplugin6;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.resource.ApplyRequest;
import dev.tfpaas.framework.resource.ConfigureRequest;
import dev.tfpaas.framework.resource.DataLifecycle;
import dev.tfpaas.framework.resource.Log;
import dev.tfpaas.framework.resource.MoveRequest;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.framework.resource.PlanRequest;
import dev.tfpaas.framework.resource.PlanResult;
import dev.tfpaas.framework.resource.Provider;
import dev.tfpaas.framework.resource.ProviderLifecycle;
import dev.tfpaas.framework.resource.ResourceLifecycle;
import dev.tfpaas.framework.resource.StateResult;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.WriteOnly;
import dev.tfpaas.proto.tfplugin6.ApplyResourceChange;
import dev.tfpaas.proto.tfplugin6.ClientCapabilities;
import dev.tfpaas.proto.tfplugin6.ConfigureProvider;
import dev.tfpaas.proto.tfplugin6.GetFunctions;
import dev.tfpaas.proto.tfplugin6.GetMetadata;
import dev.tfpaas.proto.tfplugin6.GetProviderSchema;
import dev.tfpaas.proto.tfplugin6.GetResourceIdentitySchemas;
import dev.tfpaas.proto.tfplugin6.ImportResourceState;
import dev.tfpaas.proto.tfplugin6.MoveResourceState;
import dev.tfpaas.proto.tfplugin6.PlanResourceChange;
import dev.tfpaas.proto.tfplugin6.ProviderGrpc;
import dev.tfpaas.proto.tfplugin6.ReadDataSource;
import dev.tfpaas.proto.tfplugin6.ReadResource;
import dev.tfpaas.proto.tfplugin6.StopProvider;
import dev.tfpaas.proto.tfplugin6.UpgradeResourceState;
import dev.tfpaas.proto.tfplugin6.ValidateDataResourceConfig;
import dev.tfpaas.proto.tfplugin6.ValidateProviderConfig;
import dev.tfpaas.proto.tfplugin6.ValidateResourceConfig;
import io.grpc.stub.StreamObserver;

/// The gRPC service `tfplugin6.Provider` for one provider. Every call may block; run it on virtual
/// threads.
///
/// Calls for features that no provider built on this framework has (functions, identity, ephemeral
/// and list resources, actions, state stores, generated configuration) have no method here: gRPC
/// answers `UNIMPLEMENTED`, which hosts take for "none". Those that only ask what there is answer
/// that there is nothing.
///
/// @param <C> the provider's client
/// @see <a
///   href="https://github.com/hashicorp/terraform/blob/main/docs/plugin-protocol/README.md">Terraform
///   plugin protocol</a>
public final class ProviderService<C> extends ProviderGrpc.ProviderImplBase {
  private final Catalogue<C> catalogue;
  private final Session<C> session;
  private final Responder responder;

  /// Serves this provider.
  ///
  /// @param log where stack traces and warnings go
  /// @param words how messages are said
  /// @throws IllegalArgumentException when type names or schemas break a rule
  public ProviderService(Provider<C> provider, Log log, Phrasing words) {
    this.catalogue = new Catalogue<>(provider);
    this.session = new Session<>(log);
    this.responder = new Responder(log, catalogue.blockNames(), words);
  }

  /// Asks all calls, under way or yet to come, to end at the next safe point, because Terraform is
  /// gone. Returns at once.
  public void requestStop() {
    session.end();
  }

  /// Tells whether the calls of the present command are asked to end.
  public boolean isStopped() {
    return session.isStopped();
  }

  /// Tells whether the present command has begun to change something.
  public boolean changes() {
    return session.changes();
  }

  /// How many calls are under way.
  int runningCalls() {
    return responder.running();
  }

  @Override
  public void getMetadata(
      GetMetadata.Request request, StreamObserver<GetMetadata.Response> observer) {
    answer(observer, catalogue.metadata());
  }

  @Override
  public void getProviderSchema(
      GetProviderSchema.Request request, StreamObserver<GetProviderSchema.Response> observer) {
    answer(observer, catalogue.schemas());
  }

  @Override
  public void getResourceIdentitySchemas(
      GetResourceIdentitySchemas.Request request,
      StreamObserver<GetResourceIdentitySchemas.Response> observer) {
    answer(observer, GetResourceIdentitySchemas.Response.getDefaultInstance());
  }

  @Override
  public void getFunctions(
      GetFunctions.Request request, StreamObserver<GetFunctions.Response> observer) {
    answer(observer, GetFunctions.Response.getDefaultInstance());
  }

  private static <M> void answer(StreamObserver<M> observer, M answer) {
    observer.onNext(answer);
    observer.onCompleted();
  }

  /// Only sets a flag: the host calls this under a lock.
  @Override
  public void stopProvider(
      StopProvider.Request request, StreamObserver<StopProvider.Response> observer) {
    session.stop();
    answer(observer, StopProvider.Response.getDefaultInstance());
  }

  @Override
  public void validateProviderConfig(
      ValidateProviderConfig.Request request,
      StreamObserver<ValidateProviderConfig.Response> observer) {
    responder.respond(
        "ValidateProviderConfig",
        observer,
        Forms.VALIDATE_PROVIDER,
        (answer, diagnostics) -> {
          ProviderLifecycle<C> provider = catalogue.provider();
          provider.validate(WireValues.decode(provider.schema(), request.getConfig()), diagnostics);
        });
  }

  @Override
  public void configureProvider(
      ConfigureProvider.Request request, StreamObserver<ConfigureProvider.Response> observer) {
    responder.respond(
        "ConfigureProvider",
        observer,
        Forms.CONFIGURE,
        (answer, diagnostics) -> {
          ProviderLifecycle<C> provider = catalogue.provider();
          Value config = WireValues.decode(provider.schema(), request.getConfig());
          ConfigureRequest configuration =
              new ConfigureRequest(config, request.getTerraformVersion());
          provider
              .configure(configuration, diagnostics, session.log())
              .ifPresentOrElse(session::configured, () -> session.failed(diagnostics));
        });
  }

  @Override
  public void validateResourceConfig(
      ValidateResourceConfig.Request request,
      StreamObserver<ValidateResourceConfig.Response> observer) {
    responder.respond(
        "ValidateResourceConfig " + request.getTypeName(),
        observer,
        Forms.VALIDATE_RESOURCE,
        (answer, diagnostics) -> {
          ResourceLifecycle<C> resource = catalogue.resource(request.getTypeName());
          Value config = WireValues.decode(resource.schema(), request.getConfig());
          resource.validate(config, writeOnly(request.getClientCapabilities()), diagnostics);
        });
  }

  private static WriteOnly.Support writeOnly(ClientCapabilities client) {
    return client.getWriteOnlyAttributesAllowed()
        ? WriteOnly.Support.SUPPORTED
        : WriteOnly.Support.UNSUPPORTED;
  }

  @Override
  public void validateDataResourceConfig(
      ValidateDataResourceConfig.Request request,
      StreamObserver<ValidateDataResourceConfig.Response> observer) {
    responder.respond(
        "ValidateDataResourceConfig " + request.getTypeName(),
        observer,
        Forms.VALIDATE_DATA,
        (answer, diagnostics) -> {
          DataLifecycle<C> dataSource = catalogue.dataSource(request.getTypeName());
          dataSource.validate(
              WireValues.decode(dataSource.schema(), request.getConfig()), diagnostics);
        });
  }

  @Override
  public void upgradeResourceState(
      UpgradeResourceState.Request request,
      StreamObserver<UpgradeResourceState.Response> observer) {
    responder.respond(
        "UpgradeResourceState " + request.getTypeName(),
        observer,
        Forms.UPGRADE,
        (answer, diagnostics) -> {
          ResourceLifecycle<C> resource = catalogue.resource(request.getTypeName());
          String json = WireValues.json(request.getRawState(), request.getTypeName());
          Value state = resource.upgrade(request.getVersion(), json, session.client(), diagnostics);
          answer.setUpgradedState(WireValues.encode(resource.schema(), state));
        });
  }

  @Override
  public void readResource(
      ReadResource.Request request, StreamObserver<ReadResource.Response> observer) {
    responder.respond(
        "ReadResource " + request.getTypeName(),
        observer,
        Forms.READ,
        (answer, diagnostics) -> {
          ResourceLifecycle<C> resource = catalogue.resource(request.getTypeName());
          Value prior = WireValues.decode(resource.schema(), request.getCurrentState());
          StateResult read =
              resource.read(
                  prior, WireValues.privateState(request.getPrivate()), session.call(diagnostics));
          answer
              .setNewState(WireValues.encodeRead(resource.schema(), read.state()))
              .setPrivate(WireValues.bytes(read.privateState()));
        });
  }

  @Override
  public void planResourceChange(
      PlanResourceChange.Request request, StreamObserver<PlanResourceChange.Response> observer) {
    responder.respond(
        "PlanResourceChange " + request.getTypeName(),
        observer,
        Forms.PLAN,
        (answer, diagnostics) -> {
          ResourceLifecycle<C> resource = catalogue.resource(request.getTypeName());
          PlanResult plan =
              resource.plan(planRequest(resource.schema(), request), session.call(diagnostics));
          answer
              .setPlannedState(WireValues.encode(resource.schema(), plan.planned()))
              .setPlannedPrivate(WireValues.bytes(plan.privateState()));
          for (Path path : plan.requiresReplace()) {
            answer.addRequiresReplace(WireDiagnostics.encode(path));
          }
        });
  }

  private static PlanRequest planRequest(Schema schema, PlanResourceChange.Request request) {
    // Terraform allows deferral in every call of the apply walk, and otherwise only in experimental
    // builds that ask for it.
    boolean apply = request.getClientCapabilities().getDeferralAllowed();
    Value prior = WireValues.decode(schema, request.getPriorState());
    return new PlanRequest(
        prior,
        WireValues.decode(schema, request.getConfig()),
        WireValues.decode(schema, request.getProposedNewState()),
        WireValues.privateState(request.getPriorPrivate()),
        apply ? PlanContext.Walk.APPLY : PlanContext.Walk.PLAN,
        () -> WireValues.msgpack(schema, request.getPriorState(), prior));
  }

  @Override
  public void applyResourceChange(
      ApplyResourceChange.Request request, StreamObserver<ApplyResourceChange.Response> observer) {
    responder.respond(
        "ApplyResourceChange " + request.getTypeName(),
        observer,
        Forms.APPLY,
        (answer, diagnostics) -> {
          session.changing();
          ResourceLifecycle<C> resource = catalogue.resource(request.getTypeName());
          Schema schema = resource.schema();
          ApplyRequest apply =
              new ApplyRequest(
                  WireValues.decode(schema, request.getPriorState()),
                  WireValues.decode(schema, request.getConfig()),
                  WireValues.decode(schema, request.getPlannedState()),
                  WireValues.privateState(request.getPlannedPrivate()));
          StateResult result = resource.apply(apply, session.call(diagnostics));
          answer
              .setNewState(WireValues.encode(schema, result.state()))
              .setPrivate(WireValues.bytes(result.privateState()));
        });
  }

  @Override
  public void importResourceState(
      ImportResourceState.Request request, StreamObserver<ImportResourceState.Response> observer) {
    responder.respond(
        "ImportResourceState " + request.getTypeName(),
        observer,
        Forms.IMPORT,
        (answer, diagnostics) -> {
          ResourceLifecycle<C> resource = catalogue.resource(request.getTypeName());
          if (request.getId().isEmpty()) {
            throw new DiagnosticException(
                Diagnostic.error(
                    "Cannot import " + request.getTypeName(),
                    "Give the id of the object; import by identity is not supported."));
          }
          StateResult imported = resource.importState(request.getId(), session.call(diagnostics));
          answer.addImportedResources(
              ImportResourceState.ImportedResource.newBuilder()
                  .setTypeName(request.getTypeName())
                  .setState(WireValues.encode(resource.schema(), imported.state()))
                  .setPrivate(WireValues.bytes(imported.privateState())));
        });
  }

  @Override
  public void moveResourceState(
      MoveResourceState.Request request, StreamObserver<MoveResourceState.Response> observer) {
    responder.respond(
        "MoveResourceState " + request.getTargetTypeName(),
        observer,
        Forms.MOVE,
        (answer, diagnostics) -> {
          ResourceLifecycle<C> resource = catalogue.resource(request.getTargetTypeName());
          MoveRequest move =
              new MoveRequest(
                  request.getSourceProviderAddress(),
                  request.getSourceTypeName(),
                  request.getSourceSchemaVersion(),
                  WireValues.json(request.getSourceState(), request.getSourceTypeName()),
                  WireValues.privateState(request.getSourcePrivate()),
                  resource.schema());
          StateResult moved = resource.move(move, diagnostics);
          answer
              .setTargetState(WireValues.encode(resource.schema(), moved.state()))
              .setTargetPrivate(WireValues.bytes(moved.privateState()));
        });
  }

  @Override
  public void readDataSource(
      ReadDataSource.Request request, StreamObserver<ReadDataSource.Response> observer) {
    responder.respond(
        "ReadDataSource " + request.getTypeName(),
        observer,
        Forms.READ_DATA,
        (answer, diagnostics) -> {
          DataLifecycle<C> dataSource = catalogue.dataSource(request.getTypeName());
          Value config = WireValues.decode(dataSource.schema(), request.getConfig());
          Value state = dataSource.read(config, session.call(diagnostics));
          answer.setState(WireValues.encode(dataSource.schema(), state));
        });
  }
}
