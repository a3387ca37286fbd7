package io.eunomia.archimedes.spiffe;

import io.eunomia.archimedes.spiffe.PeerRefusedException.Code;
import io.eunomia.policy.SpiffeId;
import io.spiffe.bundle.BundleSource;
import io.spiffe.bundle.x509bundle.X509Bundle;
import io.spiffe.exception.BundleNotFoundException;
import io.spiffe.spiffeid.TrustDomain;
import io.spiffe.svid.x509svid.X509SvidValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out who somebody is, by his certificates and the authorities of his own trust domain. */
final class PeerVerifier {
  private final BundleSource<X509Bundle> authorities;

  PeerVerifier(BundleSource<X509Bundle> authorities) {
    this.authorities = authorities;
  }

  SpiffeId verify(List<X509Certificate> chain) throws PeerRefusedException {
    SpiffeId id = PeerCertificates.spiffeId(chain);
    X509Bundle trusted = validNow(trusted(id));
    try {
      // Whatever trust domain java-spiffe reads, the authorities are those of the id read here.
      X509SvidValidator.verifyChain(chain, domain -> trusted);
    } catch (CertificateException | BundleNotFoundException e) {
      throw refusal(id, e);
    } catch (RuntimeException e) {
      // java-spiffe takes every SAN for text and every URI for well-formed.
      throw new PeerRefusedException(Code.NOT_AN_SVID, "the certificate cannot be read", e);
    }
    return id;
  }

  private X509Bundle trusted(SpiffeId id) throws PeerRefusedException {
    try {
      return authorities.getBundleForTrustDomain(TrustDomain.parse(id.trustDomain()));
    } catch (BundleNotFoundException e) {
      throw new PeerRefusedException(
          Code.UNKNOWN_AUTHORITY, "the trust domain " + id.trustDomain() + " is not trusted", e);
    }
  }

  /** Java takes an authority for eternal, whatever its own certificate says. */
  private static X509Bundle validNow(X509Bundle bundle) {
    Set<X509Certificate> valid =
        bundle.getX509Authorities().stream()
            .filter(PeerVerifier::isValidNow)
            .collect(Collectors.toSet());
    return new X509Bundle(bundle.getTrustDomain(), valid);
  }

  private static boolean isValidNow(X509Certificate authority) {
    try {
      authority.checkValidity();
      return true;
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      return false;
    }
  }

  private static PeerRefusedException refusal(SpiffeId id, Exception problem) {
    Throwable cause = problem.getCause();
    if (cause instanceof CertPathValidatorException path) {
      // The cause is what TLS chooses its alert by: it is passed on as it is.
      if (path.getReason() == BasicReason.EXPIRED) {
        return new PeerRefusedException(
            Code.EXPIRED, "a certificate of " + id + " has expired", path);
      }
      if (path.getReason() == BasicReason.NOT_YET_VALID) {
        return new PeerRefusedException(
            Code.NOT_YET_VALID, "a certificate of " + id + " is not valid yet", path);
      }
    }
    return new PeerRefusedException(
        Code.UNKNOWN_AUTHORITY,
        "nobody who is trusted for " + id.trustDomain() + " vouches for " + id,
        cause == null ? problem : cause);
  }
}
