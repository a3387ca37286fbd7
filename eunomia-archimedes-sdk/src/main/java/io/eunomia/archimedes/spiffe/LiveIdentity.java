package io.eunomia.archimedes.spiffe;

import io.eunomia.policy.SpiffeId;
import io.spiffe.svid.x509svid.X509Svid;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** An identity that asks its source each time. */
final class LiveIdentity implements WorkloadIdentity {
  private final IdentitySource source;
  private final PeerVerifier verifier;
  private final SvidKeys keys;

  LiveIdentity(IdentitySource source) {
    this.source = source;
    this.verifier = new PeerVerifier(source);
    this.keys = new SvidKeys(source);
  }

  @Override
  public SpiffeId id() {
    return SpiffeId.parse(source.getX509Svid().getSpiffeId().toString());
  }

  @Override
  public Instant expiresAt() {
    return expiry(source.getX509Svid());
  }

  @Override
  public Optional<String> lastError() {
    Optional<String> error = source.lastError();
    Instant until = expiresAt();
    return error.isPresent() || Instant.now().isBefore(until)
        ? error
        : Optional.of("the certificate has expired at " + until);
  }

  @Override
  public SSLContext serverContext(Consumer<PeerRefusedException> onRefused) {
    return Tls13Context.ofServer(keys, SvidTrust.inClients(verifier, onRefused));
  }

  @Override
  public SSLContext clientContext(Set<SpiffeId> expected) {
    if (expected.isEmpty()) {
      throw new IllegalArgumentException("a client must expect somebody");
    }
    return Tls13Context.ofClient(keys, SvidTrust.inServers(verifier, expected));
  }

  @Override
  public SpiffeId verify(List<X509Certificate> chain) throws PeerRefusedException {
    return verifier.verify(chain);
  }

  @Override
  public void close() {
    source.close();
  }

  static Instant expiry(X509Svid svid) {
    return svid.getLeaf().getNotAfter().toInstant();
  }
}
