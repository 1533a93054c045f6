package dev.tfpaas.framework.tfplugin6;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.tfpaas.framework.cty.TypeCodec;
import dev.tfpaas.proto.tfplugin6.GetFunctions;
import dev.tfpaas.proto.tfplugin6.GetMetadata;
import dev.tfpaas.proto.tfplugin6.GetProviderSchema;
import dev.tfpaas.proto.tfplugin6.GetResourceIdentitySchemas;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What the service says of itself, and that it answers everything.
class SchemaAnswersTest {
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
      "8.2 #25 every schema and nested block has a block; provider set; provider_meta unset")
  void schemasAreComplete() {
    GetProviderSchema.Response schemas = host.schemas();

    assertThat(schemas.hasProvider()).isTrue();
    assertThat(schemas.getProvider().hasBlock()).isTrue();
    assertThat(schemas.hasProviderMeta()).isFalse();
    assertThat(schemas.getResourceSchemasMap()).containsOnlyKeys("toy_thing");
    assertThat(schemas.getDataSourceSchemasMap()).containsOnlyKeys("toy_lookup");
    schemas.getResourceSchemasMap().values().forEach(SchemaAnswersTest::requireBlocks);
    assertThat(schemas.getServerCapabilities().getPlanDestroy()).isTrue();
    assertThat(schemas.getServerCapabilities().getGetProviderSchemaOptional()).isTrue();
    assertThat(schemas.getServerCapabilities().getMoveResourceState()).isTrue();
    assertThat(schemas.getServerCapabilities().getGenerateResourceConfig()).isFalse();
  }

  private static void requireBlocks(dev.tfpaas.proto.tfplugin6.Schema schema) {
    assertThat(schema.hasBlock()).isTrue();
    schema
        .getBlock()
        .getBlockTypesList()
        .forEach(nested -> assertThat(nested.hasBlock()).as(nested.getTypeName()).isTrue());
  }

  @Test
  @DisplayName("8.2 #26 every type parses; an attribute has a type or a nested type")
  void typesParse() {
    dev.tfpaas.proto.tfplugin6.Schema.Block block =
        host.schemas().getResourceSchemasOrThrow("toy_thing").getBlock();

    assertThat(block.getAttributesList())
        .allSatisfy(attribute -> {
          assertThat(attribute.getType().isEmpty()).isEqualTo(attribute.hasNestedType());
          if (!attribute.hasNestedType()) {
            TypeCodec.parse(attribute.getType().toByteArray());
          }
          assertThat(attribute.getDeprecationMessage().isEmpty())
              .isEqualTo(!attribute.getDeprecated());
        });
    assertThat(block.getAttributesList())
        .filteredOn(a -> a.getName().equals("password"))
        .singleElement()
        .satisfies(
            a -> assertThat(a.getWriteOnly() && a.getOptional() && !a.getComputed()).isTrue());
  }

  @Test
  @DisplayName("8.2 #29, #31 two calls give equal bytes, far below 64 MiB")
  void schemasAreStable() {
    ByteString first = host.schemas().toByteString();

    assertThat(first).isEqualTo(host.schemas().toByteString());
    assertThat(first.size()).isLessThan(64 << 20);
  }

  @Test
  void metadataFunctionsAndIdentitiesAreAnswered() {
    GetMetadata.Response metadata =
        host.terraform.getMetadata(GetMetadata.Request.getDefaultInstance());

    assertThat(metadata.getResourcesList()).extracting("typeName").containsExactly("toy_thing");
    assertThat(metadata.getDataSourcesList()).extracting("typeName").containsExactly("toy_lookup");
    assertThat(
            host.terraform
                .getFunctions(GetFunctions.Request.getDefaultInstance())
                .getFunctionsMap())
        .isEmpty();
    assertThat(
            host.terraform
                .getResourceIdentitySchemas(GetResourceIdentitySchemas.Request.getDefaultInstance())
                .getIdentitySchemasMap())
        .isEmpty();
  }

  @Test
  @DisplayName("8.6 #78 every RPC answers; one we do not have: UNIMPLEMENTED, process lives on")
  void everyRpcAnswers() {
    FileDescriptor file = dev.tfpaas.proto.tfplugin6.TfPlugin6.getDescriptor().getFile();
    Set<String> unimplemented = new TreeSet<>();
    for (MethodDescriptor method : file.findServiceByName("Provider").getMethods()) {
      Status status = host.loopback.callWithEmptyRequest(method);
      if (status.getCode() == Status.Code.UNIMPLEMENTED) {
        unimplemented.add(method.getName());
      } else {
        assertThat(status.isOk()).as(method.getName() + ": " + status).isTrue();
      }
    }

    assertThat(unimplemented)
        .containsExactlyInAnyOrder(
            "CallFunction",
            "CloseEphemeralResource",
            "ConfigureStateStore",
            "DeleteState",
            "GenerateResourceConfig",
            "GetStates",
            "InvokeAction",
            "ListResource",
            "LockState",
            "OpenEphemeralResource",
            "PlanAction",
            "ReadStateBytes",
            "RenewEphemeralResource",
            "UnlockState",
            "UpgradeResourceIdentity",
            "ValidateActionConfig",
            "ValidateEphemeralResourceConfig",
            "ValidateListResourceConfig",
            "ValidateStateStoreConfig",
            "WriteStateBytes");
    assertThat(host.schemas().hasProvider()).isTrue();
  }

  @Test
  void brokenProviderIsRefusedAtOnce() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () -> new ProviderService<>(host.provider.named("other"), (_, _) -> {}, Phrasing.PLAIN))
        .withMessageContaining("must begin with other_");
  }

  @Test
  void statusErrorsAreForMisuseOnly() {
    assertThatExceptionOfType(StatusRuntimeException.class)
        .isThrownBy(() -> host.loopback.callUnknownMethod())
        .withMessageContaining("UNIMPLEMENTED");
  }
}
