package dev.tfpaas.framework.tfplugin6;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.tfpaas.framework.cty.JsonCodec;
import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.proto.tfplugin6.ApplyResourceChange;
import dev.tfpaas.proto.tfplugin6.ClientCapabilities;
import dev.tfpaas.proto.tfplugin6.Diagnostic;
import dev.tfpaas.proto.tfplugin6.DynamicValue;
import dev.tfpaas.proto.tfplugin6.PlanResourceChange;
import dev.tfpaas.proto.tfplugin6.ReadDataSource;
import dev.tfpaas.proto.tfplugin6.ReadResource;
import dev.tfpaas.proto.tfplugin6.ValidateResourceConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The service over a real connection, called as Terraform calls it.
class ProviderServiceTest {
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
      "8.4 #45, #46, #60, #65 create is planned; equal bytes twice; private echoed; never deferred")
  void planIsAFunctionOfItsRequest() {
    PlanResourceChange.Response first = host.plan(ToyHost.nothing(), ToyHost.toy("{'name': 'a'}"));

    assertThat(first).isEqualTo(host.plan(ToyHost.nothing(), ToyHost.toy("{'name': 'a'}")));
    assertThat(first.getPlannedPrivate().toStringUtf8()).isEqualTo("bytes");
    assertThat(first.hasDeferred()).isFalse();
    assertThat(first.getLegacyTypeSystem()).isFalse();
    assertThat(ToyHost.decode(first.getPlannedState()).get("id").isUnknown()).isTrue();
  }

  @Test
  @DisplayName("8.4 #65 deferred never set, although apply allows it")
  void applyWalkIsToldByDeferral() {
    List<String> walks = new ArrayList<>();
    host.provider.toy.planning = context -> walks.add(context.walk().name());
    ClientCapabilities client = ClientCapabilities.newBuilder().setDeferralAllowed(true).build();
    PlanResourceChange.Request request =
        ToyHost.planRequest(ToyHost.nothing(), ToyHost.toy("{'name': 'a'}"));

    host.terraform.planResourceChange(request);
    PlanResourceChange.Response apply =
        host.terraform.planResourceChange(
            request.toBuilder().setClientCapabilities(client).build());

    assertThat(walks).containsExactly("PLAN", "APPLY");
    assertThat(apply.hasDeferred()).isFalse();
  }

  @Test
  @DisplayName("8.4 #57 create, read, replace, delete over the wire")
  void objectLivesAndDies() {
    host.configure();
    Value created = host.create("{'name': 'a', 'size': 1}");

    ReadResource.Response read = host.read(created);
    PlanResourceChange.Response replace =
        host.plan(created, ToyHost.toy("{'name': 'b', 'size': 1}"));
    PlanResourceChange.Response destroy = host.plan(created, ToyHost.nothing());
    ApplyResourceChange.Response deleted =
        host.apply(created, ToyHost.nothing(), destroy.getPlannedState());

    assertThat(ToyHost.decode(read.getNewState())).isEqualTo(created);
    assertThat(read.getPrivate().toStringUtf8()).isEqualTo("secret bytes");
    assertThat(replace.getRequiresReplaceList())
        .containsExactly(WireDiagnostics.encode(Path.root().attribute("name")));
    assertThat(ToyHost.decode(destroy.getPlannedState()).isNull()).isTrue();
    assertThat(destroy.getPlannedPrivate().toStringUtf8()).isEqualTo("bytes");
    assertThat(ToyHost.decode(deleted.getNewState()).isNull()).isTrue();
    assertThat(ToyHost.decode(host.read(created).getNewState()).isNull()).isTrue();
  }

  @Test
  void absentValuesAreNull() {
    host.configure();
    Value created = host.create("{'name': 'a'}");

    ApplyResourceChange.Response deleted =
        host.terraform.applyResourceChange(
            ApplyResourceChange.Request.newBuilder()
                .setTypeName("toy_thing")
                .setPriorState(ToyHost.encode(ToyHost.SCHEMA, created))
                .build());

    assertThat(deleted.getDiagnosticsList()).isEmpty();
    assertThat(ToyHost.decode(deleted.getNewState()).isNull()).isTrue();
  }

  @Test
  void jsonValueIsAcceptedWhereThereIsNoMsgpack() {
    DynamicValue json =
        DynamicValue.newBuilder()
            .setJson(
                ByteString.copyFrom(
                    JsonCodec.encode(ToyHost.toy("{'name': ''}"), ToyHost.SCHEMA.type())))
            .build();

    ValidateResourceConfig.Response answer =
        host.validate(json, ClientCapabilities.getDefaultInstance());

    assertThat(answer.getDiagnosticsList()).extracting("summary").containsExactly("Empty value");
  }

  @Test
  @DisplayName(
      "8.4 #66, 8.6 #76 write-only value needs the capability; absent capabilities count as none")
  void writeOnlyDependsOnTheHost() {
    DynamicValue config =
        ToyHost.encode(ToyHost.SCHEMA, ToyHost.toy("{'name': 'a', 'password': 'p'}"));
    ClientCapabilities modern =
        ClientCapabilities.newBuilder().setWriteOnlyAttributesAllowed(true).build();

    ValidateResourceConfig.Response old =
        host.terraform.validateResourceConfig(
            ValidateResourceConfig.Request.newBuilder()
                .setTypeName("toy_thing")
                .setConfig(config)
                .build());

    assertThat(old.getDiagnosticsList()).hasSize(1);
    assertThat(host.validate(config, modern).getDiagnosticsList()).isEmpty();
  }

  @Test
  @DisplayName("8.4 #68 severity never 0; path points at the argument")
  void diagnosticsCarrySeverityAndPath() {
    DynamicValue config =
        ToyHost.encode(
            ToyHost.SCHEMA,
            ToyHost.toy("{'name': '', 'disks': [{'label': 'x'}], 'guards': {'max_lag': 'x'}}"));

    List<Diagnostic> found =
        host.validate(config, ClientCapabilities.getDefaultInstance()).getDiagnosticsList();

    assertThat(found).hasSize(2);
    assertThat(found)
        .allSatisfy(d -> assertThat(d.getSeverity()).isEqualTo(Diagnostic.Severity.ERROR));
    assertThat(found)
        .extracting(Diagnostic::getAttribute)
        .contains(
            WireDiagnostics.encode(Path.root().attribute("name")),
            WireDiagnostics.encode(Path.root().attribute("guards")));
    assertThat(found)
        .as("Terraform follows no path into an attribute, so the detail says where")
        .anySatisfy(d -> assertThat(d.getDetail()).startsWith("`guards.max_lag`: "));
  }

  @Test
  void pathsTranslateStepByStep() {
    assertThat(WireDiagnostics.encode(Path.root().attribute("a").index(3).key("k")).getStepsList())
        .satisfiesExactly(
            s -> assertThat(s.getAttributeName()).isEqualTo("a"),
            s -> assertThat(s.getElementKeyInt()).isEqualTo(3),
            s -> assertThat(s.getElementKeyString()).isEqualTo("k"));
  }

  @Test
  @DisplayName("8.4 #69 exception in a handler becomes an error diagnostic, the process lives on")
  void unexpectedExceptionIsAnswered() {
    host.provider.toy.planning =
        _ -> {
          throw new IllegalStateException("hunter2");
        };

    PlanResourceChange.Response answer = host.plan(ToyHost.nothing(), ToyHost.toy("{'name': 'a'}"));

    assertThat(answer.getDiagnosticsList())
        .singleElement()
        .satisfies(d -> {
          assertThat(d.getSeverity()).isEqualTo(Diagnostic.Severity.ERROR);
          assertThat(d.getSummary()).contains("bug in the provider");
          assertThat(d.getDetail()).doesNotContain("hunter2");
        });
    assertThat(host.log.toString()).contains("IllegalStateException");
    host.provider.toy.planning = _ -> {};
    assertThat(host.plan(ToyHost.nothing(), ToyHost.toy("{'name': 'a'}")).getDiagnosticsList())
        .isEmpty();
    // The answer leaves before the call is counted as ended.
    await().until(() -> host.service.runningCalls() == 0);
  }

  @Test
  void malformedBytesAreAnsweredWithADiagnostic() {
    DynamicValue broken =
        DynamicValue.newBuilder().setMsgpack(ByteString.copyFromUtf8("\u0001")).build();

    assertThat(host.validate(broken, ClientCapabilities.getDefaultInstance()).getDiagnosticsList())
        .hasSize(1);
  }

  @Test
  void unknownTypesAreAnsweredWithADiagnostic() {
    ValidateResourceConfig.Response resource =
        host.terraform.validateResourceConfig(
            ValidateResourceConfig.Request.newBuilder().setTypeName("toy_none").build());
    ReadDataSource.Response data =
        host.terraform.readDataSource(
            ReadDataSource.Request.newBuilder().setTypeName("toy_none").build());

    assertThat(resource.getDiagnosticsList())
        .extracting("summary")
        .containsExactly("Unknown resource type");
    assertThat(data.getDiagnosticsList())
        .extracting("summary")
        .containsExactly("Unknown data source type");
  }

  @Test
  @DisplayName("8.6 #77 requests with unknown extra fields are ignored")
  void unknownFieldsAreIgnored() {
    UnknownFieldSet extra =
        UnknownFieldSet.newBuilder()
            .addField(999, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();
    PlanResourceChange.Request request =
        ToyHost.planRequest(ToyHost.nothing(), ToyHost.toy("{'name': 'a'}")).toBuilder()
            .setUnknownFields(extra)
            .build();

    assertThat(host.terraform.planResourceChange(request).getDiagnosticsList()).isEmpty();
  }
}
