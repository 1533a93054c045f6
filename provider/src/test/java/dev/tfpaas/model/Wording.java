package dev.tfpaas.model;

import dev.tfpaas.model.Wish.Part;
import java.util.Set;
import java.util.function.UnaryOperator;

/// How the configuration of a pair is written on a platform. Pieces of text are JSON in single
/// quotes, and begin with a comma.
///
/// @param parts the kinds of blocks that there are
/// @param source what the platform calls the app that is copied
/// @param copyId gives what the platform calls the copy of a name
/// @param copy what a copy says beside its source and its name
/// @param engine the engine of the replication
/// @param replication what a replication says beside its apps and its engine
/// @param follows whether a replication may follow who serves
/// @param group what a group says beside its apps
/// @param groupId gives the identifier of the group, by what the platform calls the copy
record Wording(
    Set<Part> parts,
    String source,
    UnaryOperator<String> copyId,
    String copy,
    String engine,
    String replication,
    boolean follows,
    String group,
    UnaryOperator<String> groupId) {

  /// Returns by what an object is imported.
  ///
  /// @param name the name of the copy
  String id(Part part, String name) {
    String copied = copyId.apply(name);
    return switch (part) {
      case COPY -> copied;
      case REPLICATION -> "%s:%s:%s".formatted(source, copied, engine);
      case GROUP -> groupId.apply(copied);
    };
  }
}
