/// JSON trees as text; knows Jackson only.
///
/// Start reading at [dev.tfpaas.json.JsonTree].
@NullMarked
package dev.tfpaas.json;

import org.jspecify.annotations.NullMarked;
