package io.eunomia.archimedes.enforce;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request of no server. */
record TestRequest(
    String method,
    String path,
    Map<String, List<String>> fields,
    List<X509Certificate> peerCertificates)
    implements RequestView {
  static TestRequest of(String method, String path) {
    return new TestRequest(method, path, Map.of(), List.of());
  }

  TestRequest with(String name, String... values) {
    Map<String, List<String>> more = new TreeMap<>(fields);
    more.put(name, List.of(values));
    return new TestRequest(method, path, more, peerCertificates);
  }

  TestRequest from(X509Certificate... chain) {
    return new TestRequest(method, path, fields, List.of(chain));
  }

  @Override
  public List<String> header(String name) {
    return fields.getOrDefault(name, List.of());
  }

  @Override
  public Map<String, String> headers() {
    Map<String, String> joined = new TreeMap<>();
    fields.forEach((name, values) -> joined.put(name, String.join(", ", values)));
    return joined;
  }

  @Override
  public @Nullable Object attribute(String name) {
    return null;
  }
}
