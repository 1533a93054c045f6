package dev.tfpaas.platform.http;

import java.io.Serial;
import java.security.cert.CertificateException;

/// A file of trusted authorities that was asked for cannot be read; the message names it.
final class UnreadableRootsException extends CertificateException {
  @Serial private static final long serialVersionUID = 1L;

  UnreadableRootsException(String message, Exception cause) {
    super(message, cause);
  }
}
