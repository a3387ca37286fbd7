package io.eunomia.archimedes.enforce;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request, as far as enforcement looks at it. Each server's adapter has one; it is used by the
 * thread that has the request, and not after it.
 */
public interface RequestView {
  /** The method as it came; a gRPC call's is {@code POST}. */
  String method();

  /**
   * The path as it came, without the query: not decoded, not normalised, with whatever the service
   * is mounted below.
   */
  String path();

  /**
   * A header's values in their order; none if it is not there.
   *
   * @param name in any case
   */
  List<String> header(String name);

  /** All headers by lower-case name; what came more than once is joined by a comma and a space. */
  Map<String, String> headers();

  /**
   * The certificates that the peer proved its identity with in the TLS handshake, its own first;
   * none without TLS or without a client certificate. Never from a header.
   */
  List<X509Certificate> peerCertificates();

  /** What the server, or a filter before this one, attached to this request and to no other. */
  @Nullable Object attribute(String name);
}
