package dev.tfpaas.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.RequestLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// The calls that a vendor's public API has, as `NAME.txt` beside this class lists them.
public final class PublicApi {
  private final String name;
  private final List<Pattern> calls;

  private PublicApi(String name, List<Pattern> calls) {
    this.name = name;
    this.calls = calls;
  }

  /// Reads the list of a vendor.
  public static PublicApi of(String name) {
    try (InputStream file =
        Objects.requireNonNull(PublicApi.class.getResourceAsStream(name + ".txt"))) {
      List<Pattern> calls =
          new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> Pattern.compile(line.replaceAll("\\{\\w+}", "[^/]+")))
              .toList();
      return new PublicApi(name, calls);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Tells whether a call exists, e.g. `GET /v1/apps`.
  public boolean has(String call) {
    return calls.stream().anyMatch(it -> it.matcher(call).matches());
  }

  /// Fails the test when an emulator got a call that the vendor does not have.
  ///
  /// @param prefix what the emulator's paths have in front, as a pattern
  public void assertHasAll(RequestLog log, String prefix) {
    List<String> strange =
        log.entries().stream()
            .map(it ->
                it.method() + " " + it.path().replaceFirst(prefix, "").replaceFirst("\\.json$", ""))
            .distinct()
            .filter(call -> !has(call))
            .toList();
    assertThat(strange).as("calls that %s does not have", name).isEmpty();
  }
}
