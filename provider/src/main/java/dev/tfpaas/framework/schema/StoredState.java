package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.CtyException;
import dev.tfpaas.framework.cty.JsonCodec;
import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import java.nio.charset.StandardCharsets;

/// State as Terraform stores it: JSON of an object, perhaps written by an earlier version of the
/// provider.
public final class StoredState {
  private StoredState() {}

  /// The object of the schema in the JSON text. Attributes that the schema does not have are
  /// dropped; missing ones are null, missing block collections empty, write-only ones null whatever
  /// is stored.
  ///
  /// @throws CtyException with the place, when the text is not JSON, is null, or holds a value of
  ///   another type
  public static Value decode(Schema schema, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    Value state = JsonCodec.decodeDroppingExtraAttributes(bytes, schema.type());
    if (state.isNull()) {
      throw new CtyException(Path.root(), "the stored state is null");
    }
    return WriteOnly.withhold(schema.block(), Completion.complete(schema.block(), state));
  }
}
