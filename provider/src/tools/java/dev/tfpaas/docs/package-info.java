/// The pages that a registry shows: made from the schemas and the examples, and held against both.
///
/// It may use the provider and its schemas. Start reading at [dev.tfpaas.docs.RegistryPages].
@NullMarked
package dev.tfpaas.docs;

import org.jspecify.annotations.NullMarked;
