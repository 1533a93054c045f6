package dev.tfpaas.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.emulator.RequestLog;
import dev.tfpaas.emulator.WatchedApi;
import dev.tfpaas.platform.WireCall.Part;
import dev.tfpaas.platform.register.Entry;
import dev.tfpaas.platform.register.Register;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The calls that a vendor's public API has, and the names in them, as `NAME.txt` beside this class
/// lists them for what is documented, and the `covers` of the register for what is assumed.
///
/// Below a call stand, indented, the names of its query (`?`), of what is sent (`>`) and of what is
/// answered (`<`), in the form of [WireNames]; the call `*` has those of every call.
///
/// An emulator serves no name that is in neither, and an adapter's source reads none that no answer
/// has, see [ReadNames]; so what an adapter reads is documented or in the register, or no test can
/// see it work.
public final class PublicApi {
  private final String name;
  private final List<WireCall> calls = new ArrayList<>();
  private final Map<String, WireNames> definitions = new TreeMap<>();

  private PublicApi(String name) {
    this.name = name;
  }

  /// Reads the list of a vendor, and what its register adds.
  public static PublicApi of(String name) {
    PublicApi api = documented(name);
    Register.of(name).entries().stream()
        .map(Entry::covers)
        .flatMap(List::stream)
        .forEach(api::cover);
    return api;
  }

  /// Reads the list of a vendor, without what is assumed of it.
  static PublicApi documented(String name) {
    try (InputStream file =
        Objects.requireNonNull(PublicApi.class.getResourceAsStream(name + ".txt"))) {
      return parse(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static PublicApi parse(String name, String text) {
    PublicApi api = new PublicApi(name);
    text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(api::line);
    return api;
  }

  private void line(String line) {
    if (line.startsWith("@")) {
      int equals = line.indexOf('=');
      definitions
          .computeIfAbsent(line.substring(0, equals).strip(), _ -> new WireNames())
          .add(line.substring(equals + 1), definitions);
    } else if (line.startsWith(" ")) {
      names(calls.getLast(), line.strip());
    } else {
      calls.add(WireCall.of(line));
    }
  }

  private void names(WireCall call, String line) {
    Part part =
        Arrays.stream(Part.values())
            .filter(it -> line.startsWith(it.sign + " "))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no part of a call: " + line));
    call.part(part).add(line.substring(2), definitions);
  }

  /// Adds what an entry of the register accounts for: a call, or `CALL SIGN NAMES`.
  void cover(String text) {
    Optional<Part> part =
        Arrays.stream(Part.values()).filter(it -> text.contains(" " + it.sign + " ")).findFirst();
    String title =
        part.map(it -> text.substring(0, text.indexOf(" " + it.sign + " "))).orElse(text);
    calls.add(WireCall.of(title));
    part.ifPresent(_ -> names(calls.getLast(), text.substring(title.length() + 1)));
  }

  /// Tells whether all of what an entry of the register covers is in the list already.
  boolean isListed(String text) {
    PublicApi alone = new PublicApi(name);
    alone.definitions.putAll(definitions);
    alone.cover(text);
    WireCall covered = alone.calls.getLast();
    List<WireCall> same =
        calls.stream()
            .filter(it -> it.title().equals(covered.title()) || it.title().equals("*"))
            .toList();
    return same.stream().anyMatch(it -> it.title().equals(covered.title()))
        && Arrays.stream(Part.values())
            .allMatch(part ->
                covered.part(part).isWithin(same.stream().map(it -> it.part(part)).toList()));
  }

  /// Tells whether a call exists, e.g. `GET /v1/apps`.
  public boolean has(String call) {
    return calls.stream().anyMatch(it -> !it.title().equals("*") && it.isOf(call));
  }

  /// Returns the names that any answer has or that are sent, at any depth.
  Set<String> names() {
    Set<String> all = new TreeSet<>();
    for (WireCall call : calls) {
      all.addAll(call.part(Part.ANSWERED).all());
      all.addAll(call.part(Part.SENT).all());
    }
    return all;
  }

  /// Returns the names that the answers of some calls have between them, at any depth, and those of
  /// every call; also what is sent, which is read again where a call is looked for.
  ///
  /// @param titles as the calls are listed, e.g. `GET /v1/apps/{app}`
  /// @throws IllegalArgumentException naming a call that is not listed
  Set<String> names(Set<String> titles) {
    titles.stream()
        .filter(title -> calls.stream().noneMatch(it -> it.title().equals(title)))
        .forEach(title -> {
          throw new IllegalArgumentException(name + " has no call " + title);
        });
    Set<String> all = new TreeSet<>();
    calls.stream()
        .filter(it -> it.title().equals("*") || titles.contains(it.title()))
        .forEach(it -> {
          all.addAll(it.part(Part.ANSWERED).all());
          all.addAll(it.part(Part.SENT).all());
        });
    return all;
  }

  /// Returns the names of an exchange that are not listed, e.g. `GET /v1/apps < apps.shoe_size`.
  Set<String> strange(String call, Request request, Reply reply) {
    List<WireCall> entries = calls.stream().filter(it -> it.isOf(call)).toList();
    String title = entries.isEmpty() ? call : entries.getLast().title();
    Set<String> strange = new TreeSet<>();
    WireCall.strange(entries, request, reply).forEach(it -> strange.add(title + " " + it));
    return strange;
  }

  /// Fails the test when an emulator got a call that the vendor does not have, or when there was a
  /// name in a call or in its answer that is neither documented nor assumed in the register.
  ///
  /// @param prefix what the emulator's paths have in front, as a pattern
  public void assertHasAll(RequestLog log, WatchedApi watched, String prefix) {
    List<String> strange =
        log.entries().stream()
            .map(it -> call(it.method(), it.path(), prefix))
            .distinct()
            .filter(call -> !has(call))
            .toList();
    assertThat(strange).as("calls that %s does not have", name).isEmpty();
    Set<String> names = new TreeSet<>();
    watched
        .exchanges()
        .forEach(it -> {
          String call = call(it.request().method(), it.request().path(), prefix);
          names.addAll(strange(call, it.request(), it.reply()));
        });
    assertThat(names)
        .as("names that are neither documented in %s.txt nor in the `covers` of its register", name)
        .isEmpty();
  }

  private static String call(String method, String path, String prefix) {
    return method + " " + path.replaceFirst(prefix, "").replaceFirst("\\.json$", "");
  }
}
