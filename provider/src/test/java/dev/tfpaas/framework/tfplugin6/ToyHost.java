package dev.tfpaas.framework.tfplugin6;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tfpaas.framework.cty.JsonCodec;
import dev.tfpaas.framework.cty.MsgpackCodec;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.ToyCloud;
import dev.tfpaas.framework.resource.ToyResource;
import dev.tfpaas.framework.schema.Completion;
import dev.tfpaas.framework.schema.ProposedNewState;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.proto.tfplugin6.ApplyResourceChange;
import dev.tfpaas.proto.tfplugin6.ClientCapabilities;
import dev.tfpaas.proto.tfplugin6.ConfigureProvider;
import dev.tfpaas.proto.tfplugin6.DynamicValue;
import dev.tfpaas.proto.tfplugin6.GetProviderSchema;
import dev.tfpaas.proto.tfplugin6.ImportResourceState;
import dev.tfpaas.proto.tfplugin6.PlanResourceChange;
import dev.tfpaas.proto.tfplugin6.ProviderGrpc;
import dev.tfpaas.proto.tfplugin6.RawState;
import dev.tfpaas.proto.tfplugin6.ReadResource;
import dev.tfpaas.proto.tfplugin6.UpgradeResourceState;
import dev.tfpaas.proto.tfplugin6.ValidateResourceConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Terraform's side of a connection to a service with toys.
final class ToyHost implements AutoCloseable {
  static final Schema SCHEMA = ToyResource.SCHEMA;

  final ToyProvider provider = new ToyProvider();
  final List<String> log = Collections.synchronizedList(new ArrayList<>());
  final ProviderService<ToyCloud> service =
      new ProviderService<>(
          provider, (level, message) -> log.add(level + " " + message), Phrasing.PLAIN);
  final Loopback loopback;
  final ProviderGrpc.ProviderBlockingStub terraform;

  ToyHost() throws IOException {
    loopback = Loopback.serving(service);
    terraform = ProviderGrpc.newBlockingStub(loopback.channel());
  }

  @Override
  public void close() {
    loopback.close();
  }

  void configure() {
    assertThat(configure(Value.string("token")).getDiagnosticsList()).isEmpty();
  }

  ConfigureProvider.Response configure(Value token) {
    Value config = Completion.nothing(provider.schema().block()).with("token", token);
    return terraform.configureProvider(
        ConfigureProvider.Request.newBuilder()
            .setTerraformVersion("1.16.0-alpha20260513")
            .setConfig(encode(provider.schema(), config))
            .build());
  }

  static DynamicValue encode(Schema schema, Value value) {
    byte[] bytes = MsgpackCodec.encode(value, schema.type());
    return DynamicValue.newBuilder().setMsgpack(ByteString.copyFrom(bytes)).build();
  }

  static Value decode(DynamicValue value) {
    return MsgpackCodec.decode(value.getMsgpack().toByteArray(), SCHEMA.type());
  }

  static Value toy(String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Completion.complete(SCHEMA.block(), JsonCodec.decode(bytes, SCHEMA.type()));
  }

  static Value nothing() {
    return Value.nullOf(SCHEMA.type());
  }

  static PlanResourceChange.Request planRequest(Value prior, Value config) {
    return PlanResourceChange.Request.newBuilder()
        .setTypeName("toy_thing")
        .setPriorState(encode(SCHEMA, prior))
        .setConfig(encode(SCHEMA, config))
        .setProposedNewState(encode(SCHEMA, ProposedNewState.of(SCHEMA, prior, config)))
        .setPriorPrivate(ByteString.copyFromUtf8("bytes"))
        .build();
  }

  PlanResourceChange.Response plan(Value prior, Value config) {
    return terraform.planResourceChange(planRequest(prior, config));
  }

  ApplyResourceChange.Response apply(Value prior, Value config, DynamicValue planned) {
    return terraform.applyResourceChange(
        ApplyResourceChange.Request.newBuilder()
            .setTypeName("toy_thing")
            .setPriorState(encode(SCHEMA, prior))
            .setConfig(encode(SCHEMA, config))
            .setPlannedState(planned)
            .setPlannedPrivate(ByteString.copyFromUtf8("bytes"))
            .build());
  }

  Value create(String json) {
    Value config = toy(json);
    return decode(
        apply(nothing(), config, plan(nothing(), config).getPlannedState()).getNewState());
  }

  GetProviderSchema.Response schemas() {
    return terraform.getProviderSchema(GetProviderSchema.Request.getDefaultInstance());
  }

  ReadResource.Response read(Value state) {
    return terraform.readResource(
        ReadResource.Request.newBuilder()
            .setTypeName("toy_thing")
            .setCurrentState(encode(SCHEMA, state))
            .setPrivate(ByteString.copyFromUtf8("secret bytes"))
            .build());
  }

  ValidateResourceConfig.Response validate(DynamicValue config, ClientCapabilities client) {
    return terraform.validateResourceConfig(
        ValidateResourceConfig.Request.newBuilder()
            .setTypeName("toy_thing")
            .setConfig(config)
            .setClientCapabilities(client)
            .build());
  }

  UpgradeResourceState.Response upgrade(long version, RawState state) {
    return terraform.upgradeResourceState(
        UpgradeResourceState.Request.newBuilder()
            .setTypeName("toy_thing")
            .setVersion(version)
            .setRawState(state)
            .build());
  }

  ImportResourceState.Response importState(String id) {
    return terraform.importResourceState(
        ImportResourceState.Request.newBuilder().setTypeName("toy_thing").setId(id).build());
  }
}
