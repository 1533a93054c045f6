package dev.tfpaas.platform.host.network;

import dev.tfpaas.platform.host.ground.Cloud;
import dev.tfpaas.platform.host.ground.Ground;
import dev.tfpaas.world.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Talks to the network's process: one line asked, one line answered.
///
/// @param ground whose network it is
public record NetworkLine(Ground ground) {
  private static final int MILLIS = 5_000;

  /// What the network does now.
  ///
  /// @param revision up to which change it knows what was asked for
  /// @param closed apps for which it answers with a maintenance page
  /// @param cut regions that it does not reach
  /// @param leads the app that each group's address leads to, by group
  /// @param refusing since when a group's clients are refused without an answer in between, in
  ///   milliseconds of the epoch, by group
  public record State(
      long revision,
      Set<String> closed,
      Set<String> cut,
      Map<String, String> leads,
      Map<String, Long> refusing) {}

  /// Asks what it does; empty when it does not answer.
  public Optional<State> state() {
    try {
      return Optional.of(parse(ask(ground.read(), "state")));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// Lets it take over what was asked for; returns when it has, and requests that were under way
  /// have ended or had their time.
  ///
  /// @throws IOException when it does not answer
  public State reload(Cloud cloud) throws IOException {
    return parse(ask(cloud, "reload"));
  }

  /// Asks an app, past its maintenance page, whether it is well.
  ///
  /// @return the status that it answers; 0 when it does not answer
  /// @throws IOException when the network does not answer
  public int health(Cloud cloud, String app) throws IOException {
    return Math.toIntExact(Json.parse(ask(cloud, "health " + app)).whole("status"));
  }

  private static String ask(Cloud cloud, String question) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), cloud.line().port()), MILLIS);
      socket.setSoTimeout(MILLIS);
      socket
          .getOutputStream()
          .write((cloud.line().token() + " " + question + "\n").getBytes(StandardCharsets.UTF_8));
      String answer =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      if (answer == null) {
        throw new IOException("the network does not answer");
      }
      return answer;
    }
  }

  private static State parse(String text) {
    Json.Fields fields = Json.parse(text);
    Map<String, String> leads = new HashMap<>();
    Json.Fields led = fields.object("leads");
    led.fields().keySet().forEach(key -> leads.put(key, led.text(key)));
    Map<String, Long> refusing = new HashMap<>();
    Json.Fields since = fields.object("refusing");
    since.fields().keySet().forEach(key -> refusing.put(key, since.whole(key)));
    return new State(
        fields.whole("revision"),
        new HashSet<>(fields.texts("closed")),
        new HashSet<>(fields.texts("cut")),
        leads,
        refusing);
  }
}
