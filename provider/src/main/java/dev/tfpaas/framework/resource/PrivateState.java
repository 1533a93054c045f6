package dev.tfpaas.framework.resource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that Terraform stores beside an object for the provider, unseen by the user and not
/// encrypted. Lost when the provider dies.
public final class PrivateState {

  /// No bytes.
  public static final PrivateState NONE = new PrivateState(new byte[0]);

  private final byte[] bytes;

  private PrivateState(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A copy of these bytes.
  public static PrivateState of(byte[] bytes) {
    return bytes.length == 0 ? NONE : new PrivateState(bytes.clone());
  }

  /// A text in UTF-8.
  public static PrivateState of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A copy of the bytes.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// The bytes read as UTF-8.
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// Whether there are no bytes.
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PrivateState that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// The size only: the content may be anything.
  @Override
  public String toString() {
    return "PrivateState(" + bytes.length + " bytes)";
  }
}
