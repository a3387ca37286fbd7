package io.eunomia.archimedes.spiffe;

import io.eunomia.archimedes.spiffe.NoIdentityException.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What PEM files contained at one moment. */
final class PemContent {
  private static final int MAX_BYTES = 1 << 20;

  private final PemFiles files;
  private final Map<Path, byte[]> content;

  private PemContent(PemFiles files, Map<Path, byte[]> content) {
    this.files = files;
    this.content = content;
  }

  /**
   * Reads all of them.
   *
   * @throws NoIdentityException if one cannot be read, or is longer than a mebibyte
   */
  static PemContent read(PemFiles files) {
    List<Path> all = new ArrayList<>(List.of(files.certificate(), files.key()));
    files.bundle().ifPresent(all::add);
    all.addAll(files.bundles().values());
    Map<Path, byte[]> content = new LinkedHashMap<>();
    for (Path each : all) {
      content.put(each, bytes(each));
    }
    return new PemContent(files, content);
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw invalid(file, "is longer than " + MAX_BYTES + " bytes", null);
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new NoIdentityException(Code.UNREADABLE, file + " does not exist", e);
    } catch (IOException e) {
      throw new NoIdentityException(Code.UNREADABLE, file + " cannot be read: " + e, e);
    }
  }

  PemFiles files() {
    return files;
  }

  byte[] bytesOf(Path file) {
    return Objects.requireNonNull(content.get(file));
  }

  /** Differs where the content does, and shows nothing of the key. */
  byte[] fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] each : content.values()) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(each.length).flip());
        digest.update(each);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** The certificates of one file: at least one. */
  List<X509Certificate> certificates(Path file) {
    List<X509Certificate> all = new ArrayList<>();
    try {
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytesOf(file)))) {
        all.add((X509Certificate) each);
      }
    } catch (CertificateException e) {
      throw invalid(file, "has a certificate that cannot be read", e);
    }
    if (all.isEmpty()) {
      throw invalid(file, "has no certificate", null);
    }
    return all;
  }

  static NoIdentityException invalid(Path file, String problem, @Nullable Throwable cause) {
    return new NoIdentityException(Code.INVALID, file + " " + problem, cause);
  }
}
