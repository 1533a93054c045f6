package tools.jackson.databind.node;

import dev.tfpaas.json.JsonTree;
import tools.jackson.databind.JsonNode;

/// Stands in the package for the library's class of this name, by which a tree writes itself where
/// somebody prints it.
///
/// The library's goes by the serializers of any Java object, which would bring a twelfth of the
/// package's jar and the module `java.xml` back for it. ShrunkJar puts this one in its place; it
/// has what trees call, and the tests run with it.
final class InternalNodeSerializer {
  private InternalNodeSerializer() {}

  /// The same text as the library's.
  public static String toString(BaseJsonNode tree) {
    return JsonTree.text((JsonNode) tree);
  }

  /// On one line too, where the library's has many.
  public static String toPrettyString(BaseJsonNode tree) {
    return toString(tree);
  }
}
