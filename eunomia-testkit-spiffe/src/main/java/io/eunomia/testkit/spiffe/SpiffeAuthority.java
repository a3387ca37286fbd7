package io.eunomia.testkit.spiffe;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * A trust domain that lives as long as a test: a key and a certificate that sign workloads'
 * certificates (X509-SVIDs). Nothing is written to disk unless asked for.
 *
 * <p>Immutable, thread-safe. Making one, and each certificate, takes about a millisecond.
 */
public final class SpiffeAuthority {
  private final String trustDomain;
  private final KeyPair keys;
  private final X509Certificate certificate;
  private final List<X509Certificate> bundle;

  private SpiffeAuthority(
      String trustDomain, KeyPair keys, X509Certificate certificate, List<X509Certificate> older) {
    this.trustDomain = trustDomain;
    this.keys = keys;
    this.certificate = certificate;
    List<X509Certificate> all = new ArrayList<>(List.of(certificate));
    all.addAll(older);
    this.bundle = List.copyOf(all);
  }

  /**
   * A new trust domain.
   *
   * @param trustDomain its name: {@code example.org}
   */
  public static SpiffeAuthority of(String trustDomain) {
    return create(trustDomain, List.of());
  }

  private static SpiffeAuthority create(String trustDomain, List<X509Certificate> older) {
    KeyPair keys = Keys.ellipticCurve();
    Instant until = Instant.now().plus(Duration.ofDays(7));
    return new SpiffeAuthority(trustDomain, keys, certificate(trustDomain, keys, until), older);
  }

  private static X509Certificate certificate(String trustDomain, KeyPair keys, Instant until) {
    // Numbers in the names, so that authorities of the same domain can be told apart.
    return new CertificateRequest(keys.getPublic(), "CN=Authority " + Keys.serial())
        .valid(Instant.now().minus(Duration.ofDays(1)), until)
        .authority()
        .uri("spiffe://" + trustDomain)
        .signedBy(keys.getPrivate(), null);
  }

  /** The name of the trust domain. */
  public String trustDomain() {
    return trustDomain;
  }

  /**
   * A workload's certificate as it should be: an EC P-256 key, one URI SAN, an hour.
   *
   * @param path the path of the SPIFFE id, with its leading slash: {@code /ns/prod/sa/deployer}
   */
  public Svid issue(String path) {
    return request(path).issue();
  }

  /**
   * A workload's certificate that is not quite as it should be.
   *
   * @param path the path of the SPIFFE id, with its leading slash
   */
  public SvidRequest request(String path) {
    return new SvidRequest(this, "spiffe://" + trustDomain + path);
  }

  /** The same trust domain with a new key. The old authorities are still in the bundle. */
  public SpiffeAuthority rotate() {
    return create(trustDomain, bundle);
  }

  /** The same key; older authorities are not in the bundle any more. */
  public SpiffeAuthority withoutOlder() {
    return new SpiffeAuthority(trustDomain, keys, certificate, List.of());
  }

  /** The same key with a certificate that has expired a minute ago, and nothing else. */
  public SpiffeAuthority expired() {
    Instant until = Instant.now().minus(Duration.ofMinutes(1));
    return new SpiffeAuthority(trustDomain, keys, certificate(trustDomain, keys, until), List.of());
  }

  /** The certificates of the authorities: its own, then the older ones. */
  public List<X509Certificate> bundle() {
    return bundle;
  }

  /** The bundle as PEM. */
  public String bundlePem() {
    return Pem.certificates(bundle);
  }

  /** Writes the bundle as PEM, in one step: readers see the old file or the new one. */
  public Path writeBundle(Path file) throws IOException {
    return Pem.write(file, bundlePem());
  }

  /** Writes the bundles of several authorities into one file. */
  public static Path writeBundles(Path file, SpiffeAuthority... authorities) throws IOException {
    return Pem.write(
        file,
        Arrays.stream(authorities)
            .map(SpiffeAuthority::bundlePem)
            .collect(Collectors.joining("\n")));
  }

  /**
   * A TLS context for clients that have no certificate and trust this domain's servers, whoever
   * they are. TLS 1.2 and 1.3.
   */
  public SSLContext anonymousContext() {
    return TlsContexts.create(null, Set.copyOf(bundle));
  }

  X509Certificate certificate() {
    return certificate;
  }

  PrivateKey key() {
    return keys.getPrivate();
  }

  @Override
  public String toString() {
    return "SpiffeAuthority[" + trustDomain + ", " + bundle.size() + " certificates]";
  }
}
