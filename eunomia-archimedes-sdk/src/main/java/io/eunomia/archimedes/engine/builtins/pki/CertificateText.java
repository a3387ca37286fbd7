package io.eunomia.archimedes.engine.builtins.pki;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds certificates and public keys in text. */
public final class CertificateText {
  private static final String BEGIN = "-----BEGIN";
  private static final String TYPE = "CERTIFICATE";

  private CertificateText() {}

  /**
   * The certificates in a text: PEM, or either PEM or DER in base64.
   *
   * @throws MalformedDataException if there is something else in it, or a damaged one
   */
  public static List<Certificate> certificates(String text) throws MalformedDataException {
    if (text.startsWith(BEGIN)) {
      return fromPem(text);
    }
    byte[] decoded = Base64Text.decode(text);
    String inner = new String(decoded, StandardCharsets.ISO_8859_1);
    return inner.startsWith(BEGIN) ? fromPem(inner) : Certificate.readAll(decoded);
  }

  private static List<Certificate> fromPem(String text) throws MalformedDataException {
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    for (Pem block = Pem.find(text, 0); block != null; block = Pem.find(text, block.rest())) {
      if (!block.type().equals(TYPE)) {
        throw new MalformedDataException(
            "PEM block type is '" + block.type() + "', expected CERTIFICATE");
      }
      der.writeBytes(block.content());
    }
    return Certificate.readAll(der.toByteArray());
  }

  /**
   * The certificates among the blocks of PEM in a text, as the JDK has them.
   *
   * @throws MalformedDataException if there is none, or a damaged one
   */
  public static List<X509Certificate> authorities(String pem) throws MalformedDataException {
    List<byte[]> found = new ArrayList<>();
    for (Pem block = Pem.find(pem, 0); block != null; block = Pem.find(pem, block.rest())) {
      if (block.type().equals(TYPE)) {
        found.add(block.content());
      }
    }
    if (found.isEmpty()) {
      throw new MalformedDataException("could not append certificates");
    }
    return ofJdk(found);
  }

  static List<X509Certificate> ofJdk(List<byte[]> certificates) throws MalformedDataException {
    List<X509Certificate> found = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (byte[] der : certificates) {
        found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
      }
    } catch (CertificateException e) {
      throw new MalformedDataException("x509: malformed certificate");
    }
    return found;
  }

  /** Whether there is a block of PEM in a text. */
  public static boolean isPem(String text) {
    return Pem.find(text, 0) != null;
  }

  /**
   * The public key in a text that is one block of PEM: a certificate's, whose validity does not
   * matter, or one by itself. Null for a key that the JDK cannot verify with.
   *
   * @throws MalformedDataException if there is none, or something follows it
   */
  public static @Nullable PublicKey publicKey(String text) throws MalformedDataException {
    Pem block = Pem.find(text, 0);
    if (block != null && block.rest() < text.length()) {
      throw new MalformedDataException("extra data after a PEM certificate block");
    }
    String type = block == null ? "" : block.type();
    byte[] content = block == null ? new byte[0] : block.content();
    try {
      return switch (type) {
        case TYPE -> Certificate.read(content).publicKey();
        case "PUBLIC KEY" -> subjectPublicKey(content);
        default ->
            throw new MalformedDataException("failed to extract a Key from the PEM certificate");
      };
    } catch (MalformedDataException e) {
      throw switch (type) {
        case TYPE -> e.within("failed to parse a PEM certificate");
        case "PUBLIC KEY" -> e.within("failed to parse a PEM public key");
        default -> e;
      };
    }
  }

  private static @Nullable PublicKey subjectPublicKey(byte[] content)
      throws MalformedDataException {
    Der der = new Der(content);
    PublicKeyInfo info = PublicKeyInfo.read(der.next(Der.SEQUENCE));
    der.checkEnd();
    if (info.algorithm() == 0) {
      throw new MalformedDataException("x509: unknown public key algorithm");
    }
    return info.key();
  }
}
