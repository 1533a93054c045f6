package dev.tfpaas.platform.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The certificates in files as people keep them: in PEM, many in one file, with remarks and keys
/// between them; or in DER, one after the other or as a bundle of PKCS #7, which may be in PEM too.
/// One that this Java does not understand hides no other.
final class CertificateFile {
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN (?:X509 )?CERTIFICATE-----.*?-----END (?:X509 )?CERTIFICATE-----",
          Pattern.DOTALL);

  private CertificateFile() {}

  /// Reads a file.
  ///
  /// @throws IOException when it cannot be read, or has no certificate
  static List<Certificate> read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    List<Certificate> found = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      // The bytes that matter are ASCII, and others must not fail.
      Matcher blocks = PEM.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
      boolean isText = false;
      while (blocks.find()) {
        isText = true;
        take(factory, blocks.group().getBytes(StandardCharsets.ISO_8859_1), found);
      }
      if (!isText) {
        takeAll(factory, bytes, found);
      }
    } catch (CertificateException failure) {
      throw new IOException("this Java reads no certificates", failure);
    }
    if (found.isEmpty()) {
      throw new IOException("there is no certificate in it");
    }
    return found;
  }

  private static void take(CertificateFactory factory, byte[] bytes, List<Certificate> found) {
    try {
      found.add(factory.generateCertificate(new ByteArrayInputStream(bytes)));
    } catch (CertificateException _) {
      // A list of authorities may have one of a kind that is not known here, e.g. of a new curve.
    }
  }

  private static void takeAll(CertificateFactory factory, byte[] bytes, List<Certificate> found) {
    try {
      found.addAll(factory.generateCertificates(new ByteArrayInputStream(bytes)));
    } catch (CertificateException _) {
      // Whoever asked says that there is none.
    }
  }

  /// Reads those of the files in a directory that have certificates; what else lies there, as lists
  /// of what was revoked and texts, does not count.
  ///
  /// @throws IOException when it cannot be read
  static List<Certificate> readAll(Path directory) throws IOException {
    List<Certificate> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (Files.isRegularFile(entry) && Files.isReadable(entry)) {
          found.addAll(inside(entry));
        }
      }
    }
    return found;
  }

  private static List<Certificate> inside(Path file) {
    try {
      return read(file);
    } catch (IOException _) {
      return List.of();
    }
  }
}
