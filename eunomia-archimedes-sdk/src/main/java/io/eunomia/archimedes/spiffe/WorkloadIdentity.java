package io.eunomia.archimedes.spiffe;

import io.eunomia.policy.SpiffeId;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * This workload's certificate and the authorities that it trusts, as they are at any moment.
 *
 * <p>Thread-safe. When a certificate or an authority is replaced, the next handshake uses the new
 * one: contexts that were given out need not be asked for again, and connections that are open
 * stay.
 */
public interface WorkloadIdentity extends AutoCloseable {
  /** Who this workload is now. */
  SpiffeId id();

  /**
   * What a server's connections are made with: TLS 1.3, and no client without a certificate of a
   * trust domain that is known. Which of these clients may do what is for the server to say.
   */
  SSLContext serverContext();

  /**
   * What a client's connections are made with: TLS 1.3, and only to these servers. Servers are
   * known by their ids: what their host is called does not matter.
   *
   * @throws IllegalArgumentException if there is none
   */
  SSLContext clientContext(Set<SpiffeId> expected);

  /**
   * Finds out who a peer is, by what is trusted now: its certificate is the one that a TLS
   * connection was made with, perhaps long ago.
   *
   * @param chain the peer's own certificate first
   * @throws PeerRefusedException if it does not prove anything
   */
  SpiffeId verify(List<X509Certificate> chain) throws PeerRefusedException;

  /** Looks for no changes any more. Open connections stay. */
  @Override
  void close();
}
