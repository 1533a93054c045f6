package dev.tfpaas.matrix;

import dev.tfpaas.emulator.AroundApi;
import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.emulator.RequestLog;
import dev.tfpaas.emulator.VendorApi;
import dev.tfpaas.emulator.jelastic.JelasticEmulator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Looks behind the emulator of Jelastic, which keeps no monitors: after every call it reads where
/// the custom domains lead and what the databases hold. Guarded by its own lock.
///
/// @param emulator what is looked at
/// @param token a token for reading
/// @param open how many calls wait for their answer
/// @param calls the changes that were accepted
/// @param broken what went wrong so far
/// @param positions how many writes each database held at the last look
record JelasticWitness(
    JelasticEmulator emulator,
    String token,
    AtomicInteger open,
    List<String> calls,
    Set<String> broken,
    Map<String, Long> positions)
    implements AroundApi, EmulatedTheatre.Witness {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String INCARNATION = "[0-9TZ:.-]+ [0-9a-f-]{36}";
  private static final String CONTROL = "/1.0/environment/control/rest/";
  private static final int RUNNING = 1;

  /// The source of a copy serves while it is made.
  private static final Set<Integer> SERVING = Set.of(RUNNING, 7);

  static JelasticWitness of(JelasticEmulator emulator, String token) {
    return new JelasticWitness(
        emulator, token, new AtomicInteger(), new ArrayList<>(), new TreeSet<>(), new HashMap<>());
  }

  @Override
  public VendorApi around() {
    return emulator;
  }

  @Override
  public Reply handle(Request request) {
    open.incrementAndGet();
    try {
      Reply reply = emulator.handle(request);
      note(request, reply);
      return reply;
    } finally {
      open.decrementAndGet();
    }
  }

  private synchronized void note(Request request, Reply reply) {
    String what = meaning(request);
    String commands = request.form().getOrDefault("commandList", "");
    boolean asks = commands.contains("--diagnostic") || commands.contains("SHOW GRANTS");
    if (!what.isEmpty() && !asks && isAccepted(reply)) {
      calls.add("%s %s %s".formatted(request.method(), request.path(), what));
    }
    watch();
  }

  /// Refusals have status 200 too; some are nested.
  private static boolean isAccepted(Reply reply) {
    if (reply.status() != 200) {
      return false;
    }
    JsonNode body = JSON.readTree(reply.body());
    return body.path("result").asInt(-1) == 0 && body.path("response").path("result").asInt(0) == 0;
  }

  private void watch() {
    for (JsonNode one : dashboard("environments")) {
      String name = one.path("env").path("envName").asString("");
      int status = one.path("env").path("status").asInt(0);
      for (JsonNode domain : one.path("env").path("extdomains")) {
        if (!SERVING.contains(status)) {
          broken.add(
              "%s leads to %s, whose status is %d".formatted(domain.asString(""), name, status));
        }
      }
    }
    for (JsonNode database : dashboard("world").path("databases")) {
      String name = database.path("environment").asString("");
      long position = database.path("position").asLong(0);
      Long before = positions.put(name, position);
      if (before != null && position < before) {
        broken.add("the database of %s lost writes %d to %d".formatted(name, position, before));
      }
    }
  }

  private JsonNode dashboard(String what) {
    return JSON.readTree(
        emulator.operate(new Request("GET", "/dashboard/" + what, Map.of(), Map.of(), "")).body());
  }

  /// Calls the API beside everything that is watched.
  JsonNode call(String method, Map<String, String> parameters) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.put("session", token);
    String form =
        all.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    Reply reply = emulator.handle(new Request("POST", CONTROL + method, Map.of(), Map.of(), form));
    if (!isAccepted(reply)) {
      throw new AssertionError(method + ": " + reply.body());
    }
    return JSON.readTree(reply.body());
  }

  /// Runs a command in the database of an environment.
  void command(String environment, String command) {
    for (JsonNode one : dashboard("environments")) {
      boolean meant = one.path("env").path("envName").asString("").equals(environment);
      for (JsonNode node : one.path("nodes")) {
        if (meant && node.path("nodeGroup").asString("").equals("sqldb")) {
          String list = JSON.writeValueAsString(List.of(Map.of("command", command)));
          call(
              "execcmdbyid",
              Map.of(
                  "envName", environment,
                  "nodeId", node.path("id").toString(),
                  "commandList", list));
        }
      }
    }
  }

  /// Who died leaves calls behind that are still answered.
  @Override
  public List<String> calls(RequestLog log) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> open.get() == 0);
    synchronized (this) {
      return List.copyOf(calls);
    }
  }

  @Override
  public synchronized List<String> violations() {
    return List.copyOf(broken);
  }

  @Override
  public List<String> standing(EmulatedTheatre theatre) {
    List<String> lines = new ArrayList<>();
    for (JsonNode one : dashboard("environments")) {
      lines.addAll(standing(one));
    }
    dashboard("world").path("databases").forEach(it -> lines.add("database " + it));
    return lines;
  }

  private List<String> standing(JsonNode one) {
    JsonNode env = one.path("env");
    String name = env.path("envName").asString("");
    List<String> lines = new ArrayList<>();
    lines.add(
        "environment %s in %s as %s status %d domains %s groups %s"
            .formatted(
                name,
                env.path("hardwareNodeGroup").asString(""),
                env.path("domain").asString(""),
                env.path("status").asInt(0),
                env.path("extdomains").valueStream().map(JsonNode::toString).sorted().toList(),
                one.path("envGroups")));
    Map<String, String> named = Map.of("envName", name);
    // A mark ends in the identifier of the environment that it is meant for, and whose one is
    // differs
    // from run to run.
    String properties =
        call("getenvproperty", named).path("properties").toString().replaceAll(INCARNATION, "mine");
    lines.add(
        "properties of %s %s"
            .formatted(name, properties.replace(env.path("appid").asString(""), "its appid")));
    for (JsonNode node : one.path("nodes")) {
      String id = node.path("id").toString();
      lines.add(
          "node of %s %s %s variables %s"
              .formatted(
                  name,
                  node.path("nodeGroup").asString(""),
                  node.path("nodeType").asString(""),
                  call("getcontainerenvvars", Map.of("envName", name, "nodeId", id))
                      .path("object")));
    }
    return lines;
  }
}
