package dev.tfpaas.framework.plugin;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// A throw-away certificate for this one process, and its key. Neither is ever written to disk.
///
/// The structure is fixed and written by hand because the JDK has no public way to make a
/// certificate.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">RFC 5280, section 4.1</a>
record PluginCertificate(PrivateKey key, X509Certificate certificate) {

  /// 1.2.840.10045.4.3, ECDSA with a hash of the family SHA-2.
  private static final byte[] ECDSA_WITH_SHA2 = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3};

  private static final byte[] COMMON_NAME = {0x55, 4, 3};
  private static final byte[] SUBJECT_ALTERNATIVE_NAME = {0x55, 0x1d, 0x11};
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";
  private static final int EXPLICIT_0 = 0xa0;
  private static final int EXPLICIT_3 = 0xa3;
  private static final int DNS_NAME = 0x82;

  /// The only name the host asks for, whatever the network.
  private static final String HOST_NAME = "localhost";

  /// Host and plugin share one clock; the slack is for one that is being set.
  private static final Duration SLACK = Duration.ofHours(1);

  private static final Duration LIFE = Duration.ofDays(365);

  /// Makes a key and a certificate valid around `now`.
  static PluginCertificate create(TlsStack stack, Instant now) {
    try {
      SecureRandom random = new SecureRandom();
      KeyPair pair = stack.keys(random);

      BigInteger serial = new BigInteger(127, random).add(BigInteger.ONE);
      byte[] algorithm = algorithm(stack.signatureArc());
      byte[] content = content(serial, now, algorithm, pair.getPublic().getEncoded());
      Signature signature = stack.signer();
      signature.initSign(pair.getPrivate(), random);
      signature.update(content);
      byte[] whole = Der.element(Der.SEQUENCE, content, algorithm, Der.bits(signature.sign()));
      return new PluginCertificate(pair.getPrivate(), stack.read(whole));
    } catch (GeneralSecurityException e) {
      throw new StartException("this Java runtime cannot make a certificate: " + e.getMessage(), e);
    }
  }

  /// The certificate as DER.
  byte[] encoded() {
    try {
      return certificate.getEncoded();
    } catch (CertificateException e) {
      throw new StartException("the certificate just made cannot be encoded: " + e.getMessage(), e);
    }
  }

  /// Reads the host's certificate.
  ///
  /// @param pem one certificate as PEM
  /// @throws StartException if it is not one
  static X509Certificate parse(TlsStack stack, String pem) {
    try {
      return stack.read(Base64.getMimeDecoder().decode(body(pem)));
    } catch (CertificateException | IllegalArgumentException e) {
      throw new StartException(
          "the certificate in PLUGIN_CLIENT_CERT cannot be read: " + e.getMessage(), e);
    }
  }

  private static String body(String pem) throws CertificateException {
    int begin = pem.indexOf(BEGIN);
    int end = pem.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new CertificateException("it is no PEM, which has the line " + BEGIN);
    }
    return pem.substring(begin + BEGIN.length(), end);
  }

  private static byte[] content(
      BigInteger serial, Instant now, byte[] algorithm, byte[] publicKey) {
    byte[] version3 = Der.element(EXPLICIT_0, Der.element(Der.INTEGER, new byte[] {2}));
    byte[] validity =
        Der.element(Der.SEQUENCE, Der.time(now.minus(SLACK)), Der.time(now.plus(LIFE)));
    return Der.element(
        Der.SEQUENCE,
        version3,
        Der.element(Der.INTEGER, serial.toByteArray()),
        algorithm,
        name(),
        validity,
        name(),
        publicKey,
        Der.element(EXPLICIT_3, Der.element(Der.SEQUENCE, alternativeName())));
  }

  private static byte[] algorithm(int arc) {
    byte[] last = {(byte) arc};
    return Der.element(Der.SEQUENCE, Der.element(Der.OBJECT_IDENTIFIER, ECDSA_WITH_SHA2, last));
  }

  private static byte[] name() {
    byte[] commonName =
        Der.element(
            Der.SEQUENCE, Der.element(Der.OBJECT_IDENTIFIER, COMMON_NAME), Der.text(HOST_NAME));
    return Der.element(Der.SEQUENCE, Der.element(Der.SET, commonName));
  }

  /// The host refuses a certificate that carries its name in the subject only.
  private static byte[] alternativeName() {
    byte[] dnsName = Der.element(DNS_NAME, HOST_NAME.getBytes(StandardCharsets.US_ASCII));
    return Der.element(
        Der.SEQUENCE,
        Der.element(Der.OBJECT_IDENTIFIER, SUBJECT_ALTERNATIVE_NAME),
        Der.element(Der.OCTET_STRING, Der.element(Der.SEQUENCE, dnsName)));
  }
}
