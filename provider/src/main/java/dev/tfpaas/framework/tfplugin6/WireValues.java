package dev.tfpaas.framework.tfplugin6;

import com.google.protobuf.ByteString;
import dev.tfpaas.framework.cty.JsonCodec;
import dev.tfpaas.framework.cty.MsgpackCodec;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.proto.tfplugin6.DynamicValue;
import dev.tfpaas.proto.tfplugin6.RawState;

/// Values, stored states and private bytes in messages.
final class WireValues {
  private WireValues() {}

  /// The object of the schema in the message. An empty or absent message is null, as Terraform
  /// reads it too.
  ///
  /// @throws dev.tfpaas.framework.cty.CtyException with the place, when the bytes hold something
  ///   else
  static Value decode(Schema schema, DynamicValue wire) {
    Type type = schema.type();
    if (!wire.getMsgpack().isEmpty()) {
      return MsgpackCodec.decode(wire.getMsgpack().toByteArray(), type);
    }
    return wire.getJson().isEmpty()
        ? Value.nullOf(type)
        : JsonCodec.decode(wire.getJson().toByteArray(), type);
  }

  /// The bytes of a value that was decoded from a message, as MessagePack.
  static byte[] msgpack(Schema schema, DynamicValue wire, Value value) {
    return wire.getMsgpack().isEmpty()
        ? MsgpackCodec.encode(value, schema.type())
        : wire.getMsgpack().toByteArray();
  }

  /// The value as MessagePack, which unlike JSON can carry unknown values.
  static DynamicValue encode(Schema schema, Value value) {
    byte[] bytes = MsgpackCodec.encode(value, schema.type());
    return DynamicValue.newBuilder().setMsgpack(ByteString.copyFrom(bytes)).build();
  }

  /// A state that was read. Its numbers are written so that the host finds a state that did not
  /// change equal to the stored one; else each `plan -refresh-only` reports a change.
  static DynamicValue encodeRead(Schema schema, Value state) {
    byte[] bytes = MsgpackCodec.encodeAsStored(state, schema.type());
    return DynamicValue.newBuilder().setMsgpack(ByteString.copyFrom(bytes)).build();
  }

  /// The JSON text of a stored state.
  ///
  /// @throws DiagnosticException when it is in the form of Terraform before 0.12, or missing
  static String json(RawState state, String typeName) {
    if (!state.getJson().isEmpty()) {
      return state.getJson().toStringUtf8();
    }
    throw new DiagnosticException(
        Diagnostic.error(
            "Cannot read the state of " + typeName,
            state.getFlatmapCount() > 0
                ? "The state is in the form that Terraform used before 0.12. No version of this"
                    + " provider has written that; import the object again."
                : "Terraform sent no state."));
  }

  static PrivateState privateState(ByteString bytes) {
    return PrivateState.of(bytes.toByteArray());
  }

  static ByteString bytes(PrivateState privateState) {
    return ByteString.copyFrom(privateState.bytes());
  }
}
