package io.eunomia.archimedes.engine.builtins.pki;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies that a certificate goes back to a root (RFC 5280, 6). Signatures, validity, basic
 * constraints, name constraints and policies are for the JDK to judge, which knows besides them
 * which algorithms are too weak; revocation is not looked into.
 */
public final class CertificateChain {
  private static final int MAX_INTERMEDIATES = 100;

  private CertificateChain() {}

  /**
   * The chain from the last certificate to the first one, the root; the others are there for what
   * is between them. Empty if there is none that is valid, or there are fewer than two.
   */
  public static Optional<List<Certificate>> verify(
      List<Certificate> certificates, VerifyOptions options) {
    if (certificates.size() < 2 || certificates.size() > MAX_INTERMEDIATES + 2) {
      return Optional.empty();
    }
    Certificate root = certificates.get(0);
    Certificate leaf = certificates.get(certificates.size() - 1);
    if (!HostName.matches(options.hostname(), leaf)) {
      return Optional.empty();
    }
    Optional<List<Certificate>> chain =
        Arrays.equals(root.encoded(), leaf.encoded())
            ? Optional.of(List.of(leaf)).filter(self -> leaf.isValidAt(options.time()))
            : build(root, certificates, leaf, options.time());
    return chain.filter(found -> isFor(options.usages(), found));
  }

  private static Optional<List<Certificate>> build(
      Certificate root, List<Certificate> certificates, Certificate leaf, Instant time) {
    // The JDK trusts a root whatever its dates are.
    if (!root.isAuthority() || !root.isValidAt(time)) {
      return Optional.empty();
    }
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      Map<X509Certificate, Certificate> known = new LinkedHashMap<>();
      for (Certificate certificate : certificates) {
        known.put(ofJdk(certificate, factory), certificate);
      }
      X509Certificate anchor = ofJdk(root, factory);
      PKIXCertPathBuilderResult result =
          path(anchor, ofJdk(leaf, factory), List.copyOf(known.keySet()), time);
      List<Certificate> chain = new ArrayList<>();
      for (java.security.cert.Certificate link : result.getCertPath().getCertificates()) {
        chain.add(known.get((X509Certificate) link));
      }
      chain.add(root);
      return Optional.of(chain);
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static PKIXCertPathBuilderResult path(
      X509Certificate root, X509Certificate leaf, List<X509Certificate> known, Instant time)
      throws GeneralSecurityException {
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(leaf);
    PKIXBuilderParameters parameters = parameters(root, target);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
    parameters.setDate(Date.from(time));
    parameters.setRevocationEnabled(false);
    parameters.setMaxPathLength(MAX_INTERMEDIATES);
    return (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
  }

  private static PKIXBuilderParameters parameters(X509Certificate root, X509CertSelector target)
      throws InvalidAlgorithmParameterException {
    return new PKIXBuilderParameters(Set.of(new TrustAnchor(root, null)), target);
  }

  private static X509Certificate ofJdk(Certificate certificate, CertificateFactory factory)
      throws CertificateException {
    return (X509Certificate)
        factory.generateCertificate(new ByteArrayInputStream(certificate.encoded()));
  }

  /** Every certificate of the chain that says what it is for must allow one and the same use. */
  private static boolean isFor(Set<Integer> usages, List<Certificate> chain) {
    if (usages.contains(KeyUsages.ANY)) {
      return true;
    }
    Set<Integer> left = usages;
    for (Certificate certificate : chain) {
      left = KeyUsages.narrow(left, certificate);
    }
    return !left.isEmpty();
  }
}
