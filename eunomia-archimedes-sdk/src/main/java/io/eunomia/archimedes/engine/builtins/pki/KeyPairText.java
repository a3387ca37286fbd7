package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.archimedes.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** A certificate and its private key, in two texts, as Go's {@code tls.X509KeyPair} takes them. */
public final class KeyPairText {
  private static final String BEGIN = "-----BEGIN ";

  private KeyPairText() {}

  /**
   * Both, as Go shows its {@code tls.Certificate}: also the private key.
   *
   * @param certificates the certificate and those it goes back to: PEM, or either PEM or DER in
   *     base64
   * @param key its private key, in the same ways
   * @throws MalformedDataException if either is damaged, or they do not belong together
   */
  public static Value json(String certificates, String key) throws MalformedDataException {
    List<byte[]> chain = certificates(certificates);
    PrivateKeyInfo secret = PrivateKeyText.any(key(key));
    Certificate leaf = leaf(chain, secret);
    return new GoStruct()
        .put("Certificate", chain.stream().map(GoStruct::bytes).toList())
        .put("PrivateKey", secret.json())
        .put("Leaf", leaf.json())
        .putNulls("SupportedSignatureAlgorithms", "OCSPStaple", "SignedCertificateTimestamps")
        .build();
  }

  /**
   * Both, as the JDK has them.
   *
   * @param certificates the certificate and those it goes back to, as for {@link #json}
   * @param key its private key, as for {@link #json}
   * @throws MalformedDataException if either is damaged, or they do not belong together
   */
  public static KeyPair read(String certificates, String key) throws MalformedDataException {
    List<byte[]> chain = certificates(certificates);
    PrivateKeyInfo secret = PrivateKeyText.any(key(key));
    Certificate unused = leaf(chain, secret);
    return new KeyPair(CertificateText.ofJdk(chain), secret.key());
  }

  private static Certificate leaf(List<byte[]> chain, PrivateKeyInfo secret)
      throws MalformedDataException {
    Certificate leaf = Certificate.read(chain.get(0));
    if (!leaf.hasKeyOf(secret.algorithm())) {
      throw new MalformedDataException("tls: private key type does not match public key type");
    }
    if (!leaf.keyNumbers().equals(secret.publicJson())) {
      throw new MalformedDataException("tls: private key does not match public key");
    }
    return leaf;
  }

  private static List<byte[]> certificates(String text) throws MalformedDataException {
    byte[] bytes = unwrapped(text);
    String pem = new String(bytes, StandardCharsets.ISO_8859_1);
    if (!pem.startsWith(BEGIN)) {
      return List.of(bytes);
    }
    List<byte[]> found = new ArrayList<>();
    for (Pem block = Pem.find(pem, 0); block != null; block = Pem.find(pem, block.rest())) {
      if (block.type().equals("CERTIFICATE")) {
        found.add(block.content());
      }
    }
    if (found.isEmpty()) {
      throw new MalformedDataException("tls: failed to find any PEM data in certificate input");
    }
    return found;
  }

  private static byte[] key(String text) throws MalformedDataException {
    byte[] bytes = unwrapped(text);
    String pem = new String(bytes, StandardCharsets.ISO_8859_1);
    if (!pem.startsWith("-----BEGIN")) {
      return bytes;
    }
    for (Pem block = Pem.find(pem, 0); block != null; block = Pem.find(pem, block.rest())) {
      if (block.type().equals("PRIVATE KEY") || block.type().endsWith(" PRIVATE KEY")) {
        return block.content();
      }
    }
    throw new MalformedDataException("tls: failed to find any PEM data in key input");
  }

  private static byte[] unwrapped(String text) throws MalformedDataException {
    return text.startsWith(BEGIN)
        ? text.getBytes(StandardCharsets.ISO_8859_1)
        : Base64Text.decode(text);
  }

  /**
   * A certificate and its private key. Not shown as text.
   *
   * @param chain the certificate, then those it goes back to
   * @param key its private key
   */
  public record KeyPair(List<X509Certificate> chain, PrivateKey key) {
    /** Copies the chain. */
    public KeyPair {
      chain = List.copyOf(chain);
    }

    @Override
    public String toString() {
      return "KeyPair[" + chain.get(0).getSubjectX500Principal() + "]";
    }
  }
}
