package io.eunomia.testkit.spiffe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** Certificates and keys as text (RFC 7468). */
final class Pem {
  private static final int LINE = 64;

  private Pem() {}

  static String certificates(List<X509Certificate> certificates) {
    StringBuilder text = new StringBuilder();
    for (X509Certificate each : certificates) {
      try {
        block(text, "CERTIFICATE", each.getEncoded());
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException(e);
      }
    }
    return text.toString();
  }

  static String key(PrivateKey key) {
    StringBuilder text = new StringBuilder();
    block(text, "PRIVATE KEY", key.getEncoded());
    return text.toString();
  }

  /** In one step: readers see the old file or the new one. */
  static Path write(Path file, String text) throws IOException {
    Path whole = file.toAbsolutePath();
    Path temporary = Files.createTempFile(whole.getParent(), ".", ".tmp");
    Files.writeString(temporary, text, US_ASCII);
    return Files.move(
        temporary, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void block(StringBuilder text, String what, byte[] content) {
    text.append("-----BEGIN ").append(what).append("-----\n");
    text.append(Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content));
    text.append("\n-----END ").append(what).append("-----\n");
  }
}
