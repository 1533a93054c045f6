package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All kinds of facts. They stand apart from [Fact], which is being initialized while the first
/// fact's own kind is made.
final class Kinds {
  static final List<FactKind<?>> ALL =
      List.of(
          SettingsFact.KIND,
          RegionFact.KIND,
          AppFact.KIND,
          DatabaseFact.KIND,
          DataSetFact.KIND,
          ReplicationFact.KIND,
          BackupFact.KIND,
          GroupFact.KIND,
          MigrationFact.KIND,
          DomainFact.KIND,
          TrafficFact.KIND,
          PendingFact.KIND,
          ViolationFact.KIND,
          MarkFact.KIND);

  private static final Map<String, FactKind<?>> BY_PREFIX =
      ALL.stream().collect(Collectors.toUnmodifiableMap(FactKind::prefix, Function.identity()));

  private Kinds() {}

  static Fact read(Fields in) {
    String key = in.text("key");
    String prefix = key.substring(0, key.indexOf('/') + 1);
    FactKind<?> kind = BY_PREFIX.get(prefix);
    if (kind == null) {
      throw new IllegalArgumentException("unknown kind \"" + prefix + "\"");
    }
    Fact fact = kind.read(in);
    if (!fact.key().equals(key)) {
      throw new IllegalArgumentException("\"" + key + "\" is filed as " + fact.key());
    }
    return fact;
  }
}
