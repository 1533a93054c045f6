/// What a provider, a resource or a data source looks like to Terraform, as plain records, and
/// everything that follows from that alone: the implied type, conformance of a value, decoding of
/// stored JSON, the proposed new state, validation of attributes.
///
/// May use `framework.cty` and `framework.diag`; knows neither resources nor the wire.
///
/// Start at [dev.tfpaas.framework.schema.Schema], then [dev.tfpaas.framework.schema.Attribute].
@NullMarked
package dev.tfpaas.framework.schema;

import org.jspecify.annotations.NullMarked;
