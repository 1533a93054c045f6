package dev.tfpaas.framework.cty;

/// Values as JSON, the form of the state file. Unknown values have none.
///
/// The type is not in the bytes, except of dynamic values: `{"type": …, "value": …}`. Numbers are
/// read from their digits and never pass through a binary float. Nesting is bounded at 256 levels.
///
/// @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/json/doc.go">cty's JSON</a>
public final class JsonCodec {
  private JsonCodec() {}

  /// The value of the given type in `bytes`; absent attributes of an object are null, extra ones an
  /// error.
  ///
  /// @throws CtyException with the place, if the bytes hold anything else
  public static Value decode(byte[] bytes, Type type) {
    return JsonDecoder.decode(bytes, type, JsonDecoder.Extra.REFUSED);
  }

  /// [#decode(byte[], Type)] for state of an older version: extra attributes, at any depth, are
  /// dropped.
  ///
  /// @throws CtyException with the place, if the bytes hold anything else
  public static Value decodeDroppingExtraAttributes(byte[] bytes, Type type) {
    return JsonDecoder.decode(bytes, type, JsonDecoder.Extra.DROPPED);
  }

  /// The JSON text of `value` where a value of `type` is declared, without white space, keys
  /// sorted.
  ///
  /// @throws CtyException with the place, if the value does not conform to the type or is unknown
  public static byte[] encode(Value value, Type type) {
    return JsonEncoder.encode(value, type);
  }
}
