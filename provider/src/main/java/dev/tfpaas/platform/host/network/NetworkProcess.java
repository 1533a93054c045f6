package dev.tfpaas.platform.host.network;

import dev.tfpaas.platform.host.ground.Cloud;
import dev.tfpaas.platform.host.ground.Ground;
import dev.tfpaas.platform.host.ground.Records.AppRecord;
import dev.tfpaas.platform.host.ground.Records.DatabaseRecord;
import dev.tfpaas.platform.host.ground.Records.GroupRecord;
import dev.tfpaas.world.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/// The process: answers at all gates and addresses by what was asked for when it looked last, and
/// takes over what is new when it is told to.
public final class NetworkProcess {
  private static final long IN_FLIGHT_NANOS = 500_000_000L;
  private static final long LOOK_NANOS = 5_000_000L;

  private final Ground ground;
  private final Map<Integer, Listener> listening = new HashMap<>();
  private final Traffic traffic;
  private volatile Cloud cloud;

  private NetworkProcess(Ground ground) {
    this.ground = ground;
    this.cloud = ground.read();
    this.traffic = new Traffic(() -> cloud);
  }

  /// Runs until it is ended.
  ///
  /// @param args the platform's directory
  /// @throws IOException when its own port is taken
  public static void main(String[] args) throws IOException {
    new NetworkProcess(new Ground(Path.of(args[0]))).serve();
  }

  private void serve() throws IOException {
    try (ServerSocket line = new ServerSocket()) {
      line.setReuseAddress(true);
      line.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), cloud.line().port()));
      listen();
      while (true) {
        Socket caller = line.accept();
        Thread.ofVirtual().start(() -> answer(caller));
      }
    }
  }

  private void answer(Socket caller) {
    try (caller) {
      String asked =
          new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      String[] words = asked == null ? new String[0] : asked.split(" ", -1);
      if (words.length < 2 || !words[0].equals(cloud.line().token())) {
        return;
      }
      String said =
          switch (words[1]) {
            case "reload" -> {
              reload();
              yield state();
            }
            case "health" ->
                Json.Fields.empty()
                    .whole("status", traffic.health(cloud.requireApp(words[2])))
                    .print();
            default -> state();
          };
      caller.getOutputStream().write((said + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // Whoever asked has gone, and sees that there is no answer.
    }
  }

  private synchronized void reload() throws IOException {
    cloud = ground.read();
    listen();
    long until = System.nanoTime() + IN_FLIGHT_NANOS;
    while (traffic.underWay(closed()) && System.nanoTime() < until) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    traffic.dropCut();
  }

  private NavigableSet<String> closed() {
    NavigableSet<String> closed = new TreeSet<>();
    cloud.apps().values().stream()
        .filter(AppRecord::maintenance)
        .map(AppRecord::name)
        .forEach(closed::add);
    return closed;
  }

  private String state() {
    Cloud now = cloud;
    NavigableSet<String> cut = new TreeSet<>();
    now.regions()
        .values()
        .forEach(it -> {
          if (it.cut()) {
            cut.add(it.name());
          }
        });
    Json.Fields leads = Json.Fields.empty();
    Json.Fields refusing = Json.Fields.empty();
    for (GroupRecord group : now.groups().values()) {
      leads.text(group.id(), group.active());
      traffic.refusingSince(group.id()).ifPresent(it -> refusing.whole(group.id(), it));
    }
    return Json.Fields.empty()
        .whole("revision", now.revision())
        .texts("closed", closed().stream().toList())
        .texts("cut", cut.stream().toList())
        .with("leads", leads)
        .with("refusing", refusing)
        .print();
  }

  /// Listens at every port that there is to be, and at no other.
  private void listen() throws IOException {
    Map<Integer, String> wanted = new HashMap<>();
    for (AppRecord app : cloud.apps().values()) {
      String name = app.name();
      wanted.put(app.gate(), name);
      if (!listening.containsKey(app.gate())) {
        listening.put(app.gate(), traffic.gate(app.gate(), name));
      }
      for (DatabaseRecord database : app.databases()) {
        wanted.put(database.gate(), name);
        if (!listening.containsKey(database.gate())) {
          listening.put(database.gate(), traffic.pipe(database.gate(), database.port(), name));
        }
      }
    }
    for (GroupRecord group : cloud.groups().values()) {
      wanted.put(group.port(), group.id());
      if (!listening.containsKey(group.port())) {
        listening.put(group.port(), traffic.address(group.port(), group.id()));
      }
    }
    for (Integer port :
        listening.keySet().stream().filter(it -> !wanted.containsKey(it)).toList()) {
      Listener gone = listening.remove(port);
      if (gone != null) {
        gone.close();
      }
    }
  }
}
