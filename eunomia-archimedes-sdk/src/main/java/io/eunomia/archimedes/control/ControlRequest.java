package io.eunomia.archimedes.control;

import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.util.List;

/** A request to the control plane, whatever the server that it came to. */
public interface ControlRequest {
  /** The method, in upper case. */
  String method();

  /** The path as it was sent, without the query. */
  String path();

  /**
   * The values of a header, one of each line; none if the request has no such header.
   *
   * @param name in any case
   */
  List<String> header(String name);

  /**
   * The certificates that the peer proved in the TLS handshake to have, its own first; none without
   * mutual TLS. Never from a header.
   */
  List<X509Certificate> peerCertificates();

  /** The body. Read at most once, and not at all if the request is refused before. */
  InputStream body();
}
