package dev.tfpaas.cli;

import dev.tfpaas.topology.Rendering;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Leads what Terraform says of a line of the rendered file to the entry of the topology that the
/// line was made of. Used by one thread.
final class PlacedStream extends OutputStream {
  private static final String AT = "on " + Rendering.FILE + " line ";

  private static final Pattern LINE =
      Pattern.compile(
          "^\\W*" + Pattern.quote(AT) + "\\d+, in (?:resource\\.)?((?:data\\.)?\\w+\\.\\w+):\\s*$");

  private static final Pattern SNIPPET = Pattern.compile("^\\W*\\d+:(.*)$");
  private static final Pattern ATTRIBUTE = Pattern.compile("^\\s*\"(\\w+)\":");
  private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

  private final PrintStream to;
  private final BinaryOperator<String> places;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ByteArrayOutputStream ready = new ByteArrayOutputStream();
  private final List<String> held = new ArrayList<>();

  private PlacedStream(PrintStream to, BinaryOperator<String> places) {
    this.to = to;
    this.places = places;
  }

  /// Returns a stream that writes to another, which stays open. It has to be closed.
  ///
  /// @param places returns where in the topology something stands, by its address in Terraform and
  ///   the attribute, which may be empty
  static PrintStream to(PrintStream to, BinaryOperator<String> places) {
    return new PrintStream(new PlacedStream(to, places), true, StandardCharsets.UTF_8);
  }

  /// Returns the attribute that a line of the rendered file sets; empty when it sets none.
  static String attribute(String code) {
    return Optional.of(ATTRIBUTE.matcher(code))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .orElse("");
  }

  /// Returns the address of what a place in the rendered file is a part of.
  ///
  /// @param context as Terraform says it, e.g. `resource.paas_app_clone.copy`
  static String address(String context) {
    return context.replaceFirst("^resource\\.", "");
  }

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  /// What is said at once is handed on at once: another stream may lead to the same terminal.
  @Override
  public void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      line.write(bytes[i]);
      if (bytes[i] == '\n') {
        whole();
      }
    }
    handOn();
  }

  private void whole() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    String plain = plain(text);
    if (!held.isEmpty() && SNIPPET.matcher(plain).find()) {
      held.add(text);
      return;
    }
    place();
    if (LINE.matcher(plain).find()) {
      held.add(text);
    } else {
      print(text);
    }
  }

  /// Says where what was held back stands.
  private void place() {
    if (held.isEmpty()) {
      return;
    }
    String first = held.getFirst();
    Matcher said = LINE.matcher(plain(first));
    String code =
        held.stream()
            .skip(1)
            .findFirst()
            .map(it -> SNIPPET.matcher(plain(it)))
            .filter(Matcher::find)
            .map(it -> it.group(1))
            .orElse("");
    String place = said.find() ? places.apply(said.group(1), attribute(code)) : "";
    if (place.isEmpty()) {
      held.forEach(this::print);
    } else {
      String end = first.contains("\u001B") ? "\u001B[0m\n" : "\n";
      print(first.substring(0, first.indexOf(AT)) + "at " + place + end);
    }
    held.clear();
  }

  private static String plain(String text) {
    return COLOUR.matcher(text).replaceAll("").stripTrailing();
  }

  private void print(String text) {
    ready.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void handOn() {
    if (ready.size() > 0) {
      to.write(ready.toByteArray(), 0, ready.size());
      to.flush();
      ready.reset();
    }
  }

  @Override
  public void close() {
    place();
    print(line.toString(StandardCharsets.UTF_8));
    line.reset();
    handOn();
  }
}
