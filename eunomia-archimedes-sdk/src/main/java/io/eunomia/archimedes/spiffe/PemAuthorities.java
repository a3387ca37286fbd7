package io.eunomia.archimedes.spiffe;

import io.spiffe.bundle.x509bundle.X509Bundle;
import io.spiffe.bundle.x509bundle.X509BundleSet;
import io.spiffe.exception.InvalidSpiffeIdException;
import io.spiffe.spiffeid.TrustDomain;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The authorities that PEM files have, sorted by trust domain. */
final class PemAuthorities {
  private static final String SCHEME = "spiffe://";

  private final PemContent content;
  private final Map<TrustDomain, Set<X509Certificate>> byDomain = new HashMap<>();

  private PemAuthorities(PemContent content) {
    this.content = content;
  }

  /**
   * Reads them.
   *
   * @throws NoIdentityException if one is no authority, or is not known to speak for a domain
   */
  static X509BundleSet parse(PemContent content) {
    PemAuthorities all = new PemAuthorities(content);
    PemFiles files = content.files();
    files.bundle().ifPresent(all::addByTheirNames);
    files.bundles().forEach(all::addTo);
    return X509BundleSet.of(
        all.byDomain.entrySet().stream()
            .map(each -> new X509Bundle(each.getKey(), each.getValue()))
            .toList());
  }

  private void addTo(String trustDomain, Path file) {
    TrustDomain domain = parse(trustDomain, file);
    authorities(file).forEach(each -> add(domain, each));
  }

  private void addByTheirNames(Path file) {
    List<X509Certificate> all = authorities(file);
    for (int i = 0; i < all.size(); i++) {
      // An authority that could be taken for one of any trust domain would speak for the others.
      add(domainOf(all.get(i), file, "certificate " + (i + 1)), all.get(i));
    }
  }

  private static TrustDomain domainOf(X509Certificate authority, Path file, String which) {
    List<String> uris;
    try {
      uris = PeerCertificates.uris(authority);
    } catch (PeerRefusedException e) {
      throw PemContent.invalid(file, "has names in " + which + " that cannot be read", e);
    }
    if (uris.size() != 1 || !uris.get(0).startsWith(SCHEME)) {
      throw PemContent.invalid(
          file,
          "does not say in " + which + " for which trust domain it is: give it by trust domain",
          null);
    }
    return parse(uris.get(0).substring(SCHEME.length()), file);
  }

  private static TrustDomain parse(String name, Path file) {
    try {
      TrustDomain domain = TrustDomain.parse(name);
      if (domain.getName().equals(name)) {
        return domain;
      }
    } catch (InvalidSpiffeIdException | IllegalArgumentException e) {
      throw PemContent.invalid(file, "is for something that is not a trust domain", e);
    }
    throw PemContent.invalid(file, "is for something that is not a trust domain", null);
  }

  private List<X509Certificate> authorities(Path file) {
    List<X509Certificate> all = content.certificates(file);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).getBasicConstraints() < 0) {
        throw PemContent.invalid(
            file, "has in certificate " + (i + 1) + " one that is not an authority's", null);
      }
    }
    return all;
  }

  private void add(TrustDomain domain, X509Certificate authority) {
    byDomain.computeIfAbsent(domain, any -> new HashSet<>()).add(authority);
  }
}
