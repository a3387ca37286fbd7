package io.eunomia.archimedes.spiffe;

import io.eunomia.policy.SpiffeId;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * This workload's certificate and the authorities that it trusts, as they are at any moment.
 *
 * <p>Thread-safe. When a certificate or an authority is replaced, the next handshake uses the new
 * one: contexts that were given out need not be asked for again, and connections that are open
 * stay.
 *
 * <p>Peers are checked as the SPIFFE X.509-SVID standard has it (sections 2 to 5): see {@link
 * PeerCertificates#spiffeId} and {@link #verify}.
 */
public interface WorkloadIdentity extends AutoCloseable {
  /**
   * The identity that is in PEM files, which may be replaced at any time.
   *
   * @throws NoIdentityException if they are not there, or do not fit together
   */
  static WorkloadIdentity fromFiles(PemFiles files) {
    return new LiveIdentity(PemFileSource.open(files));
  }

  /**
   * The identity that a SPIFFE Workload API gives, such as that of a SPIRE agent. Waits for it, as
   * long as the options say.
   *
   * @throws NoIdentityException if it gives none
   */
  static WorkloadIdentity fromWorkloadApi(WorkloadApiOptions options) {
    return new LiveIdentity(WorkloadApiSource.open(options));
  }

  /**
   * Who this workload is now.
   *
   * @throws IllegalStateException if this is closed
   */
  SpiffeId id();

  /**
   * Until when the certificate is valid. It is replaced earlier, if all is well.
   *
   * @throws IllegalStateException if this is closed
   */
  Instant expiresAt();

  /**
   * What keeps this from being up to date, for people: files that are not taken, a certificate that
   * has expired. Empty if all is well.
   *
   * @throws IllegalStateException if this is closed
   */
  Optional<String> lastError();

  /** A {@link #serverContext(Consumer)} where nobody listens. */
  default SSLContext serverContext() {
    return serverContext(refusal -> {});
  }

  /**
   * What a server's connections are made with: TLS 1.3, and no client without a certificate of a
   * trust domain that is known. Which of these clients may do what is for the server to say.
   *
   * <p>The context's own sockets and engines demand a certificate. A server that sets parameters of
   * its own must do so too ({@link javax.net.ssl.SSLParameters#setNeedClientAuth}). Sessions are
   * never resumed: each handshake checks the client anew.
   *
   * @param onRefused is told of each client that is refused for its certificate, in the thread of
   *     the handshake: it should count or log, and be quick
   */
  SSLContext serverContext(Consumer<PeerRefusedException> onRefused);

  /**
   * What a client's connections are made with: TLS 1.3, and only to these servers. Servers are
   * known by their ids: what their host is called does not matter. A session is resumed for a
   * second at most.
   *
   * @throws IllegalArgumentException if there is none
   */
  SSLContext clientContext(Set<SpiffeId> expected);

  /**
   * Finds out who a peer is, by what is trusted now: its certificate is the one that a TLS
   * connection was made with, perhaps long ago. An authority vouches for its own trust domain and
   * for no other. Takes about as long as a signature for each certificate.
   *
   * @param chain the peer's own certificate first
   * @throws PeerRefusedException if it does not prove anything
   * @throws IllegalStateException if this is closed
   */
  SpiffeId verify(List<X509Certificate> chain) throws PeerRefusedException;

  /** Looks for no changes any more, and makes no more connections. Open connections stay. */
  @Override
  void close();
}
