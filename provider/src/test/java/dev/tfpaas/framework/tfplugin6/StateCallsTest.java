package dev.tfpaas.framework.tfplugin6;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tfpaas.framework.cty.MsgpackCodec;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Completion;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.proto.tfplugin6.DynamicValue;
import dev.tfpaas.proto.tfplugin6.ImportResourceState;
import dev.tfpaas.proto.tfplugin6.MoveResourceState;
import dev.tfpaas.proto.tfplugin6.RawState;
import dev.tfpaas.proto.tfplugin6.ReadDataSource;
import dev.tfpaas.proto.tfplugin6.ValidateDataResourceConfig;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Upgrade, import, move and data sources over a real connection.
class StateCallsTest {
  private ToyHost host;

  @BeforeEach
  void connect() throws IOException {
    host = new ToyHost();
  }

  @AfterEach
  void disconnect() {
    host.close();
  }

  @Test
  @DisplayName(
      "8.4 #61 upgrade of current and old version; 8.3 #44 flatmap state: clear diagnostic")
  void storedStateIsUpgraded() {
    RawState json =
        RawState.newBuilder()
            .setJson(ByteString.copyFromUtf8("{\"id\": \"i\", \"title\": \"t\"}"))
            .build();
    RawState flatmap = RawState.newBuilder().putFlatmap("id", "i").build();

    assertThat(ToyHost.decode(host.upgrade(1, json).getUpgradedState()).get("name").asString())
        .isEqualTo("t");
    assertThat(ToyHost.decode(host.upgrade(2, json).getUpgradedState()).get("id").asString())
        .isEqualTo("i");
    assertThat(host.upgrade(1, flatmap).getDiagnosticsList())
        .singleElement()
        .satisfies(d -> assertThat(d.getDetail()).contains("before 0.12"));
    assertThat(host.upgrade(1, RawState.getDefaultInstance()).getDiagnosticsList()).hasSize(1);
  }

  @Test
  @DisplayName("8.4 #63 import: exactly one resource, or an error")
  void importAnswersWithOneResource() {
    host.configure();

    ImportResourceState.Response good = host.importState("made-1");

    assertThat(good.getImportedResourcesList())
        .singleElement()
        .satisfies(r -> {
          assertThat(r.getTypeName()).isEqualTo("toy_thing");
          assertThat(ToyHost.decode(r.getState()).get("id").asString()).isEqualTo("made-1");
        });
    assertThat(host.importState("?").getImportedResourcesList()).isEmpty();
    assertThat(host.importState("?").getDiagnosticsList()).hasSize(1);
    assertThat(host.importState("").getDiagnosticsList()).hasSize(1);
  }

  @Test
  void movedStateIsTakenOver() {
    MoveResourceState.Response moved =
        host.terraform.moveResourceState(
            MoveResourceState.Request.newBuilder()
                .setSourceTypeName("old_thing")
                .setTargetTypeName("toy_thing")
                .setSourceState(
                    RawState.newBuilder().setJson(ByteString.copyFromUtf8("{\"id\":\"i\"}")))
                .setSourcePrivate(ByteString.copyFromUtf8("p"))
                .build());

    assertThat(ToyHost.decode(moved.getTargetState()).get("id").asString()).isEqualTo("i");
    assertThat(moved.getTargetPrivate().toStringUtf8()).isEqualTo("p");
  }

  @Test
  void dataSourceIsValidatedAndRead() {
    host.configure();
    Schema schema = host.provider.lookup.schema();
    DynamicValue config =
        ToyHost.encode(schema, Completion.nothing(schema.block()).with("name", Value.string("a")));

    ReadDataSource.Response read =
        host.terraform.readDataSource(
            ReadDataSource.Request.newBuilder()
                .setTypeName("toy_lookup")
                .setConfig(config)
                .build());
    ValidateDataResourceConfig.Response valid =
        host.terraform.validateDataResourceConfig(
            ValidateDataResourceConfig.Request.newBuilder()
                .setTypeName("toy_lookup")
                .setConfig(config)
                .build());

    Value state = MsgpackCodec.decode(read.getState().getMsgpack().toByteArray(), schema.type());
    assertThat(state.get("result").asString()).isEqualTo("found a");
    assertThat(valid.getDiagnosticsList()).isEmpty();
  }
}
