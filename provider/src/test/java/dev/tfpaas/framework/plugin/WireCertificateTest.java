package dev.tfpaas.framework.plugin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WireCertificateTest {
  private final byte[] good = PluginCertificate.create(TlsStack.JDK, Instant.now()).encoded();

  @Test
  void kindOfTheKeyIsReadWithoutTheRest() throws CertificateException {
    assertThat(new WireCertificate(good).getPublicKey().getAlgorithm()).isEqualTo("EC");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 20, 60, 100})
  void halfOneIsRefused(int length) {
    assertThatThrownBy(() -> new WireCertificate(Arrays.copyOf(good, length)))
        .isInstanceOf(CertificateException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rubbish", "0000", "0\u0084\u007f\u007f\u007f\u007f0"})
  void anythingElseIsRefused(String bytes) {
    byte[] encoded = bytes.getBytes(ISO_8859_1);

    assertThatThrownBy(() -> new WireCertificate(encoded)).isInstanceOf(CertificateException.class);
  }

  @Test
  void bytesAreCopied() throws CertificateException {
    byte[] mine = good.clone();
    WireCertificate certificate = new WireCertificate(mine);
    mine[0] = 0;
    certificate.getEncoded()[0] = 0;

    assertThat(certificate.getEncoded()).isEqualTo(good);
  }
}
