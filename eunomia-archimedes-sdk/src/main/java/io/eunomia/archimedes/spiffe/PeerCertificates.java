package io.eunomia.archimedes.spiffe;

import io.eunomia.archimedes.spiffe.PeerRefusedException.Code;
import io.eunomia.policy.PolicyInputException;
import io.eunomia.policy.SpiffeId;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What certificates say about the workload that shows them. */
public final class PeerCertificates {
  private static final int URI_NAME = 6;
  private static final int NO_AUTHORITY = -1;
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int CERTIFICATE_SIGNING = 5;
  private static final int REVOCATION_LIST_SIGNING = 6;

  private PeerCertificates() {}

  /**
   * Who a certificate is for. Says nothing about who signed it, nor whether it is valid now: that
   * is {@link WorkloadIdentity#verify}.
   *
   * <p>By the X.509-SVID standard, sections 2 and 4: the id is the only URI SAN, with nothing else
   * taken for it, least of all the common name; the certificate is no authority's; its key usage is
   * there, with {@code digitalSignature}, and without {@code keyCertSign} and {@code cRLSign}.
   *
   * @param chain the workload's own certificate first
   * @throws PeerRefusedException with {@link Code#NO_CERTIFICATE} or {@link Code#NOT_AN_SVID}
   */
  public static SpiffeId spiffeId(List<X509Certificate> chain) throws PeerRefusedException {
    if (chain.isEmpty()) {
      throw new PeerRefusedException(Code.NO_CERTIFICATE, "the peer has no certificate");
    }
    X509Certificate leaf = chain.get(0);
    SpiffeId id = onlyId(leaf);
    if (leaf.getBasicConstraints() != NO_AUTHORITY) {
      throw notAnSvid("is that of an authority");
    }
    checkUsage(leaf.getKeyUsage());
    return id;
  }

  private static SpiffeId onlyId(X509Certificate leaf) throws PeerRefusedException {
    List<String> uris = uris(leaf);
    if (uris.size() != 1) {
      throw notAnSvid(uris.isEmpty() ? "has no URI SAN" : "has " + uris.size() + " URI SANs");
    }
    try {
      return SpiffeId.parse(uris.get(0));
    } catch (PolicyInputException e) {
      // What a stranger wrote does not go into messages; what is wrong with it does.
      throw new PeerRefusedException(
          Code.NOT_AN_SVID, "the URI SAN of the certificate is not a SPIFFE id", e);
    }
  }

  /** All URI SANs, in their order. */
  static List<String> uris(X509Certificate certificate) throws PeerRefusedException {
    Collection<List<?>> names;
    try {
      names = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException e) {
      throw new PeerRefusedException(
          Code.NOT_AN_SVID, "the names in the certificate cannot be read", e);
    }
    List<String> uris = new ArrayList<>();
    if (names != null) {
      for (List<?> name : names) {
        if (name.get(0) instanceof Integer kind
            && kind == URI_NAME
            && name.get(1) instanceof String uri) {
          uris.add(uri);
        }
      }
    }
    return uris;
  }

  private static void checkUsage(boolean[] usage) throws PeerRefusedException {
    if (usage == null) {
      throw notAnSvid("has no key usage");
    }
    if (!usage[DIGITAL_SIGNATURE]) {
      throw notAnSvid("is not for digital signatures");
    }
    if (usage[CERTIFICATE_SIGNING] || usage[REVOCATION_LIST_SIGNING]) {
      throw notAnSvid("is for signing certificates or revocation lists");
    }
  }

  private static PeerRefusedException notAnSvid(String problem) {
    return new PeerRefusedException(Code.NOT_AN_SVID, "the certificate " + problem);
  }
}
