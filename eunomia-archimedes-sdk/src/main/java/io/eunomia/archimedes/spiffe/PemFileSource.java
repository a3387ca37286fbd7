package io.eunomia.archimedes.spiffe;

import io.spiffe.bundle.x509bundle.X509Bundle;
import io.spiffe.exception.BundleNotFoundException;
import io.spiffe.spiffeid.TrustDomain;
import io.spiffe.svid.x509svid.X509Svid;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at PEM files again and again, in a thread of its own. What does not fit together is not
 * taken: what was last good stays.
 */
final class PemFileSource implements IdentitySource {
  private static final Logger LOG = LoggerFactory.getLogger(PemFileSource.class);
  private static final Duration MAX_SETTLING = Duration.ofMillis(250);

  private final PemFiles files;
  private final Thread watcher;
  private volatile PemIdentity current;
  private volatile @Nullable String error;
  private volatile boolean closed;
  private byte[] taken;
  private byte @Nullable [] settling;

  private PemFileSource(PemFiles files, PemContent content) {
    this.files = files;
    this.current = PemIdentity.parse(content);
    this.taken = content.fingerprint();
    this.watcher = new Thread(this::watch, "eunomia-svid-files");
    this.watcher.setDaemon(true);
  }

  /**
   * Begins to look.
   *
   * @throws NoIdentityException if there is nothing good yet
   */
  static PemFileSource open(PemFiles files) {
    PemFileSource source = new PemFileSource(files, PemContent.read(files));
    source.watcher.start();
    return source;
  }

  private void watch() {
    Duration interval = files.pollInterval();
    Duration settlingTime = interval.compareTo(MAX_SETTLING) < 0 ? interval : MAX_SETTLING;
    while (!closed) {
      try {
        Thread.sleep((settling == null ? interval : settlingTime).toMillis());
        look();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        reject(e);
      }
    }
  }

  private void look() {
    PemContent content = PemContent.read(files);
    byte[] seen = content.fingerprint();
    if (Arrays.equals(seen, taken)) {
      settling = null;
      error = null;
      return;
    }
    // Two looks must see the same: a file that is being written to may look whole.
    if (!Arrays.equals(seen, settling)) {
      settling = seen;
      return;
    }
    settling = null;
    PemIdentity next = PemIdentity.parse(content);
    current = next;
    taken = seen;
    error = null;
    LOG.info(
        "{} has a new certificate, valid until {}",
        next.svid().getSpiffeId(),
        LiveIdentity.expiry(next.svid()));
  }

  private void reject(RuntimeException problem) {
    String message = String.valueOf(problem.getMessage());
    // Once: it is looked at every few seconds.
    if (!message.equals(error)) {
      LOG.warn("The certificate is not replaced: {}", message);
    }
    error = message;
  }

  @Override
  public X509Svid getX509Svid() {
    return open().svid();
  }

  @Override
  public X509Bundle getBundleForTrustDomain(TrustDomain trustDomain)
      throws BundleNotFoundException {
    return open().bundles().getBundleForTrustDomain(trustDomain);
  }

  private PemIdentity open() {
    if (closed) {
      throw new IllegalStateException("the identity is closed");
    }
    return current;
  }

  @Override
  public Optional<String> lastError() {
    return Optional.ofNullable(error);
  }

  @Override
  public void close() {
    closed = true;
    watcher.interrupt();
  }
}
