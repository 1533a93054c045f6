package dev.tfpaas.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The local platform of a workspace, acted on as with a dashboard through `paas local`.
///
/// @param workspace the workspace whose `.paas` it is
record LocalCloud(Workspace workspace) {

  /// Returns the mutating calls of all applies so far, in order, e.g. `PUT /apps/shop/maintenance
  /// {on: true}`.
  List<String> calls() {
    List<String> calls = new ArrayList<>();
    for (JsonNode call : log()) {
      calls.add(call.path("call").asString());
    }
    return calls;
  }

  /// Returns the mutating calls after the first few.
  List<String> callsAfter(int first) {
    List<String> calls = calls();
    return calls.subList(first, calls.size());
  }

  /// Returns the call log as the command prints it.
  JsonNode log() {
    return Workspace.json(paas("log", "--output", "json").out());
  }

  /// Returns everything there is, as the command prints it.
  JsonNode show() {
    return Workspace.json(paas("show", "--output", "json").out());
  }

  /// Returns one app.
  JsonNode app(String name) {
    for (JsonNode app : show().path("apps")) {
      if (app.path("name").asString().equals(name)) {
        return app;
      }
    }
    throw new AssertionError("there is no app " + name);
  }

  /// Makes a region fail.
  void fail(String region) {
    paas("fail", region);
  }

  /// Brings a region back.
  void heal(String region) {
    paas("heal", region);
  }

  /// Switches a group as the dashboard does.
  void switchTo(String group, String side) {
    paas("switch", group, side);
  }

  /// Returns what the monitors recorded: one text a broken invariant.
  List<String> violations() {
    return Runbooks.lines(show().path("violations"));
  }

  /// Returns the mutating calls after the first few, those that failed too.
  List<String> attemptsAfter(int first) {
    return callsAfter(first);
  }

  /// Returns the store's own text; cheap to look at again and again.
  String journal() {
    try {
      Path journal = directory().resolve("journal.jsonl");
      return Files.exists(journal) ? Files.readString(journal) : "";
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /// Makes one kind of operation take longer, before the world exists.
  void slowDown(String timing, String duration) {
    String estate = workspace.read("estate.yaml");
    workspace.file(
        "estate.yaml",
        estate.replaceFirst("(?m)^(\\s+%s:).*$".formatted(timing), "$1 " + duration));
  }

  /// Tells whether the world exists.
  boolean exists() {
    return Files.exists(directory());
  }

  /// Returns the world's directory.
  Path directory() {
    return workspace.directory().resolve(".paas");
  }

  /// Runs `paas local` with some words; fails the test when that fails.
  Finished paas(String... words) {
    return workspace
        .paas("local")
        .and(words)
        .and("--path", directory().toString())
        .run()
        .succeeded();
  }
}
