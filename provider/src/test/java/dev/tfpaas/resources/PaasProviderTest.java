package dev.tfpaas.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tfpaas.KnownPlatforms;
import dev.tfpaas.KnownResources;
import dev.tfpaas.framework.cty.JsonCodec;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.ConfigureRequest;
import dev.tfpaas.framework.schema.Completion;
import dev.tfpaas.framework.schema.ConfigCheck;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.WriteOnly;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.local.LocalType;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.Sleeper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaasProviderTest {
  @TempDir Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private final List<PlatformSettings> opened = new ArrayList<>();

  private PaasProvider provider() {
    Clock clock = Clock.systemUTC();
    return new PaasProvider(
        KnownPlatforms.ALL,
        KnownResources.ALL,
        this::open,
        new Surroundings(
            environment, directory, clock, new Runner(clock, Sleeper.THREAD, _ -> {})));
  }

  private Platform open(PlatformSettings settings) {
    opened.add(settings);
    return settings
        .type()
        .open(
            settings,
            new PlatformTools(Clock.systemUTC(), Sleeper.THREAD, _ -> {}, "test", Map.of()));
  }

  private Value config(String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Schema schema = provider().schema();
    return Completion.complete(schema.block(), JsonCodec.decode(bytes, schema.type()));
  }

  private PlatformSettings settings(String json) {
    provider().configure(new ConfigureRequest(config(json), "1.11.4"), new Diagnostics());
    return opened.getLast();
  }

  private DiagnosticException refusal(String json) {
    try {
      settings(json);
    } catch (DiagnosticException refused) {
      return refused;
    }
    throw new AssertionError("was accepted: " + opened);
  }

  @Test
  void emptyBlockIsTheLocalPlatformBesideTheConfiguration() {
    PlatformSettings settings = settings("{}");

    assertThat(settings.type().name()).isEqualTo("local");
    assertThat(settings.values()).isEqualTo(Map.of("path", directory.resolve(".paas").toString()));
  }

  @Test
  void estateFileOfTheWorkingDirectoryIsFound() throws IOException {
    Path estate = Files.writeString(directory.resolve("estate.yaml"), "regions: {}\n");

    PlatformSettings settings = settings("{'local': {'path': 'world'}}");

    assertThat(settings.path("path")).contains(directory.resolve("world"));
    assertThat(settings.path("estate")).contains(estate);
  }

  @Test
  void estateFileThatDoesNotExistIsAnErrorOnItsAttribute() {
    DiagnosticException refused = refusal("{'local': {'estate': 'no.yaml'}}");

    assertThat(refused.diagnostics().getFirst().path().toString()).isEqualTo("local.estate");
  }

  @Test
  void authorityFileThatCannotBeReadIsAnErrorOnItsAttribute() {
    DiagnosticException refused =
        refusal("{'cloud66': {'access_token': 't', 'ca_certificate_file': 'no.pem'}}");

    assertThat(refused.diagnostics().getFirst().path().toString())
        .isEqualTo("cloud66.ca_certificate_file");
  }

  @Test
  void blanksAndLineEndsAroundATokenAreCutOff() {
    environment.put("CLOUD66_ACCESS_TOKEN", "\ufeff \u00a0from-a-file\u200b\t\r\n");

    assertThat(settings("{'cloud66': {}}").values()).containsEntry("access_token", "from-a-file");
    assertThat(settings("{'cloud66': {'access_token': 'in-the-block\\n'}}").values())
        .containsEntry("access_token", "in-the-block");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two hunter2",
        "two\\nhunter2",
        "hunter2\\u0000x",
        "hun\\u00a0ter2",
        "hun\\u200bter2",
        "hun\\ufeffter2",
        "hun\\tter2",
        "hunter2\\u00e9"
      })
  void tokenThatNoHeaderCanHoldIsRefusedWithoutShowingIt(String token) {
    DiagnosticException refused = refusal("{'cloud66': {'access_token': '" + token + "'}}");

    assertThat(refused.diagnostics().getFirst().path().toString())
        .isEqualTo("cloud66.access_token");
    assertThat(refused.diagnostics().toString()).doesNotContain("hunter2");
  }

  @Test
  void tokenComesFromTheBlockOrElseFromTheEnvironment() {
    environment.put("CLOUD66_ACCESS_TOKEN", "from-environment");

    assertThat(settings("{'cloud66': {}}").values())
        .isEqualTo(Map.of("url", "https://app.cloud66.com", "access_token", "from-environment"));
    assertThat(settings("{'cloud66': {'access_token': 'from-block'}}").values())
        .containsEntry("access_token", "from-block");
  }

  @Test
  void everyVariableOfScalingoIsUsed() {
    environment.put("PAAS_PLATFORM", "scalingo");
    environment.put("SCALINGO_API_TOKEN", "t");
    environment.put("SCALINGO_REGION", "osc-secnum-fr1");
    environment.put("SCALINGO_AUTH_URL", "http://localhost:1");
    environment.put("SCALINGO_API_URL", "http://127.0.0.1:2");
    environment.put("SCALINGO_DB_URL", "http://[::1]:3");

    assertThat(settings("{}").values())
        .isEqualTo(
            Map.of(
                "region", "osc-secnum-fr1",
                "api_token", "t",
                "auth_url", "http://localhost:1",
                "api_url", "http://127.0.0.1:2",
                "database_api_url", "http://[::1]:3"));
  }

  @ParameterizedTest
  @MethodSource("missing")
  void missingTokenNamesBothWaysToGiveIt(String config, String path, String variable) {
    DiagnosticException refused = refusal(config);

    assertThat(refused.diagnostics().getFirst().path().toString()).isEqualTo(path);
    assertThat(refused.getMessage()).contains(variable).contains("provider block");
  }

  static Stream<Arguments> missing() {
    return Stream.of(
        arguments("{'cloud66': {}}", "cloud66.access_token", "CLOUD66_ACCESS_TOKEN"),
        arguments("{'scalingo': {}}", "scalingo.api_token", "SCALINGO_API_TOKEN"),
        arguments("{'jelastic': {'token': 't'}}", "jelastic.url", "JELASTIC_URL"),
        arguments("{'jelastic': {'url': 'https://a.b'}}", "jelastic.token", "JELASTIC_TOKEN"));
  }

  @Test
  void unknownPlatformInTheEnvironmentIsNamed() {
    environment.put("PAAS_PLATFORM", "heroku");

    assertThat(refusal("{}").getMessage()).contains("PAAS_PLATFORM").contains("heroku");
  }

  @Test
  void blockWinsOverTheEnvironment() {
    environment.put("PAAS_PLATFORM", "cloud66");

    assertThat(settings("{'local': {}}").type()).isInstanceOf(LocalType.class);
  }

  @ParameterizedTest
  @MethodSource("urls")
  void urlsThatWouldLeakATokenAreRefused(String url) {
    Diagnostics diagnostics = new Diagnostics();

    ConfigCheck.check(
        provider().schema(),
        config("{'cloud66': {'url': '%s'}}".formatted(url)),
        WriteOnly.Support.SUPPORTED,
        diagnostics);

    assertThat(diagnostics.list())
        .extracting(it -> it.path().toString())
        .containsExactly("cloud66.url");
  }

  static Stream<String> urls() {
    return Stream.of(
        "http://app.cloud66.com",
        "http://localhost.evil.example",
        "http://127.0.0.1.evil.example",
        "app.cloud66.com",
        "ftp://app.cloud66.com",
        "https://me:secret@app.cloud66.com",
        "https://");
  }

  @Test
  void urlOfTheEnvironmentIsCheckedToo() {
    environment.put("CLOUD66_URL", "http://app.cloud66.com");

    assertThat(refusal("{'cloud66': {'access_token': 't'}}").getMessage()).contains("CLOUD66_URL");
  }

  @Test
  void twoPlatformsAreOneTooMany() {
    Diagnostics diagnostics = new Diagnostics();

    provider().validate(config("{'local': {}, 'cloud66': {}}"), diagnostics);

    assertThat(diagnostics.list())
        .extracting(it -> it.path().toString())
        .containsExactly("cloud66");
  }

  @Test
  void unknownValuesLeaveThePlatformOpen() {
    Value config = config("{'cloud66': {'access_token': 'x'}}");
    Value block = config.get("cloud66").with("access_token", Value.unknown(Type.STRING));

    PaasClient client =
        provider()
            .configure(
                new ConfigureRequest(config.with("cloud66", block), "1.11.4"), new Diagnostics());

    assertThat(client.platform()).isEmpty();
    assertThat(opened).isEmpty();
    assertThatThrownBy(client::requirePlatform)
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("cloud66.access_token");
  }

  @Test
  void tokensAreSensitive() {
    for (String block : List.of("cloud66", "scalingo", "jelastic")) {
      assertThat(settingsText(block)).doesNotContain("very-secret");
    }
  }

  private String settingsText(String block) {
    environment.put("CLOUD66_ACCESS_TOKEN", "very-secret");
    environment.put("SCALINGO_API_TOKEN", "very-secret");
    environment.put("JELASTIC_TOKEN", "very-secret");
    environment.put("JELASTIC_URL", "https://a.b");
    return settings("{'%s': {}}".formatted(block)).toString();
  }

  @Test
  void platformThatCannotBeOpenedIsAnErrorOnItsBlock() {
    Clock clock = Clock.systemUTC();
    PaasProvider provider =
        new PaasProvider(
            KnownPlatforms.ALL,
            KnownResources.ALL,
            _ -> {
              throw new PlatformException(
                  PlatformException.Kind.CORRUPT, "local", "open .paas", "line 3, column 5", false);
            },
            new Surroundings(
                environment, directory, clock, new Runner(clock, Sleeper.THREAD, _ -> {})));

    assertThatThrownBy(
            () -> provider.configure(new ConfigureRequest(config("{}"), ""), new Diagnostics()))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("local: Cannot use the platform")
        .hasMessageContaining("line 3, column 5");
  }

  @Test
  void everyAttributeIsDescribed() {
    PaasProvider provider = provider();

    provider
        .resources()
        .forEach(it -> assertDescribed(it.typeName(), it.schema().block().attributes()));
    provider
        .dataSources()
        .forEach(it -> assertDescribed(it.typeName(), it.schema().block().attributes()));
    assertDescribed("provider", provider.schema().block().attributes());
  }

  @Test
  @DisplayName("8.2 #27 the rules of 3.10 hold for every schema, and no name in one is reserved")
  void everySchemaCanBeUsed() {
    PaasProvider provider = provider();

    // A schema that breaks a rule cannot be made; what it is used for is known here only.
    assertThatCode(
            () -> {
              provider.schema().usableIn(Schema.Use.PROVIDER);
              provider.resources().forEach(it -> it.schema().usableIn(Schema.Use.RESOURCE));
              provider.dataSources().forEach(it -> it.schema().usableIn(Schema.Use.RESOURCE));
            })
        .doesNotThrowAnyException();
    assertThat(provider.resources()).hasSize(4);
    assertThat(provider.dataSources()).hasSize(3);
  }

  private static void assertDescribed(
      String where, List<dev.tfpaas.framework.schema.Attribute> attributes) {
    for (dev.tfpaas.framework.schema.Attribute attribute : attributes) {
      assertThat(attribute.description()).as("%s.%s", where, attribute.name()).endsWith(".");
    }
  }
}
