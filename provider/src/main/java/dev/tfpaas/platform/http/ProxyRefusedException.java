package dev.tfpaas.platform.http;

import java.io.IOException;
import java.io.Serial;

/// The proxy between wants to know who is there, and does not accept what it was told.
final class ProxyRefusedException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  ProxyRefusedException() {
    super("the proxy does not let this call pass");
  }
}
