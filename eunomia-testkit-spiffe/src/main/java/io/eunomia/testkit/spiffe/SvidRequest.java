package io.eunomia.testkit.spiffe;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that is not quite as it should be, to see what others make of it. What is not said
 * here is as it should be. Not thread-safe.
 */
public final class SvidRequest {
  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final SpiffeAuthority authority;
  private final List<String> uris = new ArrayList<>();
  private final List<String> dns = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private String id;
  private String subject = "O=SPIFFE,C=US";
  private String algorithm = "EC";
  private Instant from = Instant.now().minus(SKEW);
  private Instant until = Instant.now().plus(LIFETIME);
  private Instant intermediatesUntil = until;
  private int intermediates;
  private boolean ca;
  private @Nullable KeyUsage usage = new KeyUsage(KeyUsage.digitalSignature);

  SvidRequest(SpiffeAuthority authority, String id) {
    this.authority = authority;
    this.id = id;
    uris.add(id);
  }

  /** Valid until a minute ago. */
  public SvidRequest expired() {
    return valid(Instant.now().minus(LIFETIME), Instant.now().minus(SKEW));
  }

  /** Valid from in an hour on. */
  public SvidRequest notYetValid() {
    return valid(Instant.now().plus(LIFETIME), Instant.now().plus(LIFETIME.multipliedBy(2)));
  }

  /** Valid for this long from now on. */
  public SvidRequest validFor(Duration lifetime) {
    return valid(Instant.now().minus(SKEW), Instant.now().plus(lifetime));
  }

  /** Valid between these. */
  public SvidRequest valid(Instant notBefore, Instant notAfter) {
    from = notBefore;
    until = notAfter;
    return this;
  }

  /** Another URI SAN, whatever its text, in place of the SPIFFE id. */
  public SvidRequest uri(String text) {
    id = text;
    uris.clear();
    return alsoUri(text);
  }

  /** One more URI SAN. */
  public SvidRequest alsoUri(String text) {
    uris.add(text);
    return this;
  }

  /** A DNS SAN besides, as an X509-SVID may have. */
  public SvidRequest dns(String name) {
    dns.add(name);
    return this;
  }

  /** A SAN of the kind otherName besides. */
  public SvidRequest otherName(String name) {
    others.add(name);
    return this;
  }

  /** No URI SAN at all. */
  public SvidRequest withoutUri() {
    uris.clear();
    return this;
  }

  /** The id as the common name of the subject and nowhere else. */
  public SvidRequest idInCommonNameOnly() {
    subject = "CN=" + id;
    return withoutUri();
  }

  /** A certificate that may sign others. */
  public SvidRequest asAuthority() {
    ca = true;
    usage = new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature);
    return this;
  }

  /** May sign others by its key usage, but is no authority. */
  public SvidRequest withCertificateSigning() {
    usage = new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign);
    return this;
  }

  /** May sign revocation lists by its key usage. */
  public SvidRequest withRevocationListSigning() {
    usage = new KeyUsage(KeyUsage.digitalSignature | KeyUsage.cRLSign);
    return this;
  }

  /** May not sign what a handshake has to be signed with. */
  public SvidRequest withoutDigitalSignature() {
    usage = new KeyUsage(KeyUsage.keyEncipherment);
    return this;
  }

  /** Does not say what its key is for. */
  public SvidRequest withoutKeyUsage() {
    usage = null;
    return this;
  }

  /**
   * A key of another kind.
   *
   * @param name {@code EC} (P-256), {@code RSA} (2048 bits), {@code Ed25519}
   */
  public SvidRequest key(String name) {
    algorithm = name;
    return this;
  }

  /** So many authorities between the trust domain's and the workload; they are in the chain. */
  public SvidRequest intermediates(int count) {
    intermediates = count;
    return this;
  }

  /** Intermediates whose own certificates have expired. */
  public SvidRequest expiredIntermediate() {
    intermediatesUntil = Instant.now().minus(SKEW);
    return intermediates(1);
  }

  /** Makes the certificate. */
  public Svid issue() {
    PrivateKey signer = authority.key();
    X509Certificate issuer = authority.certificate();
    List<X509Certificate> above = new ArrayList<>();
    for (int i = 0; i < intermediates; i++) {
      KeyPair keys = Keys.ellipticCurve();
      issuer =
          new CertificateRequest(keys.getPublic(), "CN=Intermediate " + Keys.serial())
              .valid(Instant.now().minus(LIFETIME), intermediatesUntil)
              .authority()
              .signedBy(signer, issuer);
      signer = keys.getPrivate();
      above.add(issuer);
    }
    Collections.reverse(above);
    KeyPair keys = Keys.of(algorithm);
    CertificateRequest leaf = new CertificateRequest(keys.getPublic(), subject).valid(from, until);
    if (ca) {
      leaf.authority();
    }
    leaf.usage(usage);
    uris.forEach(leaf::uri);
    dns.forEach(leaf::dns);
    others.forEach(leaf::other);
    List<X509Certificate> chain = new ArrayList<>(above);
    chain.add(0, leaf.signedBy(signer, issuer));
    return new Svid(id, chain, keys.getPrivate());
  }
}
