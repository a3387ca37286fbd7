package io.eunomia.archimedes.control;

import io.eunomia.bundle.BundleDigest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request without a server. */
record BareRequest(
    String method,
    String path,
    Map<String, List<String>> headers,
    List<X509Certificate> peerCertificates,
    InputStream body)
    implements ControlRequest {
  @Override
  public List<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  BareRequest with(String name, String... values) {
    Map<String, List<String>> all = new HashMap<>(headers);
    all.put(name, List.of(values));
    return new BareRequest(method, path, all, peerCertificates, body);
  }

  BareRequest by(List<X509Certificate> chain) {
    return new BareRequest(method, path, headers, chain, body);
  }

  BareRequest body(byte[] bytes) {
    return body(new ByteArrayInputStream(bytes));
  }

  BareRequest body(InputStream in) {
    return new BareRequest(method, path, headers, peerCertificates, in);
  }

  /** A request by this peer, without anything. */
  static BareRequest of(String method, String path, List<X509Certificate> peer) {
    return new BareRequest(method, path, Map.of(), peer, InputStream.nullInputStream());
  }

  /** A push as it should be. */
  static BareRequest push(byte[] bundle, List<X509Certificate> peer) {
    return of("PUT", "/control/v1/bundle", peer)
        .with("content-digest", ContentDigest.format(BundleDigest.of(bundle)))
        .body(bundle);
  }

  /** A rollback. */
  static BareRequest rollback(String json, List<X509Certificate> peer) {
    return of("POST", "/control/v1/rollback", peer).body(json.getBytes(StandardCharsets.UTF_8));
  }
}
