/// JSON as the world's files and the command line need it: a small tree over the streams of the
/// parser, because to bind data would cost every start of the provider; knows the JSON parser only.
///
/// Start reading at [dev.tfpaas.world.json.Json].
@NullMarked
package dev.tfpaas.world.json;

import org.jspecify.annotations.NullMarked;
