package dev.tfpaas.framework.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PluginCertificateTest {
  private final Instant now = Instant.now();
  private final X509Certificate certificate =
      PluginCertificate.create(TlsStack.JDK, now).certificate();

  @Test
  @DisplayName("8.1 #6 subject alternative name is DNS localhost")
  void alternativeNameIsLocalhost() throws GeneralSecurityException {
    int dnsName = 2;

    assertThat(certificate.getSubjectAlternativeNames())
        .containsExactly(List.of(dnsName, "localhost"));
  }

  @Test
  @DisplayName("8.1 #6 valid from the past on")
  void isValidFromThePastOn() throws GeneralSecurityException {
    certificate.checkValidity(Date.from(now.minus(Duration.ofMinutes(59))));
    certificate.checkValidity(Date.from(now.plus(Duration.ofDays(364))));

    assertThat(certificate.getNotBefore().toInstant()).isBefore(now.minus(Duration.ofMinutes(59)));
  }

  @Test
  void isSignedByItsOwnP521Key() throws GeneralSecurityException {
    certificate.verify(certificate.getPublicKey());

    assertThat(((ECPublicKey) certificate.getPublicKey()).getParams().getOrder().bitLength())
        .isEqualTo(521);
    assertThat(certificate.getIssuerX500Principal())
        .isEqualTo(certificate.getSubjectX500Principal());
    assertThat(certificate.getVersion()).isEqualTo(3);
    assertThat(certificate.getSerialNumber()).isPositive();
  }

  @Test
  void everyProcessHasItsOwn() {
    X509Certificate other = PluginCertificate.create(TlsStack.JDK, now).certificate();

    assertThat(other.getSerialNumber()).isNotEqualTo(certificate.getSerialNumber());
    assertThat(other.getPublicKey()).isNotEqualTo(certificate.getPublicKey());
  }

  @Test
  void hostCertificateIsReadFromPem() throws GeneralSecurityException {
    assertThat(PluginCertificate.parse(TlsStack.JDK, pem(certificate))).isEqualTo(certificate);
  }

  static String pem(X509Certificate certificate) throws GeneralSecurityException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
