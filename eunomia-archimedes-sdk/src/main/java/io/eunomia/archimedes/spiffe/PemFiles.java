package io.eunomia.archimedes.spiffe;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where a workload's certificate, its key and the authorities that it trusts are, as PEM. That is
 * what spiffe-helper and cert-manager's CSI driver write.
 *
 * <p>The files are read again and again, and are taken when their content has changed, has stayed
 * the same for two looks, and fits together. So it does not matter how they are replaced, be it
 * file by file or by the symbolic links of a Kubernetes volume, nor on what file system they are.
 *
 * <p>Immutable.
 */
public final class PemFiles {
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

  private final Path certificate;
  private final Path key;
  private final Optional<Path> bundle;
  private final Map<String, Path> bundles;
  private final Duration pollInterval;

  private PemFiles(
      Path certificate,
      Path key,
      Optional<Path> bundle,
      Map<String, Path> bundles,
      Duration pollInterval) {
    this.certificate = certificate;
    this.key = key;
    this.bundle = bundle;
    this.bundles = bundles;
    this.pollInterval = pollInterval;
  }

  /**
   * With one file for all authorities.
   *
   * @param certificate the chain, the workload's own certificate first
   * @param key the private key, PKCS#8 without a password ({@code BEGIN PRIVATE KEY})
   * @param bundle authorities, each of which says in its URI SAN for which trust domain it speaks,
   *     as the X.509-SVID standard has it
   */
  public static PemFiles of(Path certificate, Path key, Path bundle) {
    return new PemFiles(certificate, key, Optional.of(bundle), Map.of(), DEFAULT_INTERVAL);
  }

  /**
   * With a file for each trust domain, for authorities that do not say which one is theirs.
   *
   * @param bundles by the name of the trust domain: {@code example.org}
   * @throws IllegalArgumentException if there is none
   */
  public static PemFiles of(Path certificate, Path key, Map<String, Path> bundles) {
    if (bundles.isEmpty()) {
      throw new IllegalArgumentException("there must be a bundle");
    }
    return new PemFiles(certificate, key, Optional.empty(), Map.copyOf(bundles), DEFAULT_INTERVAL);
  }

  /**
   * How often the files are looked at; 5 s, unless said otherwise.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public PemFiles withPollInterval(Duration interval) {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("the interval must be positive");
    }
    return new PemFiles(certificate, key, bundle, bundles, interval);
  }

  Path certificate() {
    return certificate;
  }

  Path key() {
    return key;
  }

  Optional<Path> bundle() {
    return bundle;
  }

  Map<String, Path> bundles() {
    return bundles;
  }

  Duration pollInterval() {
    return pollInterval;
  }
}
