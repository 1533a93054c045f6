package dev.tfpaas.framework.plugin;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Principal;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A certificate of which a handshake wants the bytes and the kind of its key. The JDK parses it
/// when somebody wants more, which takes it a tenth of a whole start.
final class WireCertificate extends X509Certificate {
  private static final int VERSION = 0xa0;
  private static final byte[] EC_PUBLIC_KEY = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

  private final byte[] encoded;
  private final boolean elliptic;

  /// @param encoded its DER
  /// @throws CertificateException if it is no certificate as far as the kind of its key
  WireCertificate(byte[] encoded) throws CertificateException {
    this.encoded = encoded.clone();
    this.elliptic = Arrays.equals(keyKind(ByteBuffer.wrap(this.encoded)), EC_PUBLIC_KEY);
  }

  /// @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">RFC 5280, section 4.1</a>
  private static byte[] keyKind(ByteBuffer in) throws CertificateException {
    try {
      ByteBuffer content = element(element(in, Der.SEQUENCE), Der.SEQUENCE);
      if ((content.get(content.position()) & 0xff) == VERSION) {
        element(content, VERSION);
      }
      element(content, Der.INTEGER);
      // Signature, issuer, validity, subject.
      for (int i = 0; i < 4; i++) {
        element(content, Der.SEQUENCE);
      }
      ByteBuffer key = element(content, Der.SEQUENCE);
      ByteBuffer kind = element(element(key, Der.SEQUENCE), Der.OBJECT_IDENTIFIER);
      byte[] identifier = new byte[kind.remaining()];
      kind.get(identifier);
      return identifier;
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new CertificateException("it ends too soon", e);
    }
  }

  /// Takes an element out of its parent.
  private static ByteBuffer element(ByteBuffer in, int tag) throws CertificateException {
    int found = in.get() & 0xff;
    if (found != tag) {
      throw new CertificateException(
          "it is no X.509 certificate: element %02x where %02x belongs".formatted(found, tag));
    }
    int length = in.get() & 0xff;
    if (length > 0x80) {
      int bytes = length - 0x80;
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = (length << 8) | (in.get() & 0xff);
      }
    }
    ByteBuffer content = in.slice(in.position(), length);
    in.position(in.position() + length);
    return content;
  }

  private X509Certificate parsed() {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509", "SUN")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this is no certificate: " + e.getMessage(), e);
    }
  }

  @Override
  public byte[] getEncoded() {
    return encoded.clone();
  }

  @Override
  public PublicKey getPublicKey() {
    return new Key();
  }

  /// The key, parsed when somebody wants more than its kind.
  private final class Key implements PublicKey {
    @Override
    public String getAlgorithm() {
      return elliptic ? "EC" : parsed().getPublicKey().getAlgorithm();
    }

    @Override
    public String getFormat() {
      return parsed().getPublicKey().getFormat();
    }

    @Override
    public byte[] getEncoded() {
      return parsed().getPublicKey().getEncoded();
    }
  }

  @Override
  public void checkValidity() throws CertificateExpiredException, CertificateNotYetValidException {
    parsed().checkValidity();
  }

  @Override
  public void checkValidity(Date date)
      throws CertificateExpiredException, CertificateNotYetValidException {
    parsed().checkValidity(date);
  }

  @Override
  public byte[] getTBSCertificate() throws CertificateEncodingException {
    return parsed().getTBSCertificate();
  }

  @Override
  public void verify(PublicKey key)
      throws CertificateException,
          InvalidKeyException,
          NoSuchAlgorithmException,
          NoSuchProviderException,
          SignatureException {
    parsed().verify(key);
  }

  @Override
  public void verify(PublicKey key, String provider)
      throws CertificateException,
          InvalidKeyException,
          NoSuchAlgorithmException,
          NoSuchProviderException,
          SignatureException {
    parsed().verify(key, provider);
  }

  @Override
  public byte @Nullable [] getExtensionValue(String oid) {
    return parsed().getExtensionValue(oid);
  }

  @Override
  public String toString() {
    return parsed().toString();
  }

  @Override
  public int getVersion() {
    return parsed().getVersion();
  }

  @Override
  public BigInteger getSerialNumber() {
    return parsed().getSerialNumber();
  }

  @Override
  @Deprecated
  public Principal getIssuerDN() {
    return parsed().getIssuerDN();
  }

  @Override
  @Deprecated
  public Principal getSubjectDN() {
    return parsed().getSubjectDN();
  }

  @Override
  public Date getNotBefore() {
    return parsed().getNotBefore();
  }

  @Override
  public Date getNotAfter() {
    return parsed().getNotAfter();
  }

  @Override
  public byte[] getSignature() {
    return parsed().getSignature();
  }

  @Override
  public String getSigAlgName() {
    return parsed().getSigAlgName();
  }

  @Override
  public String getSigAlgOID() {
    return parsed().getSigAlgOID();
  }

  @Override
  public byte @Nullable [] getSigAlgParams() {
    return parsed().getSigAlgParams();
  }

  @Override
  public boolean @Nullable [] getIssuerUniqueID() {
    return parsed().getIssuerUniqueID();
  }

  @Override
  public boolean @Nullable [] getSubjectUniqueID() {
    return parsed().getSubjectUniqueID();
  }

  @Override
  public boolean @Nullable [] getKeyUsage() {
    return parsed().getKeyUsage();
  }

  @Override
  public int getBasicConstraints() {
    return parsed().getBasicConstraints();
  }

  @Override
  public @Nullable Set<String> getCriticalExtensionOIDs() {
    return parsed().getCriticalExtensionOIDs();
  }

  @Override
  public @Nullable Set<String> getNonCriticalExtensionOIDs() {
    return parsed().getNonCriticalExtensionOIDs();
  }

  @Override
  public boolean hasUnsupportedCriticalExtension() {
    return parsed().hasUnsupportedCriticalExtension();
  }
}
