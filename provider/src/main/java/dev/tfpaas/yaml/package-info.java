/// Reads YAML as people write it: every value knows where it stands, anchors are followed with a
/// limit, and what is wrong is said in their words; knows the JDK and the YAML parser only.
///
/// The estate of the embedded platform and the topology are both read by it, so that both have the
/// same rules and the same messages.
///
/// Start reading at [dev.tfpaas.yaml.YamlReader].
@NullMarked
package dev.tfpaas.yaml;

import org.jspecify.annotations.NullMarked;
