package dev.tfpaas.framework.cty;

/// Values as MessagePack, the form in which Terraform and a provider exchange them.
///
/// The type is not in the bytes: both sides derive it from the schema. Nesting is bounded at 256
/// levels.
///
/// @see <a
///   href="https://github.com/hashicorp/terraform/blob/main/docs/plugin-protocol/object-wire-format.md">the
///   wire format</a>
public final class MsgpackCodec {
  /// Extension code of an unknown about which nothing is certain; its body is one zero byte.
  static final byte UNKNOWN = 0;

  /// Extension code of an unknown with refinements; its body is a map.
  static final byte REFINED_UNKNOWN = 12;

  private MsgpackCodec() {}

  /// The one value of the given type that `bytes` hold.
  ///
  /// @throws CtyException with the place, if they hold anything else, less, or more
  public static Value decode(byte[] bytes, Type type) {
    return new MsgpackDecoder(bytes, Path.root()).whole(type);
  }

  /// The bytes of `value` where a value of `type` is declared.
  ///
  /// Object attributes and map keys are written sorted, set elements in canonical order.
  ///
  /// @throws CtyException with the place, if the value does not conform to the type
  public static byte[] encode(Value value, Type type) {
    return MsgpackEncoder.encode(value, type, MsgpackEncoder.NumberForm.SHORTEST);
  }

  /// The bytes of `value` as [#encode] writes them, but with every number as its decimal digits.
  ///
  /// A host reads digits with the precision with which it reads them from a stored state, and a
  /// short integer with less: it then takes two equal states for different.
  ///
  /// @throws CtyException with the place, if the value does not conform to the type
  /// @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/msgpack/unmarshal.go">the host's
  ///   reader</a>
  public static byte[] encodeAsStored(Value value, Type type) {
    return MsgpackEncoder.encode(value, type, MsgpackEncoder.NumberForm.DIGITS);
  }
}
