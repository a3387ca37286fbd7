package io.eunomia.archimedes.enforce;

import io.eunomia.policy.PolicyInputException;
import io.eunomia.policy.SpiffeId;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads the SPIFFE id of a certificate, as the X509-SVID standard has it. */
final class PeerSpiffeId {
  private static final int URI = 6;
  private static final int CERTIFICATE_SIGN = 5;
  private static final int REVOCATION_SIGN = 6;

  private PeerSpiffeId() {}

  /**
   * The id; empty if the certificate is not about a URI at all.
   *
   * @throws AuthenticationException for several URIs, one that is not a workload's id, or an
   *     authority's certificate
   */
  static Optional<SpiffeId> of(X509Certificate certificate) {
    List<String> uris = uris(certificate);
    if (uris.isEmpty()) {
      return Optional.empty();
    }
    if (uris.size() > 1) {
      throw new AuthenticationException("the peer's certificate has several URIs");
    }
    boolean[] usage = certificate.getKeyUsage();
    if (certificate.getBasicConstraints() >= 0
        || (usage != null && (usage[CERTIFICATE_SIGN] || usage[REVOCATION_SIGN]))) {
      throw new AuthenticationException("the peer's certificate is an authority's");
    }
    try {
      return Optional.of(SpiffeId.parse(uris.get(0)));
    } catch (PolicyInputException e) {
      throw new AuthenticationException("the peer's certificate has no SPIFFE id", e);
    }
  }

  private static List<String> uris(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> Integer.valueOf(URI).equals(name.get(0)))
              .map(name -> String.valueOf(name.get(1)))
              .toList();
    } catch (CertificateParsingException e) {
      throw new AuthenticationException("the peer's certificate cannot be read", e);
    }
  }
}
