package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.MsgpackCodec;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The prior state of an object, noted in the private bytes of its plan in front of the resource's
/// own.
///
/// A user may replace what the provider would keep: `terraform apply -replace=…`, or
/// `replace_triggered_by`. Terraform then plans an update, which changes nothing, and a creation,
/// and no destroy; the creation is given no prior state, only the private bytes of the first plan.
/// The note is what tells it of the object that goes, so that its destruction can be refused.
///
/// Lives in plans only: what a resource is given, and what an apply leaves in the state, has none.
/// A plan holds the prior state anyway, so nothing becomes known by it.
///
/// @param prior the prior state as MessagePack
/// @param own the resource's bytes
/// @see <a
///   href="https://github.com/hashicorp/terraform/blob/v1.11.4/internal/terraform/node_resource_abstract_instance.go">plan</a>
record PriorNote(ByteBuffer prior, PrivateState own) {
  /// No text begins like this.
  private static final byte[] MARK = "\0before\0".getBytes(StandardCharsets.UTF_8);

  /// Notes a state.
  ///
  /// @param prior as MessagePack
  static PriorNote of(byte[] prior, PrivateState own) {
    return new PriorNote(ByteBuffer.wrap(prior), own);
  }

  /// Reads a note; empty when these bytes are only the resource's.
  static Optional<PriorNote> read(PrivateState noted) {
    byte[] bytes = noted.bytes();
    int head = MARK.length + Integer.BYTES;
    if (bytes.length < head || !Arrays.equals(MARK, Arrays.copyOf(bytes, MARK.length))) {
      return Optional.empty();
    }
    int length = ByteBuffer.wrap(bytes, MARK.length, Integer.BYTES).getInt();
    if (length < 0 || length > bytes.length - head) {
      return Optional.empty();
    }
    return Optional.of(
        new PriorNote(
            ByteBuffer.wrap(bytes, head, length),
            PrivateState.of(Arrays.copyOfRange(bytes, head + length, bytes.length))));
  }

  /// Returns the resource's bytes, with or without a note in front.
  static PrivateState without(PrivateState noted) {
    return read(noted).map(PriorNote::own).orElse(noted);
  }

  /// Returns the noted state.
  Value prior(Schema schema) {
    byte[] bytes = new byte[prior.remaining()];
    prior.duplicate().get(bytes);
    return MsgpackCodec.decode(bytes, schema.type());
  }

  /// Returns the bytes that hold both.
  PrivateState noted() {
    byte[] rest = own.bytes();
    return PrivateState.of(
        ByteBuffer.allocate(MARK.length + Integer.BYTES + prior.remaining() + rest.length)
            .put(MARK)
            .putInt(prior.remaining())
            .put(prior.duplicate())
            .put(rest)
            .array());
  }
}
