package dev.tfpaas.framework.tfplugin6;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.UnknownFieldSet;
import dev.tfpaas.framework.cty.JsonCodec;
import dev.tfpaas.framework.cty.MsgpackCodec;
import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.TypeCodec;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.ToyCloud;
import dev.tfpaas.framework.resource.ToyResource;
import dev.tfpaas.framework.schema.Completion;
import dev.tfpaas.framework.schema.ProposedNewState;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.proto.tfplugin6.ApplyResourceChange;
import dev.tfpaas.proto.tfplugin6.ClientCapabilities;
import dev.tfpaas.proto.tfplugin6.ConfigureProvider;
import dev.tfpaas.proto.tfplugin6.Diagnostic;
import dev.tfpaas.proto.tfplugin6.DynamicValue;
import dev.tfpaas.proto.tfplugin6.GetFunctions;
import dev.tfpaas.proto.tfplugin6.GetMetadata;
import dev.tfpaas.proto.tfplugin6.GetProviderSchema;
import dev.tfpaas.proto.tfplugin6.GetResourceIdentitySchemas;
import dev.tfpaas.proto.tfplugin6.ImportResourceState;
import dev.tfpaas.proto.tfplugin6.MoveResourceState;
import dev.tfpaas.proto.tfplugin6.PlanResourceChange;
import dev.tfpaas.proto.tfplugin6.ProviderGrpc;
import dev.tfpaas.proto.tfplugin6.RawState;
import dev.tfpaas.proto.tfplugin6.ReadDataSource;
import dev.tfpaas.proto.tfplugin6.ReadResource;
import dev.tfpaas.proto.tfplugin6.StopProvider;
import dev.tfpaas.proto.tfplugin6.UpgradeResourceState;
import dev.tfpaas.proto.tfplugin6.ValidateDataResourceConfig;
import dev.tfpaas.proto.tfplugin6.ValidateProviderConfig;
import dev.tfpaas.proto.tfplugin6.ValidateResourceConfig;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The service over a real connection, called as Terraform calls it.
class ProviderServiceTest {
  private static final Schema SCHEMA = ToyResource.SCHEMA;

  private final ToyProvider provider = new ToyProvider();
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final ProviderService<ToyCloud> service =
      new ProviderService<>(provider, (level, message) -> log.add(level + " " + message));
  private Loopback loopback;
  private ProviderGrpc.ProviderBlockingStub terraform;

  @BeforeEach
  void connect() throws IOException {
    loopback = Loopback.serving(service);
    terraform = ProviderGrpc.newBlockingStub(loopback.channel());
  }

  @AfterEach
  void disconnect() throws InterruptedException {
    loopback.close();
  }

  private void configure() {
    assertThat(configure(Value.string("token")).getDiagnosticsList()).isEmpty();
  }

  private ConfigureProvider.Response configure(Value token) {
    Value config = Completion.nothing(provider.schema().block()).with("token", token);
    return terraform.configureProvider(
        ConfigureProvider.Request.newBuilder()
            .setTerraformVersion("1.16.0-alpha20260513")
            .setConfig(encode(provider.schema(), config))
            .build());
  }

  private static DynamicValue encode(Schema schema, Value value) {
    byte[] bytes = MsgpackCodec.encode(value, schema.type());
    return DynamicValue.newBuilder().setMsgpack(ByteString.copyFrom(bytes)).build();
  }

  private static Value decode(DynamicValue value) {
    return MsgpackCodec.decode(value.getMsgpack().toByteArray(), SCHEMA.type());
  }

  private static Value toy(String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Completion.complete(SCHEMA.block(), JsonCodec.decode(bytes, SCHEMA.type()));
  }

  private static Value nothing() {
    return Value.nullOf(SCHEMA.type());
  }

  private static PlanResourceChange.Request planRequest(Value prior, Value config) {
    return PlanResourceChange.Request.newBuilder()
        .setTypeName("toy_thing")
        .setPriorState(encode(SCHEMA, prior))
        .setConfig(encode(SCHEMA, config))
        .setProposedNewState(encode(SCHEMA, ProposedNewState.of(SCHEMA, prior, config)))
        .setPriorPrivate(ByteString.copyFromUtf8("bytes"))
        .build();
  }

  private PlanResourceChange.Response plan(Value prior, Value config) {
    return terraform.planResourceChange(planRequest(prior, config));
  }

  private ApplyResourceChange.Response apply(Value prior, Value config, DynamicValue planned) {
    return terraform.applyResourceChange(
        ApplyResourceChange.Request.newBuilder()
            .setTypeName("toy_thing")
            .setPriorState(encode(SCHEMA, prior))
            .setConfig(encode(SCHEMA, config))
            .setPlannedState(planned)
            .setPlannedPrivate(ByteString.copyFromUtf8("bytes"))
            .build());
  }

  private Value create(String json) {
    Value config = toy(json);
    return decode(
        apply(nothing(), config, plan(nothing(), config).getPlannedState()).getNewState());
  }

  @Test
  @DisplayName(
      "8.2 #25 every schema and nested block has a block; provider set; provider_meta unset")
  void schemasAreComplete() {
    GetProviderSchema.Response schemas = schemas();

    assertThat(schemas.hasProvider()).isTrue();
    assertThat(schemas.getProvider().hasBlock()).isTrue();
    assertThat(schemas.hasProviderMeta()).isFalse();
    assertThat(schemas.getResourceSchemasMap()).containsOnlyKeys("toy_thing");
    assertThat(schemas.getDataSourceSchemasMap()).containsOnlyKeys("toy_lookup");
    schemas.getResourceSchemasMap().values().forEach(ProviderServiceTest::requireBlocks);
    assertThat(schemas.getServerCapabilities().getPlanDestroy()).isTrue();
    assertThat(schemas.getServerCapabilities().getGetProviderSchemaOptional()).isTrue();
    assertThat(schemas.getServerCapabilities().getMoveResourceState()).isTrue();
    assertThat(schemas.getServerCapabilities().getGenerateResourceConfig()).isFalse();
  }

  private GetProviderSchema.Response schemas() {
    return terraform.getProviderSchema(GetProviderSchema.Request.getDefaultInstance());
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
        schemas().getResourceSchemasOrThrow("toy_thing").getBlock();

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
    ByteString first = schemas().toByteString();

    assertThat(first).isEqualTo(schemas().toByteString());
    assertThat(first.size()).isLessThan(64 << 20);
  }

  @Test
  void metadataFunctionsAndIdentitiesAreAnswered() {
    GetMetadata.Response metadata = terraform.getMetadata(GetMetadata.Request.getDefaultInstance());

    assertThat(metadata.getResourcesList()).extracting("typeName").containsExactly("toy_thing");
    assertThat(metadata.getDataSourcesList()).extracting("typeName").containsExactly("toy_lookup");
    assertThat(terraform.getFunctions(GetFunctions.Request.getDefaultInstance()).getFunctionsMap())
        .isEmpty();
    assertThat(
            terraform
                .getResourceIdentitySchemas(GetResourceIdentitySchemas.Request.getDefaultInstance())
                .getIdentitySchemasMap())
        .isEmpty();
  }

  @Test
  @DisplayName(
      "8.2 #30 ConfigureProvider as first call works; 8.4 #70 terraform_version of any shape")
  void configureMayBeTheFirstCall() {
    configure();

    assertThat(provider.versions).containsExactly("1.16.0-alpha20260513");
  }

  @Test
  @DisplayName("8.4 #64 provider configuration unknown in plan: configure succeeds")
  void unknownConfigurationDoesNotFail() {
    assertThat(configure(Value.unknown(Type.STRING)).getDiagnosticsList()).isEmpty();
    ConfigureProvider.Response whole =
        terraform.configureProvider(
            ConfigureProvider.Request.newBuilder()
                .setConfig(encode(provider.schema(), Value.unknown(provider.schema().type())))
                .build());

    assertThat(whole.getDiagnosticsList()).isEmpty();
    assertThat(provider.tokens).hasSize(2).allSatisfy(t -> assertThat(t.isUnknown()).isTrue());
  }

  @Test
  void failedConfigurationFailsWhoeverNeedsTheClient() {
    ConfigureProvider.Response failed = configure(Value.nullOf(Type.STRING));
    Value config = toy("{'name': 'a'}");
    DynamicValue planned = plan(nothing(), config).getPlannedState();

    ApplyResourceChange.Response applied = apply(nothing(), config, planned);

    assertThat(failed.getDiagnosticsList()).extracting("summary").containsExactly("No token");
    assertThat(applied.getDiagnosticsList()).extracting("summary").containsExactly("No token");
  }

  @Test
  @DisplayName("8.4 #64 only the calls that need the configuration fail")
  void unconfiguredProviderPlansButDoesNotApply() {
    Value config = toy("{'name': 'a'}");
    PlanResourceChange.Response plan = plan(nothing(), config);

    ApplyResourceChange.Response applied = apply(nothing(), config, plan.getPlannedState());

    assertThat(plan.getDiagnosticsList()).isEmpty();
    assertThat(applied.getDiagnosticsList())
        .extracting("summary")
        .containsExactly("Provider not configured");
  }

  @Test
  void lastConfigurationWins() {
    configure(Value.string("one"));
    configure(Value.string("two"));

    Value created = create("{'name': 'a'}");

    assertThat(provider.clouds.get(0).objects).isEmpty();
    assertThat(provider.clouds.get(1).objects).containsKey(created.get("id").asString());
  }

  @Test
  void providerConfigurationIsValidated() {
    ValidateProviderConfig.Response answer =
        terraform.validateProviderConfig(
            ValidateProviderConfig.Request.newBuilder()
                .setConfig(
                    encode(
                        provider.schema(),
                        Completion.nothing(provider.schema().block())
                            .with("token", Value.string(""))))
                .build());

    assertThat(answer.getDiagnosticsList()).extracting("summary").containsExactly("Empty value");
  }

  @Test
  @DisplayName(
      "8.4 #45, #46, #60, #65 create is planned; equal bytes twice; private echoed; never deferred")
  void planIsAFunctionOfItsRequest() {
    PlanResourceChange.Response first = plan(nothing(), toy("{'name': 'a'}"));

    assertThat(first).isEqualTo(plan(nothing(), toy("{'name': 'a'}")));
    assertThat(first.getPlannedPrivate().toStringUtf8()).isEqualTo("bytes");
    assertThat(first.hasDeferred()).isFalse();
    assertThat(first.getLegacyTypeSystem()).isFalse();
    assertThat(decode(first.getPlannedState()).get("id").isUnknown()).isTrue();
  }

  @Test
  @DisplayName("8.4 #65 deferred never set, although apply allows it")
  void applyWalkIsToldByDeferral() {
    List<String> walks = new ArrayList<>();
    provider.toy.planning = context -> walks.add(context.walk().name());
    ClientCapabilities client = ClientCapabilities.newBuilder().setDeferralAllowed(true).build();
    PlanResourceChange.Request request = planRequest(nothing(), toy("{'name': 'a'}"));

    terraform.planResourceChange(request);
    PlanResourceChange.Response apply =
        terraform.planResourceChange(request.toBuilder().setClientCapabilities(client).build());

    assertThat(walks).containsExactly("PLAN", "APPLY");
    assertThat(apply.hasDeferred()).isFalse();
  }

  @Test
  @DisplayName("8.4 #57 create, read, replace, delete over the wire")
  void objectLivesAndDies() {
    configure();
    Value created = create("{'name': 'a', 'size': 1}");

    ReadResource.Response read = read(created);
    PlanResourceChange.Response replace = plan(created, toy("{'name': 'b', 'size': 1}"));
    PlanResourceChange.Response destroy = plan(created, nothing());
    ApplyResourceChange.Response deleted = apply(created, nothing(), destroy.getPlannedState());

    assertThat(decode(read.getNewState())).isEqualTo(created);
    assertThat(read.getPrivate().toStringUtf8()).isEqualTo("secret bytes");
    assertThat(replace.getRequiresReplaceList())
        .containsExactly(WireDiagnostics.encode(Path.root().attribute("name")));
    assertThat(decode(destroy.getPlannedState()).isNull()).isTrue();
    assertThat(destroy.getPlannedPrivate().toStringUtf8()).isEqualTo("bytes");
    assertThat(decode(deleted.getNewState()).isNull()).isTrue();
    assertThat(decode(read(created).getNewState()).isNull()).isTrue();
  }

  private ReadResource.Response read(Value state) {
    return terraform.readResource(
        ReadResource.Request.newBuilder()
            .setTypeName("toy_thing")
            .setCurrentState(encode(SCHEMA, state))
            .setPrivate(ByteString.copyFromUtf8("secret bytes"))
            .build());
  }

  @Test
  void absentValuesAreNull() {
    configure();
    Value created = create("{'name': 'a'}");

    ApplyResourceChange.Response deleted =
        terraform.applyResourceChange(
            ApplyResourceChange.Request.newBuilder()
                .setTypeName("toy_thing")
                .setPriorState(encode(SCHEMA, created))
                .build());

    assertThat(deleted.getDiagnosticsList()).isEmpty();
    assertThat(decode(deleted.getNewState()).isNull()).isTrue();
  }

  @Test
  void jsonValueIsAcceptedWhereThereIsNoMsgpack() {
    DynamicValue json =
        DynamicValue.newBuilder()
            .setJson(ByteString.copyFrom(JsonCodec.encode(toy("{'name': ''}"), SCHEMA.type())))
            .build();

    ValidateResourceConfig.Response answer =
        validate(json, ClientCapabilities.getDefaultInstance());

    assertThat(answer.getDiagnosticsList()).extracting("summary").containsExactly("Empty value");
  }

  private ValidateResourceConfig.Response validate(DynamicValue config, ClientCapabilities client) {
    return terraform.validateResourceConfig(
        ValidateResourceConfig.Request.newBuilder()
            .setTypeName("toy_thing")
            .setConfig(config)
            .setClientCapabilities(client)
            .build());
  }

  @Test
  @DisplayName(
      "8.4 #66, 8.6 #76 write-only value needs the capability; absent capabilities count as none")
  void writeOnlyDependsOnTheHost() {
    DynamicValue config = encode(SCHEMA, toy("{'name': 'a', 'password': 'p'}"));
    ClientCapabilities modern =
        ClientCapabilities.newBuilder().setWriteOnlyAttributesAllowed(true).build();

    ValidateResourceConfig.Response old =
        terraform.validateResourceConfig(
            ValidateResourceConfig.Request.newBuilder()
                .setTypeName("toy_thing")
                .setConfig(config)
                .build());

    assertThat(old.getDiagnosticsList()).hasSize(1);
    assertThat(validate(config, modern).getDiagnosticsList()).isEmpty();
  }

  @Test
  @DisplayName("8.4 #68 severity never 0; path points at the argument")
  void diagnosticsCarrySeverityAndPath() {
    DynamicValue config =
        encode(SCHEMA, toy("{'name': '', 'disks': [{'label': 'x'}], 'guards': {'max_lag': 'x'}}"));

    List<Diagnostic> found =
        validate(config, ClientCapabilities.getDefaultInstance()).getDiagnosticsList();

    assertThat(found).hasSize(2);
    assertThat(found)
        .allSatisfy(d -> assertThat(d.getSeverity()).isEqualTo(Diagnostic.Severity.ERROR));
    assertThat(found)
        .extracting(Diagnostic::getAttribute)
        .contains(
            WireDiagnostics.encode(Path.root().attribute("name")),
            WireDiagnostics.encode(Path.root().attribute("guards").attribute("max_lag")));
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
    provider.toy.planning =
        _ -> {
          throw new IllegalStateException("hunter2");
        };

    PlanResourceChange.Response answer = plan(nothing(), toy("{'name': 'a'}"));

    assertThat(answer.getDiagnosticsList())
        .singleElement()
        .satisfies(d -> {
          assertThat(d.getSeverity()).isEqualTo(Diagnostic.Severity.ERROR);
          assertThat(d.getSummary()).contains("bug in the provider");
          assertThat(d.getDetail()).doesNotContain("hunter2");
        });
    assertThat(log.toString()).contains("IllegalStateException");
    provider.toy.planning = _ -> {};
    assertThat(plan(nothing(), toy("{'name': 'a'}")).getDiagnosticsList()).isEmpty();
    assertThat(service.runningCalls()).isZero();
  }

  @Test
  void malformedBytesAreAnsweredWithADiagnostic() {
    DynamicValue broken =
        DynamicValue.newBuilder().setMsgpack(ByteString.copyFromUtf8("\u0001")).build();

    assertThat(validate(broken, ClientCapabilities.getDefaultInstance()).getDiagnosticsList())
        .hasSize(1);
  }

  @Test
  void unknownTypesAreAnsweredWithADiagnostic() {
    ValidateResourceConfig.Response resource =
        terraform.validateResourceConfig(
            ValidateResourceConfig.Request.newBuilder().setTypeName("toy_none").build());
    ReadDataSource.Response data =
        terraform.readDataSource(
            ReadDataSource.Request.newBuilder().setTypeName("toy_none").build());

    assertThat(resource.getDiagnosticsList())
        .extracting("summary")
        .containsExactly("Unknown resource type");
    assertThat(data.getDiagnosticsList())
        .extracting("summary")
        .containsExactly("Unknown data source type");
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

    assertThat(decode(upgrade(1, json).getUpgradedState()).get("name").asString()).isEqualTo("t");
    assertThat(decode(upgrade(2, json).getUpgradedState()).get("id").asString()).isEqualTo("i");
    assertThat(upgrade(1, flatmap).getDiagnosticsList())
        .singleElement()
        .satisfies(d -> assertThat(d.getDetail()).contains("before 0.12"));
    assertThat(upgrade(1, RawState.getDefaultInstance()).getDiagnosticsList()).hasSize(1);
  }

  private UpgradeResourceState.Response upgrade(long version, RawState state) {
    return terraform.upgradeResourceState(
        UpgradeResourceState.Request.newBuilder()
            .setTypeName("toy_thing")
            .setVersion(version)
            .setRawState(state)
            .build());
  }

  @Test
  @DisplayName("8.4 #63 import: exactly one resource, or an error")
  void importAnswersWithOneResource() {
    configure();

    ImportResourceState.Response good = importState("made-1");

    assertThat(good.getImportedResourcesList())
        .singleElement()
        .satisfies(r -> {
          assertThat(r.getTypeName()).isEqualTo("toy_thing");
          assertThat(decode(r.getState()).get("id").asString()).isEqualTo("made-1");
        });
    assertThat(importState("?").getImportedResourcesList()).isEmpty();
    assertThat(importState("?").getDiagnosticsList()).hasSize(1);
    assertThat(importState("").getDiagnosticsList()).hasSize(1);
  }

  private ImportResourceState.Response importState(String id) {
    return terraform.importResourceState(
        ImportResourceState.Request.newBuilder().setTypeName("toy_thing").setId(id).build());
  }

  @Test
  void movedStateIsTakenOver() {
    MoveResourceState.Response moved =
        terraform.moveResourceState(
            MoveResourceState.Request.newBuilder()
                .setSourceTypeName("old_thing")
                .setTargetTypeName("toy_thing")
                .setSourceState(
                    RawState.newBuilder().setJson(ByteString.copyFromUtf8("{\"id\":\"i\"}")))
                .setSourcePrivate(ByteString.copyFromUtf8("p"))
                .build());

    assertThat(decode(moved.getTargetState()).get("id").asString()).isEqualTo("i");
    assertThat(moved.getTargetPrivate().toStringUtf8()).isEqualTo("p");
  }

  @Test
  void dataSourceIsValidatedAndRead() {
    configure();
    Schema schema = provider.lookup.schema();
    DynamicValue config =
        encode(schema, Completion.nothing(schema.block()).with("name", Value.string("a")));

    ReadDataSource.Response read =
        terraform.readDataSource(
            ReadDataSource.Request.newBuilder()
                .setTypeName("toy_lookup")
                .setConfig(config)
                .build());
    ValidateDataResourceConfig.Response valid =
        terraform.validateDataResourceConfig(
            ValidateDataResourceConfig.Request.newBuilder()
                .setTypeName("toy_lookup")
                .setConfig(config)
                .build());

    Value state = MsgpackCodec.decode(read.getState().getMsgpack().toByteArray(), schema.type());
    assertThat(state.get("result").asString()).isEqualTo("found a");
    assertThat(valid.getDiagnosticsList()).isEmpty();
  }

  @Test
  @DisplayName("8.5 #73 StopProvider returns in < 100 ms while 10 calls run")
  void stopReachesAllRunningCallsAtOnce() throws Exception {
    configure();
    CountDownLatch running = new CountDownLatch(10);
    provider.toy.applying =
        context -> {
          running.countDown();
          Awaitility.await().atMost(Duration.ofSeconds(10)).until(context::stopRequested);
          return Optional.empty();
        };
    Value config = toy("{'name': 'a'}");
    DynamicValue planned = plan(nothing(), config).getPlannedState();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<ApplyResourceChange.Response>> calls = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        calls.add(CompletableFuture.supplyAsync(() -> apply(nothing(), config, planned), threads));
      }
      running.await();
      assertThat(service.runningCalls()).isEqualTo(10);
      long start = System.nanoTime();
      StopProvider.Response stopped =
          terraform.stopProvider(StopProvider.Request.getDefaultInstance());

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(100));
      assertThat(stopped.getError()).isEmpty();
      assertThat(calls).allSatisfy(c -> assertThat(c.join().getDiagnosticsList()).isEmpty());
    }
  }

  @Test
  void nextConfigurationForgetsTheStopButNotTheEnd() {
    List<Boolean> stops = new ArrayList<>();
    provider.toy.planning = context -> stops.add(context.stopRequested());

    terraform.stopProvider(StopProvider.Request.getDefaultInstance());
    plan(nothing(), toy("{'name': 'a'}"));
    configure();
    plan(nothing(), toy("{'name': 'a'}"));
    service.requestStop();
    configure();
    plan(nothing(), toy("{'name': 'a'}"));

    assertThat(stops).containsExactly(true, false, true);
  }

  @Test
  @DisplayName("8.5 #74 cancelled gRPC call does not leave a thread spinning")
  void cancelledCallIsAskedToStop() throws Exception {
    configure();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    provider.toy.planning =
        context -> {
          started.countDown();
          Awaitility.await().atMost(Duration.ofSeconds(10)).until(context::stopRequested);
          ended.countDown();
        };
    com.google.common.util.concurrent.ListenableFuture<PlanResourceChange.Response> call =
        ProviderGrpc.newFutureStub(loopback.channel())
            .planResourceChange(planRequest(nothing(), toy("{'name': 'a'}")));

    started.await();
    call.cancel(true);

    assertThat(ended.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    Awaitility.await().until(() -> service.runningCalls() == 0);
  }

  @Test
  @DisplayName("8.6 #77 requests with unknown extra fields are ignored")
  void unknownFieldsAreIgnored() {
    UnknownFieldSet extra =
        UnknownFieldSet.newBuilder()
            .addField(999, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();
    PlanResourceChange.Request request =
        planRequest(nothing(), toy("{'name': 'a'}")).toBuilder().setUnknownFields(extra).build();

    assertThat(terraform.planResourceChange(request).getDiagnosticsList()).isEmpty();
  }

  @Test
  @DisplayName("8.6 #78 every RPC answers; one we do not have: UNIMPLEMENTED, process lives on")
  void everyRpcAnswers() {
    FileDescriptor file = dev.tfpaas.proto.tfplugin6.TfPlugin6.getDescriptor().getFile();
    Set<String> unimplemented = new TreeSet<>();
    for (MethodDescriptor method : file.findServiceByName("Provider").getMethods()) {
      Status status = loopback.callWithEmptyRequest(method);
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
    assertThat(schemas().hasProvider()).isTrue();
  }

  @Test
  void brokenProviderIsRefusedAtOnce() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new ProviderService<>(provider.named("other"), (_, _) -> {}))
        .withMessageContaining("must begin with other_");
  }

  @Test
  void statusErrorsAreForMisuseOnly() {
    assertThatExceptionOfType(StatusRuntimeException.class)
        .isThrownBy(() -> loopback.callUnknownMethod())
        .withMessageContaining("UNIMPLEMENTED");
  }
}
