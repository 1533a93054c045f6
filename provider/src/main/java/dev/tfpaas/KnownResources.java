package dev.tfpaas;

import dev.tfpaas.resources.clone.CloneKind;
import dev.tfpaas.resources.group.GroupKind;
import dev.tfpaas.resources.life.Kind;
import dev.tfpaas.resources.migration.MigrationKind;
import dev.tfpaas.resources.replication.ReplicationKind;
import java.util.List;

/// The kinds of objects that there is a resource for, each in a package of its own. Whatever speaks
/// of resources (schemas, documentation, catalogue, tables) reads this list.
public final class KnownResources {
  /// All of them, in the order in which documentation names them.
  public static final List<Kind<?, ?>> ALL =
      List.of(new CloneKind(), new ReplicationKind(), new GroupKind(), new MigrationKind());

  private KnownResources() {}
}
