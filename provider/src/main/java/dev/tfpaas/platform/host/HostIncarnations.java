package dev.tfpaas.platform.host;

import dev.tfpaas.platform.Incarnations;
import java.util.Locale;
import java.util.Optional;

/// Marks objects beside what was asked for; no call of the platform.
///
/// @param reading where they are
record HostIncarnations(HostReading reading) implements Incarnations {
  @Override
  public Optional<String> of(Kind kind, String id) {
    String key = key(kind, id);
    return Optional.ofNullable(reading.look("GET /marks/" + key).cloud().marks().get(key));
  }

  @Override
  public String renew(Kind kind, String id) {
    String mark = Incarnations.fresh();
    return reading
        .calls()
        .read(
            "PUT /marks/" + key(kind, id),
            () -> {
              reading.machines().ground().change(cloud -> cloud.marks().put(key(kind, id), mark));
              return mark;
            });
  }

  static String key(Kind kind, String id) {
    return kind.name().toLowerCase(Locale.ROOT) + "/" + id;
  }
}
