package dev.tfpaas.startup;

import com.google.protobuf.ByteString;
import dev.tfpaas.framework.cty.JsonCodec;
import dev.tfpaas.framework.cty.MsgpackCodec;
import dev.tfpaas.framework.cty.Refinement;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.DataSource;
import dev.tfpaas.framework.resource.Provider;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.framework.schema.Completion;
import dev.tfpaas.framework.schema.ProposedNewState;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.proto.tfplugin6.ApplyResourceChange;
import dev.tfpaas.proto.tfplugin6.ClientCapabilities;
import dev.tfpaas.proto.tfplugin6.ConfigureProvider;
import dev.tfpaas.proto.tfplugin6.Diagnostic;
import dev.tfpaas.proto.tfplugin6.DynamicValue;
import dev.tfpaas.proto.tfplugin6.PlanResourceChange;
import dev.tfpaas.proto.tfplugin6.ProviderGrpc;
import dev.tfpaas.proto.tfplugin6.RawState;
import dev.tfpaas.proto.tfplugin6.ReadDataSource;
import dev.tfpaas.proto.tfplugin6.ReadResource;
import dev.tfpaas.proto.tfplugin6.UpgradeResourceState;
import dev.tfpaas.proto.tfplugin6.ValidateDataResourceConfig;
import dev.tfpaas.proto.tfplugin6.ValidateProviderConfig;
import dev.tfpaas.proto.tfplugin6.ValidateResourceConfig;
import io.grpc.Channel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The calls of one `terraform apply` and one `terraform destroy`, made on a plugin that runs.
public final class Rehearsal {
  private final Provider<?> provider;
  private final Channel channel;
  private final HostSpeech host;
  private final ProviderGrpc.ProviderBlockingStub terraform;

  /// A rehearsal over a connection.
  ///
  /// @param provider the same provider in this process, for its schemas
  /// @param host as which release to speak
  public Rehearsal(Provider<?> provider, Channel channel, HostSpeech host) {
    this.provider = provider;
    this.channel = channel;
    this.host = host;
    this.terraform = ProviderGrpc.newBlockingStub(channel).withDeadlineAfter(2, TimeUnit.MINUTES);
  }

  /// `terraform providers schema`: all calls of a process that plans nothing.
  ///
  /// @return how many bytes the answers have
  public int ask() {
    return host.asksFirst().stream().mapToInt(method -> Question.ask(channel, method).length).sum();
  }

  /// Validates and configures the provider.
  ///
  /// @param json the provider block
  public void configure(String json) {
    DynamicValue config = encode(provider.schema(), value(provider.schema(), json));
    accept(
        terraform
            .validateProviderConfig(
                ValidateProviderConfig.Request.newBuilder().setConfig(config).build())
            .getDiagnosticsList());
    ConfigureProvider.Request.Builder configure =
        ConfigureProvider.Request.newBuilder()
            .setTerraformVersion(host.impersonated().orElse("1." + host.minor() + ".0"))
            .setConfig(config);
    host.planning().ifPresent(configure::setClientCapabilities);
    accept(terraform.configureProvider(configure.build()).getDiagnosticsList());
  }

  /// Reads a data source.
  Value read(String type, String json) {
    Schema schema =
        provider.dataSources().stream()
            .filter(each -> each.typeName().equals(type))
            .map(DataSource::schema)
            .findFirst()
            .orElseThrow();
    DynamicValue config = encode(schema, value(schema, json));
    accept(
        terraform
            .validateDataResourceConfig(
                ValidateDataResourceConfig.Request.newBuilder()
                    .setTypeName(type)
                    .setConfig(config)
                    .build())
            .getDiagnosticsList());
    ReadDataSource.Request.Builder request =
        ReadDataSource.Request.newBuilder().setTypeName(type).setConfig(config);
    host.planning().ifPresent(request::setClientCapabilities);
    ReadDataSource.Response answer = terraform.readDataSource(request.build());
    accept(answer.getDiagnosticsList());
    return MsgpackCodec.decode(answer.getState().getMsgpack().toByteArray(), schema.type());
  }

  /// Validates a resource that is not known yet, as in every block with a count.
  ///
  /// @param attribute the attribute of which only the beginning is known
  void validate(String type, String json, String attribute, String beginning) {
    Schema schema = schemaOf(type);
    Value unknown = Value.unknown(Type.STRING, new Refinement.Prefix(true, beginning));
    accept(validation(type, schema, value(schema, json).with(attribute, unknown)));
  }

  private List<Diagnostic> validation(String type, Schema schema, Value config) {
    ValidateResourceConfig.Request.Builder validate =
        ValidateResourceConfig.Request.newBuilder()
            .setTypeName(type)
            .setConfig(encode(schema, config));
    host.validating().ifPresent(validate::setClientCapabilities);
    return terraform.validateResourceConfig(validate.build()).getDiagnosticsList();
  }

  /// Creates, reads and plans again: an object that stays.
  public Managed create(String type, String json) {
    Schema schema = schemaOf(type);
    Managed managed = new Managed(type, schema, Value.nullOf(schema.type()), ByteString.EMPTY);
    Managed made = managed.apply(value(schema, json)).refresh();
    PlanResourceChange.Response again = made.plan(value(schema, json), host.planning());
    if (!made.state().equals(decode(schema, again.getPlannedState()))) {
      throw new AssertionError("a second plan changes " + type);
    }
    return made;
  }

  /// Plans what is never applied.
  void plan(String type, String json) {
    Schema schema = schemaOf(type);
    PlanResourceChange.Response _ =
        new Managed(type, schema, Value.nullOf(schema.type()), ByteString.EMPTY)
            .plan(value(schema, json), host.planning());
  }

  private Schema schemaOf(String type) {
    return provider.resources().stream()
        .filter(each -> each.typeName().equals(type))
        .map(Resource::schema)
        .findFirst()
        .orElseThrow();
  }

  private static Value value(Schema schema, String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Completion.complete(schema.block(), JsonCodec.decode(bytes, schema.type()));
  }

  private static DynamicValue encode(Schema schema, Value value) {
    byte[] bytes = MsgpackCodec.encode(value, schema.type());
    return DynamicValue.newBuilder().setMsgpack(ByteString.copyFrom(bytes)).build();
  }

  private static Value decode(Schema schema, DynamicValue wire) {
    return MsgpackCodec.decode(wire.getMsgpack().toByteArray(), schema.type());
  }

  private static void accept(List<Diagnostic> diagnostics) {
    if (diagnostics.stream().anyMatch(it -> it.getSeverity() == Diagnostic.Severity.ERROR)) {
      throw new AssertionError("refused: " + diagnostics);
    }
  }

  /// One managed object: its type, and what Terraform would hold of it.
  public final class Managed {
    private final String type;
    private final Schema schema;
    private final Value state;
    private final ByteString priv;

    Managed(String type, Schema schema, Value state, ByteString priv) {
      this.type = type;
      this.schema = schema;
      this.state = state;
      this.priv = priv;
    }

    /// Returns its state.
    public Value state() {
      return state;
    }

    /// Plans twice, as Terraform does for an apply, and applies.
    Managed apply(Value config) {
      PlanResourceChange.Response _ = plan(config, host.planning());
      PlanResourceChange.Response plan = plan(config, host.applying());
      ApplyResourceChange.Response answer =
          terraform.applyResourceChange(
              ApplyResourceChange.Request.newBuilder()
                  .setTypeName(type)
                  .setPriorState(encode(schema, state))
                  .setPlannedState(plan.getPlannedState())
                  .setConfig(encode(schema, config))
                  .setPlannedPrivate(plan.getPlannedPrivate())
                  .build());
      accept(answer.getDiagnosticsList());
      return new Managed(type, schema, decode(schema, answer.getNewState()), answer.getPrivate());
    }

    /// Changes to another configuration.
    Managed change(String json) {
      return apply(value(schema, json));
    }

    /// Destroys the object.
    public void destroy() {
      Managed gone = refresh().apply(Value.nullOf(schema.type()));
      if (!gone.state().isNull()) {
        throw new AssertionError(type + " is still there");
      }
    }

    Managed refresh() {
      UpgradeResourceState.Response stored =
          terraform.upgradeResourceState(
              UpgradeResourceState.Request.newBuilder()
                  .setTypeName(type)
                  .setVersion(schema.version())
                  .setRawState(
                      RawState.newBuilder()
                          .setJson(ByteString.copyFrom(JsonCodec.encode(state, schema.type()))))
                  .build());
      accept(stored.getDiagnosticsList());
      ReadResource.Request.Builder request =
          ReadResource.Request.newBuilder()
              .setTypeName(type)
              .setCurrentState(stored.getUpgradedState())
              .setPrivate(priv);
      host.planning().ifPresent(request::setClientCapabilities);
      ReadResource.Response read = terraform.readResource(request.build());
      accept(read.getDiagnosticsList());
      return new Managed(type, schema, decode(schema, read.getNewState()), read.getPrivate());
    }

    private PlanResourceChange.Response plan(Value config, Optional<ClientCapabilities> client) {
      if (!config.isNull()) {
        accept(validation(type, schema, config));
      }
      PlanResourceChange.Request.Builder request =
          PlanResourceChange.Request.newBuilder()
              .setTypeName(type)
              .setPriorState(encode(schema, state))
              .setConfig(encode(schema, config))
              .setProposedNewState(encode(schema, ProposedNewState.of(schema, state, config)))
              .setPriorPrivate(priv);
      client.ifPresent(request::setClientCapabilities);
      PlanResourceChange.Response plan = terraform.planResourceChange(request.build());
      accept(plan.getDiagnosticsList());
      return plan;
    }
  }
}
