package io.eunomia.archimedes.spiffe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.eunomia.archimedes.spiffe.NoIdentityException.Code;
import io.spiffe.bundle.x509bundle.X509BundleSet;
import io.spiffe.exception.X509SvidException;
import io.spiffe.svid.x509svid.X509Svid;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** A certificate with its key and the authorities that came with it: they fit together. */
record PemIdentity(X509Svid svid, X509BundleSet bundles) {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  /**
   * Reads an identity.
   *
   * @throws NoIdentityException if anything of it is wrong, or not valid now
   */
  static PemIdentity parse(PemContent content) {
    PemIdentity identity = new PemIdentity(svid(content), PemAuthorities.parse(content));
    identity.check(content.files().certificate());
    return identity;
  }

  /** What peers will check: better to know before they do. */
  private void check(Path file) {
    try {
      if (bundles.getBundles().containsKey(svid.getSpiffeId().getTrustDomain())) {
        new PeerVerifier(bundles).verify(svid.getChain());
      } else {
        // A bundle may be of the peers' trust domains only: then there is less to know.
        PeerCertificates.spiffeId(svid.getChain());
      }
    } catch (PeerRefusedException e) {
      throw PemContent.invalid(file, "would be refused by peers: " + e.getMessage(), e);
    }
  }

  private static X509Svid svid(PemContent content) {
    Path certificate = content.files().certificate();
    Path key = content.files().key();
    byte[] keyBytes = content.bytesOf(key);
    String text = new String(keyBytes, ISO_8859_1);
    if (!text.contains(BEGIN) || !text.contains(END)) {
      throw PemContent.invalid(
          key, "is not a whole PKCS#8 key without a password (BEGIN PRIVATE KEY)", null);
    }
    // First, for its message: java-spiffe's does not say which of the two cannot be read.
    content.certificates(certificate);
    X509Svid svid;
    try {
      svid = X509Svid.parse(content.bytesOf(certificate), keyBytes);
    } catch (X509SvidException | RuntimeException e) {
      throw new NoIdentityException(
          Code.INVALID,
          certificate + " and " + key + " are not an X509-SVID and its key: " + e.getMessage(),
          e);
    }
    if (!fits(svid.getPrivateKey(), svid.getLeaf().getPublicKey())) {
      throw PemContent.invalid(key, "is not the key of the certificate in " + certificate, null);
    }
    return svid;
  }

  /** What one signs, the other must verify; java-spiffe takes any key of the right kind. */
  private static boolean fits(PrivateKey privateKey, PublicKey publicKey) {
    String algorithm = privateKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    byte[] challenge = END.getBytes(ISO_8859_1);
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(privateKey);
      signature.update(challenge);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(challenge);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
