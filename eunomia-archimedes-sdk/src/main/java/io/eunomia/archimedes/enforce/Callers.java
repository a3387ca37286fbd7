package io.eunomia.archimedes.enforce;

import io.eunomia.archimedes.spiffe.PeerCertificates;
import io.eunomia.archimedes.spiffe.PeerRefusedException;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import io.eunomia.policy.Caller;
import io.eunomia.policy.SpiffeId;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ways to tell who asks. None of them believes a header.
 *
 * <p>All are thread-safe if what they are given is.
 */
public final class Callers {
  private Callers() {}

  /**
   * The workload whose certificate the TLS connection was made with, by the certificate's only URI,
   * which must be a SPIFFE id. Nobody without a client certificate; one that is not a workload's is
   * refused.
   *
   * <p>The handshake is what verified it: the server must trust none but authorities of SPIFFE
   * trust domains. A certificate that has expired since is accepted as long as the connection is
   * open; {@link #fromTls(WorkloadIdentity)} does not.
   */
  public static CallerResolver fromTls() {
    return request -> workload(request, PeerCertificates::spiffeId);
  }

  /**
   * As {@link #fromTls()}, and verifies the certificate again for each request, by what is trusted
   * at that moment. Costs the verification of a chain of certificates.
   */
  public static CallerResolver fromTls(WorkloadIdentity identity) {
    Objects.requireNonNull(identity, "identity");
    return request -> workload(request, identity::verify);
  }

  /**
   * The user of a token's claims.
   *
   * @param claims gives the claims of a token that it has verified, empty if there is no token;
   *     throws {@link AuthenticationException} if it is not valid
   * @param names what the claims are called
   */
  public static CallerResolver fromClaims(
      Function<RequestView, ? extends Optional<? extends Map<String, ? extends @Nullable Object>>>
          claims,
      ClaimNames names) {
    Objects.requireNonNull(claims, "claims");
    Objects.requireNonNull(names, "names");
    return request -> claims.apply(request).map(verified -> ClaimsCaller.of(verified, names));
  }

  /**
   * The bearer of a key.
   *
   * @param keys gives what is known of the request's key, empty if there is none; throws {@link
   *     AuthenticationException} if it is not valid
   */
  public static CallerResolver fromApiKey(
      Function<RequestView, ? extends Optional<Caller.ApiKey>> keys) {
    Objects.requireNonNull(keys, "keys");
    return request -> keys.apply(request).map(key -> key);
  }

  /**
   * The caller that the first of these knows. Credentials that one of them refuses end it: the
   * others are not asked, so that a bad token does not become an anonymous request.
   */
  public static CallerResolver firstOf(CallerResolver... resolvers) {
    List<CallerResolver> all = List.of(resolvers);
    return request -> {
      for (CallerResolver each : all) {
        Optional<Caller> found = each.resolve(request);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    };
  }

  /** Nobody in particular, always: for the last place in {@link #firstOf}. */
  public static CallerResolver anonymous() {
    return request -> Optional.of(Caller.anonymous());
  }

  private static Optional<Caller> workload(RequestView request, PeerReader reader) {
    List<X509Certificate> chain = request.peerCertificates();
    if (chain.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Caller.Spiffe(reader.read(chain)));
    } catch (PeerRefusedException e) {
      throw new AuthenticationException("the peer is refused: " + e.getMessage(), e);
    }
  }

  /** Finds out whose certificate it is. */
  @FunctionalInterface
  private interface PeerReader {
    SpiffeId read(List<X509Certificate> chain) throws PeerRefusedException;
  }
}
