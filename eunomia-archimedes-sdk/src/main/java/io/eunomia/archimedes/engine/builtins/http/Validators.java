package io.eunomia.archimedes.engine.builtins.http;

import java.util.Map;
import java.util.TreeMap;

/**
 * By what a server is asked whether a response is still right (RFC 9110, 13.1).
 *
 * @param etag of the header ETag, or empty
 * @param lastModified of the header Last-Modified, or empty
 */
record Validators(String etag, String lastModified) {
  static Validators of(Response response) {
    return new Validators(response.header("etag"), response.header("last-modified"));
  }

  boolean any() {
    return !etag.isEmpty() || !lastModified.isEmpty();
  }

  /** The request that asks. */
  SendRequest asked(SendRequest request) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(request.headers());
    if (!etag.isEmpty()) {
      headers.put("If-None-Match", etag);
    }
    if (!lastModified.isEmpty()) {
      headers.put("If-Modified-Since", lastModified);
    }
    return request.redirected(
        request.method(), request.uri(), headers, request.body(), request.tls());
  }
}
