package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.JsonCodec;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.StoredState;
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
/// @param prior the prior state as JSON
/// @param own the resource's bytes
/// @see <a
///   href="https://github.com/hashicorp/terraform/blob/v1.11.4/internal/terraform/node_resource_abstract_instance.go">plan</a>
record PriorNote(String prior, PrivateState own) {
  /// No text begins like this.
  private static final byte[] MARK = "\0prior\0".getBytes(StandardCharsets.UTF_8);

  /// Notes a state.
  static PriorNote of(Schema schema, Value prior, PrivateState own) {
    byte[] json = JsonCodec.encode(prior, schema.type());
    return new PriorNote(new String(json, StandardCharsets.UTF_8), own);
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
            new String(bytes, head, length, StandardCharsets.UTF_8),
            PrivateState.of(Arrays.copyOfRange(bytes, head + length, bytes.length))));
  }

  /// Returns the resource's bytes, with or without a note in front.
  static PrivateState without(PrivateState noted) {
    return read(noted).map(PriorNote::own).orElse(noted);
  }

  /// Returns the noted state.
  Value prior(Schema schema) {
    return StoredState.decode(schema, prior);
  }

  /// Returns the bytes that hold both.
  PrivateState noted() {
    byte[] text = prior.getBytes(StandardCharsets.UTF_8);
    byte[] rest = own.bytes();
    return PrivateState.of(
        ByteBuffer.allocate(MARK.length + Integer.BYTES + text.length + rest.length)
            .put(MARK)
            .putInt(text.length)
            .put(text)
            .put(rest)
            .array());
  }
}
