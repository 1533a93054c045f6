package dev.tfpaas.matrix;

import dev.tfpaas.emulator.Hold;
import dev.tfpaas.emulator.RequestLog;
import dev.tfpaas.framework.cty.JsonCodec;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.matrix.Scenario.Scene;
import dev.tfpaas.world.Pause.Moment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A vendor's runbook as a real Terraform finds it: an emulator whose time runs fast, a
/// configuration, and what is stored of the object. What comes before the runbook was done in
/// process.
public final class VendorScene implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final Duration TICK = Duration.ofMillis(20);
  private static final int FASTER = 100;

  private final Scenario scenario;
  private final Scene scene;
  private final EmulatedTheatre theatre;
  private final int before;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  private VendorScene(Scenario scenario, Scene scene, EmulatedTheatre theatre) {
    this.scenario = scenario;
    this.scene = scene;
    this.theatre = theatre;
    this.before = theatre.calls().size();
    theatre.goOn(pace());
    // Who waits for an answer looks at nothing.
    ScheduledFuture<?> _ =
        this.ticker.scheduleWithFixedDelay(
            () -> theatre.clock.move(TICK.multipliedBy(FASTER)),
            TICK.toMillis(),
            TICK.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /// Returns the names of all runbooks, e.g. `cloud66: switch planned`.
  public static List<String> names() {
    return all().map(Scenario::name).toList();
  }

  private static Stream<Scenario> all() {
    return Stream.of(Cloud66Scenarios.all(), JelasticScenarios.all(), ScalingoScenarios.all())
        .flatMap(List::stream);
  }

  /// Sets the scene of one in an empty directory.
  public static VendorScene open(String name, Path directory) {
    Scenario scenario = all().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    Scene scene = scenario.prepare().apply(directory, Instant.now());
    if (!(scene.theatre() instanceof EmulatedTheatre theatre)) {
      throw new IllegalArgumentException(name + " has no emulator");
    }
    return new VendorScene(scenario, scene, theatre);
  }

  /// Returns the variables that point the provider at the emulator.
  public Map<String, String> environment() {
    String address = theatre.server().address().toString();
    return switch (platform()) {
      case "scalingo" ->
          Map.of(
              "PAAS_PLATFORM",
              "scalingo",
              "SCALINGO_REGION",
              "osc-fr1",
              "SCALINGO_AUTH_URL",
              address,
              "SCALINGO_API_TOKEN",
              ScalingoScenarios.TOKEN);
      case "cloud66" ->
          Map.of(
              "PAAS_PLATFORM",
              "cloud66",
              "CLOUD66_URL",
              address,
              "CLOUD66_ACCESS_TOKEN",
              Cloud66Scenarios.TOKEN);
      case "jelastic" ->
          Map.of(
              "PAAS_PLATFORM",
              "jelastic",
              "JELASTIC_URL",
              address,
              "JELASTIC_TOKEN",
              JelasticScenarios.TOKEN);
      default -> throw new IllegalArgumentException("nothing is known of " + platform());
    };
  }

  private String platform() {
    return scenario.name().substring(0, scenario.name().indexOf(':'));
  }

  /// Returns what passes at each look. What a call begins should be over soon, because the provider
  /// waits in real time; but where a login ends after an hour it must last for a while.
  private Duration pace() {
    return platform().equals("scalingo") ? Duration.ofSeconds(3) : Duration.ofSeconds(60);
  }

  /// Tells whether the object is to be destroyed.
  public boolean destroys() {
    return scene.config().isEmpty();
  }

  /// Returns the configuration as Terraform's JSON; without the object when it is to be destroyed.
  ///
  /// @param source the address of the provider
  public String configuration(String source) {
    ObjectNode root = JSON.createObjectNode();
    root.putObject("terraform")
        .putObject("required_providers")
        .putObject("paas")
        .put("source", source);
    root.putObject("provider").putObject("paas");
    scene
        .config()
        .ifPresent(config ->
            root.putObject("resource")
                .putObject(scene.type())
                .set("it", JSON.readTree(config.replace('\'', '"'))));
    return root.toPrettyString();
  }

  /// Returns the state file; one without any object when it is new.
  ///
  /// @param source the address of the provider
  public String state(String source) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", 4).put("terraform_version", "1.0.0").put("serial", 1);
    root.put("lineage", "8a1f5a0e-0000-4000-8000-000000000001").putObject("outputs");
    scene
        .stored()
        .ifPresent(stored -> {
          Value value = stored.state();
          ObjectNode resource = root.putArray("resources").addObject();
          resource.put("mode", "managed").put("type", scene.type()).put("name", "it");
          resource.put("provider", "provider[\"registry.terraform.io/%s\"]".formatted(source));
          ObjectNode instance = resource.putArray("instances").addObject();
          instance.put("schema_version", theatre.resource(scene.type()).schema().version());
          instance.set(
              "attributes",
              JSON.readTree(
                  new String(JsonCodec.encode(value, value.type()), StandardCharsets.UTF_8)));
          instance.put("private", Base64.getEncoder().encodeToString(stored.facts().bytes()));
        });
    return root.toPrettyString();
  }

  /// Returns the changes that the vendor accepted since the scene was set, without identifiers.
  public List<String> calls() {
    List<String> calls = theatre.calls();
    return calls.subList(before, calls.size());
  }

  /// Lets a call stand still.
  ///
  /// @param call as [#calls] writes it
  /// @param skip how many of the same pass first
  public Hold hold(Moment moment, String call, int skip) {
    Hold hold = theatre.server().hold();
    hold.ask(moment, entry -> text(entry).equals(call), skip);
    return hold;
  }

  private static String text(RequestLog.Entry entry) {
    return Theatre.withoutIds(
        "%s %s %s".formatted(entry.method(), entry.path(), entry.what()).strip());
  }

  /// Tells whether a call begins something, which must not happen twice.
  public boolean begins(String call) {
    return scenario.begins(call);
  }

  /// Returns what lasts of what the platform is, when all is over.
  public List<String> ending() {
    scene.aftermath().run();
    theatre.rest(Duration.ofMinutes(20));
    return theatre.standing();
  }

  /// Returns what monitors recorded, without identifiers.
  public List<String> violations() {
    return theatre.violations().stream().map(Theatre::withoutIds).distinct().sorted().toList();
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    theatre.close();
  }
}
