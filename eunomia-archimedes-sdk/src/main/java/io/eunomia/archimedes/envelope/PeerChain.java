package io.eunomia.archimedes.envelope;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Finds the certificates that came with a request. */
public final class PeerChain {
  private PeerChain() {}

  /**
   * The certificates that the other side of a connection showed, its own first; none if it showed
   * none. They are not verified here.
   */
  public static List<X509Certificate> of(SSLSession session) {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      for (Certificate certificate : session.getPeerCertificates()) {
        chain.add((X509Certificate) certificate);
      }
    } catch (SSLPeerUnverifiedException e) {
      return List.of();
    }
    return chain;
  }
}
