/// Terraform's value system: types, values (known, null, unknown), paths, and their MessagePack and
/// JSON forms. It may use the JDK, msgpack-core and Jackson's streaming parser, and nothing of
/// ours. Start reading at [dev.tfpaas.framework.cty.Value], then
/// [dev.tfpaas.framework.cty.MsgpackCodec].
@NullMarked
package dev.tfpaas.framework.cty;

import org.jspecify.annotations.NullMarked;
