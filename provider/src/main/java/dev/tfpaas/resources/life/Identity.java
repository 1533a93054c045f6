package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Value;

/// Under what an object of a resource is found again by whoever creates it: two objects of one
/// identity are one on the platform.
///
/// @param typeName the resource
/// @param key what the resource says of it
record Identity(String typeName, String key) {

  /// Tells the identity of a plan or a state.
  static Identity of(Kind<?, ?> kind, Value object) {
    return new Identity(kind.typeName(), kind.identity(object));
  }
}
